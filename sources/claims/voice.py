"""What an article denies in its own voice: "there is no evidence that the bridge was mined"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Stance

_GROUNDS = words("evidence proof indication sign truth basis foundation record")


def find(tokens: Sequence[Token]) -> Iterator[Draft]:
    """Yield the denials of a sentence that names nobody for them; whoever says so in it makes them their own."""
    for noun in tokens:
        if noun.lower_ not in _GROUNDS or not any(c.lower_ == "no" for c in noun.lefts):
            continue
        verb = noun.head if noun.dep_ in ("nsubj", "obj", "attr") else noun
        there = next((c for c in (*verb.lefts, *noun.lefts) if c.lower_ == "there"), None)
        if there is None or verb.dep_ not in ("ROOT", "conj", "parataxis"):
            continue
        content = _told(noun, verb)
        if content is None:
            continue
        start = next((t.i for t in tokens if there.i < t.i <= noun.i and t.pos_ in ("AUX", "VERB")), noun.i)
        yield Draft(
            "voice",
            noun.i,
            noun.lower_,
            list(range(start, noun.i + 1)),
            [],
            spans.trim(spans.text_of(noun.doc), spans.of_tokens(noun.doc, [t.i for t in content.subtree])),
            Stance.DENIES,
            head=content.i,
        )


def _told(noun: Token, verb: Token) -> Token | None:
    """The clause or noun behind "evidence": that which is denied."""
    for c in (*noun.rights, *verb.rights):
        if c.i > noun.i and (
            (c.dep_ in ("acl", "ccomp", "acl:relcl", "advcl") and tree.child(c, "mark") is not None)
            or (c.dep_ in ("nmod", "obl") and any(g.lower_ in ("of", "for", "to", "in") for g in c.lefts))
        ):
            return c
    return None
