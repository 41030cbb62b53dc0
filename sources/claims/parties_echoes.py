"""Where a text takes up a body or person by a noun alone (`the agency`, `the editor`), and whom it can only mean."""

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc

from sources.claims.parties_entities import Entity
from sources.claims.parties_phrases import OWNER
from sources.claims.parties_words import BODY_NOUNS, ROLES
from sources.claims.spans import texts_of


def echoes_of(
    doc: Doc, entities: Iterable[Entity], starts: Mapping[int, tuple[Entity, int]]
) -> list[tuple[int, Entity]]:
    """Return where the text speaks of a body by its noun alone (`the agency`), with the one body that it can be."""
    called: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "body" and not entity.described:
            for noun in {*entity.words, *entity.nouns} & BODY_NOUNS:
                called.setdefault(noun, []).append(entity)
    out = []
    for i, noun in _after_the(doc):
        if noun in called and i - 1 not in starts:
            pool = [e for e in called[noun] if e.at and e.at[0] < i]
            if len(pool) == 1:
                out.append((i, pool[0]))
    return out


def callings_of(
    doc: Doc, entities: Iterable[Entity], starts: Mapping[int, tuple[Entity, int]]
) -> list[tuple[int, Entity]]:
    """Return where the text speaks of a person by what they are alone (`the editor`), with the one whom it can mean."""
    called: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "person" and not entity.anonymous:
            for noun in entity.nouns & ROLES:
                called.setdefault(noun, []).append(entity)
    out = []
    for i, noun in _after_the(doc):
        pool = called.get(noun, ())
        if len(pool) == 1 and pool[0].at and pool[0].at[0] < i and doc[i].tag_ == "NN" and not _goes_on(doc, i, starts):
            out.append((i, pool[0]))
    return out


def _after_the(doc: Doc) -> Iterator[tuple[int, str]]:
    """The words right after `the`, folded, with their token numbers."""
    texts = texts_of(doc)
    return ((i + 1, texts[i + 1].lower()) for i, text in enumerate(texts[:-1]) if text in {"the", "The"})


def _goes_on(doc: Doc, i: int, starts: Mapping[int, tuple[Entity, int]]) -> bool:
    """Whether a noun at token `i` is followed by more of its phrase: a name, a possessor's mark, another noun."""
    return i + 1 < len(doc) and (i + 1 in starts or doc[i + 1].text in OWNER or doc[i + 1].pos_ in {"NOUN", "PROPN"})
