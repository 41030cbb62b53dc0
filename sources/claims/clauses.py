"""Statements whose cue is a verb with its content in the same sentence."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import adjectives, contents, participles, passives, spans, tree
from sources.claims.cues import Entry, Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

NOT_CUES = words(
    """be have do make help start keep stop try fail manage continue need let get cause force enable come happen ensure
    use prove lead tend require depend mean begin go take give"""
)
"""Verbs outside the lexicon whose clause is nobody's words."""
_DEMANDS = words(
    "ask urge call press tell want order instruct demand expect invite challenge need beg implore advise encourage dare"
)
_TOO = words("early soon hard difficult late")
_THINGS, _OF_THINGS = words("it there that this what"), words("deny dispute reject")
_ANSWERABLE = words("responsible accountable liable")
_OWNED = frozenset(("object", "prepositional", "gerund", "infinitive"))
"""Rules that need a source: without one, the verb is an infinitive or a command that nobody says."""


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that a sentence's verbs and predicate adjectives make, of its tokens."""
    for token in tokens:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop", "case", "fixed", "compound"):
            draft = _of_verb(token, lexicon)
        elif token.pos_ in ("ADJ", "VERB") and tree.child(token, "cop") is not None:
            draft = adjectives.of_adjective(token, lexicon)
        else:
            continue
        if draft is not None:
            yield draft


def _of_verb(verb: Token, lexicon: Lexicon) -> Draft | None:
    entry = lexicon.verb(verb) or _answerable(verb, lexicon)
    if tree.child(verb, "cop") is not None:
        return adjectives.of_adjective(verb, lexicon)
    if entry is None:
        entry = _unknown(verb, lexicon)
        if entry is None:
            return None
    passive = tree.is_passive(verb)
    if participles.asked_by(verb) or (not passive and participles.is_put(verb)):
        return None
    if verb.head.lower_ in _TOO and tree.starts_with_to(verb):  # "it was too early | to say |"
        return None
    if verb.dep_ == "amod" or (verb.dep_ == "acl" and passive and not _clause(verb)):
        return None
    if "raising" in entry.frames:
        return _raising(verb, entry)
    if passive:
        return passives.of_verb(verb, entry)
    found = contents.of_verb(verb, entry, lexicon)
    if found is None:
        return None
    rule, extra, head, content = found
    if (rule != "clause" and _unreal(verb)) or (entry.stance is not Stance.ASSERTS and _demanded(verb, lexicon)):
        return None
    source = tree.subject(verb)
    if source is not None and source.i > verb.i and verb.tag_ == "VBG" and source.head == verb:
        return None  # "accusing | Varden Lines of a lie" with its object taken for its subject
    inside = set(content)
    if source is not None and source.i in inside:
        source = None
    if (
        source is None
        and (verb.dep_ in ("acl", "amod") or rule in _OWNED or tree.child(verb, "mark") is not None)
        and not (verb.tag_ in ("VBD", "VBZ", "VBP") and _lead(verb))
    ):
        return None
    if source is not None and source.lower_ == "whoever":
        return None
    if entry.lemma == "show" and source is not None and source.lower_ == "they":
        return None  # "the photographs …; he said they showed make-up"
    told = entry.lemma == "prove" or (rule == "object" and entry.lemma not in _OF_THINGS)
    if told and source is not None and source.lower_ in _THINGS:
        return None
    cue = _with_governors(verb) + extra
    particles = entry.lemma.split("_")[1:]
    if particles and [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + len(particles)]] == particles:
        cue += range(verb.i + 1, verb.i + 1 + len(particles))
    if verb.dep_ == "conj" and verb.lower_ == "deny" and lexicon.lemma(verb.head) == "confirm":
        cue = [*range(tree.verb_group(verb.head)[0], verb.i + 1), *extra]
    own = set(cue) | inside
    phrase = tree.noun_phrase(source, outside=own) if source is not None else []
    before = verb.doc[cue[0] - 1] if cue[0] else verb
    if phrase and before.tag_ == "PRP" and before.dep_.startswith("nsubj") and before.i not in phrase:
        phrase = [before.i]  # "but said | it | could not tell"
    if not phrase and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and content[0] > verb.i:
        phrase = tree.noun_phrase_before(cue[0], verb.sent.start, verb.doc)
    what = bool(phrase and phrase[0]) and verb.doc[phrase[0] - 1].lower_ == "what"
    if what and phrase[-1] == cue[0] - 1 and rule == "clause":
        return None  # "what | lawyers say | is not evidence"
    return Draft(
        rule=rule,
        anchor=verb.i,
        lemma=entry.lemma or lexicon.lemma(verb),
        cue=sorted(set(cue) - inside),
        source=phrase,
        content=spans.trimmed(verb.doc, content),
        stance=entry.stance,
        act=entry.act,
        head=head.i if head is not None else None,
    )


def _lead(verb: Token) -> list[int]:
    """The words before a sentence's main verb that can be its subject where the parse gives none."""
    if verb.dep_ != "ROOT":
        return []
    return tree.noun_phrase_before(tree.verb_group(verb)[0], verb.sent.start, verb.doc)


def _unreal(verb: Token) -> bool:
    """Whether a cue is only possible, wished or needed: "should condemn", "needs to explain"; never if negated."""
    if tree.is_negated(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in tree.IRREALIS for c in verb.lefts):
        return True
    return tree.child(verb, "mark") is not None and verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl")


def _demanded(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a cue is only what somebody is to do: "asked the club to withdraw the allegation"."""
    asks = next((t for t in (verb.head, verb.head.head) if lexicon.lemma(t) in _DEMANDS and t.i < verb.i), None)
    if asks is None or verb.tag_ != "VB" or not tree.starts_with_to(verb) or tree.own_subject(verb) is not None:
        return False
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in verb.doc[asks.i + 1 : verb.i])


def _answerable(verb: Token, lexicon: Lexicon) -> Entry | None:
    """For "held the governor responsible for the floods"."""
    whom = tree.child(verb, "obj")
    said = [*verb.rights, *(whom.rights if whom is not None else ())]
    if lexicon.lemma(verb) != "hold" or not any(c.lower_ in _ANSWERABLE for c in said):
        return None
    return Entry("hold_responsible", Stance.ASSERTS, Act.SPEECH, frozenset({"object_complement"}))


def _unknown(verb: Token, lexicon: Lexicon) -> Entry | None:
    """A verb outside the lexicon with a clause for its object and a person or body for its subject."""
    lemma = lexicon.lemma(verb)
    if lemma in NOT_CUES or tree.child(verb, "ccomp") is None or tree.child(verb, "obj", "iobj") is not None:
        return None
    subject = tree.own_subject(verb)
    if (
        subject is None
        or subject.pos_ not in ("PROPN", "PRON", "NOUN")
        or subject.lower_ in ("it", "that", "this", "which", "what")
    ):
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return None
    return Entry(lemma, Stance.ASSERTS, Act.BELIEF, frozenset({"clause"}))


def _clause(verb: Token) -> Token | None:
    return tree.child(verb, "ccomp", "xcomp")


def _with_governors(verb: Token) -> list[int]:
    """The verb's own words, and those of verbs that only lead to it ("went on to say", "appeared to blame")."""
    cue = tree.verb_group(verb)
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ == "VERB" and head.i < verb.i and verb.i - head.i <= 3:
        between = range(head.i + 1, cue[0])
        if all(verb.doc[i].dep_ in ("mark", "advmod") for i in between):
            return [*tree.verb_group(head), *between, *cue]
    mark = tree.child(verb, "mark")
    if verb.dep_ in ("xcomp", "advcl", "acl") and mark is not None and mark.i == cue[0] - 1 and mark.lower_ == "to":
        return [mark.i, *cue]
    return cue


def _raising(verb: Token, entry: Entry) -> Draft | None:
    """For "It seems that …", "the ship appears to have sunk": nobody's statement, with the whole as its content."""
    source: list[int] = []
    clause = tree.child(verb, "ccomp", "xcomp", "csubj")
    if clause is None:
        return None
    cue = tree.verb_group(verb)
    subject = tree.own_subject(verb)
    content = [t.i for t in clause.subtree if t.i > verb.i]
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += [t.i for t in subject.subtree if t.i < verb.i]
    return Draft(
        "raising",
        verb.i,
        entry.lemma,
        cue,
        source,
        spans.trimmed(verb.doc, tree.filled(verb.doc, content)),
        entry.stance,
        entry.act,
        clause.i,
    )
