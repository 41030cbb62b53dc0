"""What somebody takes back of what they told themselves: "admitted that a story he told was untrue"."""

import re

from spacy.tokens import Doc

from sources.claims import idioms, spans
from sources.claims.drafts import Draft

_UNTRUE = re.compile(
    rf"""\W*(?:that\s+)?(?:an?|the|his|her|its|their|my|our|some|many|all|parts?)\s+(?:of\s+(?:the|his|her|its|their)\s+)?
      (?:\w+\s+){{0,2}}(?:{"|".join(sorted(idioms.told()))})\s+(?:that\s+)?(?:I|we|he|she|it|they)\s+(?:\w+\s+){{0,3}}?
      (?:told|tells?|made|makes?|gave|given|gives?|filed|wrote|written|repeat(?:ed|s)?|spread|published|shared|posted|signed
      |submitted|issued)\b
      (?:(?!["“”]).){{0,160}}?\b(?:was|were|is|are|had\s+been)\s+(?:(?:\w+ly|an?)\s+){{0,2}}
      (?:{"|".join(sorted(idioms.listed("false")))}|not\s+(?:\w+ly\s+)?(?:true|accurate|correct|so))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Said by whoever admits it: what they had told is not so ("that a story he often told was untrue")."""
_THEIRS = re.compile(r"\W*(?:that )?(?:his|her|their|he|she|they)\b", re.IGNORECASE)
_LINKED = re.compile(r",?\s+(?:was|were|is|are)$")
_GOES_ON = re.compile(
    rf",?\s+(?:was|were|is|are|had\s+been)\s+(?:\w+ly\s+|not\s+|an?\s+)*(?:{'|'.join(sorted(idioms.listed('false')))}|true)\b",
    re.IGNORECASE,
)


def whole(doc: Doc, draft: Draft) -> None:
    """Let what a noun of saying introduces run on to the verdict on it: "the admission that a story he told, which ran
    for years, | was untrue".
    """
    if not draft.content or doc[draft.anchor].pos_ != "NOUN":
        return
    start, end = draft.content[-1]
    text = spans.text_of(doc)
    linked = _LINKED.search(text, start, end)
    end = linked.start() if linked else end
    verdict = _GOES_ON.match(text, end)
    if verdict is not None and owns(text[start : verdict.end()]):
        draft.content = (*draft.content[:-1], (start, verdict.end()))


def owns(content: str) -> bool:
    """Return whether who admits a content admits that something they told is not so."""
    return bool(_UNTRUE.match(content))


def anothers(doc: Doc, draft: Draft) -> bool:
    """Return whether what was taken back is another's: "her lawyer said that her confession was forced"."""
    theirs = _THEIRS.match(spans.text_of(doc), draft.content[0][0])
    return bool(theirs) and any(doc[i].lower_ in idioms.listed("advocate") for i in draft.source)
