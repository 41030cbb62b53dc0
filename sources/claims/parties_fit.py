"""Fit the weights by which pronouns choose: `python -m sources.claims.parties_fit FILE ...`, into `data/pronouns.toml`.

FILE holds dispatches with gold attributions (`../shared/eval/dispatches`). Their sources are read with the true party
remembered for each, so that a pronoun's options are those of a reader that has made no mistake before it; a softmax
over the options and nobody is fitted to them. It takes seconds and gives the same weights each time.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from spacy.tokens import Token

from sources.claims.parties import Parties, Resolved
from sources.claims.parties_hindsight import Hindsight
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_ranking import Features
from sources.claims.parties_words import PRONOUNS
from sources.language.pipeline import load

OUT = Path(__file__).parent / "data" / "pronouns.toml"
_HEAD = """# What makes an entity the one that a pronoun takes up; fitted by `python -m sources.claims.parties_fit`.
# `person` weighs for he, she, who and roles without a name, `it` and `they` for those; `nobody` is what the best must
# beat, `nobody described` what a role adds to that.
"""
_LIGHT = frozenset({"the", "a", "an", "of"})
_DECAY = 6.0
_STEPS = 800

Sample = tuple[list[Features], list[bool], bool, bool]
"""The options of one source, which of them are right, whether nobody is, whether it is a role and no pronoun."""


class _Taught(Hindsight):
    """Reads an article's sources and keeps the options of each pronoun; it answers with a right one where it can."""

    samples: ClassVar[dict[str, list[Sample]]] = defaultdict(list)
    gold: ClassVar[dict[int, str | None]] = {}
    parties: Parties
    _source: int | None = None
    _alone = True

    def read(self, tokens: Sequence[Token]) -> Referent:
        self._alone = alone = len(tokens) == 1 and tokens[0].lower_ in PRONOUNS
        self._source = tokens[0].idx if alone or tokens[0].lower_ == "the" else None
        return super().read(tokens)

    def _rank(self, kind: str, options: Sequence[tuple[Referent, Features]], described: bool = False) -> Referent:
        if self._source is None or self._source not in self.gold or described == self._alone:
            return super()._rank(kind, options, described)
        party = self.gold[self._source]
        right = [_same(self.parties.resolved(referent), party) for referent, _ in options]
        if party is None or any(right):
            self.samples[kind].append(([f for _, f in options], right, party is None, described))
        return next((r for (r, _), good in zip(options, right, strict=True) if good), NOBODY)


def main(argv: Sequence[str] | None = None) -> int:
    """Read the files, fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args(argv)
    nlp = load()
    _Taught.parties = Parties(reader=_Taught)
    for path in args.file:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            attributions = sorted(data["attributions"], key=lambda a: a["source"] or a["content"])
            sources = [tuple((s, e) for s, e in a["source"]) for a in attributions]
            cues = [tuple(a["cue"][0]) if a["cue"] else None for a in attributions]
            _Taught.gold = {a["source"][0][0]: a["party"] if a["named"] else None for a in attributions if a["source"]}
            _Taught.parties.resolve(nlp(data["text"]), sources, data["outlet"], cues)
    lines = [_HEAD]
    for kind, samples in sorted(_Taught.samples.items()):
        weights, share = fitted(samples)
        print(f"{kind}: {len(samples)} pronouns, {share:.3f} right")
        lines.append(f"\n[{kind}]\n" + "".join(f"{_quoted(n)} = {w:.2f}\n" for n, w in sorted(weights.items())))
    args.out.write_text("".join(lines), encoding="utf-8")
    return 0


def fitted(samples: Sequence[Sample]) -> tuple[dict[str, float], float]:
    """Return the weight of each feature, `nobody` among them, and the share of the samples that they get right."""
    names = sorted({n for options, *_ in samples for f in options for n in f} | {"nobody", "nobody described"})
    column = {n: k for k, n in enumerate(names)}
    tables = []
    for options, right, nobody, described in samples:
        table = np.zeros((len(options) + 1, len(names)))
        for row, features in enumerate(options):
            for name, value in features.items():
                table[row, column[name]] = value
        table[-1, column["nobody"]] = 1.0
        table[-1, column["nobody described"]] = float(described)
        tables.append((table, np.array([*right, nobody], dtype=float)))
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        slope = _DECAY * weights
        for table, target in tables:
            chance = _softmax(table @ weights)
            wanted = chance * target
            slope += table.T @ (chance - wanted / wanted.sum())
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= 0.02 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    good = sum(bool(target[int(np.argmax(table @ weights))]) for table, target in tables)
    return dict(zip(names, weights.round(2).tolist(), strict=True)), good / len(tables)


def _softmax(values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    grown: np.ndarray[Any, Any] = np.exp(values - values.max())
    grown /= grown.sum()
    return grown


def _same(found: Resolved, party: str | None) -> bool:
    if party is None or found.party is None:
        return party is None and found.party is None
    ours, theirs = _words(found.party), _words(party)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - _LIGHT


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


if __name__ == "__main__":
    sys.exit(main())
