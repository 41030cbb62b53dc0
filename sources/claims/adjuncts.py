"""Statements whose cue stands beside a clause: "according to", "in the words of", "reportedly", "as he put it"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Span, Stance

_VIEWS = words("""view opinion words judgment judgement estimation telling account assessment eyes mind reckoning""")


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that adjuncts of a sentence make."""
    for token in tokens:
        word = token.lower_
        draft: Draft | None = None
        if word == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            draft = _according(token)
        elif token.text == "per" and token.dep_ == "case" and token.head.pos_ == "PROPN":
            draft = _with_source(token.head, [token.i], "per")
        elif word in lexicon.adverbs and token.dep_ in ("advmod", "amod", "ROOT", "dep", "discourse"):
            draft = _adverb(token, lexicon)
        elif word in _VIEWS and token.pos_ == "NOUN":
            draft = _view(token)
        elif token.pos_ == "VERB" and (token.dep_ == "advcl" or (token.dep_ == "acl" and _mark(token) == "as")):
            draft = _as_clause(token, lexicon)
        if draft is not None and draft.content:
            yield draft


def _according(token: Token) -> Draft | None:
    cue = [token.i, token.i + 1]
    head = (
        token.head
        if token.dep_ in ("case", "mark", "fixed")
        else next((c for c in token.rights if c.dep_ in ("obl", "obj")), None)
    )
    if head is None or head.i <= token.i + 1:
        after = [
            t
            for t in token.doc[token.i + 2 : token.i + 14]
            if t.sent == token.sent and t.pos_ in ("PROPN", "NOUN", "PRON")
        ]
        if not after:
            return None
        head = after[0]
    return _with_source(head, cue, "according_to")


def _with_source(head: Token, cue: list[int], lemma: str) -> Draft | None:
    source = [i for i in tree.noun_phrase(head, outside=cue) if i > cue[-1] or lemma not in ("according_to", "per")]
    if not source:
        return None
    return Draft(lemma, cue[0], lemma, cue, source, _clause_around(head, {*cue, *source}), head=_clause_head(head).i)


def _clause_head(token: Token) -> Token:
    """The predicate of the clause that an adjunct belongs to; a verb of saying above it does not count."""
    at = token.head
    for _ in range(tree.MAX_DEPTH):
        if at.pos_ in ("VERB", "AUX") or tree.child(at, "cop", "nsubj", "nsubj:pass") is not None or at.head is at:
            break
        at = at.head
    for _ in range(tree.MAX_DEPTH):
        if at.dep_ in ("conj", "advcl", "acl", "xcomp", "aux", "dep") and at.head != at and not _own_clause(at, token):
            at = at.head
        else:
            break
    return at


def _own_clause(at: Token, token: Token) -> bool:
    """Whether the adjunct belongs to this clause alone: a coordinate clause with a subject of its own."""
    return at.dep_ == "conj" and tree.own_subject(at) is not None and at.i < token.i


def _clause_around(token: Token, without: set[int]) -> tuple[Span, ...]:
    head = _clause_head(token)
    doc = token.doc
    gone = {t.i for t in token.subtree} | without
    content = [t.i for t in head.subtree if t.i not in gone]
    if content:
        first, last = content[0], content[-1]
        content = [i for i in range(first, last + 1) if i not in without and (i in set(content) or doc[i].is_punct)]
        while content and (
            doc[content[0]].dep_ == "cc" or (doc[content[0]].is_punct and doc[content[0]].text in ",.;")
        ):
            content.pop(0)
    return spans.trimmed(doc, content)


def _adverb(token: Token, lexicon: Lexicon) -> Draft | None:
    entry = lexicon.adverbs[token.lower_]
    head = token.head
    if head == token:
        return None
    content = [t.i for t in head.subtree if t.i != token.i]
    relative = next((c for c in head.rights if c.dep_ in ("parataxis", "advcl") and c.i > head.i), None)
    if relative is not None and relative.dep_ == "parataxis":
        gone = {t.i for t in relative.subtree}
        content = [i for i in content if i not in gone]
    content = [i for i in range(content[0], content[-1] + 1) if i != token.i] if content else []
    while content and token.doc[content[0]].dep_ in ("cc", "mark", "punct"):
        content.pop(0)
    return Draft(
        "adverb",
        token.i,
        entry.lemma,
        [token.i],
        [],
        spans.trimmed(token.doc, content),
        entry.stance,
        entry.act,
        head.i,
    )


def _mark(verb: Token) -> str:
    mark = tree.child(verb, "mark")
    return mark.lower_ if mark is not None else ""


def _view(token: Token) -> Draft | None:
    """For "in the ministry's view", "in the words of the minister", "by his account"."""
    case = tree.child(token, "case")
    if case is None or case.lower_ not in ("in", "by", "from", "to") or token.dep_ not in ("obl", "nmod", "advmod"):
        return None
    owner = tree.child(token, "nmod:poss")
    cue = [case.i, token.i]
    if owner is None:
        owner = next((c for c in token.rights if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), None)
        if owner is None:
            return None
        cue = list(range(case.i, token.i + 2))
    gone = {t.i for t in token.subtree}
    source = tree.noun_phrase(owner, outside=[c.i for c in owner.children if c.dep_ == "case"])
    return Draft("view", token.i, token.lower_, cue, source, _clause_around(token, gone), head=_clause_head(token).i)


def _as_clause(verb: Token, lexicon: Lexicon) -> Draft | None:
    """For "As the minister said, …"."""
    mark = tree.child(verb, "mark", "advmod")
    entry = lexicon.verb(verb)
    if mark is None or mark.lower_ != "as" or entry is None or not entry.frames & {"clause", "quote"}:
        return None
    if tree.child(verb, "ccomp", "xcomp", "obl") is not None:
        return None
    agent = tree.child(verb, "obl:agent") if verb.tag_ == "VBN" else None
    subject = tree.own_subject(verb) or agent  # "as alleged by the government"
    if subject is None or subject.lower_ == "it":
        return None
    gone = {t.i for t in verb.subtree}
    around = _clause_around(verb, gone)
    main = lexicon.verb(verb.head)
    denied = tree.child(verb.head, "ccomp") if main is not None and main.stance is Stance.DENIES else None
    if denied is not None and denied.i < verb.i:  # "denied that it had known |, as the union claims"
        around = spans.trimmed(verb.doc, [t.i for t in denied.subtree if t.i not in gone and t.dep_ != "mark"])
    cue = [*tree.verb_group(verb), *(c.i for c in subject.children if c.dep_ == "case" and subject is agent)]
    return Draft(
        "as",
        verb.i,
        entry.lemma,
        cue,
        tree.noun_phrase(subject, outside=cue),
        around,
        entry.stance,
        entry.act,
    )
