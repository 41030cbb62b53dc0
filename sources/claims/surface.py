"""Statements that their words alone show: a noun phrase at a sentence's start, a verb of saying, and "that".

The parser of a small model takes "The League insists that ..." for a noun with a relative clause now and then; these
words in this order are hardly ever one.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans
from sources.claims.cues import Lexicon
from sources.claims.drafts import Draft
from sources.models import Act, Stance

MAX_SOURCE = 12
_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "PART", "ADP", "PUNCT", "SYM", "X"))
_ALSO = frozenset(("also", "further", "now", "still", "then"))
_POINTERS = frozenset(("it", "that", "this"))
_PARTS = frozenset(("of", "for", "from", "at", "in", "’s", "'s", "’", "'", "-"))


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statement that opens a sentence in this shape, if one does."""
    tokens = [t for t in tokens if not t.is_space]
    yield from _having(tokens)
    for n, token in enumerate(tokens[: MAX_SOURCE + 1]):
        if not n or n + 3 >= len(tokens) or tokens[n + 1].lower_ != "that":
            continue
        entry = lexicon.verb(token)
        if entry is None or entry.act is not Act.SPEECH or "clause" not in entry.frames or not _finite(token, lexicon):
            continue
        lead = n - 1 if n > 1 and tokens[n - 1].lower_ in _ALSO else n
        if _is_subject(tokens[:lead]):
            content = [t.i for t in tokens[n + 1 :]]
            trimmed = spans.trim(spans.text_of(token.doc), spans.of_tokens(token.doc, content))
            source, cue = [t.i for t in tokens[:lead]], [t.i for t in tokens[lead : n + 1]]
            yield Draft("that", token.i, entry.lemma, cue, source, trimmed, entry.stance, entry.act)
        return


def _having(tokens: Sequence[Token]) -> Iterator[Draft]:
    """Yield the denial of who "isn't having it" or "was having none of that"."""
    for n, token in enumerate(tokens[1:-1], 1):
        if token.lower_ != "having":
            continue
        low = [t.lower_ for t in tokens[max(0, n - 2) : n]]
        none = [t.lower_ for t in tokens[n + 1 : n + 3]] == ["none", "of"]
        negated = low[-1:] and low[-1] in ("not", "n't", "n’t")
        be = n - 2 if negated else n - 1
        it = n + 3 if none else n + 1
        if none == bool(negated) or it >= len(tokens) or tokens[it].lower_ not in _POINTERS:
            continue
        last = it + 1 < len(tokens) and tokens[it + 1].pos_ in ("NOUN", "PROPN", "ADJ")  # "isn't having that soup"
        if be > 0 and not last and tokens[be].lemma_ == "be" and _is_subject([*tokens[:be]]):
            content = spans.trim(spans.text_of(token.doc), spans.of_tokens(token.doc, [tokens[it].i]))
            cue = [t.i for t in tokens[be:it]]
            source = [t.i for t in tokens[:be]]
            yield Draft("rejoinder", token.i, "reject", cue, source, content, Stance.DENIES, Act.SPEECH)


def _finite(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word can be a verb in the present or past: not its bare form, which may be a noun or an infinitive."""
    return token.lower_ != lexicon.lemma(token) and not token.lower_.endswith("ing")


def _is_subject(tokens: list[Token]) -> bool:
    """Whether the words before a verb are one noun phrase: no verb, no comma, no preposition but those within names."""
    return all(t.pos_ in _NOMINAL and not (t.pos_ in ("ADP", "PUNCT") and t.lower_ not in _PARTS) for t in tokens) and (
        tokens[-1].pos_ in ("NOUN", "PROPN", "PRON") and tokens[0].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ")
    )
