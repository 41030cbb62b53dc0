"""Measure the pipeline: time to load, tokens a second, and sentences found on running text.

    python -m sources.language.bench TREEBANKS [--pipeline NAME]

TREEBANKS is a folder as in `train`. The texts are the documents of its test files, paragraphs parted by a blank line.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sources.language import boundaries
from sources.language.parsing import parse
from sources.language.pipeline import load
from sources.language.train import sentences

Span = tuple[int, int]
Text = tuple[str, list[Span]]
GENRES = ("GUM_news", "GUM_interview", "GUM_", "weblog", "")
"""Prefixes of document names; the empty one stands for all."""


def documents(path: Path) -> Iterator[tuple[str, Text]]:
    """Yield each document's name with its running text and where its sentences stand in that."""
    parts: list[str] = []
    spans: list[Span] = []
    name, at = "", 0
    for sentence in sentences(path):
        if sentence.document and parts:
            yield name, ("".join(parts).rstrip(), spans)
            parts, spans, at = [], [], 0
        name = sentence.document or name
        if sentence.starts_paragraph and parts:
            at += len("\n\n") if parts[-1][-1] != " " else len("\n\n") - 1
            parts[-1] = parts[-1].rstrip(" ") + "\n\n"
        text = "".join(row.form + " " * row.space for row in sentence.rows)
        spans.append((at, at + len(text.rstrip())))
        parts.append(text)
        at += len(text)
    if parts:
        yield name, ("".join(parts).rstrip(), spans)


def f_score(texts: Iterable[Text], find: Callable[[str], Iterable[Span]]) -> float:
    """The F score, in per cent, of whole sentences: both ends must be right."""
    hits = found = gold = 0
    for text, spans in texts:
        seen = set(find(text))
        hits, found, gold = hits + len(seen & set(spans)), found + len(seen), gold + len(spans)
    return 200 * hits / (found + gold)


def main() -> None:
    """Print the figures; see the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--pipeline", help="another installed pipeline than gainsay's own")
    args = parser.parse_args()
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"from {load.__module__} import load; load({args.pipeline!r})"], check=True)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"a fresh process that imports spaCy and loads the pipeline: {time.perf_counter() - start:.2f} s, of which")
    print(f"  {spent.ru_utime + spent.ru_stime:.2f} s on the processor, {spent.ru_maxrss / 1024:.0f} MB of memory")
    nlp = load(args.pipeline)
    texts = [named for bank in ("ewt", "gum") for named in documents(args.treebanks / f"{bank}-test.conllu.xz")]
    some = [text for name, (text, _) in texts if name.startswith("GUM_")]
    start = time.process_time()
    tokens = sum(len(parse(nlp, text)) for text in some)
    print(f"parse: {tokens / (time.process_time() - start):,.0f} tokens a processor second ({tokens:,} tokens)")
    start = time.process_time()
    chars = sum(len(text) for text in some if boundaries.split(text))
    print(f"split: {chars / (time.process_time() - start) / 1e6:.1f} million characters a processor second")

    def spans(text: str) -> list[Span]:
        return [_trim(text, sent.start_char, sent.end_char) for sent in parse(nlp, text).sents]

    def alone(text: str) -> list[Span]:
        with nlp.select_pipes(disable=[boundaries.NAME]):
            return [_trim(text, sent.start_char, sent.end_char) for sent in nlp(text).sents]

    print("sentence F                parser   rules    both")
    for genre in GENRES:
        chosen = [text for name, text in texts if name.startswith(genre)]
        scores = [f_score(chosen, find) for find in (alone, boundaries.split, spans)]
        print(f"{genre or 'all':<15}{len(chosen):>4} texts  " + "  ".join(f"{score:6.1f}" for score in scores))


def _trim(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


if __name__ == "__main__":
    main()
