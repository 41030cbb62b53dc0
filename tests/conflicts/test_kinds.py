"""Rival versions, blame, reversals and figures, and what keeps two events apart."""

from dataclasses import replace

import pytest

from sources.conflicts.board import Board, within
from sources.models import Conflict, Kind, Stance, Status

from .make import article, said


def board(*readings) -> list[Conflict]:
    made = Board()
    for reading in readings:
        made.add(reading)
    return made.conflicts()


def test_rival_versions_of_one_retreat():
    (conflict,) = within(
        article(
            "a",
            said("Reed Front", "fighters/N drove/V! the garrison/N out of Kolombe/P"),
            said("Velmar Army", "the garrison/N withdraw/V! from Kolombe/P in good order/N"),
        )
    )
    assert conflict.kind is Kind.RIVAL
    assert [side.stance for side in conflict.sides] == [Stance.ASSERTS, Stance.ASSERTS]
    assert {side.parties for side in conflict.sides} == {("Reed Front",), ("Velmar Army",)}


def test_who_took_a_post_is_disputed_without_a_word_in_common():
    one = said("Reed Front", "its fighters/N seize/V! the gate/N at dawn/N")
    two = said("Velmar Army", "three/# waves/N repel/V!")
    for pair in ((one, two), (two, one)):
        (conflict,) = within(article("a", *pair))
        assert conflict.kind is Kind.RIVAL
        assert conflict.sides[0].parties == (pair[0].source.party,)
    alive = said("Ida Welo", "her husband/N survive/V! the winter/N")
    dead = said("Velmar Army", "nine/# horses/N die/V! on the march/N")
    assert within(article("a", alive, dead)) == []


def test_two_that_blame_each_other():
    (conflict,) = within(
        article(
            "a",
            said("Velmar Defence Ministry", "Trask/P for shelling/V! the harbour/N of Kolombe/P", cue="blame"),
            said("Trask General Staff", "Velmar/P for shelling/V! the harbour/N of Kolombe/P", cue="blame"),
        )
    )
    assert conflict.kind is Kind.BLAME
    assert {side.parties for side in conflict.sides} == {("Velmar Defence Ministry",), ("Trask General Staff",)}


LEAK = "the Orlo/P plant/N leaked/V! solvent/N into the Tessen/P"


def test_a_party_that_turns_round_between_two_articles():
    (conflict,) = board(
        article(
            "a", said("Clean Tessen", LEAK), said("Orlo Works", "its plant/N leaked/V! solvent/N", "denies", cue="deny")
        ),
        article("b", said("Orlo Works", LEAK, "confirms", cue="admit"), said("Clean Tessen", LEAK), hours=20),
    )
    assert (conflict.kind, conflict.status) == (Kind.REVERSAL, Status.REVERSED)
    assert conflict.sides[0].parties == ("Clean Tessen", "Orlo Works")
    assert conflict.sides[1].parties == ("Orlo Works",)


def toll(party: str, count: str):
    return said(party, f"{count}/# people/N died/V! in the fire/N at the Kolombe/P market/N")


def test_figures_that_differ_at_one_time():
    (conflict,) = within(article("a", toll("City Hospital", "14"), toll("Fire Brigade", "31")))
    assert conflict.kind is Kind.FIGURES


@pytest.mark.parametrize("later", ["Fire Brigade", "City Hospital"])
def test_a_toll_that_rises_is_no_conflict(later):
    assert board(article("a", toll("City Hospital", "14")), article("b", toll(later, "31"), hours=3)) == []


def test_a_higher_toll_of_those_who_count_for_themselves_is_one():
    operator, union = toll("Orlo Works", "14"), toll("Masons' Union", "31")
    (conflict,) = board(article("a", operator), article("b", union, hours=3))
    assert conflict.kind is Kind.FIGURES
    assert board(article("a", union), article("b", toll("City Hospital", "52"), hours=3)) == []


def test_a_toll_that_another_still_puts_lower_is_one():
    shown = board(
        article("a", toll("Fire Brigade", "31")),
        article("b", toll("City Hospital", "14"), hours=3),
        article("c", toll("City Hospital", "14"), hours=-2),
    )
    (conflict,) = shown
    assert conflict.outlets == 3


@pytest.mark.parametrize(
    ("cue", "party", "count", "hours", "disputed"),
    [
        ("sticks to", "City Hospital", "14", 60, True),
        ("insists", "City Hospital", "52", 60, True),
        ("insists", "City Hospital", "52", 3, True),
        ("says", "City Hospital", "14", 60, False),
        ("says", "City Hospital", "52", 3, False),
        ("insists", "Fire Brigade", "52", 60, False),
        ("insists", "City Hospital", "14", 24 * 40, False),
    ],
)
def test_a_figure_that_its_party_holds_to_is_no_new_count(cue, party, count, hours, disputed):
    held = toll(party, count)
    held = replace(held, cue=replace(held.cue, text=cue))
    shown = board(article("a", toll("Fire Brigade", "31")), article("b", held, hours=hours))
    assert bool(shown) is disputed


def test_different_things_counted_do_not_clash():
    held = said("Reed Front", "4/# highlanders/N were held/V! in Kolombe/P")
    assert within(article("a", held, said("Velmar Army", "2/# boatmen/N were held/V! in Kolombe/P"))) == []


def test_one_by_name_is_not_a_number_of_people():
    dead = article("a", said("Flood Office", "9/# people/N< died/V! in Velmar/P"))
    alive = article("b", said("Ida Welo", "Welo/P< had died/V! in Velmar/P", "denies", cue="denied"), hours=1)
    assert board(dead, alive) == []


def test_other_names_are_another_matter():
    one = article(
        "a",
        said("Reed Front", "soldiers/N were captured/V! near/A Kolombe/P"),
        said("Reed Front", "boats/N came over the marsh/N with lanterns/N"),
    )
    two = article(
        "b",
        said("Trask Police", "soldiers/N were captured/V! near/A Trask/P", "denies", cue="denied"),
        said("Trask Police", "the brewery/N strike/N had ended/V with a parade/N of drummers/N"),
        hours=1,
    )
    assert board(one, two) == []


def test_who_tells_of_a_denial_does_not_assert_what_was_denied():
    told = said("Lantern Wire", "that the Velmar/P Army/P denied/V! that soldiers/N were captured/V near/A Kolombe/P")
    denied = said("Velmar Army", "soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied")
    told = replace(told, content=replace(told.content, spans=((10, 80),)))
    denied = replace(
        denied, cue=replace(denied.cue, spans=((30, 36),)), content=replace(denied.content, spans=((37, 80),))
    )
    assert within(article("a", told, denied)) == []


def test_turning_down_an_offer_is_no_denial():
    offer = said("Reed Front", "an offer/N! to exchange/V the two/# soldiers/N at Kolombe/P")
    turned = said("Velmar Army", "the offer/N! to exchange/V the soldiers/N at Kolombe/P", "denies", cue="reject")
    assert within(article("a", offer, turned)) == []


def test_pronouns_are_no_party():
    (conflict,) = within(
        article(
            "a",
            said(None, "two/# soldiers/N were captured/V! near/A Kolombe/P", source="he"),
            said("Reed Front", "its fighters/N captured/V! two/# soldiers/N near/A Kolombe/P"),
            said("Velmar Army", "any soldiers/N had been captured/V!", "denies", cue="denied"),
        )
    )
    assert conflict.sides[0].parties == ("Reed Front",)
