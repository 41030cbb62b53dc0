"""Capitalised names in a parsed text: where they stand, without the titles before them and the clauses after them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.parties_words import (
    ABSTRACT,
    ARMED,
    BODY,
    BODY_NOUNS,
    COMMON,
    FEMALE,
    HONORIFICS,
    JOINERS,
    MAKERS,
    MALE,
    OWNERS,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    ROLES,
    TITLES,
)

_APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_CLOSED = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "NUM", "INTJ"})
_ENDS = frozenset(".!?…:;)]\"”’'»\n")
"""After anything else a sentence start is a slip of the parser."""
_JOINING = JOINERS | {"the", "and", "&", "-", "."}
_LINKING = JOINERS | {"and", "'s", "’s", "'", "’"}
_NO_NAME = TITLES | ROLES | {"-"}
_OPENERS = frozenset("\"“”‘'’«»()[]–—-:;.?!…*•·|/")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of name tokens `[start, end)` of the document, without the titles before it."""

    start: int
    end: int
    text: str
    titles: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name, for comparison."""
        return tuple(w for w in self.text.casefold().replace("’", "'").replace("-", " ").split() if w != "the")


def names(doc: Doc, known: Callable[[str], object]) -> Iterator[Name]:
    """Yield the names of `doc` in order; `known` tells whether a directory holds a word as a name.

    Headlines in title case are left out: there capitals tell nothing.
    """
    texts = spans.texts_of(doc)
    lower = {text for text in texts if text[:1].islower()}
    upper = [i for i, text in enumerate(texts) if text[:1].isupper()]
    capitals = Counter(texts[i] for i in upper)
    inside = {texts[i] for i in upper if capitals[texts[i]] > 1 or not _opens(doc[i])}
    skip = _shouting(texts)
    i = 0
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
        yield from _trimmed(doc, i, end)
        i = end


def whole_name(doc: Doc, tokens: list[Token]) -> Name | None:
    """Return the phrase as one name when nothing but capitalised words and joiners stands in it, else None."""
    tokens = tokens[1:] if len(tokens) > 1 and tokens[0].lower_ in {"the", "a"} else tokens
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
    plural = last.tag_ == "NNS" and last.pos_ == "NOUN"
    if len(tokens) == 1 and (plural or _bodies(last)) and _opens(last):
        return None
    if (
        len(tokens) == 1
        and last.pos_ not in {"PROPN", "X"}
        and _opens(last)
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
    found = list(_trimmed(doc, tokens[0].i, last.i + 1))
    return found[0] if found and found[0].words and found[0].words[-1] not in COMMON - BODY_NOUNS else None


def _within_sentence(doc: Doc, tokens: list[Token]) -> bool:
    """Whether a phrase stands with its capital within a sentence somewhere: `Neighbours for Silence`."""
    phrase, text = text_of(doc, tokens[0].i, tokens[-1].i + 1), spans.text_of(doc)
    return re.search(f"(?<=[a-z] ){re.escape(phrase)}", text) is not None


def _member(tokens: list[Token]) -> bool:
    """Whether a phrase is a person's name with their body: `Ana Belo of the Harbour Workers' Union`."""
    at = next((n for n, t in enumerate(tokens) if t.lower_ in {"of", "at", "from"}), 0)
    front = {t.lower_ for t in tokens[:at]}
    plural = at and tokens[at - 1].tag_ in {"NNS", "NNPS"}
    if at < 2 or plural or not front.isdisjoint(BODY | BODY_NOUNS | COMMON | ARMED):
        return False
    return tokens[-1].lower_ in BODY or tokens[at + 1].lower_ == "the"


def gender_before(doc: Doc, name: Name) -> str | None:
    """Return the gender that a title or kinship right before a name tells: `Ms Belo`, `his daughter, Ana Belo`."""
    at = name.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    words = {*name.titles, doc[at].lower_} if at >= 0 else {*name.titles}
    return "f" if words & FEMALE else "m" if words & MALE else None


def text_of(doc: Doc, start: int, end: int) -> str:
    """Return the text of the tokens on one line."""
    return " ".join(spans.text_of(doc)[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])].split())


def _capital(token: Token) -> bool:
    text = token.text
    return (
        (text[:1].isupper() or (text[:1] == "@" and len(text) > 2))
        and any(c.isalpha() for c in text)
        and text not in {"I", "I'm", "I’m"}
    )


def _opens(token: Token) -> bool:
    """Whether the token begins a sentence, a line or a quotation, so that its capital tells nothing."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    if token.is_sent_start and before.text[-1:] in _ENDS:
        return True
    return before.is_space or before.text in _OPENERS or before.text[-1:] in _OPENERS


def _bodies(token: Token) -> bool:
    """Whether a word is the plural of a noun for bodies: `Unions`."""
    return token.tag_ in {"NNS", "NNPS"} and token.lower_.removesuffix("s") in BODY_NOUNS


def _starts(doc: Doc, i: int, lower: set[str], inside: set[str]) -> bool:
    token = doc[i]
    low = token.lower_
    if low in PRONOUNS or low in ABSTRACT or token.is_stop or (_opens(token) and token.pos_ in _CLOSED):
        return low == "the" and i + 1 < len(doc) and _capital(doc[i + 1]) and not _opens(token)
    if not _opens(token):
        return True
    if low in COMMON or _bodies(token):
        return _next_capital(doc, i)
    if token.text in inside and low not in lower:
        return True
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
        if token.is_space or (token.is_sent_start and doc[end - 1].text[-1:] in _ENDS):
            break
        low = token.lower_
        if _capital(token) and low not in PRONOUNS:
            body |= low in BODY
            end += 1
        elif token.text in _APOSTROPHES and after is not None and _capital(after) and _keeps_owner(doc, start, end):
            end += 2
            body |= after.lower_ in BODY
        elif token.text in {"-", "–", "&"} and after is not None and after.text[:1].isupper() and _glued(doc, end):
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
    return owner in OWNERS or (doc[end].text in {"'", "’"} and owner.endswith("s"))


def _glued(doc: Doc, i: int) -> bool:
    return doc[i].text == "&" or (not doc[i - 1].whitespace_ and not doc[i].whitespace_)


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """Take titles and articles off a run: `Foreign Minister Ana Belo` gives `Ana Belo`."""
    while start < end and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    if start >= end:
        return
    words = [doc[i].lower_ for i in range(start, end)]
    cut = 0
    while len(words) > cut + 1 and (
        words[cut] in MAKERS
        or (doc[start + cut].is_upper and len(words[cut]) > 4 and not doc[start + cut + 1].is_upper)
    ):
        cut += 1
    if words[-1] not in BODY:
        for n, word in enumerate(words[:-1]):
            bare = word.rstrip(".")
            if bare in HONORIFICS or bare in ROLES or (n == cut and bare in TITLES):
                if words[n + 1] in _LINKING:
                    continue
                cut = n + 1
    if words[cut] in ROLES and end - start - cut > 2 and words[cut + 1] == "of" and words[-1] not in BODY:
        return
    if end - start - cut >= 3 and all(doc[i].is_upper for i in range(start + cut, end)):
        return
    if (
        all(doc[i].is_upper and len(doc[i]) > 2 for i in range(start, end))
        and _opens(doc[start])
        and end < len(doc)
        and doc[end].text in {",", "("}
    ):
        return
    titles = tuple(w.rstrip(".") for w in words[:cut])
    if words[-1] not in BODY and all(w.rstrip(".") in _NO_NAME for w in words[cut:]):
        return
    yield Name(start + cut, end, text_of(doc, start + cut, end), titles)


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
