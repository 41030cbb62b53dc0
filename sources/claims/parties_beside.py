"""What the words beside a name tell of it: gender, kinship, what opens a sentence before it, a possessor's mark."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc

from sources.claims.parties_data import Directory
from sources.claims.parties_runs import Name, opens_text, text_of
from sources.claims.parties_words import BODY, BODY_NOUNS, FEMALE, GIVEN, JOINERS, MALE, POSSESSIVES, ROLES, UNNAMED_KIN

_NAME_WORDS = 4
"""Words in the name of a party before the word, at most."""
_BRANDS = frozenset(
    {"brand", "cannery", "chain", "distillery", "foundry", "franchise", "group", "label", "nightclub", "tannery"}
)
"""Nouns that no place before them tells apart: `the Brasso label`, as `the Tarn bank` need not be one's name."""
_INSIDE = frozenset({"'s", "’s", "'", "’", "-", "–"})
_SMALL = frozenset({"and", "for", "in", "of", "on", "the", "to"})
_KINDS = _BRANDS | {"airline", "association", "bank", "charity", "company", "firm", "union"}
_JOINED = JOINERS | {"and", "&"}


def gender_before(doc: Doc, name: Name) -> str | None:
    """Return the gender that a title or kinship right before a name tells: `Ms Belo`, `his daughter, Ana Belo`."""
    at = name.start - 1 - len(name.titles)
    if at > 0 and doc[at].text == ",":
        at -= 1
    words = {*name.titles, doc[at].lower_} if at >= 0 else {*name.titles}
    return "f" if words & FEMALE else "m" if words & MALE else None


def nouns_before(doc: Doc, name: Name) -> set[str]:
    """Return the small words for what someone is that stand right before a name: `Rovers striker Bram Oss`."""
    out: set[str] = set()
    i = name.start - len(name.titles) - 1
    while i >= 0 and not doc[i].is_space and doc[i].text[:1].islower():
        if doc[i].pos_ not in {"NOUN", "ADJ"} and doc[i].lower_ not in ROLES:
            break
        out.add(doc[i].lower_)
        i -= 1
    return out


def kin_before(doc: Doc, name: Name) -> str | None:
    """Return the kinship by which a name is introduced (`his father, Bram Oss`; `Bram Oss, his father`) or None."""
    at = name.start - 1 - len(name.titles)
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


def without_opener(doc: Doc, directory: Directory, name: Name, alone: AbstractSet[tuple[str, ...]]) -> Name:
    """Return a person's name without what stands before it in capitals: a people (`Vardian Ana Belo`), a word at the
    start of a sentence (`Potter Ana Belo`), where the rest opens with a given name or stands alone too. `alone` are the
    words of the names of the article.
    """
    words = name.words
    if words[-1] in BODY or words[0] in GIVEN or name.end - name.start != len(name.text.split()):
        return name
    people = directory.adjective(doc[name.start].text) is not None and words[1] in GIVEN
    opens = opens_text(doc[name.start]) and doc[name.start].pos_ != "PROPN"
    for k in range(1, name.end - name.start - 1):
        rest = doc[name.start + k]
        if doc[rest.i - 1].lower_ in _JOINED:
            continue
        if people or (words[k:] in alone and (opens or rest.lower_ in GIVEN)):
            before = (*name.titles, *(t.lower_ for t in doc[name.start : rest.i]))
            return Name(rest.i, name.end, text_of(doc, rest.i, name.end), before)
    return name


def ends_in_owner(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name `[start, end)` is said with a possessor's mark and nothing possessed: `Harlan's has
    closed a shop`.
    """
    after = doc[end : end + 2]
    owns = len(after) > 1 and after[0].text in {"'s", "’s"} and after[1].tag_ in {"VBZ", "VBD", "MD"}
    return owns and (not start or doc[start - 1].lower_ != "of")


def two_people(name: Name, surnames: AbstractSet[str]) -> bool:
    """Return whether a phrase is the names of two people (`Ana Belo and Per Lund`; `Ana and Per Belo`; `Belo and Lund`,
    both of them known `surnames`) and no body's name (`Belo and Sons`).
    """
    if name.words.count("and") != 1:
        return False
    at = name.words.index("and")
    sides = name.words[:at], name.words[at + 1 :]
    if len(sides[0]) == 1 and sides[0][0] in GIVEN and len(sides[1]) > 1 and sides[1][0] in GIVEN:
        return True
    return all(
        len(side) > 0 and (side[0] in GIVEN if len(side) > 1 else side[0] in surnames and side[0] not in BODY)
        for side in sides
    )


def with_surname(doc: Doc, name: Name, ends: Mapping[int, Name]) -> Name:
    """Return a given name with the surname that it shares with the next: `Ana` in `Ana and Per Belo`; any other name as
    it is. `ends` holds the names by where they start.
    """
    if len(name.words) != 1 or name.words[0] not in GIVEN or doc[name.end : name.end + 1].text not in {"and", "&"}:
        return name
    other = ends.get(name.end + 1)
    if other is None or len(other.words) < 2 or other.words[0] not in GIVEN:
        return name
    return Name(name.start, name.end, f"{name.text} {other.text.split(' ', 1)[1]}", name.titles)


def noun_behind(doc: Doc, end: int) -> str | None:
    """Return the common noun right behind a name at token `end` that tells its kind: `the GMA union`, `the Brasso
    label`; None where none does.
    """
    if end < len(doc) and doc[end].text == "party" and _behind_the(doc, end):
        return "party"
    if end >= len(doc) or doc[end].lower_ not in _KINDS or not doc[end].text.islower() or doc[end].tag_ != "NN":
        return None
    short = doc[end - 1].is_upper and len(doc[end - 1]) > 1
    brand = doc[end].lower_ in _BRANDS and end > 1 and doc[end - 2].lower_ == "the"
    return doc[end].lower_ if short or brand else None


def _behind_the(doc: Doc, end: int) -> bool:
    """Whether capitalised words alone stand between an article and token `end`: `the Green Shore party`."""
    start = end - 1
    while start > 0 and doc[start].text[:1].isupper() and doc[start].lower_ != "the":
        start -= 1
    held = start > 0 and doc[start - 1].lower_ in {"at", "after"}  # "at the Old Boys party"
    return 0 < end - 1 - start < _NAME_WORDS and doc[start].lower_ == "the" and not held


def bears_name(before: list[str]) -> bool:
    """Return whether a word after these is a surname: after a given name, with an initial or not, or a title."""
    last = before[-1].lower()
    initial = len(last) == 2 and last[1] == "." and before[0].lower() in GIVEN
    return last in GIVEN or initial or last.rstrip(".") in {"mr", "mrs", "ms", "dr", "rep", "sen"}


def spelt_out(doc: Doc, start: int) -> str | None:
    """Return the long name of the body whose initials stand in brackets at token `start` behind a description of it:
    `the league's disciplinary committee (LDC)` gives `League Disciplinary Committee`; None where the letters differ.
    """
    letters = [c.lower() for c in doc[start].text if c.isalpha()]
    out: list[str] = []
    i = start - 2
    while i >= 0 and (doc[i].text in _INSIDE or not doc[i].is_punct | doc[i].is_space):
        token = doc[i]
        if token.text in _INSIDE or (token.lower_ in _SMALL and token.lower_[0] != letters[-1]):
            if token.text in {"-", "–"} or token.lower_ in _SMALL:
                out.append(token.text)
        elif token.lower_[0] == letters[-1]:
            letters.pop()
            out.append(token.text[:1].upper() + token.text[1:])
        else:
            return None
        i -= 1
        if not letters:
            break
    whole = " ".join(reversed(out)).replace(" - ", "-").replace(" – ", "-")
    return whole if not letters and len(out) > 1 and BODY_NOUNS & {w.lower() for w in out} else None
