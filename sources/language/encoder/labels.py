"""What the encoder's outputs mean: the labels of each head, kept beside the weights as `labels.json`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sources.models import Stance

ANCHORS = ("none", "cue", "bare")
"""No anchor; the word that a cue hangs on; the first word of a content that no cue introduces."""
ROLES = ("none", "source", "cue", "content")
MARKS = ("party", "via")
"""What else a word may be of, as seen from an anchor: a mention of the party behind it, or of the medium it came by."""
STANCES = tuple(str(s) for s in Stance)
ACTS = ("speech", "belief", "intent", "attitude")
FILE = "labels.json"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that a treebank decides; those of roles are constants of this module."""

    tags: list[str]
    pos: list[str]
    relations: list[str]
    lemmas: list[str]
    """Rules of `lemma_rule`."""

    def save(self, folder: Path) -> None:
        """Write `labels.json` into `folder`."""
        (folder / FILE).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Labels":
        """Read `labels.json` from `folder`. Raises OSError, or ValueError when it is not what `save` writes."""
        try:
            return cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{folder / FILE} is not a list of the encoder's labels: {error}") from error


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that turns `form` into `lemma`: `k` or `l` (lower-case first), letters to cut, letters to add."""
    best = ""
    for case, stem in (("k", form), ("l", form.lower())):
        same = 0
        while same < min(len(stem), len(lemma)) and stem[same] == lemma[same]:
            same += 1
        rule = f"{case}|{len(stem) - same}|{lemma[same:]}"
        if not best or int(rule.split("|")[1]) < int(best.split("|")[1]):
            best = rule
    return best


def apply_rule(rule: str, form: str) -> str:
    """The lemma that a rule of `lemma_rule` gives for `form`; the form itself when the rule does not fit it."""
    case, cut, add = rule.split("|", 2)
    stem = form.lower() if case == "l" else form
    if int(cut) > len(stem):
        return form
    return (stem[: len(stem) - int(cut)] + add) or form
