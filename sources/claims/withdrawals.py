"""What somebody takes back of what they told themselves: "admitted that a story he told was untrue"."""

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sources.claims import idioms, spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

RULE = "withdrawal"
_APOLOGIES = words("apologise apologised apologises apologize apologized apologizes")
_WRONGLY = words("wrongly falsely mistakenly incorrectly erroneously")
_MADE = words("behind posted shared published wrote started spread circulated uploaded made sent reposted")
_FOR = words("for if that")
_STOPS = frozenset((",", ".", ";", ":", "!", "?", "—", "–"))

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
_MISCOUNTED = re.compile(
    r"\W*(?:that\s+)?(?:an?|the|its|their|our|\w+['’]s)\s+(?:\w+\s+){0,2}(?:figures?|numbers?|counts?|tally|toll|total|estimate)\s"
    r"[^.;:]{0,60}?\b(?:had|was|were|has)\s+(?:been\s+)?[“\"‘']?(?:mixed|rounded|inflated|exaggerated|overstated|understated"
    r"|double-counted|too\s+(?:high|low)|a\s+mistake|guesswork|counted\s+\w+\s+twice)\b",
    re.IGNORECASE,
)
"""Said by whoever admits it: a figure that was given is not so."""
_THEIRS = re.compile(r"\W*(?:that )?(?:his|her|their|he|she|they)\b", re.IGNORECASE)
_LINKED = re.compile(r",?\s+(?:was|were|is|are)$")
_GOES_ON = re.compile(
    rf",?\s+(?:was|were|is|are|had\s+been)\s+(?:\w+ly\s+|not\s+|an?\s+)*(?:{'|'.join(sorted(idioms.listed('false')))}|true)\b",
    re.IGNORECASE,
)


_WITHDRAWN = re.compile(
    r"""(?<!thought\ )(?<!think\ )(?<!if\ )\b(?!it\s+(?:was|had\s+been)\s+wrong\s+(?:for|to|of)\b)
      (?:we|I|he|she|it|they)\s+(?:was|were|had\s+been)\s+(?:wrong|mistaken|misled|in\s+error|[“"‘']?led\s+by)\b
    |\bno\s+longer\s+(?:stands?|stood|maintains?|reflects?|holds?|says?|believes?|be\s+maintained)\b
    |\b(?:took|take|takes)\s+(?:it|that|this|them)\s+(?:all\s+)?back\b
    |\b(?:I|we)\s+withdraw\b|\b(?:had\s+been|was|is|were|bulletin|report|statement)\s+["“‘']?premature\b
    |\b(?:mistake\s+made\s+in|an?\s+["“‘']?unfortunate\s+(?:mistake|error|shorthand))\b|\bused\s+in\s+error\b
    |\bnot\s+correct,\s+and\b|\binvented\s+the\b|\bdid\s+not\s+(?:give\s+a\s+complete|reflect\s+the\s+full)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BACK = (
    "wrong", "mistake", "led", "error", "longer", "back", "withdraw", "premature", "unfortunate", "correct", "invented",
    "did",
)  # fmt: skip
"""Without one of these nothing is taken back."""


def takes_back(content: str) -> bool:
    """Return whether what is said takes back something: "we were wrong", "the figure no longer stands"."""
    return any(map(content.lower().__contains__, _BACK)) and _WITHDRAWN.search(content) is not None


def find(tokens: Sequence[Token]) -> Iterator[Draft]:
    """Yield the apologies of a sentence, of its tokens, for what its subject had told: "apologised after wrongly
    telling voters that", "the user behind the post apologised".
    """
    for n, verb in enumerate(tokens):
        if verb.lower_ not in _APOLOGIES or not n or verb.pos_ != "VERB" or tree.is_negated(verb):
            continue
        tail = tokens[n + 1 :]
        if len(tail) > 3 and tail[0].lower_ == "after" and tail[1].lower_ in _WRONGLY and tail[2].tag_ == "VBG":
            that = next((k for k, t in enumerate(tail[3:], 3) if t.lower_ == "that"), 3)
            end = next((k for k, t in enumerate(tail) if k > that and t.text in _STOPS), len(tail))
            cue, content, subject = tail[:that], tail[that:end], tree.own_subject(verb)
            source = tree.noun_phrase(subject) if subject is not None else []
        elif not any(t.lower_ in _FOR for t in itertools.takewhile(lambda t: t.text not in _STOPS, tail)):
            source, content = _author(tokens[:n])
            cue = []
        else:
            continue
        if source and content:
            start = tree.verb_group(verb)[0]
            yield Draft(
                RULE,
                verb.i,
                "apologise",
                [*range(start, verb.i + 1), *(t.i for t in cue)],
                [i for i in source if i < start],
                spans.trim(spans.text_of(verb.doc), spans.of_tokens(verb.doc, [t.i for t in content])),
                Stance.RETRACTS,
                Act.SPEECH,
            )


def _author(lead: Sequence[Token]) -> tuple[list[int], list[Token]]:
    """Who made a text, of the words before a verb, and the text: "the user behind | the post"."""
    made = next((k for k, t in enumerate(lead) if k > 1 and t.lower_ in _MADE), None)
    if made is None or len(lead) < made + 3 or lead[made + 1].pos_ != "DET" or lead[0].pos_ != "DET":
        return [], []
    text = next((k for k in range(made + 2, min(made + 5, len(lead))) if lead[k].lower_ in idioms.listed("post")), None)
    if text is None or any(t.pos_ not in ("ADV", "AUX") and t.text != "," for t in lead[text + 1 :]):
        return [], []
    end = next((k for k, t in enumerate(lead[:made]) if t.lower_ == "who" or t.text == ","), made)
    return [t.i for t in lead[:end]], list(lead[made + 1 : text + 1])


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
    return bool(_UNTRUE.match(content) or _MISCOUNTED.match(content))


def anothers(doc: Doc, draft: Draft) -> bool:
    """Return whether what was taken back is another's: "her lawyer said that her confession was forced"."""
    theirs = _THEIRS.match(spans.text_of(doc), draft.content[0][0])
    return bool(theirs) and any(doc[i].lower_ in idioms.listed("advocate") for i in draft.source)
