"""Whose copy a text is: the news agency that its credit names, or that its own words give away.

Credit forms as the agencies' style guides and their customers use them: a dateline with the agency in brackets
(`CITY, March 4 (Reuters) -`), a sign-off at the end, `Source:`, a copyright line, Reuters' `Reporting by ...; editing
by ...`. Without a credit, wire copy still speaks of itself: its agency was told things, sent the requests for comment,
or could not verify.
"""

import re
from collections import Counter

from sources.claims.parties_data import Directory
from sources.claims.parties_words import NO_AGENCIES

_HEAD = 3_000
_TAIL = 1_500
_READ = 60_000
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w’'-]{0,30}(?:\.(?=com|org|ru))?)"
_NAME = rf"(?:{_WORD}|dpa)(?:[ -](?:{_WORD}|of|de|du|della)){{0,4}}"
_DATELINE = re.compile(rf"^[^\n()]{{2,70}}\(({_NAME})(?:/[^()\n]{{2,40}})?\)\s*[-–—]", re.M)
_BRACKETED = re.compile(
    rf"[(\[](?:with )?({_NAME})(?:\s*[/,;&][^()\[\]\n]{{1,60}}| and [^()\[\]\n]{{1,40}})?[)\]]\s*$", re.M
)
_LABELLED = re.compile(
    rf"(?:^|[\n.(])\s*(?:source|copy|via|credit|agency|with (?:additional )?reporting (?:by|from)"
    rf"|with (?:material|files) from|additional reporting by|written with|©|\(c\)|copyright)"
    rf"[: ]\s*(?:\d{{4}}\s+)?(?:the )?({_NAME})",
    re.I,
)
_SIGNED = re.compile(
    rf"^\s*[-–—]?\s*({_NAME})(?:\s*[/,&+][^\n.!?]{{0,50}}| and [^\n.!?]{{2,50}}|\. [^\n]{{5,90}})?\s*$"
)
_DASHED = re.compile(rf"[.!?”\"’']\s+[-–—]\s*({_NAME})\s*$")
_LAST_WORD = re.compile(rf"[.!?”\"’']\s+({_NAME})(?:/[\w ]{{2,30}})?\s*$")
_REUTERS = re.compile(r"\breporting by [^\n]{3,120}?[;.]?\s*(?:writing by [^\n]{3,80}?[;.]\s*)?editing by\b", re.I)
_SELF = re.compile(
    rf"(?:\b(?:told|tells|spoke to|speaking to|submitted by|sent by|shown to|seen by"
    rf"|contacted by|reached by|asked by|interviewed by"
    rf"|confirmed to|comment (?:from|by)|questions from|enquiry from|interview with)"
    rf"\s+(?:the\s+)?(?:(?:news )?agency\s+)?({_NAME})"
    rf"|\b({_NAME})\s+(?:could|was|has|had|were)\s?(?:not|n[o’']t| been unable| unable)?\s*(?:been )?"
    rf"(?:immediately |independently |able to |unable to )+"
    rf"|\b({_NAME})\s+(?:news agency |agency )?(?:reporters?|journalists?|correspondents?|witness(?:es)?"
    rf"|photographers?|tally|calculations)\b)"
)
_AGENCY_SAYS = re.compile(
    rf"\b(?:the\s+)?({_NAME})(?:\s+(?:news\s+)?agency)?\s+(?:reported|reports|said|says|quoted)\b"
    rf"|\bquoted by\s+(?:the\s+)?({_NAME})"
)
_CALLED_AGENCY = re.compile(rf"\b(?:the )?({_NAME}) (?:news )?agency\b|\b(?:news )?agency ({_NAME})\b")
_MEDIA = frozenset({"agency", "outlet"})
_GENERIC = frozenset(["news", "press", "wire", "agency", "agencia", "agence", "service", "bureau", "newswire", "the"])
_SMALL = frozenset({"of", "the", "and", "de", "du", "la"})


def credit(text: str, outlet: str | None) -> str | None:
    """Return the agency whose copy `text` is or wholly rests on, under its canonical name, by credit or by its words.

    `outlet` is who printed the text: an agency's own report on its own wire has no other origin, so naming the outlet
    itself counts for nothing. None when the text names no agency so.
    """
    directory = _directory()
    head, tail = text[:_HEAD], text[-_TAIL:]
    for found in _credits(head, tail, directory):
        name = _clean(found)
        if name and not (outlet and same_agency(name, outlet)):
            entry = directory.find(name)
            return entry.name if entry and entry.kind in _MEDIA else _expanded(name, text)
        if name:
            return None
    return _by_its_words(text, outlet, directory)


def same_agency(one: str, other: str) -> bool:
    """Return whether two names can be one agency's: equal, shortened (`Aldine`, `Aldine Press`) or initials."""
    directory = _directory()
    a, b = directory.find(one), directory.find(other)
    if a and b and a.kind in _MEDIA and b.kind in _MEDIA:
        return a.name == b.name
    x, y = sorted((_words(one), _words(other)), key=len)
    if not x or not y:
        return False
    if len(x) == 1 and len(y) > 1 and x[0] == "".join(w[0] for w in y):
        return True
    x, y = sorted(([w for w in v if w not in _GENERIC] or v for v in (x, y)), key=len)
    return x == y[: len(x)]


_loaded: list[Directory] = []


def _directory() -> Directory:
    if not _loaded:
        _loaded.append(Directory())
    return _loaded[0]


def _credits(head: str, tail: str, directory: Directory) -> list[str]:
    out = [m[1] for m in _DATELINE.finditer(head) if _placed(m[0])]
    lines = [line.strip() for line in tail.strip().split("\n") if line.strip()][-4:]
    if _REUTERS.search(tail):
        out.append("Reuters")
    for n, line in enumerate(reversed(lines)):
        last = n == 0
        out += [m[1] for m in _BRACKETED.finditer(line) if last or directory.is_agency(m[1])]
        out += [
            m[1] for m in _LABELLED.finditer(line) if (last and not _body(m[1], directory)) or directory.is_agency(m[1])
        ]
        signed = _SIGNED.match(line)
        if (
            signed
            and len(line) < 130
            and ((last and _sure(line, signed[1], directory)) or directory.is_agency(signed[1]))
        ):
            out.append(signed[1])
        if last:
            out += [m[1] for m in _DASHED.finditer(line)]
            out += [m[1] for m in _LAST_WORD.finditer(line) if _sure(m[0], m[1], directory)]
    first = head.split("\n", 6)[:6]
    for line in first:
        label = re.match(rf"^(?:By )?({_NAME})(?::| \||$)", line)
        if label and _wire(label[1], directory) and len(line) < 400:
            out.append(label[1])
    out += [m[1] for m in _BRACKETED.finditer("\n".join(first)) if directory.is_agency(m[1])]
    return [name for name in out if _clean(name)]


def _sure(line: str, name: str, directory: Directory) -> bool:
    """Whether a sign-off without brackets is an agency's and no letter writer's: by dash, slash, form or initials."""
    if directory.is_medium(name) or name.split()[-1].casefold() in _GENERIC:
        return True
    return bool(re.search(r"^\s*[-–—]|/|\b(?:reporting|staff|agencies)\b", line)) or bool(
        re.fullmatch(r"[A-Z]{2,5}", name) and not directory.find(name)
    )


def _body(name: str, directory: Directory) -> bool:
    entry = directory.find(_clean(name))
    return entry is not None and entry.kind not in _MEDIA


def _wire(name: str, directory: Directory) -> bool:
    return directory.is_agency(name) or (name.split()[-1] in {"Press", "Wire", "Newswire"} and len(name.split()) > 1)


def _placed(dateline: str) -> bool:
    """Whether what stands before the bracket is a place: a capitalised word in front, no verb's full sentence."""
    place = dateline.split("(")[0].strip()
    words = re.findall(r"[^\W\d_]+", place)
    return bool(words) and len(words) <= 8 and (words[0].isupper() or all(w[0].isupper() for w in words))


def _by_its_words(text: str, outlet: str | None, directory: Directory) -> str | None:
    text = text[:_READ]
    called = {_clean(a or b) for a, b in (_CALLED_AGENCY.findall(text) if "agency" in text else ())}
    own: Counter[str] = Counter()
    for groups in _SELF.findall(text):
        own.update(n for n in map(_clean, groups) if n)
    said: Counter[str] = Counter()
    for groups in _AGENCY_SAYS.findall(text):
        said.update(n for n in map(_clean, groups) if n)
    names = [n for n in [*own, *said] if n and (_wire(n, directory) or any(c and same_agency(n, c) for c in called))]
    names = [n for n in names if not (outlet and same_agency(n, outlet))]
    if outlet and any(same_agency(n, outlet) for n in own):
        return None
    strong = [n for n in names if n in own]
    if strong:
        best = max(strong, key=lambda n: own[n])
    elif len({_canonical(n, directory) for n in names}) == 1:
        best = names[0]
    else:
        return None
    return _canonical(best, directory)


def _canonical(name: str, directory: Directory) -> str:
    entry = directory.find(name)
    return entry.name if entry else name


def _clean(name: str) -> str:
    name = " ".join(name.split()).strip(" .,;:'’-")
    name = name.removesuffix("'s").removesuffix("’s").removeprefix("The ").removeprefix("the ")
    first = name.split()[0].casefold() if name else ""
    if not name or first in NO_AGENCIES or (not any(c.isupper() for c in name) and name != "dpa"):
        return ""
    return name


def _expanded(name: str, text: str) -> str:
    """The full name for initials, when the text spells it out."""
    if name.isupper() and len(name) > 2:
        for found in set(re.findall(_NAME, text[:_HEAD])) if len(name) <= 5 else ():
            words = [w for w in found.split() if w.casefold() not in _SMALL]
            if len(words) == len(name) and "".join(w[0] for w in words).upper() == name:
                return " ".join(found.split())
    return name


def _words(name: str) -> list[str]:
    return [w for w in re.findall(r"\w+", name.casefold()) if w not in _SMALL]
