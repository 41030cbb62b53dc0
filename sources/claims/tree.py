"""What the rules ask of a parse in Universal Dependencies: subjects, negation, a verb's own words, stretches."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from sources.claims.cues import words

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
CLAUSES = ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer")
AUXILIARIES = ("aux", "aux:pass", "cop")
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "nor", "neither", "no", "nobody", "none", "nothing", "hardly", "cannot"}
)
_COMPARED = words("more fewer less")
"""After "no" they bound a number: "no fewer than 40"."""
IRREALIS = frozenset(("should", "must", "may", "might", "would", "could", "can", "ca"))
"""Auxiliaries of what is only possible, wished or needed."""
TEMPORAL = words(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon
    evening night noon midnight day days week weeks weekend month months year years hour hours minute minutes
    january february march april may june july august september october november december spring summer autumn
    winter time earlier later late early recently now then last next ago jan feb mar apr jun jul aug sept sep oct
    nov dec mon tue wed thu fri sat sun dawn dusk lunchtime"""
)
_SHARED = "gainsay_shared_subjects"
MAX_DEPTH = 12
"""Steps up the tree in search of a subject: a bound for broken parses."""


def child(token: Token, *relations: str) -> Token | None:
    """Return the first child in one of these relations."""
    for c in token.children:
        if c.dep_ in relations:
            return c
    return None


def base(relation: str) -> str:
    """Return a relation without its subtype: `obl:agent` is `obl`."""
    return relation.partition(":")[0]


_HAVE = frozenset(("have", "has", "had", "'ve", "’ve", "having"))
_BE = frozenset(
    ("be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "got", "get", "gets")
)


def is_passive(token: Token) -> bool:
    """Whether a verb is in the passive, finite or as a participle after a noun."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_.startswith("aux")}
    if (token.tag_ == "VBD" and not auxiliaries) or (auxiliaries & _HAVE and not auxiliaries & _BE):
        return False
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in token.children):
        return True
    return token.dep_ in ("acl", "advcl", "amod") and token.tag_ == "VBN" and child(token, "aux", "nsubj") is None


def supposed(verb: Token) -> bool:
    """Return whether a passive without an agent only says on what something depends: "if the report is confirmed"."""
    mark = child(verb, "mark")
    held = mark is not None and mark.lower_ in ("if", "unless", "until", "once")
    return held and is_passive(verb) and child(verb, "obl:agent") is None


def own_subject(token: Token) -> Token | None:
    """Return the token's own subject: the one nearest before it, else one after it (inversion)."""
    found = [c for c in token.children if c.dep_ in SUBJECTS]
    before = [c for c in found if c.i < token.i and c.dep_ != "nsubj:outer"]
    return before[-1] if before else found[0] if found else None


def subject(token: Token) -> Token | None:
    """Return the subject of a verb or predicate, its own or the one it shares with the verb that governs it."""
    seen = shared(token)
    for _ in range(MAX_DEPTH):
        own = own_subject(seen)
        if own is not None:
            return own
        head, relation = seen.head, base(seen.dep_)
        if head == seen:
            return None
        if (
            seen.lower_ == "saying"
            and seen.i
            and seen.nbor(-1).lower_ in ("as", ",")
            and head.lemma_.lower() in ("quote", "cite")
        ):
            return child(head, "obj") or child(head, "nsubj:pass", "nsubj")
        if relation == "acl":
            return None if seen.dep_ == "acl:relcl" else _holder(head)
        if relation == "advcl" and seen.tag_ == "VBG":  # "The dam burst, the mayor said, contradicting the owner"
            asides = [c for c in head.children if c.dep_ == "parataxis"] + [head.head] * (head.dep_ == "ccomp")
            aside = next((c for c in asides if head.i < c.i < seen.i), None)
            if aside is not None and (teller := own_subject(aside)) is not None:
                return teller
            if head.dep_ == "ccomp" and head.head.i < head.i and seen.lower_ in ANSWERING:
                head = head.head
        if relation == "xcomp":
            obj = child(head, "obj", "iobj")
            if obj is not None and obj.i < seen.i and own_subject(head) is not None and seen.tag_ != "VBG":
                return obj
        elif relation == "conj":
            head = _partner(seen, head)
        elif relation not in ("advcl", "parataxis", "ccomp", "dep"):
            return None
        if relation in ("ccomp", "parataxis") and child(seen, "mark") is None and seen.tag_ in ("VBD", "VBZ", "VBP"):
            return None
        seen = head
    return None


def finite_tag(token: Token) -> str:
    """The tag of the word that carries the tense: the first auxiliary, else the verb itself."""
    return next((c.tag_ for c in token.lefts if c.dep_ in AUXILIARIES), token.tag_)


def _partner(verb: Token, head: Token) -> Token:
    """The verb that a coordinate verb stands beside: not one within a clause of another tense, but the one above it."""
    outer = head.head
    if base(head.dep_) in ("ccomp", "acl", "xcomp", "advcl") and outer != head:
        if base(head.dep_) == "acl" and outer.pos_ in ("NOUN", "PROPN"):
            outer = outer.head
        mine = finite_tag(verb)
        if outer.pos_ == "VERB" and mine in ("VBD", "VBZ", "VBP") and mine == finite_tag(outer) != finite_tag(head):
            return outer
    return head


def share(verb: Token, first: Token) -> None:
    """Note that `verb` is coordinate with `first` and shares its subject, whatever the parse says."""
    verb.doc.user_data.setdefault(_SHARED, {})[verb.i] = first.i


def shared(token: Token) -> Token:
    """The verb whose subject a verb shares by `share`, else the verb itself."""
    at = token.doc.user_data.get(_SHARED, {}).get(token.i)
    return token.doc[at] if at is not None and own_subject(token) is None else token


def _holder(noun: Token) -> Token:
    """Who speaks through a noun with a participle: the subject of "issued a statement saying", else the noun itself."""
    verb = noun.head
    if noun.dep_ in ("obj", "obl") and verb.pos_ == "VERB" and noun.lemma_.lower() in _VESSELS:
        found = subject(verb)
        if found is not None:
            return found
    return noun


ANSWERING = words("contradicting denying rejecting dismissing disputing refuting rebutting")
"""Participles that whoever speaks answers another with, wherever the parse hangs them."""
_VESSELS = words("""statement letter email tweet post message report memo note article column speech release""")


def stretch(head: Token, *, without: Iterable[Token] = ()) -> list[int]:
    """Return the numbers of the tokens in the subtree of `head`, less the subtrees of `without`."""
    gone = {t.i for root in without for t in root.subtree}
    return [t.i for t in head.subtree if t.i not in gone]


def noun_phrase(head: Token, *, outside: Iterable[int] = ()) -> list[int]:
    """Return the tokens of a source: the noun's subtree without what governs or reports it."""
    gone = set(outside)
    indices = stretch(head, without=[c for c in head.children if c.dep_ in ("cc:preconj", "discourse", "parataxis")])
    indices = [i for i in indices if i not in gone]
    if head.i not in indices:
        return [head.i]
    run = [head.i]
    at = indices.index(head.i)
    for i in indices[at + 1 :]:
        if i - run[-1] > 2:
            break
        run.append(i)
    for i in reversed(indices[:at]):
        if run[0] - i > 2:
            break
        run.insert(0, i)
    while len(run) > 1 and (head.doc[run[0]].is_punct or head.doc[run[0]].dep_ in ("case", "cc", "mark")):
        run.pop(0)
    return run


def is_negated(token: Token, *, outside: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether a predicate is negated by a word of its own or by a negative subject ("no one", "neither side").

    Words within the character spans `outside` do not count.
    """
    gone = tuple(outside)
    for c in token.children:
        low, subject = c.lower_, c.dep_ in SUBJECTS
        if low == "without" and c.dep_ == "mark":
            return True
        if not (subject or low in NEGATIONS or low == "longer"):
            continue
        if any(s <= c.idx < e for s, e in gone) or _bounds(c):
            continue
        if low in NEGATIONS and c.dep_ in ("advmod", "det", "cc:preconj", "cc", "obj", "aux", "dep"):
            return True
        if subject and (
            low in ("nobody", "none", "neither", "nothing")
            or (low == "one" and c.i and c.doc[c.i - 1].lower_ == "no")
            or any(g.lower_ in ("no", "neither") and g.dep_ in ("det", "cc:preconj") for g in c.children)
            or (c.left_edge.lower_ == "no" and not _bounds(c.left_edge))
        ):
            return True
        if low == "longer" and any(g.lower_ == "no" for g in c.children):
            return True
    return (
        token.i > 0
        and token.dep_ == "conj"
        and any(
            c.lower_ in ("nor", "neither") and c.dep_ in ("cc", "cc:preconj", "advmod")
            for c in (*token.children, *token.head.children)
        )
    )


def _bounds(token: Token) -> bool:
    """Whether a word only bounds a number: `no more than 12`."""
    return token.lower_ == "no" and token.i + 1 < len(token.doc) and token.nbor().lower_ in _COMPARED


def verb_group(token: Token) -> list[int]:
    """Return the verb with its auxiliaries, negation, adverbs and particle as far as they stand beside it."""
    doc, at = token.doc, token.i
    mine = set()
    for c in token.children:
        relation = c.dep_
        early = relation == "advmod" and c.i < at
        if (early or relation in _OWN) and c.pos_ in _LEADING:
            mine.add(c.i)
        if early:
            mine.update(g.i for g in c.children)
    out = [at]
    if mine:
        i = at - 1
        while i in mine and doc[i].dep_ != "mark":
            out.insert(0, i)
            i -= 1
    if at + 1 < len(doc) and doc[at + 1].dep_ == "compound:prt" and doc[at + 1].head == token:
        out.append(at + 1)
    return out


_OWN = (*AUXILIARIES, "cc:preconj")
_LEADING = frozenset(("ADV", "PART", "AUX", "CCONJ", "VERB", "SCONJ"))


def noun_phrase_before(first: int, sentence_start: int, doc: Doc) -> list[int]:
    """The words right before a verb group that can be its subject where the parse gives none."""
    run: list[int] = []
    i = first - 1
    while (
        i >= sentence_start
        and doc[i].pos_ in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "PART", "ADP")
        and len(run) < 12
    ):
        run.insert(0, i)
        i -= 1
    while run and doc[run[0]].pos_ in ("ADP", "PART"):
        run.pop(0)
    titled = len(run) > 1 and doc[run[0]].pos_ == "DET" and doc[run[-1]].pos_ == "ADJ"
    if not run or not (titled or any(doc[j].pos_ in ("NOUN", "PROPN", "PRON") for j in run)):
        return []
    edge = i < sentence_start or doc[i].is_punct or doc[i].is_space or doc[i].pos_ in ("CCONJ", "SCONJ")
    return run if edge and not is_temporal(doc[run[-1]]) else []


def starts_with_to(clause: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    mark = child(clause, "mark", "case")
    return mark is not None and mark.tag_ == "TO"


def is_temporal(token: Token) -> bool:
    """Whether a phrase says when rather than what: its head or its only word is a time."""
    return token.lower_ in TEMPORAL or any(c.lower_ in TEMPORAL for c in token.children)


def filled(doc: Doc, indices: list[int]) -> list[int]:
    """The same tokens with the punctuation between them."""
    have = set(indices)
    out = list(indices)
    for i in indices:
        j = i + 1
        while j < len(doc) and doc[j].is_punct and j not in have:
            j += 1
        if j in have:
            out.extend(range(i + 1, j))
    return sorted(set(out))
