"""The shipped directory of parties: states with their demonyms and capitals, bodies, groups, agencies, outlets."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sources.models import PartyAlias

_COMMON = frozenset({"congress"})
"""Names that are none in lower case."""
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHE = re.compile("[’‘ʼ]")
_SUFFIXES = ("ian", "ean", "an", "n", "ese", "nese", "ish", "i", "ic", "ite", "er", "yan", "ais", "ois")
_WIRE = re.compile(
    r"\b(?:news agency|press agency|wire|\w{3,}wire|press association|news service|agencia|press bureau"
    r"|telegraph agency)$",
    re.I,
)
_PAPER = re.compile(
    r"\b(?:times|post|gazette|herald|courier|ledger|tribune|mirror|argus|chronicle|sentinel|journal|observer|mercury|radio"
    r"|tv|television|fm|daily|weekly|news|newsroom|standard|telegraph|bulletin|broadcasting|magazine|echo|dispatch|examiner"
    r"|media|inquirer|globe|press|matin|diario|cr[oó]nica|zeitung|tageblatt|gazeta)$",
    re.I,
)


_SHORT = {"United States": "US", "United Kingdom": "UK"}


@dataclass(frozen=True, slots=True)
class State:
    """A state by its common English name, its demonyms (the first leads), its capitals and its other names."""

    name: str
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def adjective(self) -> str:
        """The word that names its bodies: `Russian`; the short `US` and `UK` where the news uses them."""
        return _SHORT.get(self.name, self.demonyms[0])

    @property
    def short(self) -> str:
        """The name of the state as a party, which is that of its government: `Russia`, `US`."""
        return _SHORT.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A party of the directory: canonical name, kind (as in `PartyAlias`) and the state that it belongs to."""

    name: str
    kind: str
    state: str | None = None


@lru_cache(maxsize=1 << 13)
def key(name: str) -> str:
    """Fold a name for comparison: case, hyphens, a leading article and a trailing possessive do not count."""
    name = _POSSESSIVE.sub("", _APOSTROPHE.sub("'", name.strip())).replace("-", " ")
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


class Directory:
    """Finds a party by any of its names; later entries win, so the user's own stand over the shipped ones."""

    def __init__(self, extra: Sequence[PartyAlias] = ()) -> None:
        states, entries, voices = _shipped()
        self._states = {key(n): s for s in states for n in (s.name, *s.others, *s.capitals)}
        self._adjectives = {d: s for s in states for d in s.demonyms}
        self._capitals = frozenset(key(c) for s in states for c in s.capitals)
        self._voices = dict(voices)
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._speakers: set[str] = set()
        for name, aliases, kind, state in entries:
            self._add(Entry(name, kind, state), aliases)
        for alias in extra:
            if alias.kind == "state":
                state_ = State(alias.name, alias.aliases[:1] or (alias.name,), (), alias.aliases[1:])
                self._states.update((key(n), state_) for n in (alias.name, *alias.aliases[1:]))
                self._adjectives.update((d, state_) for d in state_.demonyms)
            else:
                self._add(Entry(alias.name, alias.kind), alias.aliases)
                if alias.kind != "person":
                    self._speakers.update(key(n) for n in alias.aliases if 1 < len(n.split()) < 4 and n.istitle())

    def _add(self, entry: Entry, aliases: Sequence[str]) -> None:
        for name in (entry.name, *aliases):
            # "WHO", "IS" and "Care" are words too: what only capitals make a name is matched with its case.
            if (name.isupper() and len(name) <= 5) or name in {
                "Isis",
                "Labour",
                "Meta",
                "Apple",
                "Amazon",
                "Azov",
                "Amnesty",
            }:
                self._exact[name] = entry
            else:
                self._folded[key(name)] = entry

    def find(self, name: str) -> Entry | None:
        """Return the party that goes by `name`, or None."""
        bare = _POSSESSIVE.sub("", name.strip())
        stripped = bare[4:] if bare[:4] in {"The ", "the "} else bare
        if stripped in _COMMON:
            return None
        return self._exact.get(stripped) or self._folded.get(key(bare))

    def is_speaker(self, name: str) -> bool:
        """Return whether the user gives `name` as another name of a body and it may be a person's: `Ana Belo`."""
        return key(name) in self._speakers

    def state(self, name: str) -> State | None:
        """Return the state that goes by `name`: its name, another name, or its capital."""
        return self._states.get(key(name))

    def is_capital(self, name: str) -> bool:
        """Return whether `name` is the capital of a state, and so a city too."""
        return key(name) in self._capitals

    def adjective(self, word: str) -> State | None:
        """Return the state whose demonym `word` is (`Russian`), with its case."""
        return self._adjectives.get(_APOSTROPHE.sub("'", word))

    def governed(self, name: str) -> State | None:
        """Return the state whose government `name` is: `Iranian government`, `Government of Iran`."""
        words = name.split()
        if len(words) > 1 and words[-1].lower() == "government":
            return self.adjective(" ".join(words[:-1])) or self.state(" ".join(words[:-1]))
        if len(words) > 2 and words[0].lower() == "government" and words[1].lower() == "of":
            return self.state(" ".join(words[2:]))
        return None

    def voice_of(self, name: str) -> str | None:
        """Return the party whose mouthpiece `name` is, or None."""
        entry = self.find(name)
        return self._voices.get(entry.name if entry else name)

    def is_agency(self, name: str) -> bool:
        """Return whether `name` is a news agency, by the directory or by its form (`Lindqvist News Agency`)."""
        entry = self.find(name)
        return entry.kind == "agency" if entry else bool(_WIRE.search(_POSSESSIVE.sub("", name.strip())))

    def is_medium(self, name: str) -> bool:
        """Return whether `name` is a news agency or an outlet, by the directory or by its form."""
        entry = self.find(name)
        if entry:
            return entry.kind in {"agency", "outlet"}
        return self.is_agency(name) or bool(_PAPER.search(_POSSESSIVE.sub("", name.strip())))


def demonym_of(place: str, word: str) -> bool:
    """Return whether `word` looks like the demonym of `place` by form alone (`Tavaro`, `Tavaran`)."""
    place, word = place.casefold(), word.casefold()
    if word == place or not word.endswith(_SUFFIXES):
        return False
    stem = place.rstrip("aeiouy") if len(place.rstrip("aeiouy")) >= 3 else place
    rest = word[len(stem) :]
    return word.startswith(stem) and len(rest) <= 5 and rest.endswith(_SUFFIXES)


def demonyms_in(place: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return which of `words`, grouped by their first two letters in lower case, look like the demonym of `place`."""
    return [w for w in words.get(place[:2].casefold(), ()) if demonym_of(place, w)]


def by_start(words: Iterable[str]) -> dict[str, list[str]]:
    """Group words by their first two letters, as `demonyms_in` takes them."""
    out: dict[str, list[str]] = {}
    for word in words:
        out.setdefault(word[:2].casefold(), []).append(word)
    return out


def coin_demonym(place: str) -> str:
    """Return the likeliest English demonym of a place that no list knows, the place itself where form tells nothing."""
    low = place.casefold()
    if low.endswith("ia"):
        return place + "n"
    if low.endswith("a"):
        return place + "n"
    if low.endswith("o"):
        return place[:-1] + "an"
    if low.endswith("ne") and len(place) > 4:
        return place[:-1] + "ian"
    return place + "i" if low.endswith(("ar", "or", "an", "ir")) and len(place) > 4 else place


@cache
def _shipped() -> tuple[
    tuple[State, ...],
    tuple[tuple[str, tuple[str, ...], str, str | None], ...],
    tuple[tuple[str, str], ...],
]:
    data = tomllib.loads(files("sources.claims").joinpath("data/parties.toml").read_text(encoding="utf-8"))
    states = tuple(State(name, *(_split(part) for part in line.split("|"))) for name, line in data["states"].items())
    entries = [
        (name, _split(line), kind, None) for kind, table in data["parties"].items() for name, line in table.items()
    ]
    for name, line in data["offices"].items():
        aliases, _, state = line.partition("|")
        entries.append((name, _split(aliases), "body", state.strip() or None))
    return states, tuple(entries), tuple(data["voices"].items())


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (p.strip() for p in text.split(",")) if part)
