"""Whether what is said is itself negative: "did not fire", "found no wet plaster", "none of its pilots knew"."""

import re

from spacy.tokens import Doc

from sources.claims import spans, tree
from sources.claims.drafts import Draft

_THERE = r"\W*(?:that\s+)?(?:there(?:[’']s| is| are| was| were| ha[ds] been| have been| will be| would be)\s+)?"
_NEGATIVE = re.compile(_THERE + r"(?:no|not|none|nobody|never|neither|nothing)\b", re.IGNORECASE)
_STRESSED = re.compile(
    _THERE
    + r"(?:no\s+(?:doubt|question|wonder|secret|mistak\w+|denying|surprise|(?:fewer|less|more)\s+than)"
    + r"|not\s+(?:only|just|merely))\b",
    re.IGNORECASE,
)
"""Opens what stresses that something is so, or only bounds a number."""


def is_negative(doc: Doc, draft: Draft, content: str) -> bool:
    """Return whether the content says that something is not so, by its opening or by its head word.

    Where no rule knows the head word, as in a quotation, it is that of the first sentence.
    """
    if _STRESSED.match(content):
        return False
    if _NEGATIVE.match(content):
        return True
    if draft.head is not None:
        return tree.is_negative(doc[draft.head])
    inside = [t for start, end in draft.content for t in spans.tokens_in(doc, start, end)]
    held = {t.i for t in inside}
    head = next((t for t in inside if not t.is_punct and (t.head == t or t.head.i not in held)), None)
    return head is not None and tree.is_negative(head)
