"""A run of capitalised words made a name: without the titles, slugs and openers that stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.parties_words import ABSTRACT, BODY, HONORIFICS, JOINERS, MAKERS, ROLES, TITLES

ENDS = frozenset(".!?…:;)]\"”’'»\n")
"""After anything else a sentence start is a slip of the parser."""
_FULL_TITLES = {
    "adm": "admiral", "capt": "captain", "cllr": "councillor", "col": "colonel", "dr": "doctor", "gen": "general",
    "gov": "governor", "insp": "inspector", "lt": "lieutenant", "maj": "major", "prof": "professor",
    "rep": "representative", "rev": "reverend", "sen": "senator", "sgt": "sergeant", "supt": "superintendent",
}  # fmt: skip
_LINKING = JOINERS | {"and", "'s", "’s", "'", "’"}
_NO_NAME = TITLES | ROLES | {"-"}
_AREAS = frozenset(
    {"culture", "defence", "development", "district", "education", "energy", "environment", "field", "fire", "harbour"}
    | {
        "health",
        "home",
        "industry",
        "labour",
        "national",
        "security",
        "social",
        "sport",
        "tourism",
        "trade",
        "transport",
    }
)
"""Open a title (`Culture Secretary Penn`), and a name of two words (`Culture List`)."""
_AFTER = frozenset({"cbe", "kc", "mbe", "mep", "mp", "obe", "qc", "sc"})
"""Letters after a person's name."""
_BEFORE = frozenset(
    {
        "and",
        "asked",
        "but",
        "dated",
        "deposed",
        "earlier",
        "ex",
        "later",
        "meanwhile",
        "neighboring",
        "neighbouring",
        "ousted",
    }
    | {"outgoing", "today", "yesterday"}
)
"""Open a sentence with a capital before a name and are no part of it."""
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


def slug_end(doc: Doc) -> int:
    """Return where a headline begins after an agency's slug (`Rowing-Vane denies`, `UPDATE 2-Vane denies`); 0 without
    one. A surname of two parts stands in the text again.
    """
    if len(doc) < 4 or doc[1].text != "-" or doc[1].whitespace_ or doc[0].whitespace_ or not doc[2].text[:1].isupper():
        return 0
    whole = f"{doc[0].text}-{doc[2].text}"
    alone = any(t.text == doc[2].text and t.nbor(-1).text != "-" for t in doc[3:])
    return 2 if alone and spans.text_of(doc).count(whole) == 1 else 0


def trimmed_run(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """Take titles and articles off a run: `Foreign Minister Ana Belo` gives `Ana Belo`."""
    while start < end and (
        doc[start].lower_ in {"the", "a", "an"} or (doc[start].lower_ in _BEFORE and opens_text(doc[start]))
    ):
        start += 1
    if start >= end:
        return
    words = [doc[i].lower_ for i in range(start, end)]
    cut, stop = 0, end
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
    if 0 < cut == len(words) - 1 and _AREAS.issuperset(words[:cut]):
        cut = 0
    if end - start - cut > 2 and words[-1] in _AFTER and doc[end - 1].is_upper:
        stop -= 1
        words = words[:-1]
    if end - start == 1 and len(words[0].rstrip(".")) < 2:
        return
    if words[-1] in ABSTRACT and opens_text(doc[start]):
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
