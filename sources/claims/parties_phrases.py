"""The shape of a source's wording: where its head stands, who possesses it, where a description or clause begins."""

from spacy.tokens import Doc, Token

from sources.claims.parties_words import CUT, DOCUMENTS, PRESS, RELATIVE, SPOKES

BREAKS = frozenset({",", "(", "–", "—", ";", ":"})

CALLS = frozenset({"called", "dubbed", "known", "named"})
"""Before the name of whom a phrase describes."""
NAMING = frozenset({"call", "called", "calling", "calls", "styles", "styling", "terms"})
"""Before `itself` and a name."""
OWNER = frozenset({"'s", "’s", "'", "’"})

_PARTICIPLES = frozenset({"VBN", "VBG"})
_ACTS = frozenset({"rep", "reps", "representative", "representatives", "publicist"})
"""Who, with `for`, is the voice of whoever follows."""
_NATIVES = frozenset(
    {"american", "australian", "briton", "dane", "dutchman", "englishman", "finn", "frenchman", "german", "greek"}
    | {"irishman", "norwegian", "pole", "scot", "spaniard", "swede", "turk", "welshman"}
)
_MEMBERS = frozenset(
    {"communist", "conservative", "democrat", "liberal", "nationalist", "republican", "socialist", "tory"}
)
"""What a member of a party is called, with a capital and one at a time."""
_SPEAKS = frozenset({"speaks", "speaking", "spoke"})

_MEDIA_WORDS = frozenset({"press", "media", "information", "communications", "public"})


def split_phrase(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Cut a phrase at its first break (comma, dash, bracket) outside a name: what stands before, what follows, that
    without the words by which a body is said to give itself a name (`the group, which calls itself Black Heron`).
    """
    for n, t in enumerate(tokens):
        if n and t.text in BREAKS:
            named = [a.lower_ for a in tokens[n + 2 : n + 4]]
            selves = len(named) > 1 and named[0] in NAMING and named[1] in {"itself", "themselves"}
            return tokens[:n], tokens[n + (4 if selves else 1) :]
    return tokens, []


def without_clause(tokens: list[Token]) -> list[Token]:
    """Return a phrase without what follows the gap that a relative clause left in it: `Vane, [who … a town] a port,`
    is `Vane`; nor what stands before a gap where another phrase begins after it.
    """
    for n in range(1, len(tokens)):
        if tokens[0].pos_ == "ADP" and tokens[n].i - tokens[n - 1].i > 1 and tokens[n].pos_ == "PROPN":
            return tokens[n:]
        before, after = tokens[n - 1].i, tokens[n].i
        if n == 1 and after - before > 2 and tokens[n].pos_ == "DET" and tokens[0].pos_ == "PROPN":
            return tokens[n:]
        if after - before > 2 and any(t.lower_ in RELATIVE - {"that"} for t in tokens[n].doc[before + 1 : before + 3]):
            return tokens[:n]
    return tokens


def is_clause(rest: list[Token]) -> bool:
    """Return whether what follows a comma is a clause rather than an apposition; so is nothing at all."""
    if not rest or is_spokes(rest[0]):
        return not rest
    return rest[0].lower_ in RELATIVE | {"where", "when"} or rest[0].pos_ in {"VERB", "AUX", "ADP"}


def core_of(first: list[Token]) -> list[Token]:
    """Return the words of the head noun and before it: no possessor, nothing from the first preposition on."""
    stop = next((n for n, t in enumerate(first) if n and t.lower_ in CUT), len(first))
    core = first[:stop]
    verb = next((n for n, t in enumerate(core) if n and t.tag_ in _PARTICIPLES and core[n - 1].pos_ == "NOUN"), 0)
    last = not any(t.pos_ in {"NOUN", "PROPN"} for t in core[verb:])
    if verb and (last or core[verb].dep_ == "acl"):
        core = core[:verb]
    while len(core) > 1 and core[-1].pos_ == "ADV" and any(t.pos_ in {"NOUN", "PROPN"} for t in core[:-1]):
        core = core[:-1]
    marks = [n for n, t in enumerate(core) if t.text in OWNER]
    return core[marks[-1] + 1 :] if marks and marks[-1] < len(core) - 1 else core


def head_noun(core: list[Token]) -> str | None:
    """Return the folded head noun of such a core, None when it has no word; of `Circular 14` it is
    the word.
    """
    for n, t in reversed([*enumerate(core)]):
        if n and t.like_num and core[n - 1].lower_ in DOCUMENTS:
            continue
        if t.pos_ in {"NOUN", "ADJ", "PROPN", "NUM", "PRON", "DET"} or t.is_alpha:
            return t.lower_ if t.is_alpha or "-" in t.text else None
    return None


def is_spokes(token: Token) -> bool:
    """Return whether the word makes its phrase a spokesman, press office or the like."""
    low = token.lower_
    if low in SPOKES:
        return True
    if low in {"officer", "manager", "editor"} and token.i > 0 and token.nbor(-1).lower_ == "duty":
        return True
    if low in PRESS and token.i > 0:
        return token.nbor(-1).lower_ in _MEDIA_WORDS and token.doc[token.i - 1].text[:1].islower()
    if low in _ACTS and token.text.islower() and token.i + 1 < len(token.doc):
        return token.nbor(1).lower_ == "for"
    return low in _SPEAKS and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "for"


def is_native(phrase: list[Token]) -> bool:
    """Return whether a phrase is one person by where they come from: `the Vardian`, not `the Vardians`."""
    if len(phrase) != 2 or phrase[0].lower_ != "the" or not phrase[1].text[:1].isupper():
        return False
    if phrase[1].lower_ in _MEMBERS | _NATIVES:
        return True
    return phrase[1].lower_.endswith(("ian", "ean", "aan")) and len(phrase[1]) > 5


def is_crowd(core: list[Token]) -> bool:
    """Return whether the phrase counts people in the mass (`hundreds of posts`)."""
    return core[0].lower_ in {"hundreds", "thousands", "dozens", "some", "many"}


def headline_end(doc: Doc) -> int:
    """Return where the headline ends; 0 where the first line is a sentence of the text."""
    end = next((t.i for t in doc[:60] if "\n" in t.text), 0)
    return 0 if end and doc[end - 1].text == "." else end


def is_aside(subject: Token) -> bool:
    """Return whether a source says so at all times, in a relative clause: `Brennia, which Tessara accuses`."""
    return subject.head.dep_ == "acl:relcl" and subject.head.tag_ in {"VBZ", "VBP"}


def is_subordinate(doc: Doc, i: int) -> bool:
    """Return whether a source stands in a clause of time or reason: `… after the institute found that …`."""
    token = doc[i]
    for _ in range(8):
        if token.dep_ == "advcl" and any(c.dep_ == "mark" for c in token.children):
            return True
        if token.head.i == token.i:
            break
        token = token.head
    return False
