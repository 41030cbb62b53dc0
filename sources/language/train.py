"""Train the English pipeline from Universal Dependencies treebanks: one command, about an hour on two cores.

    python -m sources.language.train TREEBANKS OUT

TREEBANKS is a folder with `{ewt,gum}-{train,dev,test}.conllu.xz`. The best pipeline by weighted dev score is written
to OUT/model, ready to ship, and its scores on the dev and test files are printed. The lemma tables need the package
spacy-lookups-data while training; the finished pipeline does not.
"""

import argparse
import lzma
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from sources.language.lemmas import fill

SENTENCES_A_DOC = 6
HERE = Path(__file__).parent
PAPERS = {
    "name": "gainsay",
    "version": "1.0.0",
    "description": "English news: tags, universal parts of speech, lemmas, Universal Dependencies",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.7,<3.9.0",
    "sources": [
        {"name": "UD English EWT 2.16", "license": "CC BY-SA 4.0", "author": "UD English EWT"},
        {"name": "UD English GUM 2.16, no non-commercial genres", "license": "annotations CC BY 4.0, texts free"},
        {"name": "WordNet 3.0", "license": "WordNet 3.0 license", "author": "Princeton University"},
    ],
}


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a CoNLL-U sentence, with the columns that the pipeline learns."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """The number of its head, counted from 1; 0 for the root."""
    deprel: str
    space: bool
    """Whether white space follows."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank."""

    rows: list[Row]
    document: str | None
    """The document's name when the sentence is its first."""
    starts_paragraph: bool


def sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of an xz-compressed CoNLL-U file (https://universaldependencies.org/format.html).

    A multiword token's `SpaceAfter` stands on its range line, so it is taken from there. Empty nodes (`8.1`) are
    dropped. Raises ValueError naming the file and the line when a line is not CoNLL-U.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from _sentences(lines, path)


def _sentences(lines: Iterable[str], path: Path) -> Iterator[Sentence]:
    rows: list[Row] = []
    document, paragraph, range_end, range_space = None, False, 0, True
    for number, line in enumerate(chain(lines, [""]), 1):
        line = line.rstrip("\n")
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            paragraph = paragraph or line.startswith(("# newdoc", "# newpar"))
        elif line:
            cells = line.split("\t")
            if len(cells) != 10:
                raise ValueError(f"{path}, line {number}: {len(cells)} columns; CoNLL-U has ten, parted by tabs")
            space = "SpaceAfter=No" not in cells[9].split("|")
            if "-" in cells[0]:
                range_end, range_space = int(cells[0].partition("-")[2]), space
            elif "." not in cells[0]:
                at = int(cells[0])
                if at <= range_end:
                    space = range_space and at == range_end
                form, lemma, upos, xpos, _, head, deprel = cells[1:8]
                rows.append(Row(form, lemma, upos, xpos, int(head), deprel, space))
        elif rows:
            yield Sentence(rows, document, paragraph)
            rows, document, paragraph, range_end = [], None, False, 0


def documents(path: Path, nlp: Language) -> Iterator[Doc]:
    """Yield gold Docs of up to SENTENCES_A_DOC sentences that never cross a paragraph."""
    pending: list[list[Row]] = []
    for sentence in sentences(path):
        if pending and (sentence.starts_paragraph or len(pending) == SENTENCES_A_DOC):
            yield gold(pending, nlp)
            pending = []
        pending.append(sentence.rows)
    if pending:
        yield gold(pending, nlp)


def gold(parts: list[list[Row]], nlp: Language) -> Doc:
    """One Doc of these sentences with tags, lemmas and trees; heads are absolute, roots point at themselves."""
    rows = [row for part in parts for row in part]
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for part in parts:
        base = len(heads)
        for i, row in enumerate(part):
            heads.append(base + (row.head - 1 if row.head else i))
            starts.append(i == 0)
    return Doc(
        nlp.vocab,
        words=[r.form for r in rows],
        spaces=[r.space for r in rows],
        tags=[r.xpos for r in rows],
        pos=[r.upos for r in rows],
        lemmas=[r.lemma for r in rows],
        heads=heads,
        deps=["ROOT" if r.deprel == "root" else r.deprel for r in rows],
        sent_starts=starts,
    )


@registry.augmenters("gainsay.typography.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def typography(level: float) -> Callable[[Language, Example], Iterator[Example]]:
    """Show the pipeline both kinds of quotation marks, apostrophes and dashes: news sites use either."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example if random.random() >= level else curly(nlp, example)

    return augment


def curly(nlp: Language, example: Example) -> Example:
    """Return the example with curly quotation marks and apostrophes and with em dashes, its annotation unchanged."""
    words, opened = [], False
    doc = example.reference
    for token in doc:
        word = token.text.replace("'", "’")
        if token.text in {'"', "``", "''"}:
            opened = not opened
            word = "“" if opened else "”"
        words.append(word.replace("--", "—"))
    data = example.to_dict()
    data["token_annotation"]["ORTH"] = words
    spaces = [bool(t.whitespace_) for t in doc]
    return Example.from_dict(nlp.make_doc(Doc(nlp.vocab, words=words, spaces=spaces).text), data)


def convert(treebanks: Path, out: Path) -> None:
    """Write train.spacy and dev.spacy, and one file a treebank for the report, into `out`."""
    nlp = spacy.blank("en")
    out.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev", "test"):
        whole = DocBin()
        for bank in ("ewt", "gum"):
            one = DocBin()
            for doc in documents(treebanks / f"{bank}-{part}.conllu.xz", nlp):
                one.add(doc)
                whole.add(doc)
            one.to_disk(out / f"{bank}-{part}.spacy")
        whole.to_disk(out / f"{part}.spacy")


def finish(trained: Path, data: Path, out: Path) -> None:
    """Write the trained pipeline to `out` as it ships: with the lemma tables and its papers, without local paths."""
    nlp = spacy.load(trained)
    fill(nlp, DocBin().from_disk(data / "train.spacy").get_docs(nlp.vocab))
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(PAPERS)
    nlp.to_disk(out)


def report(model: Path, data: Path) -> dict[str, dict[str, float]]:
    """Tag, lemma and attachment scores of a model on each dev and test file, on its own tokens and sentences."""
    nlp = spacy.load(model)
    out = {}
    for name in ("ewt-dev", "gum-dev", "ewt-test", "gum-test"):
        docs = DocBin().from_disk(data / f"{name}.spacy").get_docs(nlp.vocab)
        scores = nlp.evaluate([Example(nlp.make_doc(d.text), d) for d in docs])
        keys = ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
        out[name] = {k: round(100 * scores[k], 1) for k in keys}
    return out


def main() -> None:
    """Convert, train, finish, score; see the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=7000)
    args = parser.parse_args()
    data = args.out / "corpus"
    convert(args.treebanks, data)
    overrides = {
        "paths.train": str(data / "train.spacy"),
        "paths.dev": str(data / "dev.spacy"),
        "training.max_steps": args.steps,
    }
    train(HERE / "train.cfg", args.out, overrides=overrides)
    finish(args.out / "model-best", data, args.out / "model")
    for name, scores in report(args.out / "model", data).items():
        print(name, scores)


if __name__ == "__main__":
    main()
