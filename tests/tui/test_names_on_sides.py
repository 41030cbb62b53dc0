"""That the pages of a conflict call its parties as its rows do."""

from sources.conflicts.board import within
from tests.conflicts.make import article, said
from tui.widgets.sheet import by_party


def test_an_unnamed_source_is_called_as_on_its_side() -> None:
    clerk = said(None, "the/N mill/N< burned/V! at/A dawn/N", source="a clerk of the mill, who gave no name")
    guard = said(None, "the/N mill/N< burned/V! at/A dawn/N", source="a guard")
    denied = said("Tolmark Mills", "that the mill/N< burned/V! at/A dawn/N", "denies", cue="denied")
    (conflict,) = within(article("a", clerk, guard, denied))
    assert tuple(by_party(conflict.sides[0])) == conflict.sides[0].parties == ("a clerk of the mill", "a guard")
