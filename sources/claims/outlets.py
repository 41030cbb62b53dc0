"""Media that are known beforehand: the outlets of the user's feeds, and those whose articles are read together.

A text often calls such a one by its initials or by a word of its name and never in full: "told SNA", "the Bee wrote".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sources.claims.cues import words
from sources.claims.media import KIND, Directory, initials

_WIRES = words("agency wire newswire press service bureau desk cable news")
"""Last words of a name of which a text drops all that says what kind of medium it is: "told Sorrel"."""
_SORTS = _WIRES | words("financial market markets business sports sport state national the")
_KIND = re.compile(rf" (?:news )?{KIND}$")
_ROMAN = re.compile(r"[IVXLCDM]+")


class Outlets:
    """Tells media by name: by a directory, and by the names of the outlets that are known besides."""

    def __init__(self, directory: Directory, names: Iterable[str] = ()) -> None:
        """Take the directory of names, and the outlets' names in full."""
        self._directory = directory
        self._names = {_key(name): name.strip() for name in names if name.strip()}
        short: dict[str, set[str]] = defaultdict(set)
        starts: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        for name in self._names.values():
            parts = re.findall(r"\w+", _key(name))
            if parts[-1] != "news":
                short[initials(name)].add(name)
            for n in range(1, len(parts)):
                if parts[-1] in _WIRES and _SORTS.issuperset(parts[n:]):
                    starts[" ".join(parts[:n])].add(name)
            if len(parts) > 1:
                ends[parts[-1]].add(name)
        self._short, self._starts, self._ends = _single(short), _single(starts), _single(ends)

    def is_medium(self, name: str) -> bool:
        """Return whether `name` is a news agency or an outlet."""
        return self._directory.is_medium(name) or self.full(name) is not None

    def is_other(self, name: str) -> bool:
        """Return whether the directory knows `name` as something that is no medium."""
        return self._directory.is_other(name)

    def full(self, name: str) -> str | None:
        """Return the known outlet that a text calls `name`, None unless exactly one can be meant.

        A name's last word counts with its article only: "the Bee".
        """
        if not self._names:
            return None
        if (key := _key(name)) in self._names:
            return self._names[key]
        name = _KIND.sub("", name)
        if (key := _key(name)) in self._names:
            return self._names[key]
        if self._directory.is_other(name) or self._directory.is_medium(name):
            return None
        if re.fullmatch(r"[A-Z]{2,6}", name):
            return None if _ROMAN.fullmatch(name) else self._short.get(name)
        if re.match(r"[Tt]he [A-Z]", name) and (found := self._ends.get(key)):
            return found
        return self._starts.get(key) if name[:1].isupper() else None


def _key(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")


def _single(names: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(found)) for key, found in names.items() if len(found) == 1}
