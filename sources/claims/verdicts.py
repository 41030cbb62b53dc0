"""What a content says of a telling as a whole: "reports of her death in the crash | were false"."""

import re

from spacy.tokens import Doc

from sources.claims import idioms, spans
from sources.claims.drafts import Draft

_NOUNS = "|".join(sorted(idioms.listed("claim") | idioms.listed("view") | idioms.listed("shown")))
_TELLING = re.compile(
    rf"\W*(?:that\s+)?(?:[\w'’-]+\s+){{0,3}}?(?:{_NOUNS})\s+"
    r"(?P<of>that|showing|saying|claiming|suggesting|alleging|of|about|in|on|from|by|over)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+|all\s+|just\s+|an?\s+|premature\s+and\s+|[“\"‘])*"
    rf"(?:{'|'.join(sorted(idioms.listed('false')))}|not\s+(?:\w+ly\s+)?(?:true|correct|accurate))\b"
    r"(?=\W*$|[”\"’]?(?:[,;.]|\s+(?:and|but|as|because)\b))",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?:[.!?;:]|\b(?:that|which|who|whether|if|it|they|he|she)\W*$)", re.IGNORECASE)
_THEIRS = re.compile(
    r"\W*(?:that\s+)?(?:(?:any|every|such|these|those)\b|(?:the\s+)?(?:suggestion|allegation|accusation|rumou?r)s?\b)",
    re.IGNORECASE,
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_CLAUSAL = frozenset(("that", "saying", "claiming", "suggesting", "alleging"))


def of_others(content: str) -> bool:
    """Return whether a content opens with what others say, which whoever speaks of it cannot take back."""
    return bool(_THEIRS.match(content))


def rejects(doc: Doc, draft: Draft) -> bool:
    """Return whether a content opens with what is told and goes on to say that it is false; a clause of its own about
    what is told ("claims that the photo was fake") is none.
    """
    start, end = draft.content[0] if draft.content else (0, 0)
    text = spans.text_of(doc)
    opens = _TELLING.match(text, start, end)
    verdict = opens and _VERDICT.search(text[:end], opens.end())
    if not opens or not verdict or _PARTED.search(text[opens.end() : verdict.start()]):
        return False
    inside = spans.tokens_in(doc, opens.end(), verdict.start())
    return opens["of"].lower() not in _CLAUSAL or any(t.tag_ in _FINITE for t in inside)
