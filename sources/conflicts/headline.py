"""What a headline thinks of what it tells: that it is so, that it is not, or only that it is told.

After Ferreira and Vlachos, "Emergent: a novel data-set for stance classification" (NAACL 2016): for,
against, observing.
"""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class HeadlineStance(StrEnum):
    """What a headline does with what it tells."""

    FOR = "for"
    AGAINST = "against"
    OBSERVING = "observing"


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(files(__package__).joinpath("data/headlines.toml").read_text("utf-8"))
    against, observing, asking = (
        "|".join(data[name].replace("[ ]", "\0").split()).replace("\0", " ")
        for name in ("against", "observing", "asking")
    )
    return (
        re.compile(rf"\b(?:{against})\b", re.I),
        re.compile(rf"\?|\b(?:{observing})\b|^\W*(?:{asking})\b", re.I),
    )


def headline_stance(headline: str) -> HeadlineStance:
    """Return what a headline thinks of what it tells, by the words that mark it; what is not marked is told as so."""
    against, observing = _marks()
    if against.search(headline):
        return HeadlineStance.AGAINST
    return HeadlineStance.OBSERVING if observing.search(headline) else HeadlineStance.FOR
