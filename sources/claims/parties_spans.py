"""A source's tokens put right before they are read: no dates at their ends, names and titles whole, names apposed."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_phrases import OWNER
from sources.claims.parties_words import CUT, DAYS, DOCUMENTS, PRONOUNS, RELATIVE, ROLES, TITLES

_LATELY = frozenset({"today", "yesterday", "earlier", "later", "meanwhile", "tonight"})
_WHEN = DAYS | _LATELY
_CLAUSES = RELATIVE | {"when", "where"}
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "week", "month", "year", "day"})
_HEADS = frozenset({"chair", "chairman", "chairwoman", "chief", "director", "head", "leader", "president"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
_REST = 8
"""Tokens of a description that may have been broken off."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AT_PLACES = frozenset({"in", "at", "outside"})
_OF_DOCUMENTS = frozenset({"on", "from", "by", "of", "in", "outside"})


def trimmed(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a source without a date at either end (`Wednesday the ministry`, `the army on Friday`) and
    without a predicate that was taken along (`the ministry confirmed on Friday`).
    """
    while len(tokens) > 1 and (tokens[0].lower_ in _WHEN or tokens[0].is_punct):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[0].lower_ in {"who", "which"} and tokens[1].tag_ in _FINITE:
        return tokens[:1]
    if (named := _named_last(tokens)) is not None:
        return named
    for n, t in enumerate(tokens):
        if t.lower_ in _CLAUSES:
            break
        if (
            n
            and t.lower_ != "turned"
            and t.tag_ in _FINITE
            and t.pos_ in {"VERB", "AUX"}
            and tokens[n - 1].pos_ in {"NOUN", "PROPN"}
        ):
            tokens = tokens[:n]
            break
    while len(tokens) > 1:
        last, before = tokens[-1], tokens[-2].lower_
        if (last.lower_ in DAYS and before in {"on", "late", "early", "last"}) or (
            last.lower_ in _PARTS and before in {"this", "last", "every", "that", "yesterday", "in"} | DAYS
        ):
            tokens = tokens[:-2]
        elif last.lower_ in _LATELY | {"on", "late"} or (last.lower_ in DAYS and len(tokens) > 1):
            tokens = tokens[:-1]
        else:
            break
    return tokens


def _named_last(tokens: list[Token]) -> list[Token] | None:
    """The description and name that end a source which the parse began in another clause: `nine goats have died, the
    headmistress, Ana Belo`; None for any other.
    """
    comma = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].text == ","), 0)
    if comma < 3 or len(tokens) - comma < 3 or any(t.pos_ != "PROPN" for t in tokens[comma + 1 :]):
        return None
    role = tokens[comma - 1]
    start = next((n for n in range(comma - 2, 0, -1) if tokens[n].text == ","), 0)
    clause = any(t.tag_ in _FINITE and t.pos_ in {"VERB", "AUX"} for t in tokens[:start])
    return tokens[start + 1 :] if start and clause and role.lower_ in ROLES else None


def completed(tokens: list[Token], starts: Mapping[int, tuple[Entity, int]]) -> list[Token]:
    """Return the tokens with what a parse cut off: the rest of a name, its title, the name apposed to a description.

    `starts` maps the token number where a mention starts to its entity and the token number after it.
    """
    if not tokens or tokens[0].lower_ in PRONOUNS:
        return tokens
    doc = tokens[0].doc
    begin, end = tokens[0].i, tokens[-1].i + 1
    if len(tokens) == 1 and begin and doc[begin - 1].lower_ in {"this", "our"} and tokens[0].pos_ == "NOUN":
        return [doc[begin - 1], tokens[0]]
    if begin and doc[begin - 1].lower_ in _AT_PLACES:
        if (noun := _placed(tokens)) is not None:
            return [doc[i] for i in range(noun.left_edge.i, end)]
        person = next((s for s in range(begin + 1, end) if s in starts and starts[s][0].kind == "person"), None)
        between = doc[person - 1].text if person is not None else ""
        if person is not None and (between == "," or person == begin + 1) and doc[begin].lower_ not in ROLES | TITLES:
            tokens = [t for t in tokens if t.i >= person]
            begin = person
    first = next((s for s in range(begin - 1, max(-1, begin - 9), -1) if s in starts and starts[s][1] > begin), None)
    if first is not None and doc[first].sent.start <= first and starts[first][1] <= max(end, begin + 3):
        begin = _titled(tokens[0], first)
    inside = next((s for s in range(end - 1, max(begin - 1, end - 9), -1) if s in starts and starts[s][1] > end), None)
    if inside is not None:
        end = starts[inside][1]
    elif end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        end = _noun_phrase(doc[end + 1], starts)
    elif end in starts and starts[end][0].kind in {"person", "unknown"} and _calls(doc[end - 1]):
        end = starts[end][1]
    elif end + 1 < len(doc) and not _mentions(tokens, starts):
        whole = [*tokens, *doc[end : _rest_of(tokens[-1], starts)]]
        start = _apposed(whole, starts) if whole[-1].i + 1 < len(doc) and whole[-1].nbor(1).text == "," else None
        end = starts[start][1] if start is not None else whole[-1].i + 1
    if len(tokens) <= 3 and tokens[-1].lower_ in DOCUMENTS and end < len(doc) and doc[end].lower_ in _OF_DOCUMENTS:
        inner = [t for c in tokens[-1].children if c.dep_ in {"nmod", "acl", "obl"} and c.i >= end for t in c.subtree]
        end = max([end, *(t.i + 1 for t in inner if t.i < end + 12)])
    middle = {t.i for t in tokens}
    return [doc[i] for i in range(begin, end) if i in middle or i < tokens[0].i or i > tokens[-1].i]


def _rest_of(last: Token, starts: Mapping[int, tuple[Entity, int]]) -> int:
    """The token number after the rest of a description that was broken off before whose or of what it is: `The head |
    of Tarn's electoral commission`; the next one where nothing was.
    """
    doc, end = last.doc, last.i + 1
    possessed = doc[end].text in OWNER and last.i in starts
    if not possessed and not (doc[end].lower_ == "of" and last.lower_ in _HEADS and last.pos_ == "NOUN"):
        return end
    n = end + 1
    while n < min(len(doc), end + _REST) and (
        doc[n].pos_ in _NOMINAL or doc[n].text in OWNER or doc[n].lower_ == "the"
    ):
        n += 1
    return n


def _placed(tokens: Sequence[Token]) -> Token | None:
    """The subject of which a source is only the place: `papers in [Velmaria and Ostland] said`; None for any other."""
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside), tokens[0])
    noun = root.head
    subject = noun.pos_ == "NOUN" and noun.dep_.startswith("nsubj") and noun.i < tokens[0].i
    return noun if subject and root.dep_ == "nmod" and noun.i >= tokens[0].i - 3 else None


def _titled(name: Token, start: int) -> int:
    """Where the words begin that stand before a name as its title: `foreign ministry spokeswoman Ilse Dravan`."""
    doc = name.doc
    while (
        start > name.sent.start
        and (doc[start - 1].pos_ in {"NOUN", "ADJ", "PROPN"} or doc[start - 1].text in OWNER)
        and doc[start - 1].lower_ not in DAYS
        and not doc[start - 1].is_space
    ):
        start -= 1
    return start


def _noun_phrase(token: Token, starts: Mapping[int, tuple[Entity, int]]) -> int:
    """The token number after the rest of a phrase that a hyphen cut: `season-ticket holder Norma Pell`."""
    doc, end = token.doc, token.i
    while end < len(doc) and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"} and not doc[end].is_sent_start:
        end = starts[end][1] if end in starts else end + 1
    return max(end, token.i + 1)


def _calls(token: Token) -> bool:
    low = token.lower_.rstrip(".")
    return low in TITLES | ROLES and not token.is_punct


def _mentions(tokens: Sequence[Token], starts: Mapping[int, tuple[Entity, int]]) -> bool:
    """Whether a person's name stands among the tokens already."""
    return any(t.i in starts and starts[t.i][0].kind == "person" for t in tokens)


def _apposed(tokens: Sequence[Token], starts: Mapping[int, tuple[Entity, int]]) -> int | None:
    """Where the name starts that is set, between commas, after a description of a person: `its director, Ana Belo,`."""
    doc, end = tokens[0].doc, tokens[-1].i + 1
    core = [t for t in tokens if t.lower_ not in CUT]
    roles = [t for t in core if t.lower_ in ROLES]
    if not roles or (tokens[0].text[:1].isupper() and tokens[0].lower_ not in {"the", "its", "his", "her", "their"}):
        return None
    at = end + 1
    while at < end + 3 and at < len(doc) and at not in starts and doc[at].lower_.rstrip(".") in TITLES:
        at += 1
    if at not in starts or starts[at][0].kind not in {"person", "unknown"} or len(starts[at][0].words) < 2:
        return None
    after = starts[at][1]
    return at if after >= len(doc) or doc[after].is_punct or doc[after].is_space or doc[after].pos_ == "VERB" else None
