"""The closed word lists by which a source is told apart: person or body, named or not. They stand in a data file."""

import tomllib
from importlib.resources import files

_LISTS: dict[str, str] = tomllib.loads(
    files("sources.claims").joinpath("data/party_words.toml").read_text(encoding="utf-8")
)


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


HE = _words("he")
SHE = _words("she")
IT = _words("it")
THEY = _words("they")
FIRST = _words("first")
WE = _words("we")
RELATIVE = _words("relative")
ARTICLES = _words("articles")
INDEFINITE = frozenset({"a", "an", "another", "one"})
DAYS = _words("days")
POSSESSIVES = _words("possessives")
SPOKES = _words("spokes")
"""Who speaks for a body, not for themselves."""
PRESS = _words("press")
"""After `press`, `media`, `information` or `public affairs`: the body's voice."""
INSIDERS = _words("insiders")
"""Who, without a name but with their body named as possessor, speaks for that body."""
SENT = _words("sent")
"""Who, with their body named after a preposition, speaks for it."""
DOCUMENTS = _words("documents")
"""What a body or person puts out: the one who put it out is the party."""
GOVERNMENT = _words("government")
"""Bodies of a state (with `air force`, `armed forces`, `general staff` and the like, see GOVERNMENT_PAIRS)."""
ARMED = _words("armed")
"""Plain plurals that stand for the one armed group an article is about."""
GROUP = _words("group")
COMPANY = _words("company")
OUTLET = _words("outlet")
INSTITUTION = _words("institution")
"""Nouns by which a body that was named before is spoken of."""
ROLES = _words("roles")
PERSONS = ROLES | {"boy", "girl", "man", "men", "people", "person", "woman", "women"}
"""What a person is or does: marks a capitalised name as a person's, and a description as a person's."""
TITLES = _words("titles")
"""Words that may stand, capitalised or not, before a person's name and are no part of it."""
HONORIFICS = _words("honorifics")
"""Titles of which one, right before a name, is enough to call it a person's."""
FEMALE = _words("female")
MALE = _words("male")
ANONYMOUS = _words("anonymous")
"""Who stays unnamed unless a name stands with them."""
UNNAMED_KIN = _words("unnamed_kin")
CIRCLE = _words("circle")
"""Those around a person or body who are not their voice: critics, supporters."""
NUMBERS = _words("numbers")
JOINERS = _words("joiners")
"""Small words that may stand inside a name, between two capitalised ones."""
PLACE_BEFORE = _words("place_before")
ABSTRACT = _words("abstract")
MAKERS = _words("makers")
"""Common nouns that headlines set before a company's name."""
_CRAFTS = frozenset({"cabinetmaker", "dressmaker", "filmmaker", "matchmaker", "peacemaker", "policymaker", "shoemaker"})


def is_maker(word: str) -> bool:
    """Return whether a folded common noun before a capitalised name makes that a firm's: `glassmaker Corvane`."""
    return word in MAKERS or (word.endswith("maker") and len(word) > 7 and word not in ROLES | _CRAFTS)


NOT_STATE = _words("not_state")
"""Words before a ministry or army that name no state, though they may be capitalised."""
OWNERS = _words("owners")
"""Words whose possessive stays inside a name: the People's Council, the Prime Minister's Office."""
PUBLIC = _words("public")
"""Words in a body's name that make it no company."""
GENERIC = _words("generic") | COMPANY
"""Nouns too general to be a body's name by themselves; those of companies are generic too."""
OUTLET_LIKE = _words("outlet_like")
"""Nouns by which a medium is spoken of."""
CUT = _words("cut")
"""Words that end the core of a phrase: what follows says more about its head."""
BRANCHES = _words("branches")
"""Parts of a body that speak for it: the operations room of the army."""
NO_AGENCIES = _words("no_agencies")
"""Capitalised words that stand where a credit might, and are none."""
OFFICES = _words("offices")
"""Offices that one person at a time holds: without a name, the office itself is the party."""
GOVERNMENT_PAIRS = frozenset(" ".join(pair.split()) for pair in _LISTS["government_pairs"].split(","))
"""Bodies of a state that two words name."""
FIRMS = _words("firms")
"""Last words of the names of firms, by which no firm is spoken of."""
BODY = GOVERNMENT | _words("body") | FIRMS
"""Nouns that make a name a body's name."""
PRONOUNS = HE | SHE | IT | THEY | FIRST | WE | RELATIVE
_GIVEN: dict[str, str] = tomllib.loads(
    files("sources.claims").joinpath("data/given_names.toml").read_text(encoding="utf-8")
)
GIVEN_FEMALE = frozenset(_GIVEN["female"].split())
GIVEN_MALE = frozenset(_GIVEN["male"].split())
"""Given names that nearly always tell a woman or a man."""
GIVEN = GIVEN_FEMALE | GIVEN_MALE
COLLECTIVES = ARMED | frozenset({"police", "prosecutors", "detectives", "firefighters", "coastguard"})
_NAME_ONLY = frozenset(
    {"press", "news", "line", "lines", "post", "times", "house", "fc", "city", "united", "capital", "systems", "works"}
    | {"argus", "chronicle", "courier", "gazette", "herald", "ledger", "mercury", "mirror", "sentinel", "tribune"}
    | {"annals", "operative", "wire", "energy", "staff", "records", "partners", "rovers"}
    | FIRMS
)
"""Words of bodies' names by which no body is spoken of."""
HOUSES = COMPANY | _words("houses")
"""Before a paper: whose it is (`a club statement`)."""
BODY_NOUNS = GROUP | COMPANY | OUTLET | INSTITUTION | GOVERNMENT | (BODY - _NAME_ONLY)
"""Nouns by which a body is spoken of."""
COMMON = ROLES | ANONYMOUS | BODY_NOUNS | ARMED | DOCUMENTS | INSIDERS | COLLECTIVES | NUMBERS | SPOKES | UNNAMED_KIN
"""Nouns that are no names, though they open a sentence with a capital."""
PARTICLES = JOINERS - frozenset({"of", "for", "on", "in", "to", "against", "without"})
"""Joiners that stand inside a person's name too."""
CALLED = ROLES | SPOKES
"""Nouns for what a person is."""
GENDERED = FEMALE | MALE
NOUNS = ROLES | BODY_NOUNS
"""Nouns for what a party is."""
