"""Which pairs of statements are a conflict."""

import pytest

from sources.conflicts.board import within
from sources.models import Kind, Stance, Status

from .make import CAPTURE, article, said

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

CLASH["an announcement rejected"] = (
    said("Reed Front", CAPTURE),
    said("Velmar Army", "the announcement/N!", "denies", cue="rejected"),
)

CLASH["rejected by no more than a pointer"] = (
    said("Reed Front", CAPTURE),
    said("Velmar Army", "this", "denies", cue="rejected"),
)

CLASH["a charge denied in other words"] = (
    said("Reed Front", "the yard/N of tampering/V! with the valve/N", cue="accused"),
    said("Velmar Army", "any sabotage/N!", "denies", cue="denied"),
)

CLASH["denied to be to blame"] = (
    said("Reed Front", "flood/N gates/N were opened/V! near/A Kolombe/P"),
    said("Velmar Army", "it was to blame/N!", "denies", cue="denied"),
)

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
    "only said beside it": (
        said("Reed Front", "the harvest/N was good/A!"),
        said("Velmar Army", "any discharge/N!", "denies", cue="denied"),
    ),
    "the count of another one": (
        said("Reed Front", "the milk/N made children/N ill/A!"),
        said("Velmar Army", "the tally/N! of ninety/# ill/A children/N", "denies", cue="disputed"),
    ),
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


@pytest.mark.parametrize("pair", NO_CLASH.values(), ids=NO_CLASH.keys())
def test_no_clash(pair):
    assert within(article("a", *pair)) == []


@pytest.mark.parametrize("pair", CLASH.values(), ids=CLASH.keys())
def test_order_in_the_article_does_not_decide(pair):
    if any(s.content.text.startswith(("the ", "this")) for s in pair):
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
