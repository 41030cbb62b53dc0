"""Names that a person goes by besides their own: `Otti` for Ottoline, `Bettina "Tina" Krol`."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from sources.claims.parties_entities import Entity
from sources.claims.parties_ranking import gender_of
from sources.claims.parties_register import Register
from sources.claims.parties_words import HONORIFICS
from sources.claims.spans import texts_of

_OPENING = frozenset({'"', "“", "‘", "'", "("})
_CLOSING = frozenset({'"', "”", "’", "'", ")"})
_NICK = 3
"""Words that a nickname between a given name and a surname has at most."""
_LEAST = 3
"""Letters that a short form shares with the name that it is short for."""
_ENDINGS = ("ie", "ey", "y", "i", "o", "s", "")
_OTHERS = {
    "betsy": "elizabeth", "betty": "elizabeth", "bill": "william", "billy": "william", "bob": "robert",
    "bobby": "robert", "chuck": "charles", "dick": "richard", "hank": "henry", "harry": "henry", "jack": "john",
    "jim": "james", "jimmy": "james", "joe": "joseph", "kate": "katherine", "katie": "katherine", "kit": "christopher",
    "liz": "elizabeth", "lizzie": "elizabeth", "maggie": "margaret", "meg": "margaret", "mick": "michael",
    "mike": "michael", "molly": "mary", "ned": "edward", "nell": "eleanor", "peggy": "margaret", "polly": "mary",
    "steve": "stephen", "ted": "edward", "tony": "anthony",
}  # fmt: skip


def nicknamed(doc: Doc) -> Iterator[tuple[int, int, int]]:
    """Yield each given name with a nickname in quotation marks and a surname after it, as the token numbers of the
    given name, of the nickname's first word and after the surname.
    """
    texts = texts_of(doc)
    for nick, text in enumerate(texts[1:-3], 2):
        if text not in _OPENING or not texts[nick - 2][:1].isupper():
            continue
        close = next((k for k in range(nick + 1, min(nick + 2 + _NICK, len(texts) - 1)) if texts[k] in _CLOSING), None)
        if close is None or not texts[close + 1][:1].isupper() or not all(t[:1].isupper() for t in texts[nick:close]):
            continue
        given, mark = doc[nick - 2], doc[nick - 1]
        if given.is_alpha and doc[close + 1].is_alpha and given.whitespace_ and not mark.whitespace_:
            yield nick - 2, nick, close + 2


def name_whole(doc: Doc, register: Register) -> None:
    """Take given name, nickname and surname for one name, whose the nickname alone is too: `Bettina "Tina" Krol`."""
    for start, nick, end in nicknamed(doc):
        words = doc[start].lower_, doc[end - 1].lower_
        if start not in register.starts or register.starts[start][1] != start + 1:
            continue
        whole = next((e for e in register.entities if e.words == words), None)
        whole = whole or Entity(f"{doc[start].text} {doc[end - 1].text}", "person", words)
        whole.kind = "person"
        given = register.starts[start][0]
        alias = register.starts.get(nick, (None, 0))[0]
        for i in range(start, end):
            held = register.starts.pop(i, None)
            if held is not None and i in held[0].at:
                held[0].at.remove(i)
        register.add(whole, start, end)
        for other in (given, alias):
            if other is not None and other is not whole and len(other.words) == 1 and other in register.entities:
                register.merge(whole, other)
    gone = [e for e in register.entities if not e.at and len(e.words) == 1]
    for entity in gone:
        register.entities.remove(entity)


def join_short_forms(register: Register) -> None:
    """Take a name of one word for the person for whose given name it is short, who is named before it: the only one."""
    people = [e for e in register.entities if len(e.words) > 1 and e.at and e.kind in {"person", "unknown"}]
    for short in [e for e in register.entities if len(e.words) == 1 and e.kind in {"person", "unknown"} and e.at]:
        if short.nouns & HONORIFICS or any(short.words[0] in e.words for e in register.entities if e is not short):
            continue
        meant = [e for e in people if e.at[0] < short.at[0] and _short_for(short.words[0], e.words[0])]
        if len(meant) == 1 and (_is_person(meant[0]) or _is_person(short)) and not _clash(meant[0], short):
            register.merge(meant[0], short)


def _is_person(entity: Entity) -> bool:
    return not entity.plural and (entity.kind == "person" or (entity.kind == "unknown" and any(gender_of(entity))))


def _clash(one: Entity, other: Entity) -> bool:
    return bool(
        _known(gender_of(one)) and _known(gender_of(other)) and _known(gender_of(one)) != _known(gender_of(other))
    )


def _known(genders: Iterable[str | None]) -> str | None:
    return next((g for g in genders if g), None)


def _short_for(short: str, given: str) -> bool:
    if short == given or len(short) >= len(given):
        return _OTHERS.get(short) == given
    if _OTHERS.get(short) == given or (len(short) > _LEAST and given.endswith(short)):
        return True
    for ending in _ENDINGS:
        stem = short.removesuffix(ending) if ending else short
        stem = stem if stem[-1:] != stem[-2:-1] or given.startswith(stem) else stem[:-1]
        if short.endswith(ending) and len(stem) >= _LEAST and given.startswith(stem):
            return True
    return False
