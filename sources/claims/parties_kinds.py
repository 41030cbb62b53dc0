"""What a name is by the words in it, those beside it and how the article speaks of it: a person, a body, a place."""

from collections.abc import Mapping

from spacy.tokens import Doc

from sources.claims.parties_entities import Entity, apposed_noun
from sources.claims.parties_phrases import NAMING
from sources.claims.parties_runs import Name
from sources.claims.parties_words import (
    ARTICLES,
    BODY,
    BODY_NOUNS,
    CALLED,
    COMPANY,
    GIVEN,
    HONORIFICS,
    PLACE_BEFORE,
    ROLES,
    is_maker,
)

_LEGAL_FORMS = (
    " AB",
    " AG",
    " AS",
    " A/S",
    " ASA",
    " BV",
    " GmbH",
    " KG",
    " LLC",
    " LLP",
    " NV",
    " Oy",
    " SA",
    " SE",
    " SpA",
)
"""End the names of firms, in just these letters."""
_SETTLEMENTS = frozenset(
    {"city", "town", "village", "port", "province", "district", "region", "outside", "parts", "swathes", "north"}
)
_OPENING = frozenset({'"', "“", "‘", "'"})
EITHER = frozenset({"brewer", "builder", "contractor", "dealer", "owner", "publisher", "supplier"})
"""What a man may be as well as a firm: `The builder, Kai Mortensen`."""
_CLOSING = frozenset({'"', "”", "’", "'"})
_POSSESSOR = frozenset({"'s", "’s", "'", "’"})
_OFFICERS = frozenset(
    {"chair", "chairman", "chairwoman", "director", "executive", "headquarters", "owners", "president", "shareholders"}
)
"""Whom a firm or club has and a person has not."""
_HELD = frozenset({"investor", "investors", "shares", "stake", "stakes", "stock"})
_RUNNING = frozenset({"bosses", "executives", "management", "managers", "shareholders"})
_WORKED = frozenset({"belonging", "insured", "made", "manufactured", "operated", "owned", "run"})
_TRADED = frozenset({"customers", "executives", "plc", "shareholders", "shares", "subsidiary"})
_PRINTED = frozenset({"article", "column", "editorial", "essay", "interview", "investigation", "report", "story"})
"""What stands in a paper: `a report in Dairy Week`."""
_FEATURES = frozenset({"river", "lake", "mount", "cape", "lough", "loch", "fort"})
"""Open the names of places: "the River Aa"."""
_WATERS = frozenset(
    {
        "airport",
        "arena",
        "avenue",
        "bridge",
        "ground",
        "gulf",
        "islands",
        "lane",
        "mountains",
        "river",
        "road",
        "sea",
        "square",
        "station",
    }
    | {"stadium", "strait", "street", "valley"}
)
"""Close them, and no person's name."""


def kind_by_use(doc: Doc, entity: Entity, starts: Mapping[int, tuple[Entity, int]]) -> str:
    """Return `person`, `body`, `place` or `unknown` by how the article goes on to speak of it."""
    if len(entity.words) > 1 and (
        (entity.words[0] in _FEATURES and entity.words[-1] not in BODY_NOUNS) or entity.words[-1] in _WATERS
    ):
        return "place"
    ends = {i: starts[i][1] for i in entity.at if i in starts}
    if len(entity.words) > 1 and all(_is_title(doc, i, end) for i, end in ends.items()):
        return "place"
    score, places = 0, 0
    for start, end in ends.items():
        before = doc[start - 1].lower_ if start else ""
        places += (before in PLACE_BEFORE and (len(entity.words) < 2 or before not in {"from", "to"})) or (
            before == "of" and start > 1 and doc[start - 2].lower_ in _SETTLEMENTS
        )
        apposed = before == "the" and start > 1 and doc[start - 2].text == ","
        places += apposed and end < len(doc) and doc[end].lower_ in COMPANY and doc[end].text.islower()
        word = doc[end - 1].lower_
        if end - start == 1 and len(entity.words) > 1:
            score += (word == entity.words[-1]) - (word == entity.words[0])
        after = doc[end : end + 3]
        if len(after) > 2 and after[0].text == ",":
            score += 2 * (after[1].lower_ == "who" or after[1].like_num) - 2 * (after[1].lower_ == "which")
        score -= 2 * (before == "the" and not places)
        if after and after[0].text in _POSSESSOR and any(t.lower_ in _OFFICERS for t in doc[end + 1 : end + 4]):
            score -= 2
    if places and score <= 0:
        return "place"
    return "person" if score > 0 else "body" if score < 0 else "unknown"


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether a name fills a pair of quotation marks, as the title of a book does."""
    close = end + (end < len(doc) and doc[end].text in {",", "."})
    return start > 0 and close < len(doc) and doc[start - 1].text in _OPENING and doc[close].text in _CLOSING


def kind_by_words(doc: Doc, name: Name) -> str:
    """Return `person`, `body`, `place` or `unknown` by the words of a name and those beside it."""
    words = name.words
    if (
        words[-1] in BODY
        or (len(words) > 1 and name.text.endswith(_LEGAL_FORMS))
        or words[:2] == ("port", "of")
        or (any(w in BODY for w in words) and ("of" in words or "for" in words))
    ):
        return "body"
    if name.titles and any(t in HONORIFICS or t in ROLES for t in name.titles):
        return "person"
    before = doc[name.start - 1].lower_ if name.start else ""
    if "&" in name.text and words[-1] not in GIVEN:
        return "body"
    if is_maker(before):
        return "body"
    if before in CALLED and not doc[name.start - 1].is_space:
        return "person"
    if before in BODY_NOUNS and len(words) > 1 and doc[name.start - 1].text.islower():
        return "body"
    after = doc[name.end].text if name.end < len(doc) else ""
    if after == "(" and name.end + 2 < len(doc) and doc[name.end + 1].text.isupper():
        return "body"
    if after == "," and (noun := apposed_noun(doc, name.end + 1)):
        return "person" if noun in ROLES else "body" if noun in BODY_NOUNS else "unknown"
    if name.text.isupper() and len(words) == 1:
        return "unknown" if after == ":" else "body"
    if is_firms(doc, name.start, name.end):
        return "unknown" if before in {"by", "to"} else "body"
    if before in PLACE_BEFORE and (len(words) == 1 or before not in {"from", "to"}):
        return "place"
    return "person" if len(words) > 1 and words[0] in GIVEN else "unknown"


def is_firms(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name at tokens `[start, end)` is spoken of as a firm's: `shares in Corvair`, `a jet
    operated by Corvair`.
    """
    before = doc[start - 2].lower_ if start > 1 else ""
    if end - start > 1 and before in _PRINTED and doc[start - 1].lower_ == "in":  # "a report in Dairy Week"
        return True
    held = (before in _HELD and doc[start - 1].lower_ == "in") or (before in _RUNNING and doc[start - 1].lower_ == "at")
    if held or (end < len(doc) and doc[end].lower_ in _TRADED):
        return True
    return before in _WORKED and doc[start - 1].lower_ in {"by", "to"}


def stands_apposed(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name at tokens `[start, end)` stands between commas behind what it is: `The rail union, Rail
    Together, said`, not `In the union, Ana Belo, a fitter, said`.
    """
    if start < 3 or end >= len(doc) or doc[end].text != "," or doc[start - 1].text != ",":
        return False
    noun = doc[start - 2]
    if noun.lower_ in EITHER and doc[noun.i - 1].lower_ in {"the", "a", "an", "another"} and end - start > 1:
        return False
    if noun.lower_ not in BODY_NOUNS or noun.text[:1].isupper() or noun.tag_ != "NN":
        return False
    opens = next((i for i in range(start - 3, max(-1, start - 8), -1) if doc[i].lower_ in ARTICLES), 0)
    return doc[opens].lower_ in ARTICLES and (opens == 0 or doc[opens - 1].pos_ != "ADP")


def self_named(doc: Doc, start: int) -> str | None:
    """Return what the body is that gives itself the name at token `start` (`the group, which calls itself Heron`), None
    where no word says that it does.
    """
    if start < 5 or doc[start - 1].lower_ not in {"itself", "themselves"} or doc[start - 2].lower_ not in NAMING:
        return None
    i = start - 3 - (doc[start - 3].lower_ in {"which", "that", "who"})
    noun = doc[i - (doc[i].text == ",")]
    return noun.lower_ if noun.lower_ in BODY_NOUNS else None
