"""Statements whose cue is a passive: "He is accused of …", "it was reported that …", "is said by friends to …"."""

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import Entry, words
from sources.claims.drafts import Draft

AGENTLESS = words(
    """say report believe think allege accuse expect know consider regard see view understand suspect rumor rumour fear
    presume describe charge blame urge ask tell order warn advise estimate predict project deem confirm deny verify
    announce quote hail praise criticize criticise condemn reject dismiss dispute require plan schedule intend mean
    hope propose suggest recommend assume forecast anticipate reveal disclose acknowledge admit promise claim assert
    argue perceive tip invite instruct brand label dub portray depict"""
)
"""Verbs whose passive says that somebody said or thought something, though not who."""
BARE = words(
    """refute debunk discredit disprove deny reject confirm dispute verify corroborate report announce condemn dismiss
    withdraw retract"""
)
"""Verbs whose passive with nothing after it still has a content: its subject."""
_PHRASES = ("obl", "advcl", "obj")


def of_verb(verb: Token, entry: Entry) -> Draft | None:
    """For "He is accused of …", "it was reported that …", "is said by friends to …"."""
    subject = tree.own_subject(verb)
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        subject = tree.subject(verb)
    agent = next((c for c in verb.rights if _is_agent(c)), None)
    rest = [
        c
        for c in verb.rights
        if c is not agent and c.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass", "obl", "obj", "advcl")
    ]
    rest = [c for c in rest if not (c.dep_ in _PHRASES and tree.is_temporal(c)) and not _is_relative(c)]
    clause = next((c for c in rest if c.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass")), None)
    if entry.lemma == "question" and subject is not None and (subject.pos_ == "PROPN" or subject.tag_ == "PRP"):
        return None  # who was questioned by the police
    cue = tree.verb_group(verb)
    source: list[int] = []
    if agent is not None:
        source = tree.noun_phrase(agent, outside=[g.i for g in agent.children if g.dep_ == "case"])
        cue = cue + [g.i for g in agent.children if g.dep_ == "case" and g.i == verb.i + 1]
    charge = next((t for t in agent.rights if _is_charge(t)), None) if agent and entry.lemma == "accuse" else None
    if charge is not None and not rest:  # "was accused by the union | of a cover-up"
        source = [i for i in source if i < charge.left_edge.i]
    holder = verb.head if verb.dep_ == "acl" else None
    content: list[int] = []
    phrase = clause or next((c for c in rest if c.dep_ in ("obl", "advcl")), None) or charge
    if entry.lemma in ("reach", "contact") or _quoted_as_saying(verb):
        return None
    if agent is None and entry.lemma not in AGENTLESS | BARE:
        return None
    if (
        phrase is None
        and entry.lemma not in BARE
        and (agent is None or not entry.frames & {"object", "object_complement"})
    ):
        return None
    if agent is None and any(c.lower_ in tree.IRREALIS for c in verb.lefts) and not tree.is_negated(verb):
        return None
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += [t.i for t in subject.subtree if t.i < verb.i]
    elif holder is not None:
        content.append(holder.i)
    if phrase is not None:
        content += [t.i for t in phrase.subtree if t.i > verb.i]
    if (phrase is None and subject is None) or tree.supposed(verb):
        return None
    content = [i for i in content if i not in set(cue)]
    return Draft(
        "passive",
        verb.i,
        entry.lemma,
        cue,
        source,
        spans.trimmed(verb.doc, tree.filled(verb.doc, content)),
        entry.stance,
        entry.act,
        (phrase or subject or verb).i,
    )


def _quoted_as_saying(verb: Token) -> bool:
    """For "was quoted by the station as saying": the subject is who says, not what is said."""
    return verb.lower_ in ("quoted", "cited") and any(t.lower_ == "saying" for t in verb.doc[verb.i + 1 : verb.i + 12])


def _is_charge(noun: Token) -> bool:
    """Whether a noun is what somebody is accused of, though the parse has it for part of who accuses."""
    before = noun.doc[max(noun.left_edge.i - 1, 0)]
    return noun.dep_ == "nmod" and "of" in (noun.left_edge.lower_, before.lower_) and noun.pos_ != "PROPN"


def _is_relative(clause: Token) -> bool:
    """Whether a clause says something of whoever is named last: "was contradicted by Ince, | who told the court"."""
    if clause.dep_ != "advcl":
        return False
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    return first.tag_ in ("WP", "WDT")


def _is_agent(token: Token) -> bool:
    return token.dep_ == "obl:agent" or (
        token.dep_ == "obl" and any(g.lower_ == "by" and g.dep_ == "case" for g in token.children)
    )
