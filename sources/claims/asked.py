"""What somebody was asked is not what they said: "the mayor, asked whether the plant had leaked, said"."""

from spacy.tokens import Doc

from sources.claims import participles, spans
from sources.claims.drafts import Draft

APPROACHED = frozenset(("asked", "contacted", "reached", "questioned", "pressed", "approached"))
"""Participles that open a sentence whose subject was approached."""


def asked(doc: Doc, draft: Draft) -> None:
    """Take the source from what somebody else asked it: "the mayor, | asked | whether the plant had leaked |, …"."""
    anchor, text = doc[draft.anchor], spans.text_of(doc)
    whom, what = participles.asked_before(doc[min(draft.cue, default=draft.anchor)])
    if whom:
        draft.source = whom
        told = spans.trim(text, spans.minus(draft.content, spans.of_tokens(doc, whom))) or draft.content
        asked = spans.trim(text, spans.of_tokens(doc, what))
        behind = tuple(span for span in told if not asked or span[0] > asked[-1][1])
        draft.content = asked if asked and told[-1][1] <= asked[0][1] else behind or told
    if anchor.lower_ != "asked" or not anchor.i or doc[anchor.i - 1].text != "," or anchor.i + 1 >= len(doc):
        return
    put = anchor.tag_ == "VBN" or doc[anchor.i + 1].lower_ in ("if", "whether", "about")
    if not (put or participles.is_put(anchor)):
        return
    end = text.find(",", anchor.idx, anchor.sent.end_char)
    if draft.source and max(draft.source) < anchor.i and end > 0:
        draft.source = []
        draft.content = spans.trim(text, spans.minus(draft.content, [(end, anchor.sent.end_char)])) or draft.content
        after = doc[anchor.i + 1]
        if after.i in draft.cue and after.lower_ == "for" and draft.content[0][0] > after.idx:
            draft.cue.remove(after.i)  # "the office, asked | for a response, …"
            draft.content = ((after.idx, draft.content[0][1]), *draft.content[1:])


def approached(doc: Doc, draft: Draft) -> None:
    """Take from a content what stands in the clause by which a sentence opens that somebody was approached: "Asked
    about the regiment |, she declined | to comment".
    """
    if draft.content[0][0] > doc[draft.anchor].idx:
        return
    sentence = doc[draft.anchor].sent
    first = next((t for t in sentence if not (t.is_space or t.is_punct)), doc[draft.anchor])
    comma = spans.text_of(doc).find(",", first.idx, doc[draft.anchor].idx)
    if first.lower_ not in APPROACHED or first.i >= min(draft.cue, default=0) or comma < 0:
        return
    behind = tuple(span for span in draft.content if span[0] > comma)
    draft.content = behind or draft.content
