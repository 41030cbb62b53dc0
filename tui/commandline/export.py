"""`gainsay export`: conflicts of the desk's store, in a form for elsewhere."""

import argparse
import sys

from sources.export.dossier import dossiers
from sources.export.formats import FORMATS, format_of
from tui.cli import Fault
from tui.commandline.stored import StoredDesk


def export(args: argparse.Namespace) -> int:
    """Write the chosen conflicts to standard output or a file; exit status 1 when none is chosen."""
    form = args.format or (format_of(args.out) if args.out else None) or ("" if args.out else "brief")
    if not form:
        ends = ", ".join(each.suffix for each in FORMATS.values())
        raise Fault(f"{args.out}: its name tells no form ({ends}): add --format")
    desk = StoredDesk(args)
    chosen = desk.chosen(args.id, args.filter)
    if not chosen:
        print("gainsay: no conflict is meant by that", file=sys.stderr)
        return 1
    text = FORMATS[form].render(dossiers(desk, chosen))
    if args.out is None:
        sys.stdout.write(text)
        return 0
    try:
        args.out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Fault(f"{args.out}: cannot be written ({error.strerror}): name another file with --out") from error
    print(args.out)
    return 0
