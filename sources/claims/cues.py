"""The lexicon of cues: which words attribute, what stance and act they carry, and where their content stands."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from sources.models import Act, Stance

FILE = "data/cues.toml"


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of one lemma; several words of a lemma are joined by `_` (`rule_out`)."""

    lemma: str
    stance: Stance
    act: Act
    frames: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues by part of speech, and the verbs' inflected forms."""

    verbs: Mapping[str, Entry]
    nouns: Mapping[str, Entry]
    adjectives: Mapping[str, Entry]
    adverbs: Mapping[str, Entry]
    forms: Mapping[str, str]
    """A verb's inflected form, lower case -> its lemma (of one word)."""
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """A verb's lemma -> the words that can follow it to make another cue (`rule` -> `("out",)`)."""

    def lemma(self, token: Token) -> str:
        """Return the lemma of a verb: from the lexicon's forms, else the pipeline's."""
        return self.forms.get(token.lower_) or token.lemma_.lower()

    def verb(self, token: Token) -> Entry | None:
        """Return the entry of a verb with its particle, if the lexicon has it."""
        lemma = self.lemma(token)
        for phrase in self.phrases.get(lemma, ()):
            if _follows(token, phrase):
                return self.verbs["_".join((lemma, *phrase))]
        return self.verbs.get(lemma)

    def noun(self, token: Token) -> Entry | None:
        """Return the entry of a noun in the singular or plural, if the lexicon has it."""
        word = token.lower_
        return self.nouns.get(word) or self.nouns.get(token.lemma_.lower()) or self.nouns.get(word.removesuffix("s"))

    def entry(self, cue: Sequence[Token], main: Token, opening: Token | None) -> Entry | None:
        """Return what a cue is, by its main word's part of speech, else by a verb elsewhere in it that takes a side
        ("moved to quash"); `opening` is the first word of its content.
        """
        return self._of(main) or self._mistagged(main, opening) or self._beside(cue)

    def _of(self, main: Token) -> Entry | None:
        if main.pos_ in ("VERB", "AUX"):
            return self.verb(main) or self.adjectives.get(main.lower_)
        if main.pos_ == "ADJ":
            return self.adjectives.get(main.lower_) or self.verb(main)
        if main.pos_ == "ADV":
            return self.adverbs.get(main.lower_)
        return self.noun(main) if main.pos_ == "NOUN" else None

    def _mistagged(self, main: Token, opening: Token | None) -> Entry | None:
        """A verb that was taken for a plural noun: "further disputes | that ..."."""
        plural = main.tag_ == "NNS" and main.dep_ not in ("nsubj", "obj", "obl")
        return self.verb(main) if plural and opening is not None and opening.lower_ == "that" else None

    def _beside(self, cue: Sequence[Token]) -> Entry | None:
        found = (self.verb(token) for token in cue if token.pos_ == "VERB")
        return next((e for e in found if e is not None and e.stance is not Stance.ASSERTS), None)


def _follows(token: Token, phrase: tuple[str, ...]) -> bool:
    """Whether the words come after the verb: at once, or as its particle behind an object."""
    doc, at = token.doc, token.i + 1
    if at + len(phrase) <= len(doc) and all(doc[at + n].lower_ == word for n, word in enumerate(phrase)):
        return True
    return len(phrase) == 1 and any(c.dep_ == "compound:prt" and c.lower_ == phrase[0] for c in token.rights)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the program."""
    data = _data()
    verbs = _entries(data["verbs"])
    phrases: dict[str, list[tuple[str, ...]]] = {}
    heads = set()
    for lemma in verbs:
        head, *rest = lemma.split("_")
        heads.add(head)
        if rest:
            phrases.setdefault(head, []).append(tuple(rest))
    forms = {form: head for head in sorted(heads) for form in forms_of(head)}
    return Lexicon(
        verbs=verbs,
        nouns=_entries(data["nouns"]),
        adjectives=_entries(data["adjectives"]),
        adverbs=_entries(data["adverbs"]),
        forms=forms,
        phrases={head: tuple(sorted(rest, key=len, reverse=True)) for head, rest in phrases.items()},
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


def _entries(groups: list[dict[str, Any]]) -> dict[str, Entry]:
    out: dict[str, Entry] = {}
    for group in groups:
        frames = frozenset(group.get("frames", "").split())
        prepositions = frozenset(group.get("prepositions", "").split())
        for lemma in group["lemmas"].split():
            old = out.get(lemma)
            out[lemma] = Entry(
                lemma=lemma,
                stance=old.stance if old else Stance(group["stance"]),
                act=old.act if old else Act(group["act"]),
                frames=frames | (old.frames if old else frozenset()),
                prepositions=prepositions | (old.prepositions if old else frozenset()),
            )
    return out


def forms_of(lemma: str) -> Iterator[str]:
    """Yield the forms of an English verb (Quirk et al. 1985, sections 3.5 to 3.9: spelling of regular verbs)."""
    irregular: Mapping[str, str] = _data()["irregular"]
    yield lemma
    if lemma in irregular:
        yield from irregular[lemma].split()
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")
