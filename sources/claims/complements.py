"""The clause that a verb of saying has for its complement: where it starts, where it ends, what is not part of it."""

from spacy.tokens import Token

from sources.claims import tree
from sources.claims.cues import Entry, Lexicon
from sources.models import Act

_CLOSING = frozenset(',"”’')
Found = tuple[str, list[int], Token | None, list[int]] | None
"""A rule's name, cue words beside the verb's own, the content's head and the content's token numbers."""


def clausal(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """Return the clause that is the verb's content, if it has one."""
    if not entry.frames & {"clause", "quote"}:
        return None
    for clause in (*verb.rights, *verb.lefts):
        if clause.dep_ not in ("ccomp", "csubj") or clause.lower_ in ("so", "that", "this"):
            continue
        if clause.i < verb.i:
            if entry.act is not Act.SPEECH and "quote" not in entry.frames:
                continue
            indices = [i for i in tree.stretch(clause) if i < verb.i]
            indices = [i for i in indices if not _reaches(verb, i)]
            if tree.own_subject(verb) is None:
                continue
            return "clause", [], clause, indices
        start = _clause_start(verb, clause)
        gone = _coordinate(verb, clause, lexicon)
        content = [i for i in tree.stretch(clause) if i >= start and i not in gone]
        if not gone:
            content += spill(verb, content)
            content += _and_that(verb, content)
        return "clause", [], clause, _before_participle(verb, tree.filled(verb.doc, content), lexicon)
    for clause in verb.rights:
        if clause.dep_ == "parataxis" and clause.i > verb.i and clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            between = verb.doc[verb.i + 1 : clause.i + 1].text
            if ":" in between or (tree.own_subject(clause) is not None and tree.child(verb, "obj", "xcomp") is None):
                return "clause", [], clause, tree.filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
    return None


def _reaches(verb: Token, i: int) -> bool:
    """Whether token i belongs to the verb's own subject."""
    own = tree.own_subject(verb)
    return own is not None and any(t.i == i for t in own.subtree)


def _clause_start(verb: Token, clause: Token) -> int:
    """Where a clause after its verb begins: behind a time that stands between them and says when it was said."""
    indices = [i for i in tree.stretch(clause) if i > verb.i]
    if not indices:
        return clause.i
    start = indices[0]
    doc = verb.doc
    if start != verb.i + 1:
        return start
    first = next((c for c in clause.lefts if c.i > verb.i), None)
    subject = tree.own_subject(clause)
    if (
        first is not None
        and subject is not None
        and first.dep_ in ("obl", "obl:unmarked", "obl:tmod", "advmod")
        and first.i < subject.left_edge.i
        and tree.is_temporal(first)
        and not any(doc[j].text == "," for j in range(start, subject.left_edge.i))
    ):
        return max(t.i for t in first.subtree) + 1
    return start


def spill(verb: Token, content: list[int]) -> list[int]:
    """The words right after a content that the parse hangs on the verb instead, up to the next punctuation."""
    if not content:
        return []
    doc, mine = verb.doc, {t.i for t in verb.subtree}
    out: list[int] = []
    i = max(content) + 1
    while (
        i < len(doc) and i in mine and not doc[i].is_punct and not doc[i].is_space and doc[i].dep_ not in ("cc", "conj")
    ):
        if doc[i].head == verb and tree.is_temporal(doc[i]):
            break
        out.append(i)
        i += 1
    return out if i >= len(doc) or i not in mine or doc[i].is_punct else []


def _and_that(verb: Token, content: list[int]) -> list[int]:
    """The rest of the sentence behind a clause with "that" that a second one follows: "that it leaked | and that no
    one knew".
    """
    doc, end = verb.doc, verb.sent.end
    if not content or doc[content[0]].lower_ != "that":
        return []
    at = max(content) + 1
    while at < end and doc[at].text in _CLOSING:
        at += 1
    if at + 2 >= end or doc[at].lower_ not in ("and", "but", "or") or doc[at + 1].lower_ != "that":
        return []
    stop = next((i for i in range(at, end) if doc[i].text in ";—–" or doc[i].is_space), end)
    while doc[stop - 1].text in ".!?":
        stop -= 1
    if any(doc[i].text == "," and doc[i + 1].tag_ in ("VBG", "CC") for i in range(at, stop - 1)):
        return []
    return list(range(max(content) + 1, stop))


def _coordinate(verb: Token, clause: Token, lexicon: Lexicon) -> set[int]:
    """The tokens in a verb's clause that are the verb's own coordinate: "said it was checking and declined to say".

    A finite cue without a subject of its own, joined by a conjunction to a clause in another tense or behind a comma,
    goes with the cue before it; the parser tends to hang it on the nearer verb.
    """
    for c in clause.subtree:
        if c.dep_ != "conj" or c.i <= clause.i or c.pos_ not in ("VERB", "AUX") or tree.own_subject(c) is not None:
            continue
        finite = (c.tag_ == verb.tag_ and c.tag_ in ("VBD", "VBZ", "VBP")) or (
            c.tag_ == "VB"
            and any(a.tag_ in ("MD", "VBD", "VBZ") and a.dep_ == "aux" for a in c.children)
            and verb.tag_ in ("VBD", "VBZ")
        )
        joined = tree.child(c, "cc")
        if not finite or joined is None or tree.child(c, "mark") is not None or lexicon.verb(c) is None:
            continue
        if (
            c.tag_ != "VB"
            and c.head.tag_ == verb.tag_
            and verb.doc[joined.i - 1].text != ","
            and _speech(c.head, lexicon)
        ):
            continue
        tree.share(c, tree.shared(verb))
        first = min(t.i for t in c.subtree)
        last = max(t.i for t in clause.subtree)
        return set(range(min(first, joined.i), last + 1))
    return set()


def _before_participle(verb: Token, content: list[int], lexicon: Lexicon) -> list[int]:
    """The content up to ", adding that …": a participle of saying behind a comma speaks for the same source."""
    doc = verb.doc
    for n, i in enumerate(content[1:-1], 1):
        after = doc[content[n + 1]]
        if doc[i].text == "," and after.tag_ == "VBG" and _speech(after, lexicon):
            if after.head != verb:
                tree.share(after, tree.shared(verb))
            return content[:n]
    return content


def _speech(token: Token, lexicon: Lexicon) -> bool:
    entry = lexicon.verb(token)
    return entry is not None and entry.act is Act.SPEECH
