"""The line that a conflict goes by: its clearest asserting wording."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.words import is_root, stem, word_list
from sources.models import Statement, Word

LONGEST = 120
SHORTEST = 4
"""Words under which a wording is too bare to be read on its own."""
_LEAD = re.compile(r"^(?:that|of|for|to have|having|whether|whose|show(?:s|ed|ing)?|if|and|but|then|also)\s+", re.I)
_TAIL = re.compile(r"[,;:\s\u2013\u2014-]+(?:an?|the|and|but|which|that|saying|telling|adding)$", re.I)
"""What is left of a clause that was cut off."""
_SPACES = " \t\n,.;:!?-\u2013\u2014"
_EDGES = _SPACES + "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
RARE = 2.5
"""What a wording costs of which nobody else says that it happened, among the costs of `_unclear`."""
ANOTHERS = 1.5
"""What the words of a denial cost beside those of a claim."""
UNSURE = 3.0
"""What a wording costs that nothing opposes, where another one is."""
OPEN = frozenset({"what", "who", "whom", "how", "why", "where", "when", "whether", "which", "show", "shows", "showed"})
"""Words that open what is no whole claim."""
_POINTS = word_list("pronouns", stemmed=False)
_OWN = re.compile(r"^(\W*(?:that\s+)?)(?:its|their)\s+(?=(?:own\s+)?([a-z]+)\b)", re.I)
_OWN_PEOPLE = word_list("own_people")
_ITSELF = re.compile(r"^(\W*(?:that\s+)?)(?:it|they)\s+", re.I)
_OWN_DEEDS = word_list("own_deeds")
_DONE = re.compile(r"\W*(?:to have|(?:of |to )?having)\s+(?!to\b)", re.I)
_OF_SELF = frozenset(("acknowledge", "admit", "boast", "claim", "confess", "deny"))
"""Verbs after which an infinitive or a gerund tells what whoever speaks has done."""
_TELLINGS = frozenset(
    ("accusation", "accusations", "allegation", "allegations", "claim", "claims", "story", "suggestion")
)
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_HELD = {
    ("accuse", "of"): "accused",
    ("suspect", "of"): "suspected",
    ("charge", "with"): "charged",
    ("blame", "for"): "blamed",
    ("blame", "on"): "blamed",
    ("pin", "on"): "pinned",
    ("put", "at"): "put",
    ("estimate", "at"): "estimated",
    ("dismiss", "as"): "dismissed",
    ("describe", "as"): "described",
}
"""Verbs that stand between the two parts of what they hold against or of somebody, with the word that joins these."""
_BEFORE = re.compile(r"^(?:in|on|at|by|since|last|this|early|late)\s[^,]{1,30},\s+that\s+(?=\w)", re.I)
_STOPPED = re.compile(r"[.,;:]+([\"\u2019\u201d\u00bb]+)$")
_AND_THAT = re.compile(r"(,?) and that (?=\w)", re.I)
_PAIRED = {'"': '"', "\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb"}
UNOPPOSED: Mapping[Key, float] = {}
"""When nothing is known of what clashes."""


def claim_line(
    asserting: Iterable[Proposition], denying: Iterable[Proposition], opposed: Mapping[Key, float] = UNOPPOSED
) -> str:
    """Return the clearest wording of the claim in at most 120 characters, cut between words.

    Taken from those who assert it, else from what the others deny; preferred are a whole clause to a part of one, a
    wording that names what it speaks of to one with a pronoun, a whole one to one that must be cut, what most say to
    happen to what few do, what clashes surely to what hardly does, an earlier one to a later. `opposed` holds how
    surely each statement clashes with another one, from 0 to 1.
    """
    candidates = list(asserting) or list(denying)
    if not candidates:
        return ""
    mixed = any(p.position > 0 for p in candidates)
    surest = max((opposed.get(p.key, 0.0) for p in candidates), default=0.0)
    told = Counter[str]()
    for p in candidates:
        told.update(p.stems.keys() | p.groups.keys())

    def unclear(p: Proposition) -> tuple[float, int, object, object]:
        cost, order, time, key = _unclear(p)
        common = max((told[word] for word in p.head), default=0) / len(candidates)
        doubt = 1 - opposed.get(p.key, 0.0) / surest if surest else 0.0
        denied = ANOTHERS * (p.position < 0) if mixed else 0.0
        return cost + RARE * (1 - common) + UNSURE * doubt + denied, order, time, key

    best = min(candidates, key=unclear)
    return shorten(_tidy(_wording(best.statement), best.statement.words))


def _wording(statement: Statement) -> str:
    """The content, with the name of whoever speaks in place of a pronoun at its head that can only mean them: before
    their own people ("its fighters"), or for who does what no thing does ("it holds two soldiers"); or before what they
    claim, own or deny to have done.
    """
    text, name = statement.content.text, statement.source.party
    if not name or statement.cue.lemma == "report" or statement.cue.text.lower() in _TELLINGS:
        return _joined(statement)  # a medium reports of others
    own = _OWN.match(text)
    if own is not None and stem(own[2]) in _OWN_PEOPLE:
        return f"{own[1]}{name}{'’' if name.endswith('s') else '’s'} {text[own.end() :]}"
    itself = _ITSELF.match(text)
    if itself is not None and any(
        word.role == "nsubj" and word.head >= 0 and stem(statement.words[word.head].lemma) in _OWN_DEEDS
        for word in statement.words[:2]
    ):
        return f"{itself[1]}{name} {text[itself.end() :]}"
    done = _DONE.match(text)
    if done is not None and statement.cue.lemma in _OF_SELF:
        return f"{name} has {text[done.end() :]}"
    return _joined(statement)


def _joined(statement: Statement) -> str:
    """The content, with a form of the verb that tells it where it stood between the two parts: who "accused the firm
    of hiding it" tells of "the firm accused of hiding it", who "put the dead at nine" of "the dead put at nine".
    """
    text, at = statement.content.text, 0
    for number, word in enumerate(statement.words):
        found = text.find(word.text, at)
        if found < 0 or word.role.startswith(("nsubj", "csubj")) or word.pos == "AUX":
            break
        at = found + len(word.text)
        verb = _HELD.get((statement.cue.lemma, word.text))
        after = statement.words[number + 1 : number + 5]
        if verb is None or not number or not after:
            continue
        if (word.text == "of" and not after[0].text.endswith("ing")) or (
            word.text == "at" and all(later.pos != "NUM" for later in after)
        ):
            continue
        return f"{text[:found]}{verb} {text[found:]}"
    return text


@lru_cache(maxsize=4_096)
def _unclear(proposition: Proposition) -> tuple[float, int, object, object]:
    statement = proposition.statement
    words = _wording(statement).split()
    cost = 0.0
    if len(words) < SHORTEST:
        cost += 2.0
    if len(statement.content.text) > LONGEST:
        cost += 1.0
    first = words[0].lower().strip(_EDGES) if words else ""
    second = words[1].lower().strip(_EDGES) if first == "that" and len(words) > 1 else ""
    if second in _POINTS or (first in _POINTS and first != "that"):
        cost += 2.0
    cost += 0.3 * sum(word.lower().strip(_EDGES) in _POINTS for word in words[1:])
    if proposition.points_back:
        cost += 3.0
    if not _clause(statement.words):
        cost += 2.0
    if first in OPEN or second in OPEN:
        cost += 2.0
    cost += 0.7 * sum(word.lower().startswith(("deni", "deny", "reject", "refut")) for word in words)
    if not any(term.name for term in proposition.terms):
        cost += 1.0
    if len(statement.content.spans) > 1 or any(mark in statement.content.text for mark in '"\u201c\u201d'):
        cost += 0.7
    return cost, proposition.order, proposition.time, proposition.key


def _clause(words: tuple[Word, ...]) -> bool:
    """Whether it is a whole clause: its head word has a subject."""
    roots = [at for at, word in enumerate(words) if is_root(word)]
    if any(word.head in roots and word.role.startswith(("nsubj", "csubj")) for word in words):
        return True
    parted = [words[at].pos for at in roots]  # the parse of a long subject may break off before its verb
    return "VERB" in parted and any(pos in _NOMINAL for pos in parted[: parted.index("VERB")])


def _tidy(text: str, words: tuple[Word, ...]) -> str:
    text = _quoted(_BEFORE.sub("", " ".join(text.split()).strip(_SPACES)))
    if any(word.lemma == "that" and word.role == "mark" for word in words[1:]):
        text = _AND_THAT.sub(r"\1 and ", text)
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    if len(words) > 1 and words[-1].pos == "ADP" and words[-2].pos in _NOMINAL:
        text = text.removesuffix(f" {words[-1].text}")
    text = _TAIL.sub("", text)
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]  # "iPhone" is written so


def _quoted(text: str) -> str:
    """`text` without the quotation marks around the whole of it, and without one that lacks its partner."""
    partners = _marks(text)
    first, last = 0, len(text) - 1
    while first < last and (text[first] in _SPACES or text[last] in _SPACES or partners.get(first) == last):
        both = partners.get(first) == last
        first += both or text[first] in _SPACES
        last -= both or text[last] in _SPACES
    kept = "".join(text[at] for at in range(first, last + 1) if partners.get(at, 0) >= 0)
    return _STOPPED.sub(r"\1", kept.strip(_SPACES + "'"))


def _marks(text: str) -> dict[int, int]:
    """Where the quotation marks of `text` stand, each with the place of its partner, or -1 where it has none."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(text):
        if opened and char == _PAIRED[text[opened[-1]]] and not _apostrophe(text, at):
            found[opened[-1]], found[at] = at, opened[-1]
            opened.pop()
        elif char in _PAIRED:
            found[at] = -1
            opened.append(at)
        elif char in "\u201d\u00bb":
            found[at] = -1
    return found


def _apostrophe(text: str, at: int) -> bool:
    return text[at] == "\u2019" and text[at + 1 : at + 2].isalpha()


def shorten(text: str, limit: int = LONGEST) -> str:
    """Return `text`, cut between words to at most `limit` characters with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space else cut).rstrip(_EDGES) + "\u2026"
