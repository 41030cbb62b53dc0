"""Where the words for who speaks begin and end."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import tree
from sources.claims.drafts import Draft


def trim(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Let a source open with whoever speaks, not with a word that joins them to what is before: "and | officials"."""
    for draft in drafts:
        draft.source = [i for i in draft.source if i not in draft.cue]
        source = sorted(draft.source)
        while len(source) > 1 and _joins(doc, source[0], source[1]):
            source = source[1:]
        source = _without_day(doc, source)
        if len(source) < len(draft.source) and any(doc[i].pos_ in ("NOUN", "PROPN", "PRON", "NUM") for i in source):
            draft.source = source
        first = doc[source[0]] if source and source[0] else None
        if first is not None and first.lower_ in ("least", "most") and first.nbor(-1).lower_ == "at":
            draft.source = [first.i - 1, *source]


def _without_day(doc: Doc, source: list[int]) -> list[int]:
    """A source without the day that cannot be its clause's in the present: "that runs the lift | on Thursday"."""
    dated = len(source) > 4 and doc[source[-2]].lower_ == "on" and doc[source[-1]].lower_ in tree.TEMPORAL
    verb = next((doc[i] for i in reversed(source) if doc[i].pos_ in ("VERB", "AUX")), None)
    return source[:-2] if dated and verb is not None and verb.tag_ in ("VBZ", "VBP") else source


def _joins(doc: Doc, first: int, second: int) -> bool:
    word = doc[first]
    bounds = word.lower_ in ("at", "about", "up", "over", "under", "around") and (
        doc[second].like_num or doc[second].lower_ in ("least", "most", "to", "half")
    )
    return not bounds and (word.pos_ in ("CCONJ", "PUNCT") or (word.pos_ == "ADP" and word.dep_ == "case"))
