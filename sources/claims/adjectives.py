"""Statements whose cue is a predicate adjective with its content in the same sentence."""

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import Lexicon
from sources.claims.drafts import Draft


def of_adjective(token: Token, lexicon: Lexicon) -> Draft | None:
    """Return the statement that an adjective makes of its subject, if it does: "is confident that …", "was aware of …",
    "are unwilling to …".
    """
    entry = lexicon.adjectives.get(token.lower_)
    if entry is None:
        return None
    subject = tree.subject(token)
    if subject is None:
        return None
    for c in token.rights:
        case = [g for g in c.children if g.dep_ in ("case", "mark") and g.i < c.i]
        word = case[0].lower_ if case else ""
        extra: list[int] = []
        if c.dep_ in ("ccomp", "xcomp", "advcl") and (word in ("that", "to", "whether", "if") or not word):
            content = [t.i for t in c.subtree]
        elif c.dep_ in ("obl", "advcl", "nmod", "ccomp") and word in entry.prepositions and not tree.is_temporal(c):
            marks = {g.i for g in case}
            content = [t.i for t in c.subtree if t.i not in marks]
            extra = sorted(i for i in marks if i == token.i + 1)
        else:
            continue
        if subject.lower_ in ("it", "there", "that", "this"):
            return None
        cue = tree.verb_group(token) + extra
        return Draft(
            "adjective",
            token.i,
            entry.lemma,
            cue,
            tree.noun_phrase(subject, outside=[*cue, *content]),
            spans.trim(spans.text_of(token.doc), spans.of_tokens(token.doc, tree.filled(token.doc, content))),
            entry.stance,
            entry.act,
            c.i,
        )
    return None
