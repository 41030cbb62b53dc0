"""The README's picture: the real desk on the demo's newsroom, all stories told.

    python -m tests.tui.screenshot OUT.svg [--size 120x36] [--article prisoners] [--conflict "Osh Tal"] [--keys 3,enter]

Prints the conflicts that the board then holds.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from sources.desk import Desk
from sources.newsroom.server import Newsroom
from sources.store.store import Store
from tests.desk.running import Log, config, done
from tui.app import GainsayApp


async def shoot(out: Path, size: tuple[int, int], keys: list[str], article: str, conflict: str) -> None:
    """Write the screen as SVG after the newsroom has published everything and `keys` were pressed."""
    with Newsroom(manual=True) as room, tempfile.TemporaryDirectory() as folder:
        room.release_all()
        made = config(Path(folder), (*room.feeds, room.hostile[0]))
        desk = Desk(made, Store(made.store))
        log = Log(desk)
        app = GainsayApp(desk, demo=True)
        async with app.run_test(size=size) as pilot:
            await log.until(done)
            await pilot.pause(1.5)
            titles = ((key, desk.article(key).title or "") for key in desk.article_ids())
            app.main.incoming.rows.go(next((key for key, title in titles if article in title), None))
            claims = ((key, desk.conflict(key).claim) for key in desk.conflict_ids())
            app.main.board.rows.go(next((key for key, claim in claims if conflict in claim), None))
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.5)
            out.write_text(app.export_screenshot(title="gainsay demo"), encoding="utf-8")
            for key in desk.conflict_ids():
                conflict = desk.conflict(key)
                print(conflict.kind.value, "|", conflict.claim)


def main() -> None:
    """Parse the command line and shoot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--keys", default="", help="comma-separated")
    parser.add_argument(
        "--article", default="prisoners", help="the cursor stands on the newest whose headline has this"
    )
    parser.add_argument("--conflict", default="Osh Tal", help="and on the first conflict whose claim has this")
    args = parser.parse_args()
    width, height = map(int, args.size.split("x"))
    asyncio.run(shoot(args.out, (width, height), [k for k in args.keys.split(",") if k], args.article, args.conflict))


if __name__ == "__main__":
    main()
