"""`gainsay explain`: why each statement of a text was read as it was."""

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.text import Text

from sources.articles.files import Unreadable
from sources.claims.why import why
from sources.desk.reading import make_reader
from sources.language.pipeline import LanguageError
from sources.models import Article, Reading
from sources.text import clean_line, web_address
from tui.cli import Fault, complain, configuration
from tui.commandline.prose import statement_line
from tui.commandline.reading import readings


def explain(args: argparse.Namespace) -> int:
    """Print each statement with what found it, whence its stance, and whom its source means."""
    console = Console(highlight=False)
    status = 0
    for item in _readings(args):
        if isinstance(item, Unreadable):
            status = 1
            complain(f"{item.id}: {item.error}")
        elif args.json:
            print(json.dumps(_record(item), ensure_ascii=False))
        else:
            _show(console, item)
    return status


def _readings(args: argparse.Namespace) -> list[Reading | Unreadable]:
    """The readings of the files and addresses named; words that name none are read as a text themselves."""
    if any(Path(name).exists() or web_address(name) or name == "-" for name in args.path):
        return list(readings(args))
    config = configuration(args)
    try:
        reader = make_reader(config.pipeline, config.parties)
    except LanguageError as error:
        raise Fault(str(error)) from error
    return [reader.read(Article("text", None, None, None, None, " ".join(args.path)))]


def _record(reading: Reading) -> dict[str, object]:
    statements = [{"id": s.id, "rule": s.rule, "why": list(why(s))} for s in reading.statements]
    return {"id": reading.article.id, "language": reading.language, "statements": statements}


def _show(console: Console, reading: Reading) -> None:
    if reading.language != "en":
        console.print(Text(f"not read: the language is {reading.language!r}, not English"))
        return
    if not reading.statements:
        console.print(Text("no statement: nobody is said to have said anything"))
    for statement in reading.statements:
        console.print(statement_line(statement), soft_wrap=True)
        words = (statement.source.text, statement.cue.text, statement.content.text)
        shown = " · ".join(clean_line(w) or "–" for w in words)
        console.print(Text(f"      {shown}", style="italic"), soft_wrap=True)
        for line in why(statement):
            console.print(Text(f"      {clean_line(line)}", style="dim"), soft_wrap=True)
