"""Whether what is said is itself negative: "did not fire", "found no wet plaster", "none of its pilots knew"."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Span

_THERE = (
    r"\W*(?:\d{1,2}[:.]\d\d\b\W*)?(?:that\W+)?"  # a live page's clock time stands before some quotations
    r"(?:there(?:[’']s| is| are| was| were| ha[ds] been| have been| will be| would be)\s+)?"
)
_NEGATIVE = re.compile(_THERE + r"(?:no|not|none|nobody|never|neither|nothing)\b", re.IGNORECASE)
_STRESSED = re.compile(
    _THERE
    + r"(?:no\s+(?:doubt|question|wonder|secret|mistak\w+|denying|surprise|(?:fewer|less|more)\s+than)"
    + r"|not\s+(?:only|just|merely))\b"
    + r"|(?:.{0,80}\W)?(?:\w{1,24}\s+){1,3}never\s+(?:been|felt|seemed|looked)\s+(?:more|better|worse|so|\w+er)\b",
    re.IGNORECASE,
)
"""Opens what stresses that something is so, or only bounds a number."""
_AT_NO_TIME = re.compile(
    r"^[^.;:?!]{0,60}?\b(?:at no (?:point|time|stage|moment)|in no way|under no circumstances|on no account"
    r"|(?:is|was|are|were|been|be)\s+nowhere)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"^(?:that\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,8}?\s+[\"“‘](?:(?:is|was|are|were|has|have|had|did|does|do|will|would|can"
    r"|could)\s+(?:not|never)|(?:can|did|does|do|is|was|are|were|has|have|had|would|wo|could)n[’']t|cannot|never|at no"
    r"|no intention)\b",
    re.IGNORECASE,
)
"""Words that a quotation goes on with by a verb that is negated: "its staff “have never engaged in”"."""
_NO_DOUBT = words("doubt question choice hesitation secret difficulty problem")
_SENSES = words("see hear find notice observe")
_NOBODY = words("nobody none neither")
_FRAME = re.compile(
    r"\W*(?:I|we)\s+(?:(?:can|could|must|may|have\s+to|want\s+to|would\s+like\s+to|do)\s+)?(?:\w+ly\s+|now\s+|also\s+)?"
    r"(?:(?:tell|assure|promise|inform|guarantee)\s+(?:you|everyone|everybody|people)|report|confirm|say|state|swear"
    r"|guarantee|promise)\s+(?:\w+ly\s+)?(?:that\s+|:\s*)?(?=\w)",
    re.IGNORECASE,
)
"""Opens what somebody says by saying that they say it: "I can tell you that"."""


def is_negative(doc: Doc, draft: Draft) -> bool:
    """Return whether the content says that something is not so, by its opening or by its head word.

    Where no rule knows the head word, as in a quotation, it is that of the first sentence.
    """
    content = spans.worded(doc, draft.content)
    if _STRESSED.match(content):
        return False
    if _NEGATIVE.match(content) or _AT_NO_TIME.match(content) or _QUOTED.match(content):
        return True
    if draft.content and (frame := _FRAME.match(content)) and frame.end() < draft.content[0][1] - draft.content[0][0]:
        start, end = draft.content[0]
        return bool(_NEGATIVE.match(content[frame.end() :])) or _says_no(doc, [(start + frame.end(), end)], verbal=True)
    if draft.head is not None:
        misread = doc[draft.head].dep_ in tree.SUBJECTS and doc[draft.head].head.i in draft.cue
        return _says_no(doc, draft.content, verbal=True) if misread else _denies(doc[draft.head])
    return _says_no(doc, draft.content)


def by_nobody(doc: Doc, draft: Draft) -> bool:
    """Return whether a source is nobody: "no one", "neither", "none of the crew"."""
    first = min(draft.source, default=-1)
    if first < 0:
        return False
    return doc[first].lower_ in _NOBODY or (doc[first].lower_ == "no" and doc[first + 1].lower_ == "one")


def _says_no(doc: Doc, stretches: Sequence[Span], *, verbal: bool = False) -> bool:
    """Whether the first head word in some stretches of text is negative, `verbal`: the first of their verbs."""
    inside = [t for start, end in stretches for t in spans.tokens_in(doc, start, end)]
    held = {t.i for t in inside}
    heads = [t for t in inside if not t.is_punct and ((over := t.head.i) == t.i or over not in held)]
    sentence = spans.sentences_of(doc)
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX") and sentence[t.i] == sentence[heads[0].i]] if verbal else []
    head = next(iter(verbs or heads), None)
    return head is not None and _denies(head)


def _denies(token: Token) -> bool:
    """Whether a clause with this predicate says that something is not so: it is negated, or what it does, it does to
    nothing ("found no wet plaster", "saw no crate being opened").
    """
    return tree.is_negated(token) or any(
        (c.dep_ in ("obj", "obl") and _is_nothing(c))
        or (c.dep_ in ("ccomp", "xcomp") and token.lemma_ in _SENSES and any(map(_is_nothing, c.lefts)))
        for c in token.children
    )


def _is_nothing(token: Token) -> bool:
    if token.lemma_ in _NO_DOUBT:
        return False
    return token.lower_ in ("nobody", "none", "nothing") or any(
        c.lower_ == "no" and c.dep_ == "det" for c in token.children
    )
