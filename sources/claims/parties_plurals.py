"""People in the plural or counted, whom a text does not name: whom a relative pronoun or `they` takes up then."""

from collections.abc import Container

from spacy.tokens import Doc, Token

from sources.claims.parties_words import ARMED, BODY_NOUNS, DOCUMENTS, INDEFINITE, NUMBERS

LEFT = frozenset({"det", "nummod", "amod", "compound"})
"""What stands before a noun within its phrase."""


def plural_subject(doc: Doc, at: int, starts: Container[int]) -> bool:
    """Return whether the clause above `they` has people without a name as its subject: `Workers met as they sang`."""
    verb = doc[at].head
    if verb.dep_ == "parataxis":  # "The nets were old, they said"
        return False
    if doc[at - 1].tag_ in {"WDT", "WP", "WRB"}:  # "the bishops had fallen at a checkpoint at which they refused"
        before = (t for t in reversed(doc[verb.sent.start : at]) if t.dep_.startswith("nsubj"))
        return (near := next(before, None)) is not None and _plain(near, starts)
    for _ in range(4):
        if verb.head.i == verb.i or verb.dep_ == "ROOT":
            break
        verb = verb.head
        subject = next((c for c in verb.lefts if c.dep_.startswith("nsubj")), None)
        if subject is not None:
            return _plain(subject, starts)
    return False


def _plain(noun: Token, starts: Container[int]) -> bool:
    """Whether a noun stands for some people without a name."""
    plain = noun.tag_ == "NNS" and noun.lower_ not in BODY_NOUNS | ARMED
    return plain and noun.i not in starts and not _named_by(noun)


def counts_people(noun: Token, starts: Container[int]) -> bool:
    """Return whether a noun stands for some whom nobody names: `two lawmakers who`, `residents who`, `a man who`."""
    if noun.lower_ in BODY_NOUNS | ARMED | DOCUMENTS or noun.i in starts or noun.dep_ == "appos":
        return False
    first = [c.lower_ for c in noun.lefts if c.dep_ in LEFT]
    counted = bool(first) and (first[0] in INDEFINITE | NUMBERS or first[0].isdigit())
    return counted or (noun.tag_ == "NNS" and not set(first) & {"the", "these", "those"})


def _named_by(noun: Token) -> bool:
    """Whether a plural has a name beside it whose people it may be: `the army's soldiers`, `Vardian officials`."""
    return any(t.pos_ == "PROPN" or t.dep_ == "nmod:poss" for t in noun.subtree if t.i <= noun.i)
