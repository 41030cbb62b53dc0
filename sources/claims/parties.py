"""Who is behind a source: one canonical name for every mention of one party, within an article and across articles.

Rules and a directory of names, no trained model: the directory is `parties_data`, the word lists `parties_words`; the
names and state bodies of an article (`parties_names`, `parties_runs`, `parties_beside`, `parties_kinds`,
`parties_bodies`, `parties_states`, `parties_nicknames`) make its `parties_roster`, kept in a `parties_register`; a
source, made whole by `parties_spans`, is read by its wording (`parties_phrases`, `parties_sources`, `parties_named`,
`parties_voices`, `parties_joint`), by whom it acts for (`parties_holders`, `parties_counsel`), its description
(`parties_descriptions`, `parties_firms`, `parties_chiefs`, `parties_classes`, `parties_callings`, `parties_salience`),
the clause that it stands in (`parties_own`), the paper that it is (`parties_papers`) or as a pronoun (`parties_memory`,
`parties_turns`, `parties_plurals`, `parties_echoes`); bodies that many places have get theirs from `parties_local`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from spacy.tokens import Doc, Span, Token

from sources.claims.dates import MONTH, WEEKDAY
from sources.claims.parties_data import Directory
from sources.claims.parties_hindsight import Hindsight
from sources.claims.parties_local import placed
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_phrases import OWNER, is_native, split_phrase
from sources.claims.parties_roster import Roster
from sources.claims.parties_runs import is_no_name
from sources.claims.parties_spans import completed, trimmed
from sources.claims.parties_subjects import shared_subject, verdict
from sources.claims.parties_words import BODY_NOUNS, FIRST, NUMBERS, ROLES, WE
from sources.claims.spans import text_of, worded
from sources.models import PartyAlias
from sources.models import Span as Offsets


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source means: the party's canonical name, whether it is named, and the person who spoke for it."""

    party: str | None
    named: bool
    person: str | None


UNKNOWN = Resolved(None, False, None)


class Parties:
    """Gives sources their canonical party. Safe to share between threads: an article's state lives in one call."""

    def __init__(self, extra: Sequence[PartyAlias] = (), reader: type[Hindsight] = Hindsight) -> None:
        """Load the shipped directory and add `extra` over it: the user's own parties and further names. `reader` reads
        the sources of an article.
        """
        self._directory = Directory(extra)
        self._reader = reader

    def resolve(
        self,
        doc: Doc,
        sources: Sequence[tuple[Offsets, ...]],
        outlet: str | None,
        cues: Sequence[Offsets | None] = (),
    ) -> list[Resolved]:
        """Return whom each source means, in the order of `sources`.

        `doc` is the whole article, tagged and parsed with Universal Dependencies; `sources` are character spans, empty
        for a source that the text does not word. `outlet` is who prints the article: `we` and `this newspaper`.
        `cues`, where given, are the spans of the cues in the same order: an unworded source is then looked for as the
        subject that the cue shares with another verb.
        """
        tokens = [trimmed(self._tokens(doc, spans)) for spans in sources]
        roster = Roster(doc, self._directory, [split_phrase(t)[0] for t in tokens if t])
        tokens = [completed(t, roster.starts) for t in tokens]
        tokens = [_in_one_sentence(t, cue) for t, cue in zip_longest(tokens, cues[: len(tokens)])]
        reader = self._reader(doc, roster, self._directory, outlet)
        worded = [t for t in tokens if t]
        for n, cue in enumerate(cues[: len(tokens)]):
            if not tokens[n] and cue is not None:
                tokens[n] = shared_subject(doc, cue, worded)
        # Whom `I` and `we` mean is who speaks after them, so they are read last.
        order = sorted((t[0].lower_ in FIRST | WE, t[0].i, n) for n, t in enumerate(tokens) if t)
        out = [UNKNOWN] * len(tokens)
        found = {n: reader.read(tokens[n]) for _, _, n in order}
        for n, referent in reader.settled(dict(enumerate(tokens)), found).items():
            out[n] = self.resolved(referent)
            if out[n] is UNKNOWN and (name := _proper_name(tokens[n])):
                out[n] = Resolved(self.canonical(name), True, None)
        for n, cue in enumerate(cues[: len(tokens)]):
            if not tokens[n] and cue is not None and outlet and verdict(doc, cue):
                out[n] = Resolved(self.canonical(outlet), True, None)
        return self._placed(doc, sources, out)

    def _placed(self, doc: Doc, sources: Sequence[tuple[Offsets, ...]], out: list[Resolved]) -> list[Resolved]:
        """The parties found, bodies that many places have with their place."""
        said = [worded(doc, each) for each in sources]
        named = zip(out, placed(text_of(doc), said, [each.party for each in out]), strict=True)
        return [each if each.party == name else replace(each, party=name, named=True) for each, name in named]

    def canonical(self, name: str) -> str:
        """Return the canonical name of a party or medium given by name; a name that no list knows, cleaned."""
        name = clean_name(name)
        entry = self._directory.find(name)
        return entry.name if entry else name

    def is_agency(self, name: str) -> bool:
        """Return whether `name` is a news agency, by the directory or by its form."""
        return self._directory.is_agency(name)

    def is_medium(self, name: str) -> bool:
        """Return whether `name` is a news agency or an outlet, by the directory or by its form."""
        return self._directory.is_medium(name)

    def is_other(self, name: str) -> bool:
        """Return whether `name` is known and no medium's: a state's, a capital's, a body's, a demonym."""
        entry = self._directory.find(name)
        if entry is not None:
            return entry.kind not in ("agency", "outlet")
        return self._directory.state(name) is not None or self._directory.adjective(name) is not None

    def voice_of(self, name: str) -> str | None:
        """Return the party whose own mouthpiece `name` is (Amaq: Islamic State), or None."""
        return self._directory.voice_of(name)

    def _tokens(self, doc: Doc, spans: tuple[Offsets, ...]) -> list[Token]:
        out: list[Token] = []
        for start, end in spans:
            span: Span | None = doc.char_span(start, end, alignment_mode="expand")
            out.extend(span or ())
        return out

    def resolved(self, found: Referent) -> Resolved:
        """Return the canonical name of an article's entity, unknown for one without a name."""
        entity = found.entity
        if entity is None or entity.anonymous or found is NOBODY:
            return UNKNOWN
        name = entity.name
        if _NOBODYS.match(name):
            return UNKNOWN
        place = entity.kind == "place"
        state = (self._directory.state(name) or self._directory.adjective(name)) if place else None
        if state := state or self._directory.governed(name):
            name = state.short
        if entity.owns:
            return Resolved(f"{clean_name(name)}'s", True, None)
        person = found.person.name if found.person is not None and not found.person.anonymous else None
        return Resolved(clean_name(name), True, person and clean_name(person))


def clean_name(name: str) -> str:
    """Return a name without white space at its ends, leading article, trailing possessive and the day behind it."""
    name = " ".join(name.replace("\u200b", "").split()).strip(' ,;:.–—-"“”')
    for mark in ("'s", "’s"):
        name = name.removesuffix(mark)
    words = name.split()
    if len(words) > 1 and words[0].lower() in {"the", "a", "an"} and name not in _WITH_ARTICLE:
        words = words[1:]
    while len(words) > 1 and _DAY.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _in_one_sentence(tokens: list[Token], cue: Offsets | None) -> list[Token]:
    """The tokens of a source that stand in one sentence with its cue, where others were taken for part of it."""
    if not tokens or cue is None or tokens[0].sent.end > tokens[-1].i:
        return tokens
    near = [t for t in tokens if t.sent.start_char <= cue[0] < t.sent.end_char]
    return near or tokens


def _proper_name(tokens: Sequence[Token]) -> str | None:
    """The name that a source is, where its head word is one though no rule knew it: `Fadma`, `Lindqvar Savings`."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if is_native([*tokens]):
        return None
    if tokens[0].lower_ in _INDEFINITE | NUMBERS and len(tokens) > 1:
        return None
    if head is None or head.pos_ != "PROPN" or not head.text[:1].isupper() or len(head.text) < 3 or head.like_num:
        return None
    if head.is_sent_start and len(tokens) == 1 and head.tag_ == "NNS":
        return None
    if head.is_sent_start and len(tokens) == 1 and head.lower_ in {t.lower_ for t in head.doc if t.text[:1].islower()}:
        return None
    run = [head]
    for step in (-1, 1):
        at = head.i + step
        while at in inside and head.doc[at].pos_ == "PROPN" and head.doc[at].text[:1].isupper():
            run.insert(0 if step < 0 else len(run), head.doc[at])
            at += step
    if (owned := run[-1].i + 1) in inside and head.doc[owned].text in OWNER and owned < tokens[-1].i:
        return None
    if len(run) == 1 and head.is_sent_start and head.lower_.removesuffix("s") in BODY_NOUNS | ROLES:
        return None
    if all(t.is_upper and (len(t) > 5 or len(run) > 1) for t in run) or any(t.lower_ in _NO_NAMES for t in run):
        return None
    if len(run) > 1 and all(t.lower_ in ROLES for t in run):
        return None
    if is_no_name(head.doc, run[0].i, run[-1].i + 1):
        return None
    name: str = head.doc[run[0].i : run[-1].i + 1].text
    return None if _NOBODYS.match(name) else name


_DAY = re.compile(WEEKDAY)
"""Stands behind a name in news English: "CNN Monday reported"."""
_NOBODYS = re.compile(
    rf"(?:(?!April|May|June|August){MONTH}|{WEEKDAY})$"
    rf"|(?!U\.|E\.)[A-Z]\.[A-Z]\.?$|(?:Islamic|Islamist|Jihadist|Kurdish|Muslim|Christian|Catholic|Jewish|Arab|Western)$"
    rf"|(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.) \d+$|(?:Several|Multiple|Various)\b"
)
"""A day, or more than one whom nobody names; April, May, June and August are people too."""
_INDEFINITE = frozenset({"a", "an", "another", "any", "no"})
_NO_NAMES = frozenset({"mr", "mrs", "ms", "dr", "sources", "officials", "residents", "police", "doctor", "minister"})
_WITH_ARTICLE = frozenset({"The Times", "The Guardian", "The Economist", "The Independent"})
