"""What `gainsay explain` says of a statement."""

from collections.abc import Callable

import pytest

from sources.claims import participles, rejoinders, writings
from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.claims.why import RULES, found_by, why
from sources.language.pipeline import load
from sources.models import Article, Statement
from tui.cli import main


@pytest.fixture(scope="module")
def read() -> Callable[[str], tuple[Statement, ...]]:
    reader = Reader(load(), Parties())
    return lambda text: reader.read(Article("a", None, None, None, None, text)).statements


def test_a_denial_names_rule_cue_and_party(read: Callable[[str], tuple[Statement, ...]]) -> None:
    (s,) = read("Russia's Defence Ministry denied on Monday that its soldiers had been captured in the town.")
    found, stance, party, *_ = why(s)
    assert "“clause”" in found and "encoder" in found
    assert stance == "stance: denies, by “denied on Monday”, which the lexicon has as “deny: denies”"
    assert party.startswith("party: Russian Defence Ministry")


def test_a_turned_stance_says_so(read: Callable[[str], tuple[Statement, ...]]) -> None:
    (s,) = read("The company did not deny that it had sold the ferries to the islands last year.")
    assert any("the lexicon has “deny” as denies, turned by a negation" in line for line in why(s))


def test_every_rule_has_its_words(read: Callable[[str], tuple[Statement, ...]]) -> None:
    assert found_by("encoder 93%") == "the trained encoder alone, 93% sure"
    assert found_by("clause").endswith("the trained encoder did not see it")
    assert {participles.RULE, rejoinders.RULE, writings.RULE} <= RULES.keys()
    (s,) = read("The tenor posted a clip denying he had lost his voice.")
    assert any(RULES[writings.RULE] in line for line in why(s))


def test_the_command_explains_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "The harbour board denied that the crane in the old dock had failed."]) == 0
    out = capsys.readouterr().out
    assert "found by the rule" in out and "denies" in out
