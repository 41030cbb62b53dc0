"""What the board keeps while articles come, change and go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.conflicts.board import Board, Change
from sources.conflicts.rank import most_contested
from sources.models import Conflict, Reading

from .make import article, said

NOTHING = Change(frozenset(), frozenset(), frozenset())
CAPTURE = "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"
ASSERTED = article("asserted", said("Reed Front", CAPTURE), hours=0)
DENIED = article(
    "denied",
    said("Velmar Army", "any Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
    hours=2,
)
AGAIN = article(
    "again", said("Reed Front", "fighters/N captured/V! two/# Velmar/P soldiers/N at/A Kolombe/P"), hours=30
)
EARLIER = article("earlier", said("Kolombe Council", CAPTURE), hours=-5)
OTHER = article(
    "other",
    said("Dockers Union", "Marlin/P Lines/P sold/V! the ferry/N Aurora/P to Trask/P"),
    said("Marlin Lines", "that it sold/V! the ferry/N Aurora/P", "denies", cue="denied"),
    hours=1,
)
ALL = [ASSERTED, DENIED, AGAIN, EARLIER, OTHER]


def filled(*readings: Reading) -> Board:
    board = Board()
    for reading in readings:
        board.add(reading)
    return board


def shown(board: Board) -> set[tuple[object, ...]]:
    """The board but for its ids."""

    def side(s: object) -> tuple[object, ...]:
        return s.stance, s.parties, tuple((e.article, e.statement.id) for e in s.statements)

    return {
        (
            c.kind,
            c.claim,
            c.opened,
            c.updated,
            c.outlets,
            c.origins,
            tuple(map(side, c.sides)),
            tuple(map(side, c.others)),
        )
        for c in board.conflicts()
    }


def test_a_conflict_opens_between_two_articles():
    board = Board()
    assert board.add(ASSERTED) == NOTHING
    change = board.add(DENIED)
    (conflict,) = board.conflicts()
    assert change == Change(frozenset({conflict.id}), frozenset(), frozenset())
    assert board.conflict(conflict.id) == conflict
    assert board.conflicts_of("asserted") == board.conflicts_of("denied") == (conflict.id,)
    assert (conflict.opened, conflict.updated) == (ASSERTED.article.published, DENIED.article.published)


def test_more_evidence_moves_a_conflict_and_keeps_its_id():
    board = filled(ASSERTED, DENIED)
    (before,) = board.conflicts()
    change = board.add(AGAIN)
    assert change.changed == {before.id} and not change.new and not change.gone
    change = board.add(EARLIER)
    assert change.changed == {before.id}
    (after,) = board.conflicts()
    assert (after.opened, after.updated) == (EARLIER.article.published, AGAIN.article.published)
    assert after.outlets == 4


def test_the_same_articles_give_the_same_ids():
    assert [c.id for c in filled(*ALL).conflicts()] == [c.id for c in filled(*ALL).conflicts()]


def test_adding_an_article_twice_changes_nothing():
    board = filled(*ALL)
    before = board.conflicts()
    assert board.add(DENIED) == NOTHING
    assert board.conflicts() == before


def test_a_new_reading_replaces_the_former_one():
    board = filled(ASSERTED, DENIED)
    (conflict,) = board.conflicts()
    silent = article("denied", said("Velmar Army", "to comment/V!", "declines", cue="declined"), hours=2)
    assert board.add(silent) == Change(frozenset(), frozenset(), frozenset({conflict.id}))
    assert board.conflicts() == []


def test_removal_closes_and_unknown_ids_are_said():
    board = filled(ASSERTED, DENIED)
    (conflict,) = board.conflicts()
    assert board.remove("no such article") == NOTHING
    assert board.remove("asserted").gone == {conflict.id}
    assert board.conflicts_of("denied") == ()
    with pytest.raises(KeyError):
        board.conflict(conflict.id)


def test_other_matters_stay_apart():
    board = filled(ASSERTED, DENIED, OTHER)
    for conflict in board.conflicts():
        articles = {e.article for s in conflict.sides for e in s.statements}
        assert articles in ({"asserted", "denied"}, {"other"})
    assert len(board.conflicts()) == 2


@settings(max_examples=40, deadline=None)
@given(st.permutations(ALL))
def test_arrival_does_not_change_what_is_shown(order):
    assert shown(filled(*order)) == shown(filled(*ALL))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(ALL)), max_size=14))
def test_a_board_is_what_its_articles_make_it(steps):
    """Whatever came and went, the board shows what those who are left give, and its changes tell what happened."""
    board, left, ids = Board(), {}, set()
    for adds, reading in steps:
        change = board.add(reading) if adds else board.remove(reading.article.id)
        left.pop(reading.article.id, None)
        if adds:
            left[reading.article.id] = reading
        assert not change.new & ids and change.gone <= ids and change.changed <= ids
        ids = (ids | change.new) - change.gone
        assert ids == {c.id for c in board.conflicts()}
    assert shown(board) == shown(filled(*left.values()))


def test_the_order_is_most_contested_first():
    board = filled(ASSERTED, DENIED, AGAIN, EARLIER, OTHER)
    first, second = board.conflicts()
    assert isinstance(first, Conflict)
    assert len(first.sides[0].parties) + len(first.sides[1].parties) > len(second.sides[0].parties) + len(
        second.sides[1].parties
    )


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(ALL)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_order_follows_every_change(steps: list[tuple[bool, Reading]]) -> None:
    board = Board()
    for adds, reading in steps:
        if adds:
            board.add(reading)
        else:
            board.remove(reading.article.id)
        held = [c for layer in board._layers for c in layer.conflicts.values()]
        assert board.ids() == [c.id for c in most_contested(held)]
        assert board.conflicts() == most_contested(held)


def test_names_alone_make_no_dispute_between_articles():
    board = Board()
    board.add(article("a", said("Hill Guard", "two/# soldiers/N were taken/V! near Osh/P Tal/P")))
    board.add(article("b", said("Ministry", "soldiers/N were taken/V! at Osh/P Tal/P", "denies"), hours=1))
    board.add(article("c", said("Road Service", "the road/N to Osh/P Tal/P may be closed/V!"), hours=2))
    assert [{e.article for s in c.sides for e in s.statements} for c in board.conflicts()] == [{"a", "b"}]


def test_a_source_told_by_a_stand_in_is_no_party_on_a_row():
    board = Board()
    board.add(
        article(
            "a",
            said("Reed Front", "its fighters/N captured/V! nine/# guards/N at/A Kolombe/P"),
            said(None, "fighters/N captured/V! nine/# guards/N at Kolombe/P", source="Both"),
            said("Ministry", "fighters/N captured/V! nine/# guards/N at Kolombe/P", "denies"),
        )
    )
    assert {name for c in board.conflicts() for side in c.sides for name in side.parties} == {"Reed Front", "Ministry"}


def test_what_stands_beside_a_dispute_is_shown_as_its_article_words_it_now():
    board = Board()
    told = said("Reed Front", "its/A fighters/N captured/V! nine/# guards/N at/A Kolombe/P")
    denied = said("Ministry", "fighters/N captured/V! nine/# guards/N at Kolombe/P", "denies")
    board.add(article("a", told, denied))
    checked = said("Tern", "capture/N! of nine/# guards/N at/A Kolombe/P", "unverified")
    for outlet in ("Old Post", "New Post"):
        board.add(article("b", checked, outlet=outlet, hours=1))
    (conflict,) = board.conflicts()
    assert {e.outlet for side in conflict.others for e in side.statements} == {"New Post"}


def denied_again(party: str) -> Reading:
    """An article of the capture in which a party denies what a man of the other side tells in words of his own."""
    return article(
        f"again {party}",
        said("Ilko Varn", "guards/N feed/V! men/N of Velmar/P in a barn/N"),
        said(party, "it", "denies", cue="denied"),
        text=f"Guards feed men of Velmar in a barn near Kolombe, Ilko Varn of the Reed Front said. {party} denied it.",
        hours=20,
    )


def test_what_one_party_denies_again_of_the_same_story_is_one_row():
    first = article(
        "first",
        said("Reed Front", CAPTURE),
        said("Velmar Army", "the claim/N!", "denies", cue="rejected"),
        text="Its fighters captured two Velmar soldiers near Kolombe, the Front said. The Velmar Army rejected it.",
    )
    (conflict,) = filled(first, denied_again("Velmar Army")).conflicts()
    assert {e.article for e in conflict.sides[1].statements} == {"first", "again Velmar Army"}
    assert len(filled(first, denied_again("Trask Council")).conflicts()) == 2
    assert len(filled(OTHER, denied_again("Marlin Lines")).conflicts()) == 2
