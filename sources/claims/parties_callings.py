"""What a person is under a wider word: `the player` for a striker, `the lawyer` for somebody's solicitor."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sources.claims.parties_words import NUMBERS, ROLES, SPOKES, UNNAMED_KIN

_LAWMAKERS = frozenset({"congressman", "congresswoman", "governor", "representative", "senator"})
_RANKS = frozenset({"constable", "detective", "inspector", "officer", "sergeant", "superintendent"})
_TRADE = frozenset({"billionaire", "businessman", "businesswoman", "entrepreneur", "financier", "magnate", "tycoon"})
_NARROWER: dict[str, frozenset[str]] = {
    "academic": frozenset({"economist", "historian", "lecturer", "professor"}),
    "artist": frozenset({"illustrator", "painter", "sculptor"}),
    "athlete": frozenset({"cyclist", "gymnast", "rower", "runner", "skater", "sprinter", "swimmer"}),
    "author": frozenset({"columnist", "novelist", "poet"}),
    "boss": frozenset({"chairman", "chairwoman", "coach", "director", "executive", "gaffer", "manager"}),
    "businessman": _TRADE,
    "businesswoman": _TRADE,
    "cleric": frozenset(
        {"archbishop", "bishop", "canon", "chaplain", "deacon", "imam", "pastor", "priest", "rabbi", "vicar"}
    ),
    "congressman": frozenset({"representative", "senator"}),
    "congresswoman": frozenset({"representative", "senator"}),
    "democrat": _LAWMAKERS,
    "crooner": frozenset({"singer"}),
    "doctor": frozenset({"pathologist", "physician", "psychiatrist", "surgeon"}),
    "footballer": frozenset({"defender", "forward", "goalkeeper", "midfielder", "striker", "winger"}),
    "forward": frozenset({"striker", "winger"}),
    "frontman": frozenset({"singer", "vocalist"}),
    "gaffer": frozenset({"boss", "coach", "manager"}),
    "judge": frozenset({"justice", "magistrate"}),
    "lawmaker": _LAWMAKERS | {"mp"},
    "lawyer": frozenset({"advocate", "attorney", "barrister", "counsel", "solicitor"}),
    "manager": frozenset({"boss", "coach", "gaffer"}),
    "medic": frozenset({"doctor", "nurse", "paramedic", "physician", "surgeon"}),
    "minister": frozenset({"secretary"}),
    "mogul": _TRADE,
    "mp": frozenset({"minister", "secretary"}),
    "musician": frozenset({"bassist", "drummer", "guitarist", "singer", "vocalist"}),
    "officer": frozenset({"captain", "colonel", "constable", "inspector", "lieutenant", "major", "sergeant"}),
    "player": frozenset({"defender", "forward", "goalkeeper", "midfielder", "striker", "winger"}),
    "policeman": _RANKS,
    "policewoman": _RANKS,
    "politician": frozenset({"councillor", "deputy", "lawmaker", "legislator", "mp", "senator"}),
    "republican": _LAWMAKERS,
    "scientist": frozenset({"biologist", "chemist", "geologist", "physicist", "professor", "researcher"}),
    "singer": frozenset({"crooner", "frontman", "rapper", "soprano", "tenor", "vocalist"}),
    "soldier": frozenset({"corporal", "gunner", "paratrooper", "sergeant"}),
    "tycoon": _TRADE,
    "writer": frozenset({"author", "columnist", "novelist", "poet"}),
}


_CALLED = (ROLES - UNNAMED_KIN) | SPOKES | {"archdeacon", "canon", "cllr", "sheriff"}
_IN_COURT = frozenset({"accused", "claimant", "defendant", "plaintiff", "suspect"})
"""What anyone can be in a case, whatever else they are."""
_OF_COURT = frozenset(
    {
        "attorney",
        "barrister",
        "coroner",
        "counsel",
        "detective",
        "inspector",
        "judge",
        "justice",
        "lawyer",
        "magistrate",
    }
    | {"officer", "prosecutor", "solicitor", "superintendent", "victim", "witness"}
)
"""What a person in a case is who is none of those."""
_LEARNED = _NARROWER["academic"] | _NARROWER["scientist"] | {"academic", "scientist", "archaeologist", "biologist"}
"""What a doctor may be who is no physician."""
_IN_REPORTS = frozenset({"pathologist", "psychiatrist"})
"""Doctors who stand beside another doctor in a report of a court."""
_PARENTS = frozenset({"dad", "father", "grandfather", "grandmother", "mom", "mother", "mum"})


def narrower(noun: str) -> AbstractSet[str]:
    """Return the nouns of people who are a `noun` too; empty where none are known."""
    return _NARROWER.get(noun, frozenset())


def of_anyone(words: Sequence[str], noun: str) -> bool:
    """Return whether a description with this noun at its head says no more than that somebody is a person: `the
    woman`, `the 24-year-old`, `the father of three`.
    """
    if noun in {"woman", "man", "girl", "boy", "dad", "mum", "mom"} or noun.endswith("old"):
        return True
    of = words.index("of") if "of" in words else len(words)
    return noun in _PARENTS and bool(NUMBERS & {*words[of + 1 : of + 3]})


def is_otherwise(nouns: AbstractSet[str], noun: str) -> bool:
    """Return whether the nouns by which a person is called make them something else than a `noun`; kinship does not."""
    roles = nouns & _CALLED
    if any(noun in narrower(role) - _IN_REPORTS for role in roles) or ("doctor" in roles and noun in _LEARNED):
        return False
    if noun in _IN_COURT:
        return bool(roles & _OF_COURT)
    return bool(roles) and noun not in roles and not roles & narrower(noun)
