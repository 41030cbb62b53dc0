"""`gainsay`: the desk itself."""

import argparse
from dataclasses import replace

from sources.config import Config
from sources.desk import Desk
from tui.cli import Fault, configuration, store_folder
from tui.commandline.running import open_store


def open_desk(args: argparse.Namespace) -> int:
    """Open the desk; when no feed can be reached and the user takes the offer, open the demo."""
    config = configuration(args)
    config = replace(config, store=store_folder(args, config))
    if show(config) == "demo":
        from tui.commandline.demo import run_demo

        run_demo(config, None, speed=1.0, fresh=False)
    return 0


def show(config: Config, *, demo: bool = False) -> str | None:
    """Run the screen on a desk with this configuration until the user leaves; return what the user asked for."""
    from tui.app import GainsayApp
    from tui.checks import check

    check(config)
    desk = Desk(config, open_store(config.store))
    app = GainsayApp(desk, demo=demo, own_process=True, tour=True)
    result: str | None = app.run()
    if app.unsaved:
        raise Fault(f"{app.unsaved}\nwhat was marked or came in since then was not stored")
    return result
