"""Which words of an article name somebody: what the encoder learns to point at for parties and relaying media."""

from collections.abc import Sequence

LIGHT = frozenset(
    ("a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "'s", "’s", "&", ",", ".", "-")
)
"""Words that a name may leave out or hold between others."""
SHARE = 0.5
"""Least share of a name's words in a mention that does not hold its last one."""


def mentions(name: str, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs of words, as `[start, end)`, that name `name`: in full, shortened, by surname or by initials.

    A run counts when it holds half of the name's words, or the last word of a name that is one person's or medium's by
    its capitals. Names of one word must be met as they are.
    """
    parts = [part for part in _split(name) if part.lower() not in LIGHT]
    wanted = {part.lower() for part in parts}
    if not wanted:
        return []
    initials = "".join(part[0] for part in parts if part[0].isupper())
    proper = all(part[:1].isupper() for part in parts) and len(parts) <= 3
    found, at = [], 0
    while at < len(forms):
        if forms[at].lower() not in wanted:
            if len(initials) > 1 and forms[at] == initials:
                found.append((at, at + 1))
            at += 1
            continue
        end, last, seen = at, at, set[str]()
        while end < len(forms) and (forms[end].lower() in wanted or forms[end].lower() in LIGHT):
            if forms[end].lower() in wanted:
                if forms[end].lower() in seen:
                    break
                seen.add(forms[end].lower())
                last = end
            end += 1
        surname = proper and parts[-1].lower() in seen and forms[last][:1].isupper()
        if surname or (len(seen) >= SHARE * len(wanted) and (len(seen) > 1 or len(wanted) < 3)):
            found.append((at, last + 1))
        at = last + 1
    return found


def nearest(found: Sequence[tuple[int, int]], place: int) -> list[tuple[int, int]]:
    """Return the run nearest to a word, in a list; rather one before it than one after it."""
    return sorted(found, key=lambda run: (abs(run[0] - place) + (2 if run[0] > place else 0), run[0]))[:1]


def _split(name: str) -> list[str]:
    return name.replace("’s", " ").replace("'s", " ").replace(",", " ").replace("-", " - ").split()
