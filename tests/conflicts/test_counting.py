"""What counts as a count, what a bare number counts, and when little is enough for a dispute."""

import pytest

from sources.conflicts.board import Board, within
from sources.conflicts.elided import role_around
from sources.conflicts.figures import figures
from sources.models import Conflict, Kind

from .make import article, said


def board(*readings) -> list[Conflict]:
    made = Board()
    for reading in readings:
        made.add(reading)
    return made.conflicts()


def counted(content: str):
    return [(f.low, f.role) for f in figures(said("Anyone", content).words)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("the/D dead/N! at 19/#", [(19, "dead")]),
        ("she died/V! at 81/#", []),
        ("found/V! dead/A at age/N 34/#", []),
        ("a crater/N! of 39/# feet/N", []),
        ("killed/V! in the space/N of 12/# hours/N", []),
        ("another 14/# officers/N were arrested/V!", []),
        ("14/# officers/N were arrested/V!", [(14, "held")]),
        ("the bank/N lost/V! $400m/#", [(392_000_000, "#$")]),
        ("fewer/A than 20/# people/N were hurt/V!", [(0, "hurt")]),
        ("no fewer/A than 20/# people/N were hurt/V!", [(20, "hurt")]),
    ],
)
def test_counts_are_told_from_ages_measures_and_money(content, found):
    assert counted(content) == found


def test_a_bare_number_counts_what_the_words_around_it_count():
    assert role_around("The ministry put the toll first at 12. The hospital now says", "and fears more.") == "dead"
    assert role_around("The police counted", "marchers, not more.") == "crowd"
    assert role_around("He was given a post at the", "ministry.") is None


def test_two_counts_clash_though_one_does_not_say_what_it_counts():
    (conflict,) = within(
        article(
            "a",
            said("Darsel Hospital", "23/#!", cue="says"),
            said("Civil Guard", "four/# people/N were killed/V!"),
            text="The toll of the market of Darsel is in doubt. Darsel Hospital says 23. Civil Guard said four died.",
        )
    )
    assert conflict.kind is Kind.FIGURES
    assert [side.parties for side in conflict.sides] == [("Civil Guard",), ("Darsel Hospital",)]


BURNED = "soldiers/N burned/V! the mill/N of Kolombe/P"
FAR = "Elsewhere the harvest of barley began and the ferries to Trask ran late; a choir from Saltry sang in the rain."


def test_one_clash_between_articles_needs_them_to_be_near():
    claim, denial = said("Reed Front", BURNED), said("Velmar Army", BURNED, "denies", cue="denied")
    assert len(board(article("a", claim), article("b", denial))) == 1
    tail = f"{FAR} Marlin Lines bought a tug. Aurora Mines paid its miners. The senate of Velmar debated pensions."
    other = "Lindal Bank closed its vaults. Umoya Dairy recalled cheese. The Tessen froze over at Brelling."
    far = board(
        article("a", claim, text=f"Reed Front said soldiers burned the mill of Kolombe. {tail}"),
        article("b", denial, text=f"Velmar Army denied soldiers burned the mill of Kolombe. {other}"),
    )
    assert far == []


def test_what_is_taken_back_must_be_what_was_told():
    told = said("Reed Front", "its fighters/N shot/V! down a Velmar/P helicopter/N over Kolombe/P")
    back = said("Reed Front", "it shot/V! down a Velmar/P helicopter/N", "retracts", cue="withdrew")
    other = said("Reed Front", "its list/N! of the wounded/N of Kolombe/P", "retracts", cue="withdrew")
    (conflict,) = board(article("a", told), article("b", back, hours=9))
    assert conflict.kind is Kind.REVERSAL
    assert board(article("a", told), article("b", other, hours=9)) == []
