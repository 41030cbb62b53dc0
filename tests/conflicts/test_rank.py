"""The order of the board: contested, fresh and watched conflicts first, closed ones last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sources.alerts import Alerts
from sources.conflicts.board import within
from sources.conflicts.rank import Ranking
from sources.models import Status

from .make import article, said

(ONE,) = within(
    article(
        "a",
        said("the Marsh Front", "it/N< captured/V! two/# guards/N> at Kolombe/P"),
        said("the Interior Ministry", "two/# guards/N< were captured/V! at Kolombe/P", "denies", cue="denied"),
    )
)
NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def order(*conflicts, alerts=None):
    ranking = Ranking(alerts)
    for conflict in conflicts:
        ranking.put(conflict)
    return ranking.ids


def made(id, days=0.0, **changes):
    return replace(ONE, id=id, updated=NOW - timedelta(days=days), **changes)


def test_a_fresh_move_stands_before_an_old_one():
    assert order(made("old", 2), made("new")) == ["new", "old"]


def test_independent_origins_outweigh_a_day():
    assert order(made("new", origins=1), made("seen", 1, origins=3)) == ["seen", "new"]


def test_what_is_settled_stands_below():
    assert order(made("settled", status=Status.SETTLED), made("open", 3)) == ["open", "settled"]


def test_what_the_user_watches_stands_above():
    alerts = Alerts(parties=("marsh front",))
    other = made("other", sides=tuple(replace(side, parties=("Nobody",)) for side in ONE.sides))
    assert order(other, made("watched", 1)) == ["other", "watched"]
    assert order(other, made("watched", 1), alerts=alerts) == ["watched", "other"]
