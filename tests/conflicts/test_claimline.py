"""The line that a conflict goes by."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.claimline import claim_line
from sources.conflicts.prepare import propositions
from sources.models import Cue

from .make import article, said


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


@pytest.mark.parametrize(
    ("cue", "told", "line"),
    [
        ("accused", "the firm/N! of hiding/V! six/# cases/N", "The firm accused of hiding six cases"),
        ("accused", "the firm/N of friends/N hid/V! six/# cases/N", "The firm of friends hid six cases"),
        ("put", "the dead/N! at nine/#", "The dead put at nine"),
        ("put", "the dead/N! at noon/N in Kolombe/P", "The dead at noon in Kolombe"),
        ("blamed", "the riot squad/N! for the clouds/N", "The riot squad blamed for the clouds"),
        ("said", "the firm/N! of hiding/V! six/# cases/N", "The firm of hiding six cases"),
    ],
)
def test_the_claim_line_keeps_the_verb_that_joins_its_parts(cue, told, line):
    lemma = {"accused": "accuse", "blamed": "blame", "said": "say"}.get(cue, cue)
    statement = said("Reed Front", told, cue=cue)
    assert line_of(replace(statement, cue=Cue(cue, (), lemma))) == line


@pytest.mark.parametrize(
    ("lemma", "told", "line"),
    [
        ("claim", "to have set off the blast", "Salt Brigade has set off the blast"),
        ("deny", "having set off the blast", "Salt Brigade has set off the blast"),
        ("accuse", "of having set off the blast", "Set off the blast"),
        ("claim", "to have to set off the blast", "To set off the blast"),
    ],
)
def test_the_claim_line_names_who_is_told_to_have_done_it(lemma, told, line):
    assert line_of(replace(said("Salt Brigade", told), cue=Cue("said", (), lemma))) == line


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("“two soldiers vanished near Kolombe”", "Two soldiers vanished near Kolombe"),
        ("“two soldiers” vanished near Kolombe", "“two soldiers” vanished near Kolombe"),
        ("two soldiers “vanished near Kolombe.”", "Two soldiers “vanished near Kolombe”"),
        ("two soldiers “vanished near Kolombe", "Two soldiers vanished near Kolombe"),
        ("the governor’s men “vanished near Kolombe", "The governor’s men vanished near Kolombe"),
        ("In July, that two soldiers vanished", "Two soldiers vanished"),
        ("two soldiers vanished near Kolombe, saying", "Two soldiers vanished near Kolombe"),
    ],
)
def test_the_claim_line_has_no_loose_ends(told, line):
    assert line_of(said("Reed Front", told)) == line


def line_of(statement):
    return claim_line(propositions(article("a", statement)), [])
