"""A statement while the rules work on it: tokens and stretches, before parties and stances are settled."""

from dataclasses import dataclass, field

from sources.models import Act, Span, Stance


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
    heard: Stance | None = None
    """The encoder's own stance."""
