"""What a denial is held against within its article, and what it cannot be against."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.opposing import stands_with
from sources.conflicts.prepare import propositions
from sources.models import Excerpt

from .make import CAPTURE, article, said


def test_whose_account_is_disputed_is_whoever_gave_it():
    army = said("Velmar Army", "its riders/N killed/V! three/# gunmen/N in a raid/N at night/N")
    nurse = said("Ida Welo", "the dead/N were three/# herders/N! and the raid/N came at noon/N")
    disputed = said("Reed Front", "army/N account/N! of the raid/N", "denies", cue="disputes")
    army_account = tuple(replace(w, role="compound", head=1) if w.text == "army" else w for w in disputed.words)
    (conflict,) = within(article("a", army, nurse, replace(disputed, words=army_account), text=""))
    assert conflict.sides[0].parties == ("Velmar Army",)


@pytest.mark.parametrize(("teller", "disputed"), [("Ida Welo", False), ("Odo Harn", True)])
def test_who_tells_what_somebody_said_does_not_deny_that(teller, disputed):
    text = "he rang to say that the brakes of the bus were gone"
    inner = said(None, "that the brakes/N< of the bus/N were gone/A!", source="a mechanic", cue="to say")
    outer = said(teller, "he rang/V! to say that the brakes/N of the bus/N were gone/A")
    denial = said("Ida Welo", "any fault/N! in the brakes/N of the bus/N", "denies", cue="denied")
    placed = [
        replace(outer, content=Excerpt(text, ((20, 20 + len(text)),)), cue=replace(outer.cue, spans=((0, 4),))),
        replace(inner, content=Excerpt("", ((35, 60),)), cue=replace(inner.cue, spans=((28, 34),))),
        replace(denial, content=Excerpt("", ((100, 120),)), cue=replace(denial.cue, spans=((90, 99),))),
    ]
    made = propositions(article("a", *placed, text="x" * 200))
    told, denied = (next(p for p in made if p.statement.cue.text == cue) for cue in ("to say", "denied"))
    assert stands_with(denied, told) is not disputed


@pytest.mark.parametrize(
    ("content", "teller"),
    [
        ("a claim in the Evening Lamp that four guards had fled", "Evening Lamp"),
        ("the claim of the front that four guards had fled", "the front"),
        ("claims by its own cooks that four guards had fled", "cooks"),
        ("a claim of the flooded town that four guards had fled", "a claim"),
    ],
)
def test_a_denial_names_whose_claim_it_denies(content, teller):
    tagged = (
        content.replace("claim ", "claim/N ")
        .replace("claims ", "claims/N ")
        .replace("guards", "guards/N")
        .replace("fled", "fled/V!")
    )
    made = said("Velmar Army", tagged, "denies", cue="rejected")
    text = f"Velmar Army rejected {content}."
    placed = replace(made, content=Excerpt(content, ((21, 21 + len(content)),)))
    (conflict,) = within(article("a", placed, text=text))
    assert conflict.sides[0].parties == (teller,)


@pytest.mark.parametrize(("content", "held"), [("the police/N!", False), ("the navy/N!", True)])
def test_who_is_contradicted_is_whoever_is_named(content, held):
    navy = said("Velmar Navy", "two/# boats/N were seen/V! near/A Kolombe/P")
    contradicted = said("Reed Front", content, "denies", cue="contradict")
    assert bool(within(article("a", navy, contradicted))) is held


def test_who_accuses_nobody_denies_no_claim():
    told = said("Ida Welo", "her brother/N asked/V! for more tests/N")
    mild = said("Odo Harn", "that she did not accuse/V! Harn/P", negated=True)
    assert within(article("a", told, mild)) == []


def test_what_is_said_along_with_a_withdrawal_is_not_withdrawn():
    told = said("Orlo Works", "the pump/N maker/N for the leak/N!", cue="blame")
    back = said("Orlo Works", "its words/N! and blamed the pump/N maker/N for the leak/N", "retracts", cue="withdrew")
    placed = [
        replace(back, content=replace(back.content, spans=((20, 80),)), cue=replace(back.cue, spans=((11, 19),))),
        replace(told, content=replace(told.content, spans=((40, 80),)), cue=replace(told.cue, spans=((33, 39),))),
    ]
    assert within(article("a", *placed, text="x" * 90)) == []


def test_why_claims_are_false_is_no_part_of_what_was_claimed():
    false = "that/S these claims/N< are false/A! and blown/V up by the radio/N for love/N of noise/N"
    made = propositions(article("a", said("Reed Front", CAPTURE), said("Velmar Army", false, "denies", cue="find")))
    (found,) = (p for p in made if p.statement.cue.lemma == "find")
    assert found.points_back and not found.terms


def test_who_denies_the_words_of_one_does_not_deny_those_of_another():
    papers = said("Hugo Lamb", "the/A companies/N had exchanged/V! papers/N>")
    talks = said("Pelham Shipping", "the two/# were/A in merger/N talks/N!", source="Otto Crane")
    denial = said("Arkwright Lines", "Crane/P^ statement/N!", "denies", cue="denied")
    assert within(article("a", papers, denial)) == []
    (conflict,) = within(article("b", papers, talks, denial))
    assert {party for side in conflict.sides for party in side.parties} == {"Pelham Shipping", "Arkwright Lines"}


@pytest.mark.parametrize(("word", "count"), [("despite", 1), ("beside", 0)])
def test_what_is_said_despite_another_one_is_held_against_it(word, count):
    text = f"The yard says the hull is sound {word} a diver claiming that a rudder was lost."
    yard = said("Marl Yard", "the hull/N< is sound/A!", cue="says")
    diver = said(None, "that a rudder/N< was lost/V!", cue="claiming", source="a diver")
    placed = [
        replace(yard, content=Excerpt("the hull is sound", ((14, 31),))),
        replace(
            diver,
            source=replace(diver.source, spans=((text.index("a diver"), text.index("a diver") + 7),)),
            content=Excerpt("that a rudder was lost", ((text.index("that"), len(text) - 1),)),
        ),
    ]
    assert len(within(article("a", *placed, text=text))) == count
