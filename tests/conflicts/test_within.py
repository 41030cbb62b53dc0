"""What makes a dispute inside one article, and what only looks like one."""

from dataclasses import replace

import pytest

from sources.conflicts.assemble import by_party
from sources.conflicts.board import within
from sources.conflicts.figures import Figure
from sources.conflicts.position import position
from sources.conflicts.prepare import propositions
from sources.conflicts.refer import referred
from sources.models import Cue, Excerpt, Kind, Source, Statement

from .make import CAPTURE, article, said

TOLD = said("Reed Front", "its/A fighters/N captured/V! nine/# guards/N at/A Kolombe/P", cue="claimed")


def parties(*statements: Statement, text: str | None = None) -> list[list[tuple[str, ...]]]:
    return [[side.parties for side in c.sides] for c in within(article("a", *statements, text=text))]


def placed(statement: Statement, text: str, source: str) -> Statement:
    """The statement with its source, cue and content where they stand in a text."""

    def at(piece: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(piece), text.index(piece) + len(piece)),)

    return replace(
        statement,
        source=Source(source, at(source), statement.source.party, statement.source.named),
        cue=Cue(statement.cue.text, at(statement.cue.text), statement.cue.lemma),
        content=Excerpt(statement.content.text, at(statement.content.text)),
    )


@pytest.mark.parametrize("cue", ["will deny", "might deny", "could be denied"])
def test_who_will_or_might_deny_has_not_denied(cue):
    assert position(replace(said("Ministry", "the/N raid/N!", "denies"), cue=Cue(cue, (), "deny"))) == 0


def test_what_was_never_verified_is_not_denied():
    assert position(said(None, "the/N raid/N!", "denies", cue="verify")) == 0


def test_somebody_must_deny():
    assert parties(TOLD, said(None, "the claim/N!", "denies", cue="denied", source="we")) == []
    assert parties(TOLD, said("Ministry", "the claim/N!", "denies", cue="denied")) == [[("Reed Front",), ("Ministry",)]]


def test_who_is_told_by_a_clause_alone_is_nobody():
    seen = "the/N barn/N burned/V! at/A Kolombe/P"
    denial = said("Ministry", "the/N barn/N burned/V! at/A Kolombe/P", "denies", cue="denied")
    assert parties(said(None, seen, source="who passed the barn"), denial) == []
    assert parties(said(None, seen, source="that newspaper"), denial) == [[("that newspaper",), ("Ministry",)]]


def test_a_denial_stands_against_the_reports_that_it_names():
    text = "The ministry denied reports of a raid on Kolombe."
    denial = said("Ministry", "reports/N! of a raid/N on Kolombe/P", "denies", cue="denied")
    assert parties(placed(denial, text, "The ministry"), text=text) == [[("reports",), ("Ministry",)]]


def test_a_telling_whose_noun_was_taken_for_a_verb_is_still_one():
    tells = said("Ada Welo", "guards/N< crossed/V! the frontier/N>")
    denial = said("Ministry", "reports/V! that guards/N< had crossed/V the frontier/N>", "denies", cue="denied")
    (found,) = propositions(article("a", denial))
    assert {term.stem for term in found.terms} == {"guard", "cross", "frontier"}
    false = said("Ministry", "Claims/V! that guards/N crossed/V the frontier/N were false/A", cue="said")
    words = list(false.words)
    at = len(words) - 1
    words[-2] = replace(words[-2], role="cop", head=at)
    words[-1] = replace(words[-1], role="parataxis", head=0)
    judged = replace(false, words=tuple(words))
    assert {p.position for p in propositions(article("a", judged)) if p.party == "ministry"} == {-1}
    ((asserting, denying),) = parties(tells, judged)
    assert asserting == ("Ada Welo",) and "Ministry" in denying


def test_who_calls_somebody_the_victim_of_a_hoax_denies_what_was_told():
    words = said("Weekly Tide", "Orlin/P was the victim/N! of another hoax/N", cue="stated")
    made = list(words.words)
    made[-1] = replace(made[-1], role="nmod", head=3)
    assert propositions(article("a", replace(words, words=tuple(made))))[0].position == -1


def test_a_denial_in_the_same_sentence_is_of_what_that_sentence_tells():
    text = (
        "The Reed Front claimed its fighters captured nine guards at Kolombe.\n"
        "Ada Welo said the ferry sank at Sembi, a claim the harbour denied."
    )
    ferry = said("Ada Welo", "the ferry/N sank/V! at Sembi/P")
    denial = said("harbour", "a claim/N!", "denies", cue="denied")
    made = [
        placed(TOLD, text, "The Reed Front"),
        placed(ferry, text, "Ada Welo"),
        placed(denial, text, "the harbour"),
    ]
    aims = [aim for denial, aim, _ in referred(propositions(article("a", *made, text=text)))]
    assert [aim.party for aim in aims] == ["ada welo"]


SHOWN = (
    "A picture purporting to show that the captive was shot was shared.\n"
    "Ada Welo claimed that the ferry sank at Sembi.\n"
    "Later, Wireglass said the picture {}."
)


def shown(judged: str, content: str) -> list[str]:
    """Whom a judgement on a picture is held against, in an article that also tells of a ferry."""
    text = SHOWN.format(judged)
    made = [
        placed(
            said(None, "that/A the/A captive/N was/A shot/V!", cue="purporting", source="A picture"), text, "A picture"
        ),
        placed(said("Ada Welo", "that/A the/A ferry/N sank/V! at/A Sembi/P", cue="claimed"), text, "Ada Welo"),
        placed(said("Wireglass", content), text, "Wireglass"),
    ]
    return [aim.statement.source.text for _, aim, _ in referred(propositions(article("a", *made, text=text)))]


def test_what_a_picture_shows_in_truth_is_not_what_was_told_of_it():
    assert shown("actually shows a tower", "the picture/N< actually shows/V! a tower/N>") == ["A picture"]
    assert shown("clearly shows a tower", "the picture/N< clearly shows/V! a tower/N>") == []
    assert shown("really pleases a tower", "the picture/N< really pleases/V! a tower/N>") == []


def test_the_thing_that_is_denied_is_the_one_that_told():
    assert shown("is a fake", "the picture/N< is a fake/N!") == ["A picture"]


def test_this_rumour_is_what_was_said_just_before():
    text = (
        "The Reed Front claimed its fighters captured nine guards at Kolombe.\n"
        "Ada Welo said the ferry sank at Sembi. But the harbour said this rumour is false."
    )
    made = [
        placed(TOLD, text, "The Reed Front"),
        placed(said("Ada Welo", "the ferry/N sank/V! at Sembi/P"), text, "Ada Welo"),
        replace(
            placed(said("harbour", "this rumour/N< is false/A!", "denies", cue="said"), text, "the harbour"),
            cue=Cue("said", ((text.rindex("said"), text.rindex("said") + 4),), "say"),
        ),
    ]
    aims = [aim for _, aim, _ in referred(propositions(article("a", *made, text=text)))]
    assert [aim.party for aim in aims] == ["ada welo"]


def test_who_says_that_a_confession_was_forced_takes_it_back():
    confessed = said("Karo", "setting/V! fire/N to/A the/N mill/N", "confirms", cue="confessed")
    forced = said("Karo", "his/^ confession/N< forced/V!", "retracts", cue="said")
    (conflict,) = within(article("a", confessed, forced))
    assert conflict.kind is Kind.REVERSAL
    assert parties(confessed, replace(forced, source=Source("Lund", (), "Lund", True))) == []


def test_what_nobody_said_is_not_said():
    assert position(said(None, "the/N boat/N sank/V!", source="No newspaper")) == 0
    assert position(said(None, "the/N boat/N sank/V!", source="A newspaper")) == 1


def test_what_is_called_a_hoax_must_be_a_telling():
    vote = said("Coast Party", "the council/N voted/V! on the/N dam/N")
    opinion = said("Ida Welo", "the vote/N a hoax/N!", cue="call")
    assert parties(vote, opinion) == []


def test_who_drops_a_thing_takes_nothing_back():
    assert parties(TOLD, said("Reed Front", "the/N boat/N!", "retracts", cue="dropped")) == []
    (conflict,) = within(article("a", TOLD, said("Reed Front", "its claim/N!", "retracts", cue="withdrew")))
    assert conflict.kind is Kind.REVERSAL


def test_some_of_the_dead_are_no_other_toll():
    every, children = Figure(39, 39, "dead"), Figure(6, 6, "dead", "child")
    assert children.within(every)
    assert not every.within(children)
    assert not Figure(50, 50, "dead", "child").within(every)
    assert not Figure(6, 6, "boat", "boat").within(Figure(39, 39, "boat"))


def test_a_plain_negative_must_say_not_of_what_is_said():
    other = said("Ministry", "the/N ferry/N sailed/V! from/A Kolombe/P", negated=True)
    assert parties(TOLD, other) == []
    same = said("Ministry", "its/N guards/N captured/V! at/A Kolombe/P not/A", negated=True)
    assert parties(TOLD, same) == [[("Reed Front",), ("Ministry",)]]


def test_one_wrong_clash_does_not_mix_the_camps():
    told = "the/N guards/N captured/V! at Kolombe/P"
    found = propositions(article("a", *(said(name, told) for name in ("Ada", "Bo", "Cleo", "Dov"))))
    ada, bo, cleo, dov = (p.key for p in found)
    edges = {(ada, bo): 0.9, (bo, cleo): 0.8, (cleo, dov): 0.7, (ada, dov): 0.7, (ada, cleo): 0.85}
    clashes = {p.key: {} for p in found}
    for (a, b), score in edges.items():
        clashes[a][b] = clashes[b][a] = score
    one, two = by_party(found, lambda key: clashes[key])
    assert {frozenset(p.party for p in camp) for camp in (one, two)} == {
        frozenset({"ada", "cleo"}),
        frozenset({"bo", "dov"}),
    }


def test_two_who_accuse_each_other_are_on_no_side():
    joint = said("Arden and Brevia", "each/N other of the/A shelling/N!", cue="accused")
    assert position(joint) == 0


def test_a_denial_of_it_takes_up_the_sentence_before_however_short():
    text = (
        "The League said that he had resigned. The Ministry denied it.\n\nMs Norr said that she would speak tomorrow."
    )
    told = placed(said("League", "he had resigned/V!", cue="said"), text, "The League")
    denial = placed(said("Ministry", "it/N!", "denies", cue="denied"), text, "The Ministry")
    later = placed(said("Norr", "she would speak/V! tomorrow/N", cue="said"), text, "Ms Norr")
    found = referred(propositions(article("a", told, denial, later, text=text)))
    assert [(a.party, b.party) for a, b, edge in found if edge.relation == "clash"] == [("ministry", "league")]


def test_a_state_of_two_letters_is_no_pronoun():
    (conflict,) = within(article("a", said("Reed Front", CAPTURE), said("US", "the claim/N!", "denies", cue="denied")))
    assert conflict.sides[1].parties == ("US",)


def test_two_who_speak_as_one_are_not_one_of_them():
    both = said("Orrin and Pell", "its fighters/N captured/V! two/# soldiers/N near/A Kolombe/P")
    (conflict,) = within(article("a", both, said("Pell", "the claim/N!", "denies", cue="denied")))
    assert [side.parties for side in conflict.sides] == [("Orrin and Pell",), ("Pell",)]
