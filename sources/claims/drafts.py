"""A statement while the rules work on it: tokens and stretches, before parties and stances are settled."""

from dataclasses import dataclass, field

from sources.claims import spans
from sources.models import Act, Span, Stance

NEAR_END = 30
"""Characters after what is answered in apposition that say no more than when or where it was."""
Mark = tuple[int, int, float]
"""A stretch of tokens `[start, end)` and the encoder's probability that it names somebody."""


@dataclass(slots=True)
class Draft:
    """What one rule found; token numbers count in the article's Doc, spans in its text."""

    rule: str
    anchor: int
    """The token number of the cue's head; the next token's for a cue of punctuation alone."""
    lemma: str
    cue: list[int]
    source: list[int]
    content: tuple[Span, ...]
    stance: Stance = Stance.ASSERTS
    act: Act = Act.SPEECH
    head: int | None = None
    """The token number of the content's head word, where there is one."""
    negated: bool = False
    via: list[str] = field(default_factory=list)
    """The relaying media as the text names them, nearest to the source first."""
    score: float | None = None
    """The encoder's probability of the cue; None where a rule alone found it."""
    listed: bool = False
    """Whether the lexicon knows its cue as one of speech."""
    heard: Stance | None = None
    """The encoder's own stance."""
    media: list[Mark] = field(default_factory=list)
    """Where the encoder sees the medium named that the statement came by, in tokens, with probabilities."""


def cut_answer(text: str, draft: Draft, start: int, end: int) -> None:
    """Take an answer that stands in `text` at `[start, end)`, in characters, out of the content that it is an answer
    to, with the few words that follow it there; a quotation stays whole.
    """
    whole = next(((s, e) for s, e in draft.content if s < start < e), None)
    if whole is None or draft.rule == "quotation":
        return
    rest = text[end : whole[1]]
    goes_on = len(rest) >= NEAR_END or rest.strip().startswith((",", ")"))
    cut = (start, end if goes_on else whole[1])
    draft.content = spans.trim(text, spans.minus(draft.content, [cut])) or draft.content
