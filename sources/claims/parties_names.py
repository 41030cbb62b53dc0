"""Capitalised names in a parsed text: where they stand, without the titles before them and the clauses after them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.parties_runs import ENDS, Name, opens_text, slug_end, text_of, trimmed_run
from sources.claims.parties_words import (
    ABSTRACT,
    ARMED,
    BODY,
    BODY_NOUNS,
    COMMON,
    FEMALE,
    HONORIFICS,
    JOINERS,
    MALE,
    OWNERS,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    ROLES,
    UNNAMED_KIN,
)

_APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_CLOSED = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "NUM", "INTJ"})
_GIVEN = frozenset({"per", "will"})
"""Given names that are small words too."""
_LABELS = frozenset({"caller", "host", "interviewer", "moderator", "presenter", "reporter"})
"""In capitals before a colon: whose words a transcript gives, without a name."""
_JOINING = JOINERS | {"the", "and", "&", "-", "/", "."}


def names(doc: Doc, known: Callable[[str], object]) -> Iterator[Name]:
    """Yield the names of `doc` in order; `known` tells whether a directory holds a word as a name.

    Headlines in title case are left out: there capitals tell nothing.
    """
    texts = spans.texts_of(doc)
    lower = {text for text in texts if text[:1].islower()}
    upper = [i for i, text in enumerate(texts) if text[:1].isupper()]
    capitals = Counter(texts[i] for i in upper)
    inside = {texts[i] for i in upper if capitals[texts[i]] > 1 or not opens_text(doc[i])}
    skip = _shouting(texts)
    i = slug_end(doc)
    while i < len(texts):
        if (
            not (texts[i][:1].isupper() or texts[i][:1] == "@")
            or i in skip
            or not _capital(doc[i])
            or not (_starts(doc, i, lower, inside) or known(texts[i]))
        ):
            i += 1
            continue
        end = _run_end(doc, i)
        yield from trimmed_run(doc, i, end)
        i = end


def whole_name(doc: Doc, tokens: list[Token]) -> Name | None:
    """Return the phrase as one name when nothing but capitalised words and joiners stands in it, else None."""
    tokens = tokens[1:] if len(tokens) > 1 and tokens[0].lower_ in {"the", "a"} else tokens
    if tokens and tokens[0].i == 0 and (slug := slug_end(doc)):
        tokens = [t for t in tokens if t.i >= slug]
    last = tokens[-1] if tokens else None
    if (
        last is None
        or (len(tokens) > 1 and tokens[0].lower_ in POSSESSIVES)
        or not _capital(tokens[0])
        or not (_capital(last) or last.like_num)
    ):
        return None
    if tokens[-1].i - tokens[0].i + 1 != len(tokens) or (
        len(tokens) == 1 and tokens[0].lower_ in COMMON | PRONOUNS | ABSTRACT
    ):
        return None
    if tokens[0].lower_ in ARMED and len(tokens) > 1 and tokens[1].lower_ == "of":
        return None
    plural = last.tag_ == "NNS"
    if len(tokens) == 1 and (plural or _bodies(last)) and opens_text(last):
        return None
    if (
        len(tokens) == 1
        and last.pos_ not in {"PROPN", "X"}
        and opens_text(last)
        and last.is_sent_start
        and last.pos_ in {"PRON", "DET", "ADV", "ADJ"}
    ):
        return None
    if (
        len(tokens) > 1
        and tokens[0].lower_ in COMMON
        and tokens[1].lower_ in JOINERS - PARTICLES
        and tokens[0].lower_ not in BODY_NOUNS
        and not (tokens[1].lower_ == "for" and tokens[0].tag_ in {"NNS", "NNPS"} and _within_sentence(doc, tokens))
    ):
        return None
    if _member(tokens):
        return None
    for n, t in enumerate(tokens):
        joins = t.lower_ in _JOINING or (t.text in _APOSTROPHES and _keeps_owner(doc, tokens[0].i, t.i))
        if (
            t.lower_ in {"in", "on", "to", "against", "without"}
            or not (_capital(t) or t.like_num or joins)
            or (n and t.lower_ in PRONOUNS)
        ):
            return None
    found = list(trimmed_run(doc, tokens[0].i, last.i + 1))
    return found[0] if found and found[0].words and found[0].words[-1] not in COMMON - BODY_NOUNS else None


def _within_sentence(doc: Doc, tokens: list[Token]) -> bool:
    """Whether a phrase stands with its capital within a sentence somewhere: `Neighbours for Silence`."""
    phrase, text = text_of(doc, tokens[0].i, tokens[-1].i + 1), spans.text_of(doc)
    return re.search(f"(?<=[a-z] ){re.escape(phrase)}", text) is not None


def _member(tokens: list[Token]) -> bool:
    """Whether a phrase is a person's name with their body: `Ana Belo of the Harbour Workers' Union`."""
    at = next((n for n, t in enumerate(tokens) if t.lower_ in {"of", "at", "from"}), 0)
    front = {t.lower_.rstrip(".") for t in tokens[:at]} - HONORIFICS
    plural = at and tokens[at - 1].tag_ in {"NNS", "NNPS"}
    cut_off = at == 1 and tokens[0].i > 0 and _capital(tokens[0].nbor(-1)) and not opens_text(tokens[0])
    if (at < 2 and not cut_off) or plural or not front.isdisjoint(BODY | BODY_NOUNS | COMMON | ARMED):
        return False
    return tokens[-1].lower_ in BODY or tokens[at + 1].lower_ == "the"


def gender_before(doc: Doc, name: Name) -> str | None:
    """Return the gender that a title or kinship right before a name tells: `Ms Belo`, `his daughter, Ana Belo`."""
    at = name.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    words = {*name.titles, doc[at].lower_} if at >= 0 else {*name.titles}
    return "f" if words & FEMALE else "m" if words & MALE else None


def kin_before(doc: Doc, name: Name) -> str | None:
    """Return the kinship by which a name is introduced (`his father, Bram Oss`; `Bram Oss, his father`) or None."""
    at = name.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    if at >= 0 and doc[at].lower_ in UNNAMED_KIN:
        return doc[at].lower_
    after = [t.lower_ for t in doc[name.end : name.end + 3]]
    apposed = (
        len(after) == 3
        and after[0] == ","
        and after[1] in (POSSESSIVES | {"the"}) - {"whose"}
        and after[2] in UNNAMED_KIN
    )
    return after[2] if apposed else None


def _capital(token: Token) -> bool:
    text = token.text
    return (
        (text[:1].isupper() or (text[:1] == "@" and len(text) > 2))
        and any(c.isalpha() for c in text)
        and text.rstrip(".") not in {"I", "I'm", "I’m"}
    )


def _bodies(token: Token) -> bool:
    """Whether a word is the plural of a noun for bodies: `Unions`."""
    return token.tag_ in {"NNS", "NNPS"} and token.lower_.removesuffix("s") in BODY_NOUNS


def _starts(doc: Doc, i: int, lower: set[str], inside: set[str]) -> bool:
    token = doc[i]
    low = token.lower_
    if (
        low in _GIVEN
        and _next_capital(doc, i)
        and (
            not opens_text(token)
            or token.pos_ == "PROPN"
            or (low == "per" and doc[min(i + 2, len(doc) - 1)].lower_ == "of")
        )
    ):
        return True
    if low in PRONOUNS or low.rstrip(".") in ABSTRACT or token.is_stop or (opens_text(token) and token.pos_ in _CLOSED):
        return low == "the" and i + 1 < len(doc) and _capital(doc[i + 1]) and not opens_text(token)
    if not opens_text(token):
        return True
    if low in _LABELS and token.is_upper:
        return False
    if low in COMMON or _bodies(token):
        return _next_capital(doc, i)
    if token.text in inside and low not in lower:
        return True
    plural = low.endswith("s") and not _next_capital(doc, i) and token.text not in inside
    if plural and (low[:-1] in lower or token.tag_ == "NNS"):
        return False
    if low in lower:
        return token.pos_ == "PROPN" and _next_capital(doc, i)
    return token.pos_ == "PROPN" or (_next_capital(doc, i) and token.pos_ in {"NOUN", "ADJ", "X", "VERB"})


def _next_capital(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and _capital(doc[i + 1]) and not doc[i + 1].is_sent_start


def _run_end(doc: Doc, start: int) -> int:
    end, body, joined = start + 1, doc[start].lower_ in BODY, False
    while end < len(doc):
        token = doc[end]
        after = doc[end + 1] if end + 1 < len(doc) else None
        if token.is_space or (token.is_sent_start and doc[end - 1].text[-1:] in ENDS):
            break
        low = token.lower_
        if _capital(token) and low not in PRONOUNS:
            body |= low in BODY
            end += 1
        elif token.text in _APOSTROPHES and after is not None and _capital(after) and _keeps_owner(doc, start, end):
            end += 2
            body |= after.lower_ in BODY
        elif (
            token.text in {"-", "–", "&", "/"}
            and after is not None
            and _glued(doc, end)
            and (after.text[:1].isupper() or after.lower_ == "operative")
        ):
            body |= after.lower_ in BODY
            end += 2
        elif (
            low in PARTICLES or (low in {"of", "for"} and (body or doc[end - 1].lower_ in ROLES))
        ) and after is not None:
            step = 2 if after.lower_ == "the" and end + 2 < len(doc) else 1
            if not _capital(doc[end + step]) or doc[end + step].is_sent_start:
                break
            joined |= low in {"of", "for"}
            end += step + 1
        elif low == "and" and joined and body and after is not None and _capital(after):
            end += 2
        elif (
            token.like_num
            and token.text.isdigit()
            and len(token.text) <= 2
            and doc[end - 1].lower_ in {"brigade", "no", "channel"}
        ):
            end += 1
        else:
            break
    return min(end, len(doc))


def _keeps_owner(doc: Doc, start: int, end: int) -> bool:
    owner = doc[end - 1].lower_
    return (
        owner in OWNERS
        or (owner.endswith(("men", "women")) and len(owner) > 5)
        or (doc[end].text in {"'", "’"} and owner.endswith("s"))
    )


def _glued(doc: Doc, i: int) -> bool:
    return doc[i].text == "&" or (not doc[i - 1].whitespace_ and not doc[i].whitespace_)


def _shouting(texts: list[str]) -> set[int]:
    """Tokens of lines in title case or capitals, where nearly every longer word is capitalised."""
    out: set[int] = set()
    start = 0
    for end in [*(n for n, text in enumerate(texts, 1) if "\n" in text), len(texts)]:
        long = [t for t in texts[start:end] if len(t) > 3 and t.isalpha()]
        if len(long) >= 5 and sum(t[0].isupper() for t in long) >= 0.8 * len(long):
            out.update(range(start, end))
        start = end
    return out
