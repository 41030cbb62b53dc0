"""Capitalised names in a parsed text: where they stand, without the titles before them and the clauses after them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.parties_beside import bears_name
from sources.claims.parties_runs import ENDS, Name, is_capital, opens_text, shouting, slug_end, text_of, trimmed_run
from sources.claims.parties_words import (
    ABSTRACT,
    ARMED,
    BODY,
    BODY_NOUNS,
    COMMON,
    FIRMS,
    GIVEN,
    HONORIFICS,
    JOINERS,
    OWNERS,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    ROLES,
)

_ARABIC = frozenset({"ad", "al", "an", "ar", "as", "el", "ul"})
_SITE = re.compile(r"[a-z][\w-]+\.(?:com|net|org|info|website|news|blog|press|media|tv|co\.[a-z]{2})")
_APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_CLOSED = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "NUM", "INTJ"})
_SMALL_GIVEN = frozenset({"per", "will"})
"""Given names that are small words too."""
_MONTHS_GIVEN = frozenset({"april", "august", "jan", "june", "may"})
"""Months that are given names too."""
_VERBS = frozenset(
    {"admits", "announces", "are", "claims", "confirms", "denies", "did", "does", "has", "have", "is", "said", "say"}
    | {"says", "was", "were"}
)
"""Capitalised within a headline that a text cites, and in no name."""
_MEMBERS = ROLES | {"member"}
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
    skip = shouting(texts)
    borne = {texts[i] for i in upper if texts[i].lower() in COMMON and i and bears_name(texts[max(0, i - 2) : i])}
    i = slug_end(doc)
    while i < len(texts):
        if (
            not (texts[i][:1].isupper() or texts[i][:1] == "@")
            or i in skip
            or not is_capital(doc[i])
            or not (_starts(doc, i, lower, inside) or known(texts[i]) or (texts[i] in borne and texts[i] not in lower))
        ):
            i += 1
            continue
        end = _run_end(doc, i)
        if end == i + 1 and texts[i] in borne:
            yield Name(i, end, texts[i])
        else:
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
        or not (is_capital(tokens[0]) or (len(tokens) == 1 and _SITE.fullmatch(last.text)))
        or not (is_capital(last) or last.like_num or len(tokens) == 1)
    ):
        return None
    if len(tokens) == 1 and last.text[:1].islower():
        return Name(last.i, last.i + 1, last.text)
    if tokens[-1].i - tokens[0].i + 1 != len(tokens) or (
        len(tokens) == 1 and tokens[0].lower_ in COMMON | PRONOUNS | ABSTRACT
    ):
        return None
    if any(t.lower_ == "and" and t.nbor(1).lower_ in {"the", "its"} for t in tokens[1:-1]):
        return None
    if any(t.text in {"-", "–"} and not _glued(doc, t.i) for t in tokens[1:-1]):
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
        joins = t.lower_ in _JOINING or _for_a(t) or (t.text in _APOSTROPHES and _keeps_owner(doc, tokens[0].i, t.i))
        if (
            t.lower_ in {"in", "on", "to", "against", "without"}
            or not (is_capital(t) or t.like_num or joins)
            or (n and t.lower_ in PRONOUNS and t.text != "US")
        ):
            return None
    found = list(trimmed_run(doc, tokens[0].i, last.i + 1))
    if not found or not found[0].words:
        return None
    words = found[0].words
    borne = len(words) > 1 and words[-2] in GIVEN
    return found[0] if borne or words[-1] not in COMMON - BODY_NOUNS else None


def _within_sentence(doc: Doc, tokens: list[Token]) -> bool:
    """Whether a phrase stands with its capital within a sentence somewhere: `Neighbours for Silence`."""
    phrase, text = text_of(doc, tokens[0].i, tokens[-1].i + 1), spans.text_of(doc)
    return re.search(f"(?<=[a-z] ){re.escape(phrase)}", text) is not None


def _member(tokens: list[Token]) -> bool:
    """Whether a phrase is a person's name with their body: `Ana Belo of the Harbour Workers' Union`."""
    at = next((n for n, t in enumerate(tokens) if t.lower_ in {"of", "at", "from"}), 0)
    while at > 2 and tokens[0].lower_ in ROLES:
        tokens, at = tokens[1:], at - 1
    front = {t.lower_.rstrip(".") for t in tokens[:at]} - HONORIFICS
    plural = at and tokens[at - 1].tag_ in {"NNS", "NNPS"}
    cut_off = at == 1 and tokens[0].i > 0 and is_capital(tokens[0].nbor(-1)) and not opens_text(tokens[0])
    given = next((t.lower_ for t in tokens if t.lower_.rstrip(".") not in HONORIFICS), "") in GIVEN
    if at > 1 and given and tokens[at].lower_ == "of":
        return True
    if (at < 2 and not cut_off) or plural or not front.isdisjoint(BODY | BODY_NOUNS | COMMON | ARMED):
        return False
    return tokens[-1].lower_ in BODY or tokens[at + 1].lower_ == "the"


def _bodies(token: Token) -> bool:
    """Whether a word is the plural of a noun for bodies: `Unions`."""
    return token.tag_ in {"NNS", "NNPS"} and token.lower_.removesuffix("s") in BODY_NOUNS


def _starts(doc: Doc, i: int, lower: set[str], inside: set[str]) -> bool:
    token = doc[i]
    low = token.lower_
    if (
        low in _SMALL_GIVEN
        and _next_capital(doc, i)
        and (
            not opens_text(token)
            or token.pos_ == "PROPN"
            or (low == "per" and doc[min(i + 2, len(doc) - 1)].lower_ == "of")
        )
    ):
        return True
    if token.text == "US":
        return True
    if low in _MONTHS_GIVEN and not opens_text(token) and _next_capital(doc, i) and token.ent_type_ != "DATE":
        return doc[i - 1].lower_ not in {"in", "since", "on", "last", "of", "from", "by"}
    stop = token.is_stop and low not in BODY  # "front" is on spaCy's list
    if low in PRONOUNS or low.rstrip(".") in ABSTRACT or stop or (opens_text(token) and token.pos_ in _CLOSED):
        return low == "the" and i + 1 < len(doc) and is_capital(doc[i + 1]) and not opens_text(token)
    if not opens_text(token):
        return True
    if low in _LABELS and token.is_upper:
        return False
    if low in COMMON or low in FIRMS or _bodies(token):
        return _next_capital(doc, i) or (low in _MEMBERS | BODY and _goes_on(doc, i))
    if token.text in inside and low not in lower:
        return True
    plural = low.endswith("s") and not _next_capital(doc, i) and token.text not in inside
    if plural and (low[:-1] in lower or token.tag_ == "NNS"):
        return False
    if low in lower:
        return token.pos_ == "PROPN" and _next_capital(doc, i)
    return token.pos_ == "PROPN" or (_next_capital(doc, i) and token.pos_ in {"NOUN", "ADJ", "X", "VERB"})


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether an office or body that opens a sentence goes on as a name: `Minister for Special Duties Ana Belo`."""
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in {"of", "for"}:
        return False
    return is_capital(doc[i + 2]) and not doc[i + 2].is_sent_start


def _next_capital(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and is_capital(doc[i + 1]) and not doc[i + 1].is_sent_start


def _run_end(doc: Doc, start: int) -> int:
    end, body, joined = start + (3 if _article(doc, start) else 1), doc[start].lower_ in BODY, False
    while end < len(doc):
        token = doc[end]
        after = doc[end + 1] if end + 1 < len(doc) else None
        if token.is_space or (token.is_sent_start and doc[end - 1].text[-1:] in ENDS):
            break
        low = token.lower_
        if (
            is_capital(token)
            and (low not in PRONOUNS or token.text == "US")
            and low not in _VERBS
            and not _article(doc, end)
        ):
            body |= low in BODY
            end += 1
        elif _article(doc, end):
            end += 3
        elif token.text in _APOSTROPHES and after is not None and _keeps_owner(doc, start, end):
            end += 2
            body |= after.lower_ in BODY
        elif (
            token.text in {"-", "–", "&", "/"}
            and after is not None
            and _glued(doc, end)
            and (
                after.text[:1].isupper()
                or after.lower_ == "operative"
                or (end > start + 1 and after.pos_ == "PROPN" and after.is_alpha and len(after) < 6)
            )
        ):
            body |= after.lower_ in BODY
            end += 2
        elif (
            low in PARTICLES or (low in {"of", "for"} and (body or doc[end - 1].lower_ in _MEMBERS | {"port"}))
        ) and after is not None:
            article = after.lower_ == "the" or _for_a(after)
            step = 2 if article and end + 2 < len(doc) else 1
            if not is_capital(doc[end + step]) or doc[end + step].is_sent_start:
                break
            joined |= low in {"of", "for"}
            end += step + 1
        elif low == "and" and joined and body and after is not None and is_capital(after):
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


def _for_a(token: Token) -> bool:
    """Whether a word is the article within a name such as `Front for a Free Sarn`."""
    return token.lower_ in {"a", "an"} and token.i > 0 and token.nbor(-1).lower_ == "for"


def _article(doc: Doc, i: int) -> bool:
    """Whether a token is an Arabic article before a hyphen: `Ana El-Belo`."""
    return doc[i].lower_ in _ARABIC and i + 2 < len(doc) and doc[i + 1].text == "-" and _glued(doc, i + 1)


def _keeps_owner(doc: Doc, start: int, end: int) -> bool:
    owner = doc[end - 1].lower_
    if end + 1 < len(doc) and not is_capital(doc[end + 1]):  # "Saint Bride's hospital"
        return doc[start].lower_ in {"st", "st.", "saint"} and doc[end + 1].lower_ in {"church", "hospital", "school"}
    if end + 1 < len(doc) and doc[end + 1].lower_ in GIVEN:
        return False
    if doc[start].lower_ in {"st", "st.", "saint"} and end + 1 < len(doc) and doc[end + 1].lower_ in BODY | BODY_NOUNS:
        return True
    return (
        owner in OWNERS
        or (owner.endswith(("men", "women")) and len(owner) > 5)
        or (doc[end].text in {"'", "’"} and owner.endswith("s"))
    )


def _glued(doc: Doc, i: int) -> bool:
    return doc[i].text == "&" or (not doc[i - 1].whitespace_ and not doc[i].whitespace_)
