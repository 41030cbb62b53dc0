"""Which pairs of statements are a conflict."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.opposing import stands_with
from sources.conflicts.prepare import propositions
from sources.models import Excerpt, Kind, Stance, Status

from .make import article, said

CAPTURE = "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"

CLASH = {
    "outright denial": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "its soldiers/N had been captured/V!", "denies", cue="denied"),
    ),
    "paraphrase": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "any personnel/N were taken/V hostage/N! at Kolombe/P", "denies", cue="denied"),
    ),
    "denial before the assertion": (
        said("Velmar Army", "any soldiers/N were captured/V! near Kolombe/P", "denies", cue="denied"),
        said("Reed Front", CAPTURE),
    ),
    "denial of the claim": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the claim/N!", "denies", cue="rejected"),
    ),
    "denial of reports of it": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the reports/N! as theatre/N", "denies", cue="dismissed"),
    ),
    "judged to be false": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the reports/N< are false/A!"),
    ),
    "the very thing judged to be false": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the capture/N< of soldiers/N is a hoax/N!"),
    ),
    "nothing true in it": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "there is no truth/N! in it", negated=True),
    ),
    "assertion of the contrary": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "no soldiers/N were captured/V! near/A Kolombe/P", negated=True),
    ),
}

CLASH["talks denied as such"] = (
    said("Reed Front", "it is in talks/N! with Velmar/P"),
    said("Velmar Army", "no negotiations/N! with the front/N", negated=True),
)

CLASH["nobody was hurt"] = (
    said("Reed Front", "five/# riders/N were hurt/V!"),
    said("Velmar Army", "nobody had been hurt/V!", negated=True),
)

CLASH["another one's lawyer"] = (
    said("Reed Front", CAPTURE),
    said("Velmar Army", "the claim/N!", "denies", cue="rejected", source="Orlo’s lawyer"),
)

NO_CLASH = {
    "its own chairman": (
        said("Velmar Army", "the claim/N!", "denies", cue="rejected"),
        said("Odo Harn", "two/# divers/N were seen/V! near/A Kolombe/P", source="its chairman, Odo Harn"),
    ),
    "its own lawyer": (
        said("Reed Front", CAPTURE),
        said(None, "the claim/N!", "denies", cue="rejected", source="Reed’s lawyer"),
    ),
    "nobody enjoyed another thing": (
        said("Reed Front", "five/# riders/N enjoyed/V! the feast/N"),
        said("Velmar Army", "it had not enjoyed/V! the march/N", negated=True),
    ),
    "one party alone": (
        said("Reed Front", CAPTURE),
        said("Reed Front", "its fighters/N had captured/V! civilians/N", "denies", cue="denied"),
    ),
    "could not verify": (
        said("Reed Front", CAPTURE),
        said("Lantern Wire", "the capture/N!", "unverified", cue="could not verify"),
    ),
    "declined": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "to comment/V!", "declines", cue="declined"),
    ),
    "agreement": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "two/# soldiers/N were captured/V! near/A Kolombe/P", "confirms", cue="confirmed"),
    ),
    "a belief": (
        said("Reed Front", CAPTURE),
        said("an analyst", "its soldiers/N were captured/V!", "denies", cue="does not believe", act="belief"),
    ),
    "judged not to be false": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the report/N< is not false/A!", negated=True),
    ),
    "not known": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "it was not aware/A! of captured/V soldiers/N near/A Kolombe/P", negated=True),
    ),
    "a proposal turned down": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the offer/N! of captured/V soldiers/N", "denies", cue="rejected"),
    ),
    "a thing turned down": (
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the uniforms/N! of the soldiers/N", "denies", cue="reject"),
    ),
    "another matter denied, in so many words": (
        said("Reed Front", CAPTURE),
        said("Harbour Office", "ferries/N sail/V! on holidays/N to Trask/P", negated=True),
    ),
}


@pytest.mark.parametrize("pair", CLASH.values(), ids=CLASH.keys())
def test_clash(pair):
    (conflict,) = within(article("a", *pair, text=""))
    assert conflict.kind is Kind.DENIAL
    asserting, denying = conflict.sides
    assert (asserting.stance, asserting.parties) == (Stance.ASSERTS, ("Reed Front",))
    assert (denying.stance, denying.parties) == (Stance.DENIES, ("Velmar Army",))


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


@pytest.mark.parametrize("pair", NO_CLASH.values(), ids=NO_CLASH.keys())
def test_no_clash(pair):
    assert within(article("a", *pair)) == []


@pytest.mark.parametrize("pair", CLASH.values(), ids=CLASH.keys())
def test_order_in_the_article_does_not_decide(pair):
    if any(s.content.text.startswith("the ") for s in pair):
        pytest.skip("what points back needs something before it")
    assert len(within(article("a", *reversed(pair)))) == 1


def test_others_stand_beside_the_sides():
    (conflict,) = within(
        article(
            "a",
            *CLASH["outright denial"],
            said("Lantern Wire", "the capture/N!", "unverified", cue="could not verify"),
            said("Velmar Foreign Ministry", "to requests/N for comment/N", "no_response", cue="did not respond"),
        )
    )
    assert [(s.stance, s.parties) for s in conflict.others] == [
        (Stance.UNVERIFIED, ("Lantern Wire",)),
        (Stance.NO_RESPONSE, ("Velmar Foreign Ministry",)),
    ]


def test_named_parties_stand_before_unnamed_ones():
    (conflict,) = within(
        article(
            "a",
            said(None, "two/# soldiers/N were captured/V! near/A Kolombe/P", source="residents"),
            *CLASH["outright denial"],
        )
    )
    assert conflict.sides[0].parties == ("Reed Front", "residents")


def test_a_party_never_stands_on_both_sides():
    (conflict,) = within(
        article(
            "a",
            *CLASH["outright denial"],
            said("Velmar Army", "two/# soldiers/N captured/V! goats/N near/A Kolombe/P"),
        )
    )
    assert not set(conflict.sides[0].parties) & set(conflict.sides[1].parties)


def test_the_claim_line_names_its_subject():
    (conflict,) = within(
        article(
            "a",
            said("Reed Front", "it captured/V! them"),
            said("Reed Front", "Reed/P Front/P fighters/N captured/V! two/# Velmar/P soldiers/N"),
            said("Velmar Army", "its soldiers/N had been captured/V!", "denies", cue="denied"),
        )
    )
    assert conflict.claim == "Reed Front fighters captured two Velmar soldiers"


@pytest.mark.parametrize(
    ("party", "told", "line"),
    [
        ("Reed Front", "its fighters/N< captured/V! two/# soldiers/N", "Reed Front’s fighters captured two soldiers"),
        ("Salt Riders", "that their men/N< captured/V! two/# soldiers/N", "Salt Riders’ men captured two soldiers"),
        ("Reed Front", "its rival/N< captured/V! two/# soldiers/N", "Its rival captured two soldiers"),
        (None, "their men/N< captured/V! two/# soldiers/N", "Their men captured two soldiers"),
        ("Reed Front", "that it/D< capture/V! two/# soldiers/N", "Reed Front capture two soldiers"),
        ("Reed Front", "it/D< drowned/V! two/# soldiers/N", "It drowned two soldiers"),
    ],
)
def test_the_claim_line_says_whose_own_people_are_meant(party, told, line):
    denied = said("Velmar Army", "the claim/N!", "denies", cue="rejected")
    (conflict,) = within(article("a", said(party, told, source="the riders"), denied))
    assert conflict.claim == line


@pytest.mark.parametrize(
    ("said_so", "line"),
    [
        ("that two/# soldiers/N< vanished/V! near/A Kolombe/P", "Two soldiers vanished near Kolombe"),
        ("the iTram/P< vanished/V! near/A Kolombe/P", "The iTram vanished near Kolombe"),
        ("iTrams/P< vanished/V! near/A Kolombe/P", "iTrams vanished near Kolombe"),
    ],
)
def test_the_claim_line_opens_like_a_sentence(said_so, line):
    denied = said("Velmar Army", "that they vanished/V! near/A Kolombe/P", "denies", cue="denied")
    (conflict,) = within(article("a", said("Reed Front", said_so), denied))
    assert conflict.claim == line


def test_the_claim_line_is_worded_by_the_denial_where_nobody_words_it_better():
    vague = said("Reed Front", "it captured/V! them near/A Kolombe/P")
    clear = said("Velmar Army", "that two/# soldiers/N< were captured/V! near/A Kolombe/P", "denies", cue="denied")
    (conflict,) = within(article("a", vague, clear))
    assert conflict.claim == "Two soldiers were captured near Kolombe"
    told = said("Reed Front", "its fighters/N< captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P")
    (conflict,) = within(article("a", told, clear))
    assert conflict.claim == "Reed Front’s fighters captured two Velmar soldiers near Kolombe"


def test_the_claim_line_is_of_what_is_disputed():
    (conflict,) = within(
        article(
            "a",
            said("Reed Front", "Reed/P Front/P fighters/N came/V! to Kolombe/P by boat/N"),
            said("Reed Front", "Front/P fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"),
            said("Velmar Army", "that Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
        )
    )
    assert conflict.claim.endswith("captured two Velmar soldiers near Kolombe")


SOLDIERS = "two/# Velmar/P soldiers/N were captured/V! near/A Kolombe/P"


def test_settled_once_the_one_who_denied_confirms():
    pair = CLASH["outright denial"]
    again = said("Velmar Army", "any soldiers/N were captured/V!", "denies", cue="denied")
    (conflict,) = within(article("a", *pair, again))
    assert conflict.status is Status.CONTESTED
    (conflict,) = within(article("a", *pair, again, said("Velmar Army", SOLDIERS, "confirms", cue="confirmed")))
    assert conflict.status is Status.SETTLED


def test_settled_once_the_one_who_asserted_withdraws():
    retracted = said("Reed Front", SOLDIERS, "retracts", cue="withdrew")
    (conflict,) = within(article("a", *CLASH["outright denial"], retracted))
    assert conflict.status is Status.SETTLED


def test_who_denies_the_words_of_one_does_not_deny_those_of_another():
    papers = said("Hugo Lamb", "the/A companies/N had exchanged/V! papers/N>")
    talks = said("Pelham Shipping", "the two/# were/A in merger/N talks/N!", source="Otto Crane")
    denial = said("Arkwright Lines", "Crane/P^ statement/N!", "denies", cue="denied")
    assert within(article("a", papers, denial)) == []
    (conflict,) = within(article("b", papers, talks, denial))
    assert {party for side in conflict.sides for party in side.parties} == {"Pelham Shipping", "Arkwright Lines"}


def test_who_is_contradicted_comes_first_on_a_side():
    (conflict,) = within(
        article(
            "a",
            said("Ilko Varn", "fighters/N of the front/N were near/A Kolombe/P at/A dawn/N and captured/V! a/A barn/N"),
            said("Reed Front", "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"),
            said("Velmar Army", "that Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
        )
    )
    assert conflict.sides[0].parties == ("Reed Front", "Ilko Varn")


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("a clerk at the mill, who gave no name", "a clerk at the mill"),
        ("The family of Ilko Varn, a former mayor of Trask", "The family of Ilko Varn"),
        ("people from Trask, Osh Tal and the north", "people from Trask, Osh Tal and the north"),
        ("One, an old man", "One, an old man"),
    ],
)
def test_who_is_not_named_goes_by_the_heart_of_the_description(source, party):
    denied = said("Velmar Army", "its soldiers/N had been captured/V!", "denies", cue="denied")
    (conflict,) = within(article("a", said(None, CAPTURE, source=source), denied))
    assert conflict.sides[0].parties == (party,)
