"""Read the training corpora: treebanks in CoNLL-U and articles with attributions in JSON Lines."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from sources.language.encoder.docs import words_of
from sources.language.encoder.labels import ACTS, ROLES, STANCES, Labels, lemma_rule
from sources.language.encoder.mentions import mentions, nearest
from sources.language.encoder.windows import Words
from sources.language.tokens import BoundedTokenizer
from sources.language.train import Row, sentences

RARE = 3
"""Lemma rules and relations seen less often are not learnt."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT = _words(
    """has have had having was were is are be been being am did do does not n't n’t never to also 's 're 've 'd would
    will could can may might shall should must the a an his her its their my our your this that as at in by for on with
    of and or but then later again now earlier just only even still already immediately independently yet neither nor"""
)
"""Words that a cue does not hang on when it has others."""
Spans = list[list[int]]


@dataclass(slots=True)
class Attribution:
    """A gold attribution in words: the anchor's index, each role's words, the stance's and act's indexes."""

    anchor: int
    bare: bool
    roles: dict[int, int]
    """Index in ROLES by word."""
    stance: int
    act: int
    party: frozenset[int] | None
    """The words that name its party; None when the corpus does not tell parties."""
    via: frozenset[int]
    """The words that name the medium it came by, of the nearest mention."""


@dataclass(slots=True)
class Text:
    """One training text with what is known of it."""

    id: str
    words: Words
    attributions: list[Attribution] | None = None
    """None when the text is not annotated for them."""
    rows: list[Row] = field(default_factory=list)
    """The words' tags and trees, empty when not annotated; heads count from 1 within their sentence."""


def tokenizer() -> BoundedTokenizer:
    """The words that the program reads at run time."""
    nlp = spacy.blank("en")
    return BoundedTokenizer(nlp.tokenizer, nlp.vocab)


def articles(path: Path, tokenize: BoundedTokenizer) -> Iterator[tuple[dict[str, Any], Text]]:
    """Yield the articles of a file of attributions, as read and in words."""
    with path.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            record = json.loads(line)
            doc = tokenize(record["text"])
            words, tokens, _ = words_of(doc)
            starts = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]
            found: dict[int, Attribution] = {}
            for a in record["attributions"]:
                one = _attribution(a, starts, words.forms)
                if one is not None:
                    found.setdefault(one.anchor, one)
            yield record, Text(record["id"], words, list(found.values()))


def _attribution(a: dict[str, Any], places: list[tuple[int, int]], forms: list[str] | Any) -> Attribution | None:
    roles: dict[int, int] = {}
    for label in ("content", "source", "cue"):
        for start, end in a[label]:
            for i, (s, e) in enumerate(places):
                if s < end and start < e:
                    roles[i] = ROLES.index(label)
    cue = sorted(i for i, r in roles.items() if r == ROLES.index("cue"))
    content = sorted(i for i, r in roles.items() if r == ROLES.index("content"))
    if not content:
        return None
    anchor = cue[anchor_of([forms[i] for i in cue])] if cue else content[0]
    party = mentions(a["party"] or "", forms) if a.get("named") else []
    via = [run for name in (a.get("via") or "").split(" > ") for run in nearest(mentions(name, forms), anchor)]
    return Attribution(
        anchor,
        not cue,
        roles,
        STANCES.index(a.get("stance") or "asserts"),
        ACTS.index(a.get("act") or "speech"),
        frozenset(i for run in party for i in range(*run)) if "party" in a else None,
        frozenset(i for run in via for i in range(*run)),
    )


def anchor_of(cue: list[str]) -> int:
    """Which word of a cue it hangs on: the first that is not an auxiliary, a negation, an article or an adverb."""
    for i, form in enumerate(cue):
        low = form.lower()
        if low not in LIGHT and not low.endswith("ly") and any(c.isalnum() for c in low):
            return i
    return 0


def treebank(path: Path, sentences_a_text: int = 12) -> Iterator[Text]:
    """Yield stretches of a treebank's documents, in words and rows."""
    rows: list[Row] = []
    starts: list[int] = []
    paragraphs: set[int] = set()
    number = 0
    for sentence in sentences(path):
        if rows and (sentence.document is not None or len(starts) == sentences_a_text):
            yield _bank(path, number, rows, starts, paragraphs)
            rows, starts, paragraphs, number = [], [], set(), number + 1
        if sentence.starts_paragraph or not rows:
            paragraphs.add(len(rows))
        starts.append(len(rows))
        rows = rows + sentence.rows
    if rows:
        yield _bank(path, number, rows, starts, paragraphs)


def _bank(path: Path, number: int, rows: list[Row], starts: list[int], paragraphs: set[int]) -> Text:
    return Text(f"{path.name}-{number}", Words([r.form for r in rows], starts, frozenset(paragraphs)), None, rows)


def relation(deprel: str) -> str:
    """A relation as spaCy spells it: the root's is ROOT."""
    return "ROOT" if deprel == "root" else deprel


def labels_of(texts: Iterable[Text]) -> Labels:
    """The labels that treebank texts hold."""
    tags, pos = Counter[str](), Counter[str]()
    relations, lemmas = Counter[str](), Counter[str]()
    for text in texts:
        for row in text.rows:
            tags[row.xpos] += 1
            pos[row.upos] += 1
            relations[relation(row.deprel)] += 1
            lemmas[lemma_rule(row.form, row.lemma)] += 1
    return Labels(
        sorted(tags),
        sorted(pos),
        sorted(r for r, n in relations.items() if n >= RARE),
        ["k|0|", *sorted(r for r, n in lemmas.items() if n >= RARE and r != "k|0|")],
    )
