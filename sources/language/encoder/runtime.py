"""Read texts with the trained encoder: one pass gives tags, trees and attributions. Needs numpy and a backend only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from sources.language.encoder.decode import Floats, Found, Span, marked, probabilities, spans
from sources.language.encoder.geometry import geometry, places
from sources.language.encoder.labels import ACTS, ANCHORS, MARKS, ROLES, STANCES, Labels, apply_rule
from sources.language.encoder.tree import heads
from sources.language.encoder.windows import Cutter, Ints, Window, Words

BATCH = 256
"""Wordpieces in a batch: on one core larger ones are slower, for they leave the cache."""
THRESHOLD = 0.7
"""Probability from which a word is taken for an anchor: where held-out articles score best."""
MARKED = 0.3
"""Probability from which a word is told as one that names a party or a medium; whoever reads it looks at the scores."""
LONGEST = 250
"""Words of a sentence beyond which it is a list or no sentence: no tree is sought, all hang on its first word."""
CELLS = 40_000
"""Pairs of words, padding included, for which arcs are scored at once."""
CACHED_LEMMAS = 200_000
"""Words with their lemma rules of which the lemma is kept."""
Sentence = tuple[int, int, int, Floats]
"""A text's number, the sentence's first word and the one after its last, and its words' vectors."""
SOURCE, CUE, CONTENT = (ROLES.index(r) for r in ("source", "cue", "content"))


class Backend(Protocol):
    """The network, however it is run."""

    def words(self, ids: Ints, features: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """Word vectors (b, n, width) and joint scores (b, n, k) of windows (b, pieces), words at `firsts` (b, n).

        Pieces are not padded, words may be.
        """
        ...

    def parse(self, vectors: Floats) -> tuple[Floats, Floats, Floats]:
        """Arcs (b, n, 1 + n), dependents (b, n, r) and heads (b, 1 + n, r) of sentences (b, n, width)."""
        ...

    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        """Relations (k, labels) of words (k, r) to their heads (k, r), both as `parse` gives them."""
        ...

    def roles(
        self, vectors: Floats, which: Ints, at: Ints, distances: Ints, offsets: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """Roles and marks (a, n, 4 + 2), stances (a, 8), acts (a, 4) of anchors, word `at` of window `which` each."""
        ...


@dataclass(slots=True)
class Reading:
    """What the encoder read in one text, by word."""

    attributions: list[Found]
    """In the order of their anchors, spans in words."""
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Index of each word's head; its own for a root."""
    relations: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    """Whether a sentence starts with the word."""


class Encoder:
    """Reads texts that are cut into words."""

    def __init__(self, backend: Backend, cutter: Cutter, labels: Labels, threshold: float = THRESHOLD) -> None:
        self.backend, self.cutter, self.labels, self.threshold = backend, cutter, labels, threshold
        sizes = [len(labels.tags), len(labels.pos), len(labels.lemmas), 2, len(ANCHORS)]
        self._cuts = np.cumsum(sizes)[:-1]
        self._lemmas: dict[tuple[int, str], str] = {}

    def read(
        self, texts: Sequence[Words], parse: bool = True, doubtful: Sequence[frozenset[int]] = ()
    ) -> list[Reading]:
        """Read texts; with `parse` also tags, lemmas and trees.

        `doubtful` names for each text the words at which a sentence may start that `Words.sentences` leaves out: there
        the encoder decides.
        """
        out = [_empty(w, parse) for w in texts]
        todo = [(t, w) for t, text in enumerate(texts) for w in self.cutter.windows(text)]
        where = [places(text) for text in texts]
        soft = list(doubtful) or [frozenset[int]()] * len(texts)
        batches = list(_batches(todo))
        runs = [self.backend.words(*_together([w for _, w in batch])) for batch in batches]
        windows = [(t, w, run, b) for batch, run in zip(batches, runs, strict=True) for b, (t, w) in enumerate(batch)]
        if windows:
            # What the network gives for all windows together: a step for each of them finds its memory cold.
            scores = np.concatenate([scores[b, : len(w.firsts)] for _, w, (_, scores), b in windows])
            tags, pos, lemmas, starts, anchors = np.split(scores, self._cuts, -1)
            chance = probabilities(anchors)
            self._attributions(batches, [vectors for vectors, _ in runs], chance, where, texts, out)
            if parse:
                best = [s.argmax(-1).tolist() for s in (tags, pos, lemmas)]
                begins = (starts[:, 1] > starts[:, 0]).tolist()
                found: list[Sentence] = []
                at = 0
                for t, w, (vectors, _), b in windows:
                    self._tags(out[t], texts[t], w, [names[at : at + len(w.firsts)] for names in best])
                    edges = _sentences(texts[t], w, soft[t], begins[at : at + len(w.firsts)])
                    found += [(t, s, e, vectors[b, s - w.start : e - w.start]) for s, e in edges]
                    at += len(w.firsts)
                self._trees(found, out)
        for reading in out:
            reading.attributions.sort(key=lambda a: a.anchor)
        return out

    def _attributions(
        self, batches: list[list[tuple[int, Window]]], vectors: list[Floats], chance: Floats, where: list[Ints],
        texts: Sequence[Words], out: list[Reading],
    ) -> None:  # fmt: skip
        asked, given = [], []
        first = 0
        for batch, mine in zip(batches, vectors, strict=True):
            which, at, far, off = [], [], [], []
            for b, (t, w) in enumerate(batch):
                begin = first + w.own_start - w.start
                own = chance[begin : begin + w.own_end - w.own_start, 0]
                found = np.flatnonzero(own < 1 - self.threshold) + (w.own_start - w.start)
                if len(found):
                    distances, offsets = geometry(where[t][:, w.start : w.end], found, mine.shape[1])
                    which += [b] * len(found)
                    at += found.tolist()
                    far.append(distances)
                    off.append(offsets)
                    asked += [(t, w, i, chance[first + i].tolist()) for i in found.tolist()]
                first += len(w.firsts)
            if which:
                given.append(
                    self.backend.roles(mine, np.array(which), np.array(at), np.concatenate(far), np.concatenate(off))
                )
        if given:
            self._found(asked, given, where, texts, out)

    def _found(
        self, asked: list[tuple[int, Window, int, list[float]]], given: list[tuple[Floats, Floats, Floats]],
        where: list[Ints], texts: Sequence[Words], out: list[Reading],
    ) -> None:  # fmt: skip
        roles = np.concatenate([r.reshape(-1, r.shape[-1]) for r, _, _ in given])
        labels, marks = roles[:, : len(ROLES)].argmax(-1).tolist(), sigmoid(roles[:, len(ROLES) :])
        stances = probabilities(np.concatenate([s for _, s, _ in given]))
        sides, acts = stances.argmax(-1).tolist(), np.concatenate([a for _, _, a in given]).argmax(-1).tolist()
        rows = [r.shape[1] for r, _, _ in given for _ in range(len(r))]
        paragraphs: dict[tuple[int, int], list[int]] = {}
        begin = 0
        for n, ((t, w, i, chance), row_length) in enumerate(zip(asked, rows, strict=True)):
            forms = texts[t].forms[w.start : w.end]
            row, marked_row = labels[begin : begin + len(forms)], marks[begin : begin + len(forms)]
            begin += row_length
            bare = chance[2] > chance[1]
            if bare:
                row = [0 if role == CUE else role for role in row]
            else:
                row[i] = CUE
            if (t, w.start) not in paragraphs:
                paragraphs[t, w.start] = where[t][1, w.start : w.end].tolist()
            held = spans(forms, row, paragraphs[t, w.start])
            source, cue, content = (
                tuple((s + w.start, e + w.start) for s, e in held.get(role, ())) for role in (SOURCE, CUE, CONTENT)
            )
            if not bare and not any(s <= w.start + i < e for s, e in cue):
                cue = tuple(sorted([*cue, (w.start + i, w.start + i + 1)]))
            if content:
                (party, party_scores), (via, via_scores) = (
                    _moved(marked(forms, marked_row[:, k], MARKED), w.start) for k in range(len(MARKS))
                )
                out[t].attributions.append(
                    Found(
                        source, cue, content, w.start + i, STANCES[sides[n]], ACTS[acts[n]],
                        float(1 - chance[0]), float(stances[n, sides[n]]),
                        party, via, party_scores, via_scores,
                    )
                )  # fmt: skip

    def _tags(self, into: Reading, text: Words, w: Window, best: list[list[int]]) -> None:
        own = slice(w.own_start, w.own_end)
        tags, pos, rules = (b[w.own_start - w.start : w.own_end - w.start] for b in best)
        into.tags[own] = [self.labels.tags[k] for k in tags]
        into.pos[own] = [self.labels.pos[k] for k in pos]
        into.lemmas[own] = [self._lemma(k, form) for k, form in zip(rules, text.forms[own], strict=True)]

    def _lemma(self, rule: int, form: str) -> str:
        known = self._lemmas.get((rule, form))
        if known is None:
            if len(self._lemmas) > CACHED_LEMMAS:
                self._lemmas.clear()
            known = self._lemmas[rule, form] = apply_rule(self.labels.lemmas[rule], form)
        return known

    def _trees(self, found: list[Sentence], out: list[Reading]) -> None:
        """Parse sentences by like length."""
        for t, start, end, _ in (f for f in found if len(f[3]) > LONGEST):
            out[t].starts[start] = True
            out[t].heads[start:end] = [start] * (end - start)
            out[t].relations[start:end] = ["ROOT", *["dep"] * (end - start - 1)]
        found = [f for f in found if len(f[3]) <= LONGEST]
        found.sort(key=lambda f: len(f[3]))
        at = 0
        while at < len(found):
            until = at + 1
            while until < len(found) and (until - at + 1) * len(found[until][3]) ** 2 <= CELLS:
                until += 1
            group = found[at:until]
            x = np.zeros((len(group), *group[-1][3].shape), np.float32)
            for n, (*_, vectors) in enumerate(group):
                x[n, : len(vectors)] = vectors
            arcs, dependents, governors = self.backend.parse(x)
            trees = [heads(arcs[n, :length, : length + 1]) for n, length in enumerate(len(f[3]) for f in group)]
            scores = self.backend.relations(
                np.concatenate([dependents[n, : len(best)] for n, best in enumerate(trees)]),
                np.concatenate([governors[n, best] for n, best in enumerate(trees)]),
            )
            kinds, first = scores.argmax(-1).tolist(), 0
            for (t, start, end, _), best in zip(group, trees, strict=True):
                reading, names = out[t], self.labels.relations
                reading.starts[start] = True
                reading.heads[start:end] = [start + head - 1 if head else start + i for i, head in enumerate(best)]
                mine = zip(best, kinds[first : first + len(best)], strict=True)
                reading.relations[start:end] = [names[kind] if head else "ROOT" for head, kind in mine]
                first += len(best)
            at = until


def sigmoid(scores: Floats) -> Floats:
    """Probabilities of scores that do not exclude each other."""
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def _moved(found: tuple[tuple[Span, ...], tuple[float, ...]], by: int) -> tuple[tuple[Span, ...], tuple[float, ...]]:
    return tuple((start + by, end + by) for start, end in found[0]), found[1]


def _empty(text: Words, parse: bool) -> Reading:
    n = len(text.forms) if parse else 0
    return Reading([], [""] * n, [""] * n, [""] * n, list(range(n)), [""] * n, [False] * n)


def _batches(todo: list[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Windows of one length together."""
    todo.sort(key=lambda one: len(one[1].ids))
    out: list[tuple[int, Window]] = []
    for one in todo:
        size = len(one[1].ids)
        if out and (size != len(out[0][1].ids) or size * (len(out) + 1) > BATCH):
            yield out
            out = []
        out.append(one)
    if out:
        yield out


def _together(windows: list[Window]) -> tuple[Ints, Ints, Ints]:
    firsts = np.zeros((len(windows), max(len(w.firsts) for w in windows)), np.int64)
    for row, w in zip(firsts, windows, strict=True):
        row[: len(w.firsts)] = w.firsts
    return np.stack([w.ids for w in windows]), np.stack([w.features for w in windows]), firsts


def _sentences(text: Words, w: Window, soft: frozenset[int], starts: Sequence[bool]) -> list[tuple[int, int]]:
    """The sentences that a window owns; in doubt `starts` tells of each word whether one begins with it."""
    begins = [s for s in text.sentences if w.own_start < s < w.own_end]
    begins += [s for s in soft if w.own_start < s < w.own_end and starts[s - w.start]]
    edges = sorted({w.own_start, *begins})
    return list(zip(edges, [*edges[1:], w.own_end], strict=True))
