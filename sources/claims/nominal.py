"""Statements whose cue is a noun: "the ministry's denial that …", "allegations of …", "made a promise to …"."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token

from sources.claims import idioms, spans, tree
from sources.claims.cues import Entry, Lexicon, words
from sources.claims.drafts import Draft
from sources.claims.parties_words import ARMED, BODY_NOUNS, COLLECTIVES, ROLES
from sources.models import Act, Span

EXCHANGE = words("trade exchange swap")
"""Verbs for what two say against one another: whose each accusation is, they leave open."""
LIGHT = words(
    """make issue give have hold raise repeat reiterate express voice offer release publish level air share deliver
    reach take launch file send post announce show keep maintain renew restate"""
)
AGENTLESS = words("allegation accusation report rumor rumour claim speculation suggestion fear concern")
_BODIES = BODY_NOUNS | COLLECTIVES | ROLES


NEAR = 8
"""Words between what something is dismissed as and what that is."""
_PRINTED = words("report article story statement claim account")
_PARTING = frozenset(',;:—–-()"“”')
_CONNECTING = words(
    """and or but that which who whom whose what when where while as because since after before if until than how why
    whether though although so"""
)


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that a sentence's nouns make, of its tokens."""
    for token in tokens:
        if token.pos_ != "NOUN":
            continue
        entry = lexicon.noun(token)
        if entry is not None and not _exchanged(token):
            draft = _of_noun(token, entry)
            if draft is not None and draft.content:
                yield draft


def _exchanged(noun: Token) -> bool:
    """Whether it is a plural that two hand each other: "Brevia and Ondar trade | accusations over the raid"."""
    near = (noun.head, noun.doc[max(0, noun.i - 1)])
    return noun.tag_ == "NNS" and any(t.lemma_.lower() in EXCHANGE for t in near)


def _of_noun(noun: Token, entry: Entry) -> Draft | None:
    content, extra, kind = _stated(noun) or _content(noun, entry)
    if not content:
        return None
    cue = [noun.i, *extra]
    source, words = _source(noun, content)
    if not source and not (entry.lemma in AGENTLESS and (kind == "that" or noun.tag_ == "NNS")):
        return None
    if not source and kind == "of" and entry.act is not Act.SPEECH:
        return None
    cue = sorted({*cue, *words} - set(content))
    head = noun.doc[content[0]]
    return Draft(
        "noun",
        noun.i,
        entry.lemma,
        cue,
        source,
        spans.trim(spans.text_of(noun.doc), spans.of_tokens(noun.doc, content)),
        entry.stance,
        entry.act,
        head.head.i if head.dep_ == "mark" else head.i,
    )


def _stated(noun: Token) -> tuple[list[int], list[int], str] | None:
    """What a noun of saying is said to be: "the allegation, made by the union, is | that the mill poured acid"."""
    clause = noun.head
    mark, link = tree.child(clause, "mark"), tree.child(clause, "cop")
    if not noun.dep_.startswith("nsubj") or mark is None or link is None or mark.lower_ != "that":
        return None
    if not noun.i < link.i < mark.i:
        return None
    return [t.i for t in clause.subtree if t.i >= mark.i], [], "that"


def before_verdict(noun: Token, last: int) -> int:
    """Return where a clause with "that" right behind a noun ends, at most at token `last`: before the verb whose
    subject the noun is, which the encoder lets it run into ("the claim that turnout reached 81% | was met with scorn").
    """
    doc, first = noun.doc, None
    for i in range(noun.i + 2, last):
        t = doc[i]
        if first is not None and (t.lower_ in _CONNECTING or t.text in _PARTING):
            break
        if t.tag_ not in ("VBD", "VBZ", "VBP", "MD") or (doc[i - 1].pos_ == "PRON" and i > noun.i + 3):
            continue
        if first is None:
            first = t.head if t.dep_ in tree.AUXILIARIES else t
            continue
        top = t.head if t.dep_ in tree.AUXILIARIES else t
        own = tree.own_subject(top)
        if own is None and top.dep_ == "ccomp" and t.i == top.i - 1 and t.dep_ == "cop":
            return i  # "that she knew the safe was empty | is old"
        if top == first or (top.head == first and top.dep_ in tree.CLAUSES) or (own is not None and own.i > first.i):
            continue
        return i
    return last


def judged(noun: Token, doc: Doc, content: Sequence[Span]) -> bool:
    """Return whether a content is but what is said of the noun: "her account | does not match our records"."""
    if noun.pos_ != "NOUN":
        return False
    first = next((t for t in spans.tokens_in(doc, *content[0]) if not t.is_punct), None)
    return first is not None and first.tag_ in ("VBZ", "VBD", "MD") and _next(noun, first)


def _next(noun: Token, verb: Token) -> bool:
    return all(t.is_punct for t in noun.doc[noun.i + 1 : verb.i]) and noun.i < verb.i


def is_object(doc: Doc, draft: Draft) -> bool:
    """Return whether a cue that is tagged as a verb is a noun for all that, the object of a verb: "dismissed as
    “inventions” | reports | that he had fled".
    """
    cue = doc[draft.anchor]
    before = cue.nbor(-1) if cue.i else cue
    if cue.lower_ not in idioms.told() or not (cue.tag_ == "VBZ" or cue.dep_ == "advcl"):
        return False
    if before.lower_ == "to":  # "pleaded not guilty to | charges | that"
        return True
    called = before.text in spans.CLOSING and any(t.lower_ == "as" for t in doc[max(0, cue.i - NEAR) : cue.i])
    return cue.tag_ == "VBZ" and (called or (cue.dep_ in ("obj", "obl", "nmod") and not draft.source))


def cut(doc: Doc, draft: Draft) -> None:
    """Cut what a noun of saying introduces where the noun's own verb follows."""
    noun, that = doc[draft.anchor], doc[min(draft.anchor + 1, len(doc) - 1)]
    if noun.pos_ != "NOUN" or that.lower_ != "that" or draft.content[0][0] != that.idx or len(draft.content) > 1:
        return
    last = spans.tokens_in(doc, *draft.content[0])[-1].i + 1
    end = before_verdict(noun, last)
    if end < last:
        draft.content = spans.trim(spans.text_of(doc), [(that.idx, doc[end].idx)])


def _finite(verb: Token) -> bool:
    """Whether a verb is finite, or a participle by its form alone: with an object behind it ("stunned the house")."""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return verb.tag_ == "VBN" and after.pos_ in ("DET", "PRON", "PROPN") and not tree.is_temporal(after.head)


def _main_verb(noun: Token, clause: Token) -> int:
    """Where the verb stands whose subject a noun with its clause is, where the parse takes it for part of the clause:
    "the minister's admission that he had signed the order | shook the house"; the text's end where it does not.
    """
    if noun.dep_.startswith("nsubj") and noun.head.i > clause.i:
        return noun.head.i
    if noun.dep_ != "ROOT":
        return len(noun.doc)
    finite = (
        t.i for t in noun.sent if t.i > clause.i and t.dep_ == "acl" and tree.own_subject(t) is None and _finite(t)
    )
    return next(finite, len(noun.doc))


def _content(noun: Token, entry: Entry) -> tuple[list[int], list[int], str]:
    for c in noun.rights:
        mark = tree.child(c, "mark") or _that(c)
        word = mark.lower_ if mark is not None else ""
        if c.dep_ in ("acl", "ccomp", "acl:relcl") and word in ("that", "whether", "if"):
            if tree.own_subject(c) is None:
                continue
            end = _main_verb(noun, c)
            under = [t.i for t in c.subtree if t.i < end]
            if word == "that" and under and under[0] == noun.i + 1:
                under = list(range(noun.i + 1, before_verdict(noun, under[-1] + 1)))
            return under, [], "that"
        if c.dep_ in ("acl", "xcomp", "ccomp") and word == "to":
            return [t.i for t in c.subtree], [], "to"
        case = tree.child(c, "case") or mark
        word = case.lower_ if case is not None else ""
        if (
            c.dep_ in ("nmod", "acl", "obl")
            and case is not None
            and word in ("of", "about", "over", "on", "against", "for", "in")
        ):
            if word == "for" and entry.lemma not in (
                "call",
                "demand",
                "support",
                "plea",
                "request",
                "respect",
                "desire",
                "hope",
                "praise",
            ):
                continue
            if word == "on" and entry.lemma in ("report", "claim", "rumour", "rumor"):
                continue
            if word == "in" and entry.lemma not in ("interest", "confidence", "faith", "belief"):
                continue
            if word == "of" and entry.lemma in (
                "report",
                "account",
                "statement",
                "message",
                "call",
                "view",
                "question",
                "sense",
                "charge",
                "thought",
                "judgment",
                "decision",
            ):
                continue
            gone = {t.i for t in case.subtree}
            return [t.i for t in c.subtree if t.i not in gone], sorted(i for i in gone if i == noun.i + 1), "of"
    return [], [], ""


def _that(clause: Token) -> Token | None:
    """A "that" taken for the object of a clause that has one: "a report that officers had searched her office"."""
    that = next((c for c in clause.lefts if c.tag_ == "WDT" and c.lower_ == "that" and c.dep_ == "obj"), None)
    return that if that is not None and any(c.dep_ == "obj" for c in clause.rights) else None


def _source(noun: Token, content: list[int]) -> tuple[list[int], list[int]]:
    """The tokens of whoever the noun belongs to, and of the light verb before it."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        words = [c.i for c in owner.children if c.dep_ == "case"]
        return tree.noun_phrase(owner, outside=words), []
    by = next((c for c in noun.rights if c.dep_ == "nmod" and c.i not in content and _case(c) in ("by", "from")), None)
    if by is not None:
        return [i for i in tree.noun_phrase(by) if i not in content], []
    if printed := _printed_in(noun):
        return [i for i in printed if i not in content], []
    made = next(
        (c for c in noun.rights if c.dep_ == "acl" and c.i not in content and not tree.child(c, "aux:pass")), None
    )
    agent = tree.child(made, "obl:agent") if made is not None else None
    if agent is not None:
        return tree.noun_phrase(agent, outside=[c.i for c in agent.children if c.dep_ == "case"]), []
    verb = noun.head
    if noun.dep_ == "obj" and verb.pos_ == "VERB" and verb.lemma_.lower() in LIGHT:
        subject = tree.subject(verb)
        if subject is not None and subject.i not in content and subject.lower_ not in ("it", "that", "this"):
            words = list(range(verb.i, noun.i)) if noun.i - verb.i <= 5 else [verb.i]
            words = sorted({*tree.verb_group(verb), *words})
            return tree.noun_phrase(subject, outside=[*words, *content]), words
    named = next((c for c in noun.lefts if _belongs(c)), None)
    if named is not None:
        first = noun.left_edge.i if not any(c.dep_ in ("acl:relcl", "punct") for c in noun.lefts) else named.left_edge.i
        return list(range(first, named.i + 1)), []
    return [], []


def _printed_in(noun: Token) -> list[int]:
    """The name of the paper in which something is told: "a report in | Pharma Week | that"."""
    doc, at = noun.doc, noun.i + 2
    if noun.lower_ not in _PRINTED or at >= len(doc) or doc[at - 1].lower_ != "in":
        return []
    at += doc[at].pos_ == "DET"
    return list(takewhile(lambda i: doc[i].pos_ == "PROPN", range(at, len(doc))))


def _belongs(word: Token) -> bool:
    """Whether a word before a noun tells whose it is: "army denial", "rebel claims", "Brevian statements"."""
    if word.dep_ not in ("compound", "nmod", "amod"):
        return False
    if word.dep_ == "amod" and word.text[:1].isupper() and not word.is_sent_start:
        return True
    return word.lower_ in ARMED or (word.dep_ != "amod" and (word.pos_ == "PROPN" or word.lower_ in _BODIES))


def _case(token: Token) -> str:
    case = tree.child(token, "case")
    return case.lower_ if case is not None else ""
