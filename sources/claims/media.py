"""Which words of an article name a news medium, and its name: agencies, papers, stations, platforms."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.cues import words
from sources.claims.dates import WEEKDAY

WORDS = words(
    """agency newspaper newspapers daily weekly magazine broadcaster station channel television tv radio website outlet
    times post herald tribune gazette journal guardian telegraph independent mirror courier chronicle observer
    bulletin ledger examiner ensign sentinel leader star sun newswire wire fm tabloid bbc cnn reuters afp ap upi
    interfax tass ria xinhua kyodo ansa dpa efe anadolu bloomberg amaq sana irna npr cbs nbc abc msnbc politico
    newsweek advertiser argus mercury paper"""
)
LAST = words("press news media beacon clarion dispatch globe monitor review today echo express standard record voice")
"""Words that make a medium of a name that ends in them, and in other places mean other things."""
GENERIC = words("agency paper newspaper station broadcaster magazine channel daily weekly outlet tabloid")
_PLAIN = GENERIC | words("newspapers television tv radio website newswire wire bulletin")
"""Words for media that no capital makes names."""
PLATFORMS = words(
    """twitter facebook telegram instagram youtube tiktok whatsapp weibo vkontakte tumblr reddit snapchat linkedin
    threads mastodon bluesky"""
)
OWN = words("channel website site page account")
"""What is no relay where it is the speaker's own."""
_PEOPLE = words(
    """spokesman spokeswoman spokesperson editor reporter correspondent secretary conference officer presenter host
    columnist journalist"""
)
_KINDS = words("news agency newspaper")
_SMALL = words("the a of and for in de du la le el")
NAME = r"[A-ZÀ-Þ][\w’'-]{0,30}(?: (?:of the |of |for |de |la |del |du )?[A-ZÀ-Þ][\w’'-]{0,30}){0,3}"
KIND = (
    r"(?:news agency|press agency|news site|agency|newspaper|paper|station|broadcaster|weekly|daily|tabloid|magazine"
    r"|website|channel)"
)
CALLED = r"(?:podcast|forum|talk show|newsletter|bulletin|network|programme)"
AIRS = (
    r"(?:podcast|forum|talk show|phone-in|breakfast show|newsletter|bulletin|blog|network|site|programme|program|show)"
)
"""What else carries words, where its name follows."""
STATE = (
    r"(?:(?:live|state|national|public|local|state-run|regional|provincial|commercial|breakfast|student|pirate)"
    r" (?:radio|television|TV|media|broadcaster)|social media|(?:[a-z]+ ){1,2}(?:information|press|wire) service)"
)
_CALLED = re.compile(
    rf"(?P<a>{NAME}) (?:news |press |state )?(?:agency|newspaper|station|broadcaster|news site|weekly|daily|tabloid)\b"
    rf"|\b(?:agency|newspaper|paper|station|broadcaster|weekly|daily|tabloid|news site|magazine|website|podcast|forum"
    rf"|bulletin|site|talk show) (?P<b>{NAME})"
    rf"|\bquoted (?:as saying )?by (?:the )?(?P<g>{NAME})"
    rf"|\b(?:editors?|desk|presenter|correspondent|columnist|listeners|viewers) (?:of|for) (?:the )?(?P<h>{NAME})"
    rf"|^[^\n()]{{2,60}}\((?P<c>{NAME})\) ?[-–—]|\((?P<d>{NAME})\)\s*$"
    rf"|(?P<e>{NAME}) (?:could not|was unable to|has not been able to|was not able to) "
    r"(?:independently |immediately )?(?:verify|confirm|check)"
    rf"|[\"”’,] (?:the )?(?P<f>{NAME}) report(?:ed|s)\b",
    re.MULTILINE,
)


_NAMES = re.compile(NAME)
_LONG = re.compile(
    rf"(?:(?:[a-z]|State|Public|National|Local)[\w’'-]* )?(?:[a-z][\w’'-]* ){{0,2}}(?:{KIND}|{AIRS}) (?P<name>{NAME})"
    r"(?: [a-z]+)?"
)
"""A medium with what it is in front of its name, and perhaps a verb behind that was taken for part of it."""
_SORT = re.compile(
    r"(?:^[a-z].*|['’]s? .*)\b(?:radio|television|station|agency|newspaper|paper|daily|weekly|broadcaster|channel)$"
)
"""What sort of medium a name behind it is: "the islanders' radio, Far Beacon"."""
_SHOWN = re.compile(
    rf"(?:[a-z][^“\"]*(?:broadcast|edition|show|programme|program|episode) of|(?:[a-z]+ ){{0,3}}"
    rf"(?:report|article|story|dispatch|piece|interview) (?:from|by|in|of|with)) (?:the )?[“\"]?(?P<name>{NAME})"
)
_NAMELESS = re.compile(
    r"(?:[a-z]+ ){0,2}(?:reports?|articles?|story|stories|accounts?|posts?|source|rumou?rs?)(?:,? [a-z].*)?"
)
"""What names no medium: "a report, which cited insiders"."""
_DESCRIBED = re.compile(r"^(?:[A-Z]?[a-z-]+ ){0,2}(?:group|charity|watchdog|monitors?|think tank) (?=[A-Z])")
"""What a relay is, in front of its name: "Rights group Vigil"."""
_REACH = 1_500
"""Characters before "the agency" within which its name is sought."""


class Directory(Protocol):
    """What tells a news medium by its name."""

    def is_medium(self, name: str) -> bool:
        """Return whether `name` is a news agency or an outlet."""
        ...

    def is_other(self, name: str) -> bool:
        """Return whether `name` is known as a party that is no medium."""
        ...


class Known(Directory, Protocol):
    """A directory that also knows outlets by short names."""

    def full(self, name: str) -> str | None:
        """Return the outlet that a text calls `name`, None where it knows none."""
        ...


_ARTICLE = re.compile(r"\ban? $")


class Media:
    """The media that one article speaks of."""

    def __init__(self, doc: Doc, directory: Known, agency: str | None) -> None:
        """`agency` is the one that the article's credit names."""
        self.doc, self.text, self.directory, self.agency = doc, spans.text_of(doc), directory, agency
        found = [(m.start(), bare(m[m.lastgroup or 0]), m.lastgroup) for m in _CALLED.finditer(self.text)]
        self.mentions = [(at, name) for at, name, _ in found if not _ARTICLE.search(self.text, max(0, at - 3), at)]
        self.credits = {name for _, name, how in found if how in ("c", "d")}
        self.named = {name for _, name in self.mentions if name} | ({agency} if agency else set())

    def is_medium(self, indices: Sequence[int]) -> bool:
        """Return whether a phrase names a news medium: by its words, the directory, or the article's own words."""
        tokens = [self.doc[i] for i in indices if self.doc[i].dep_ != "punct"]
        low = [t.lower_.strip(".") for t in tokens]
        if not tokens or any(w in _PEOPLE for w in low):
            return False
        name = bare(" ".join(t.text for t in tokens if t.pos_ not in ("DET",)))
        if name in self.named:
            return True
        if not any(t.text[:1].isupper() for t in tokens if t.lower_ not in ("the", "a", "an")):
            if re.fullmatch(STATE, name) and low[0] != "social":
                return True
            return len(low) <= 3 and low[-1] in GENERIC and low[0] == "the" and bool(self.named)
        if _worded(name) or self.directory.is_medium(name):
            return True
        return self.outlet(f"the {name}" if low[0] == "the" else name) is not None

    def own(self, phrase: Sequence[int]) -> bool:
        """Return whether a phrase names what a body itself speaks on: "its Lanyard channel"."""
        owner = self.doc[max(0, phrase[0] - 1) : phrase[0] + 1]
        return self.doc[phrase[-1]].lower_ in OWN and any(t.lower_ in ("its", "his", "her", "their") for t in owner)

    def known(self, name: str) -> bool:
        """Return whether a name is a medium's, by the article, the directory or its own words."""
        low = name.lower().split()
        return (
            self.short_for(bare(name)) is not None
            or re.fullmatch(STATE, name) is not None
            or self.directory.is_medium(name)
            or _worded(name)
            or (len(low) > 1 and low[-1] in LAST)
        )

    def listed(self, name: str) -> bool:
        """Return whether the directory has a medium of this very name, more than the word for one."""
        return name.lower() not in WORDS and self.directory.is_medium(name)

    def outlet(self, name: str) -> str | None:
        """Return the known outlet that the article calls `name`; None for initials that it gives to something else."""
        found = self.directory.full(name)
        if found is not None and name.isupper() and re.search(rf"\w \({name}\)(?!\s*(?:[-–—]|$))", self.text):
            return None
        return found

    def short_for(self, name: str) -> str | None:
        """Return the medium that the article names so, or more fully: "Tern" where it speaks of the Tern agency."""
        if name in self.named:
            return name
        return next((n for n in sorted(self.named) if n.startswith(f"{name} ")), None) if len(name) > 2 else None

    def name(self, phrase: Sequence[int]) -> str:
        """Return a medium's or a teller's name as the text words it; "the agency" is the last medium named before."""
        if not phrase:
            return ""
        first, last = self.doc[phrase[0]], self.doc[phrase[-1]]
        while (
            first.i and first.is_title and first.dep_ in ("flat", "compound") and self.doc[first.i - 1].pos_ == "PROPN"
        ):
            first = self.doc[first.i - 1]
        parts = re.split(r",\s", self.text[first.idx : last.idx + len(last)])
        named = re.compile(r"(?:the )?[A-Z]")
        said = next((p for p in parts[:2] if named.match(p)), parts[0]) if first.is_lower else parts[0]
        if len(parts) > 1 and _SORT.search(parts[0]) and re.fullmatch(NAME, parts[1]):
            said = parts[1]
        if re.fullmatch(rf"(?:the|that|this|the same|its) (?:{'|'.join(GENERIC)})", said, re.IGNORECASE):
            return self.before(first.idx) or said
        said = re.sub(r"^(?:the|a|an)\s+", "", said, flags=re.IGNORECASE)
        long = _LONG.fullmatch(said)
        return long["name"] if long else said

    def speaks(self, at: int, name: str) -> None:
        """Take down that somebody speaks to a medium at an offset: "the agency" after it is that one."""
        if name[:1].isupper() or re.fullmatch(STATE, name):
            insort(self.mentions, (at, name))

    def before(self, at: int, *, credited: bool = True) -> str | None:
        """Return the last medium named before an offset; where there is none, the credit's, if that may count."""
        n = bisect_left(self.mentions, (at, "")) - 1
        floor = self.mentions[n][0] + 1 if n >= 0 else 0
        for m in reversed([*_NAMES.finditer(self.text, max(floor, at - _REACH), at)]):
            name = bare(m.group())
            if self.directory.is_medium(name):
                return name
        if n >= 0:
            return self.mentions[n][1]
        if len({name for _, name in self.mentions}) == 1:  # it is named only later
            return self.mentions[0][1]
        return self.agency if credited else None

    def whole(self, name: str) -> str:
        """Return a medium's full name for the acronym or the short name by which the text calls it; empty where a word
        for a text alone stands.
        """
        name = re.sub(rf" (?:on |of )?(?:last |this )?{WEEKDAY}(?! [A-Z]).*$", "", name)
        if (shown := _SHOWN.match(name)) is not None:
            name = shown["name"]
        elif _NAMELESS.fullmatch(name):
            return ""
        name = name.strip('“”"')
        name = _DESCRIBED.sub("", name)
        owner = re.sub(r"['’]s(?:[ -][a-z].*)?$", "", name)
        if owner != name and self.known(owner):
            name = owner
        if (longer := self.short_for(name)) is not None:
            name = longer
        short = next((w for w in name.split() if re.fullmatch(r"[A-Z]{2,6}", w) and w not in ("TV", "FM")), None)
        if short is None:
            return self.outlet(name) or name
        gap = r"(?: (?:of|the|for|and))?[ -]"
        m = re.search(rf"\b{gap.join(c + chr(91) + 'a-zà-ÿ]+' for c in short)}\b", self.text)
        return m.group() if m is not None else self.outlet(name) or name


def _worded(name: str) -> bool:
    """Whether a word of a name says that it is a medium's: "Tarn Leader", "a local paper" and no "village leader"."""
    return any(w.lower().strip(".") in (WORDS if w[:1].isupper() else _PLAIN) for w in name.split())


def bare(name: str) -> str:
    """Return a name without an article or a conjunction in front of it."""
    return re.sub(r"^(?:The|A|An|But|And|In|On)\s+", "", name).strip(" .'’")


def initials(name: str) -> str:
    """Return the initials by which a name may go: those of all but its small words."""
    return "".join(w[0] for w in re.findall(r"\w+", name) if w.lower() not in _SMALL).upper()


def same_medium(name: str, outlet: str | None) -> bool:
    """Return whether a medium is the outlet itself, however shortly it is named ("the Courier", "Ashby Courier")."""
    if not outlet:
        return False
    if len(name) > 1 and name == initials(outlet):
        return True
    a, b = (set(re.findall(r"\w+", n.lower())) - {"the", "a", "of"} for n in (name, outlet))
    if a - _KINDS == b - _KINDS:
        return bool(a - _KINDS)
    return bool(a and b) and (a <= b or b <= a)
