"""Train the English pipeline from Universal Dependencies treebanks: one command, about an hour on two cores.

    python -m sources.language.train TREEBANKS OUT

TREEBANKS is a folder with `{ewt,gum}-{train,dev,test}.conllu.xz`. The best model by weighted dev score is written
to OUT/model-best with its scores on the dev and test files in `meta.json`.
"""

import argparse
import lzma
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

SENTENCES_A_DOC = 6
HERE = Path(__file__).parent


class Row:
    """One word of a CoNLL-U sentence, with the columns that the pipeline learns."""

    __slots__ = ("deprel", "form", "head", "lemma", "space", "upos", "xpos")

    def __init__(self, cells: list[str], space: bool) -> None:
        self.form, self.lemma, self.upos, self.xpos = cells[1], cells[2], cells[3], cells[4]
        self.head, self.deprel, self.space = int(cells[6]), cells[7], space


def sentences(path: Path) -> Iterator[tuple[bool, list[Row]]]:
    """Yield (starts a document or paragraph, rows) for each sentence of a CoNLL-U file.

    A multiword token's `SpaceAfter` stands on its range line, so it is taken from there (CoNLL-U format,
    https://universaldependencies.org/format.html). Empty nodes (`8.1`) are dropped.
    """
    new, rows, range_end, range_space = False, [], 0, True
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                new = new or line.startswith(("# newdoc", "# newpar"))
                continue
            if not line:
                if rows:
                    yield new, rows
                new, rows, range_end = False, [], 0
                continue
            cells = line.split("\t")
            space = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                range_end, range_space = int(cells[0].split("-")[1]), space
            elif "." not in cells[0]:
                at = int(cells[0])
                if at <= range_end:
                    space = range_space if at == range_end else False
                rows.append(Row(cells, space))


def documents(path: Path, nlp: Language) -> Iterator[Doc]:
    """Yield gold Docs of up to SENTENCES_A_DOC sentences that never cross a paragraph."""
    pending: list[list[Row]] = []
    for new, rows in sentences(path):
        if pending and (new or len(pending) == SENTENCES_A_DOC):
            yield gold(pending, nlp)
            pending = []
        pending.append(rows)
    if pending:
        yield gold(pending, nlp)


def gold(parts: list[list[Row]], nlp: Language) -> Doc:
    """One Doc of these sentences with tags, lemmas and trees; heads are absolute, roots point at themselves."""
    rows = [row for part in parts for row in part]
    heads, starts = [], []
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


@spacy.registry.augmenters("gainsay.typography.v1")
def typography(level: float) -> Callable[[Language, Example], Iterator[Example]]:
    """Show the pipeline both kinds of quotation marks, apostrophes and dashes: news sites use either."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example if random.random() >= level else curly(nlp, example)

    return augment


def curly(nlp: Language, example: Example) -> Example:
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
    """Convert, train, score; see the module's text for the arguments."""
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
    for name, scores in report(args.out / "model-best", data).items():
        print(name, scores)


if __name__ == "__main__":
    sys.exit(main())
