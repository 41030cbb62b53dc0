"""What a person is under a wider word: `the player` for a striker, `the lawyer` for somebody's solicitor."""

from collections.abc import Set as AbstractSet

from sources.claims.parties_words import ROLES, SPOKES, UNNAMED_KIN

_LAWMAKERS = frozenset({"congressman", "congresswoman", "governor", "representative", "senator"})
_RANKS = frozenset({"constable", "detective", "inspector", "officer", "sergeant", "superintendent"})
_NARROWER: dict[str, frozenset[str]] = {
    "academic": frozenset({"economist", "historian", "lecturer", "professor"}),
    "artist": frozenset({"illustrator", "painter", "sculptor"}),
    "athlete": frozenset({"cyclist", "gymnast", "rower", "runner", "skater", "sprinter", "swimmer"}),
    "author": frozenset({"columnist", "novelist", "poet"}),
    "boss": frozenset({"chairman", "chairwoman", "coach", "director", "executive", "manager"}),
    "congressman": frozenset({"representative", "senator"}),
    "congresswoman": frozenset({"representative", "senator"}),
    "democrat": _LAWMAKERS,
    "doctor": frozenset({"pathologist", "physician", "psychiatrist", "surgeon"}),
    "footballer": frozenset({"defender", "forward", "goalkeeper", "midfielder", "striker", "winger"}),
    "forward": frozenset({"striker", "winger"}),
    "judge": frozenset({"justice", "magistrate"}),
    "lawmaker": _LAWMAKERS | {"mp"},
    "lawyer": frozenset({"advocate", "attorney", "barrister", "counsel", "solicitor"}),
    "manager": frozenset({"boss", "coach", "gaffer"}),
    "minister": frozenset({"secretary"}),
    "musician": frozenset({"bassist", "drummer", "guitarist", "singer", "vocalist"}),
    "officer": frozenset({"captain", "colonel", "constable", "inspector", "lieutenant", "major", "sergeant"}),
    "player": frozenset({"defender", "forward", "goalkeeper", "midfielder", "striker", "winger"}),
    "policeman": _RANKS,
    "policewoman": _RANKS,
    "politician": frozenset({"councillor", "deputy", "lawmaker", "legislator", "mp", "senator"}),
    "republican": _LAWMAKERS,
    "scientist": frozenset({"biologist", "chemist", "geologist", "physicist", "professor", "researcher"}),
    "soldier": frozenset({"corporal", "gunner", "paratrooper", "sergeant"}),
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


def narrower(noun: str) -> AbstractSet[str]:
    """Return the nouns of people who are a `noun` too; empty where none are known."""
    return _NARROWER.get(noun, frozenset())


def is_otherwise(nouns: AbstractSet[str], noun: str) -> bool:
    """Return whether the nouns by which a person is called make them something else than a `noun`; kinship does not."""
    roles = nouns & _CALLED
    if noun in _IN_COURT:
        return bool(roles & _OF_COURT)
    return bool(roles) and noun not in roles and not roles & narrower(noun)
