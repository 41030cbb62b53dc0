"""A run of capitalised words made a name: without the titles, slugs and openers that stand before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.cues import words
from sources.claims.parties_words import (
    ABSTRACT,
    ARTICLES,
    BODY,
    GIVEN,
    HONORIFICS,
    JOINERS,
    OFFICES,
    PARTICLES,
    PLACE_BEFORE,
    ROLES,
    TITLES,
    is_maker,
)

ENDS = frozenset(".!?…:;)]\"”’'»\n")
"""After anything else a sentence start is a slip of the parser."""
_FULL_TITLES = {
    "adm": "admiral", "capt": "captain", "cllr": "councillor", "col": "colonel", "dc": "detective",
    "dci": "inspector", "di": "inspector", "dr": "doctor", "gen": "general",
    "gov": "governor", "insp": "inspector", "lt": "lieutenant", "maj": "major", "pc": "constable", "prof": "professor",
    "rep": "representative", "rev": "reverend", "sen": "senator", "sgt": "sergeant", "supt": "superintendent",
}  # fmt: skip
_LINKING = JOINERS | {"and", "'s", "’s", "'", "’"}
_NO_NAME = TITLES | ROLES | {"-"}
_AREAS = words(
    "culture defence development district education energy environment field fire harbour health home industry labour "
    "national security social sport tourism trade transport"
)
"""Open a title (`Culture Secretary Penn`), and a name of two words (`Culture List`)."""
_FIELDS = _AREAS | {"affairs", "commerce", "defense", "duties", "interior", "state", "treasury", "war", "works"}
_AFTER = frozenset({"cbe", "kc", "mbe", "mep", "mp", "obe", "qc", "sc"})
"""Letters after a person's name."""
_BEFORE = words(
    "and asked but dated deposed earlier ex later meanwhile neighboring neighbouring ousted outgoing today yesterday"
)
"""Open a sentence with a capital before a name and are no part of it."""
_NO_PARTIES = frozenset({"ceo", "dna", "id", "internet", "ngo", "ngos", "p.s", "p.s.", "pr", "tweet", "url", "web"})
"""Capitalised by custom, and no party by themselves."""
_ELECTED = frozenset({"congressman", "congresswoman", "democrat", "republican"})
"""End no name: `the Ostland Republican`."""
_AFFILIATED = re.compile(r"[DIR] ?- ?[A-Z][\w. ]+")
"""Party and state of a lawmaker: `Senator Belo (D-Tarn)`."""
_FORMED = ("-backed", "-based", "-born", "-led", "-linked", "-run")
_SAINTS = frozenset({"saint", "san", "santa", "são", "st", "st."})
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
        return _folded(self.text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(w for w in text.casefold().replace("’", "'").replace("-", " ").split() if w != "the")


def text_of(doc: Doc, start: int, end: int) -> str:
    """Return the text of the tokens on one line."""
    return " ".join(spans.text_of(doc)[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])].split())


def opens_text(token: Token) -> bool:
    """Whether the token begins a sentence, a line or a quotation, so that its capital tells nothing."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    if token.is_sent_start and before.text[-1:] in ENDS:
        return True
    return before.is_space or before.text in _OPENERS or before.text[-1:] in _OPENERS


def is_capital(token: Token) -> bool:
    """Return whether a token is a capitalised word or a handle, as names are, and no `I`."""
    text = token.text
    return (
        (text[:1].isupper() or (text[:1] == "@" and len(text) > 2))
        and any(c.isalpha() for c in text)
        and text.rstrip(".") not in {"I", "I'm", "I’m"}
    )


def slug_end(doc: Doc) -> int:
    """Return where a headline begins after an agency's slug (`Rowing-Vane denies`, `UPDATE 2-Vane denies`); 0 without
    one. A surname of two parts stands in the text again.
    """
    if len(doc) < 4 or doc[1].text != "-" or doc[1].whitespace_ or doc[0].whitespace_ or not doc[2].text[:1].isupper():
        return 0
    whole = f"{doc[0].text}-{doc[2].text}"
    alone = any(t.text == doc[2].text and t.nbor(-1).text != "-" for t in doc[3:])
    return 2 if alone and spans.text_of(doc).count(whole) == 1 else 0


def is_no_name(doc: Doc, start: int, end: int) -> bool:
    """Return whether the capitalised words `[start, end)` are no name for all that: a word that custom writes so, a
    label, a word for a party's member, capitals for stress.
    """
    low = doc[end - 1].lower_
    if doc[start].text[0] in "DIR" and _AFFILIATED.fullmatch(doc[start:end].text):
        return True
    if low in _ELECTED or low.endswith(_FORMED) or (end - start == 1 and low in _NO_PARTIES):
        return True
    opens = doc[start].is_sent_start or (start > 0 and doc[start - 1].text[:1].isdigit())  # a live page's clock time
    if end - start == 1 and opens and low.endswith("s") and low[:-1] in ROLES:
        return True  # "Headteachers told us"
    if end < len(doc) and doc[end].text == ":" and opens_text(doc[start]) and _is_label(doc, start, end):
        return True
    return end - start > 1 and doc[end - 1].is_upper and _is_stressed(doc, start, end)


def _is_label(doc: Doc, start: int, end: int) -> bool:
    """Whether the words `[start, end)` at the start of a line and before a colon name nobody: a caption's or
    list's heading that does not stand again (`Doubts: The film …`), the place of a dateline (`TARSIS: A court …`).
    """
    again = [t for t in doc if t.lower_ == doc[end - 1].lower_ and t.text[:1].isupper() and t.i != end - 1]
    if doc[start].is_upper and len(doc[start]) > 1:
        labels = sum(t.is_upper and t.nbor(1).text == ":" and opens_text(t) for t in doc[:-1] if len(t) > 1)
        place = all(t.i and t.nbor(-1).lower_ in PLACE_BEFORE for t in again)
        return labels == 1 and place and len(doc[start]) > 4
    if any(t.lower_.rstrip(".") in HONORIFICS for t in doc[max(0, start - 1) : start + 1]):
        return False
    below = any("\n" in t.text for t in doc[:start])
    return below and end - start < 3 and not again and doc[start].lower_ not in GIVEN


def _is_stressed(doc: Doc, start: int, end: int) -> bool:
    """Whether a run is words in capitals for stress or as a heading (`LOSING HOPE`) and no name in capitals."""
    run = doc[start:end]
    if not all(t.is_upper and t.is_alpha and len(t) > 3 for t in run) or run[0].lower_ in GIVEN:
        return False
    title = run[-1].text.title()
    if all(len(t) < 5 for t in run):
        return False
    return (end >= len(doc) or doc[end].text != ":") and all(t.text != title for t in doc)


def _portfolio_end(words: list[str], cut: int) -> int:
    """Where a name begins after an office with its field or place: `Secretary of Harbour Security Ana Belo`,
    `President of Velmaria Ana Belo`; `cut` elsewhere.
    """
    if words[cut] not in ROLES or len(words) - cut < 5 or words[cut + 1] not in {"of", "for"}:
        return cut
    fields = [k for k in range(cut + 2, len(words) - 2) if words[k] in _FIELDS]
    after = fields[-1] + 1 if fields else len(words) - 2 if _LINKING.isdisjoint(words[cut + 2 :]) else cut
    return after if len(words) - after > 1 and words[after] not in _LINKING else cut


def _given_at(doc: Doc, start: int, words: list[str], cut: int) -> int:
    """Where the given name stands in a run that begins with what its bearer is: `Secretary of State Ana Belo`,
    `Harbour Foundation Ana Belo`, `Praising Ana Belo`; `cut` where none does.
    """
    if len(words) - cut < 3 or words[cut] in GIVEN:
        return cut
    for k in range(cut + 1, len(words) - 1):
        initial = len(words[k + 1]) == 2 and words[k + 1][1] == "." and k + 2 < len(words)
        if not (words[k] in GIVEN or (initial and words[k - 1] in BODY)) or words[k - 1] in _LINKING | _SAINTS:
            continue
        lead = {w.rstrip(".") for w in words[cut:k]}
        verb = opens_text(doc[start + cut]) and doc[start + cut].tag_ in {"VB", "VBG", "VBN"}
        return k if (words[k - 1] in BODY and k - 1 > cut) or lead & ROLES or verb else cut
    return cut


def trimmed_run(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """Take titles and articles off a run: `Foreign Minister Ana Belo` gives `Ana Belo`."""
    first = start
    while start < end and (doc[start].lower_ in ARTICLES or (doc[start].lower_ in _BEFORE and opens_text(doc[start]))):
        start += 1
    if start >= end:
        return
    words = [doc[i].lower_ for i in range(start, end)]
    cut, stop = 0, end
    while len(words) > cut + 1 and (
        (is_maker(words[cut]) and words[cut] not in GIVEN)
        or (doc[start + cut].is_upper and len(words[cut]) > 4 and not doc[start + cut + 1].is_upper)
    ):
        cut += 1
    if words[-1] not in BODY:
        for n, word in enumerate(words[:-1]):
            bare = word.rstrip(".")
            if bare in HONORIFICS or bare in ROLES or (n == cut and bare in TITLES):
                if words[n + 1] in (_LINKING - PARTICLES if bare in HONORIFICS else _LINKING):
                    continue
                cut = n + 1
        cut = _given_at(doc, start, words, _portfolio_end(words, cut))
    if 0 < cut == len(words) - 1 and _AREAS.issuperset(words[:cut]):
        cut = 0
    if end - start - cut > 2 and words[-1] in _AFTER and doc[end - 1].is_upper:
        stop -= 1
        words = words[:-1]
    if end - start == 1 and len(words[0].rstrip(".")) < 2:
        return
    if words[-1] in ABSTRACT and opens_text(doc[start]):
        return
    article = doc[start - 1].lower_ if start == first and start else doc[first].lower_
    if article in {"a", "an"} and words[-1] in ROLES - OFFICES - BODY and end - start > 1:
        return
    if is_no_name(doc, start, end) or (0 < cut == len(words) - 1 and words[-1].removesuffix("s") in ROLES):
        return
    if words[cut] in ROLES and end - start - cut > 2 and words[cut + 1] == "of" and words[-1] not in BODY:
        return
    if end - start - cut >= 3 and all(doc[i].is_upper for i in range(start + cut, end)):
        return
    if (
        all(doc[i].is_upper and len(doc[i]) > 2 for i in range(start, end))
        and opens_text(doc[start])
        and end < len(doc)
        and doc[end].text in {",", "("}
    ):
        return
    titles = tuple(_FULL_TITLES.get(w.rstrip("."), w.rstrip(".")) for w in words[:cut])
    if words[-1] not in BODY and all(w.rstrip(".") in _NO_NAME for w in words[cut:]):
        return
    yield Name(start + cut, end, text_of(doc, start + cut, stop), titles)


def shouting(texts: list[str]) -> set[int]:
    """Return the tokens of lines in title case or capitals, where nearly every longer word is capitalised."""
    out: set[int] = set()
    start = 0
    for end in [*(n for n, text in enumerate(texts, 1) if "\n" in text), len(texts)]:
        long = [t for t in texts[start:end] if len(t) > 3 and t.isalpha()]
        if len(long) >= 5 and sum(t[0].isupper() for t in long) >= 0.8 * len(long):
            out.update(range(start, end))
        start = end
    return out
