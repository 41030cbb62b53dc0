"""`gainsay serve`: the same desk in a browser on this machine."""

import argparse
import shlex
import sys
from pathlib import Path

from tui.cli import Fault, configuration, store_folder

PAGES = Path(__file__).parent.parent / "web"
"""The page around the desk. textual-serve's own asks a font of another host; this one asks nothing of anybody."""


def command(args: argparse.Namespace) -> str:
    """Return the command line of each visitor's desk; the desks share the store, and one of them polls."""
    config = configuration(args)
    parts = [sys.executable, "-m", "tui", "--config", str(config.path), "--store", str(store_folder(args, config))]
    return shlex.join([*parts, "demo"] if args.demo else parts)


def serve(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise Fault("serving needs textual-serve: pip install 'gainsay[serve]'") from None
    address = f"http://{args.host}:{args.port}"
    server = Server(
        command(args), host=args.host, port=args.port, title="gainsay", public_url=address, templates_path=PAGES
    )
    print(f"The desk is at {address} (ctrl+c ends)", flush=True)
    try:
        server.serve()
    except OSError as error:
        raise Fault(f"{address}: {error.strerror}: take another --port") from error
    return 0
