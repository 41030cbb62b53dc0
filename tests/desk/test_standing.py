import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.conflicts.board import Board
from sources.desk.standing import Standing
from sources.models import Reading
from tests.conflicts.make import article, said

CAPTURE = "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"
NOT = "any Velmar/P soldiers/N were captured/V! near/A Kolombe/P"
ALL = [
    article("asserted", said("Reed Front", CAPTURE)),
    article("denied", said("Velmar Army", NOT, "denies", cue="denied"), hours=2),
    article("again", said("Reed Front", CAPTURE), hours=30),
    article(
        "other",
        said("Dockers Union", "Marlin/P Lines/P sold/V! the ferry/N Aurora/P to Trask/P"),
        said("Marlin Lines", "that it sold/V! the ferry/N Aurora/P", "denies", cue="denied"),
    ),
]
STEP = st.tuples(st.sampled_from(("take", "add", "remove")), st.sampled_from(ALL))


@given(st.lists(STEP, max_size=10))
@settings(max_examples=40, deadline=None)
def test_it_always_stands_as_the_board_does(steps: list[tuple[str, Reading]]) -> None:
    async def run() -> None:
        standing, board = Standing(), Board()
        for what, reading in steps:
            before = set(standing.ids())
            if what == "remove":
                change = standing.remove(reading.article.id)
                board.remove(reading.article.id)
            else:
                change = await standing.take([reading]) if what == "take" else standing.add(reading)
                board.add(reading)
            assert standing.ids() == board.ids()
            assert standing.conflicts() == board.conflicts()
            assert all(standing.conflicts_of(r.article.id) == board.conflicts_of(r.article.id) for r in ALL)
            assert change.new == set(standing.ids()) - before
            assert change.gone == before - set(standing.ids())
        standing.close()

    asyncio.run(run())


async def test_the_loop_goes_on_while_the_board_works() -> None:
    standing = Standing()
    with standing._lock:
        work = asyncio.ensure_future(standing.take(ALL))
        await asyncio.sleep(0)
        assert standing.ids() == []
    change = await work
    assert len(change.new) == 2
    assert set(standing.ids()) == change.new
