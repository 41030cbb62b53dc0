"""Where the content of a verb stands: a clause, infinitive, object, prepositional phrase, or the sentence's rest."""

from spacy.tokens import Doc, Token

from sources.claims import tree
from sources.claims.cues import Entry, Lexicon, words
from sources.models import Act

Found = tuple[str, list[int], Token | None, list[int]] | None
FALLBACK = words(
    """say tell state declare announce add note write report argue claim insist maintain assert allege contend warn
    explain deny confirm acknowledge admit concede believe think conclude predict stress emphasize reiterate testify
    swear estimate suggest"""
)
"""Verbs common enough to take the rest of their sentence as content where the parse gives none."""
NAMING = words("call brand label dub describe term accuse blame deem denounce characterize characterise portray")
RECIPIENTS = ("obj", "iobj")
_AFTER_OBJECT = words("as of for over to from against with at")


def of_verb(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """Return the rule that fits, cue words beside the verb's own, the content's head, and the content's tokens."""
    for rule in (_clausal, _infinitive, _object, _prepositional, _rest):
        found = rule(verb, entry, lexicon)
        if found is not None and found[3]:
            return found
    return None


def _clausal(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
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
            content += _spill(verb, content)
        return "clause", [], clause, _before_participle(verb, filled(verb.doc, content), lexicon)
    for clause in verb.rights:
        if clause.dep_ == "parataxis" and clause.i > verb.i and clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            between = verb.doc[verb.i + 1 : clause.i + 1].text
            if ":" in between or (tree.own_subject(clause) is not None and tree.child(verb, "obj", "xcomp") is None):
                return "clause", [], clause, filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
    return None


def _reaches(verb: Token, i: int) -> bool:
    """Whether token i belongs to the verb's own subject."""
    own = tree.own_subject(verb)
    return own is not None and any(t.i == i for t in own.subtree)


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


def _spill(verb: Token, content: list[int]) -> list[int]:
    """The words right after a content that the parse hangs on the verb instead, up to the next punctuation."""
    if not content:
        return []
    doc, mine = verb.doc, {t.i for t in verb.subtree}
    out: list[int] = []
    i = max(content) + 1
    while (
        i < len(doc) and i in mine and not doc[i].is_punct and not doc[i].is_space and doc[i].dep_ not in ("cc", "conj")
    ):
        if doc[i].head is verb and tree.is_temporal(doc[i]):
            break
        out.append(i)
        i += 1
    return out if i >= len(doc) or i not in mine or doc[i].is_punct else []


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
            if after.head is not verb:
                tree.share(after, tree.shared(verb))
            return content[:n]
    return content


def _speech(token: Token, lexicon: Lexicon) -> bool:
    entry = lexicon.verb(token)
    return entry is not None and entry.act is Act.SPEECH


def _infinitive(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.frames & {"infinitive", "gerund", "object_complement"}:
        return None
    for clause in verb.children:
        if clause.i < verb.i or clause.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        mark = tree.child(clause, "mark")
        to = mark is not None and mark.lower_ == "to"
        gerund = clause.tag_ == "VBG" or any(c.dep_.startswith("aux") and c.tag_ == "VBG" for c in clause.lefts)
        plain = clause.dep_ in ("xcomp", "ccomp")
        obj = tree.child(verb, *RECIPIENTS)
        if (
            "object_complement" in entry.frames
            and obj is None
            and clause.dep_ == "ccomp"
            and entry.lemma in NAMING
            and not entry.frames & {"clause"}
        ):
            return "object_complement", [], clause, filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
        if "object_complement" in entry.frames and obj is not None and obj.i < clause.i and (to or plain or gerund):
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if to and "infinitive" in entry.frames and clause.dep_ in ("xcomp", "ccomp", "advcl") and obj is None:
            content = [i for i in tree.stretch(clause) if i > verb.i]
            return "infinitive", [], clause, filled(verb.doc, [*content, *_spill(verb, content)])
        if to and obj is not None and entry.act is not Act.SPEECH and plain:
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if gerund and "gerund" in entry.frames and plain:
            return "gerund", [], clause, filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
    return None


def _range(verb: Token, start: int, last: Token) -> list[int]:
    """The tokens from `start` to the end of the phrase `last`."""
    end = max((t.i for t in last.subtree), default=last.i)
    return [i for i in range(start, end + 1) if verb.doc[i].sent == verb.sent]


def _object(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.frames & {"object", "object_complement", "figure"}:
        return None
    obj = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("obj", "iobj") and c.lower_ not in ("himself", "herself", "itself", "themselves")
        ),
        None,
    )
    if obj is None:
        return None
    if obj.i < verb.i and obj.tag_ not in ("WDT", "WP"):
        return None
    if entry.lemma in ("quote", "cite") and any(t.lower_ == "saying" for t in verb.subtree):
        return None
    last = obj
    for c in verb.rights:
        if c.i <= obj.i:
            continue
        case = next((g.lower_ for g in c.children if g.dep_ in ("case", "mark")), "")
        if (
            c.dep_ in ("obl", "xcomp", "advcl") and case in _AFTER_OBJECT and not tree.is_temporal(c)
        ) or c.dep_ == "xcomp":
            last = c
        elif c.dep_ not in ("punct", "advmod"):
            break
    if not entry.frames & {"object", "object_complement"} or (
        entry.frames & {"figure"} and "object" not in entry.frames
    ):
        if not any(t.like_num for t in verb.doc[verb.i : max(t.i for t in last.subtree) + 1]):
            return None
    elif (
        "object" not in entry.frames
        and last is obj
        and entry.lemma not in ("accuse", "blame", "criticize", "criticise")
    ):
        return None
    if obj.i < verb.i:
        return "object", [], obj, [t.i for t in obj.subtree]
    start = min(t.i for t in obj.subtree)
    content = (
        _range(verb, max(start, verb.i + 1), last)
        if last is not obj
        else filled(verb.doc, [t.i for t in obj.subtree if t.i > verb.i])
    )
    return "object" if last is obj else "object_complement", [], obj, content


def _prepositional(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.prepositions:
        return None
    for c in verb.rights:
        if c.dep_ not in ("obl", "advcl", "xcomp", "nmod", "obl:arg"):
            continue
        case = [g for g in c.children if g.dep_ in ("case", "mark") and g.i < c.i]
        if not case or case[0].lower_ not in entry.prepositions or tree.is_temporal(c):
            continue
        marks = {g.i for g in case} | {t.i for g in case for t in g.subtree}
        content = [i for i in tree.stretch(c) if i not in marks]
        extra = (
            sorted(marks)
            if case[0].i == verb.i + 1 or (case[0].i == verb.i + 2 and verb.doc[verb.i + 1].dep_ == "compound:prt")
            else []
        )
        goal = next(
            (g for g in verb.rights if g.i > c.i and g.dep_ in ("xcomp", "advcl") and tree.starts_with_to(g)), None
        )
        if goal is not None:
            content += [t.i for t in goal.subtree]
        return "prepositional", extra, c, filled(verb.doc, content)
    return None


def _rest(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """The rest of the sentence, where the parse finds a common cue no content: behind "that", or from the verb on."""
    subject = tree.subject(verb)
    if (
        subject is None
        or subject.i > verb.i
        or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VBN")
        or verb.dep_ == "amod"
    ):
        return None
    naming = entry.lemma in NAMING
    if not naming and entry.lemma not in FALLBACK:
        return None
    doc, end = verb.doc, verb.sent.end
    stop = next((i for i in range(verb.i + 1, end) if doc[i].text in ";" or _new_cue(doc, i)), end)
    if verb.i + 1 >= stop or doc[verb.i + 1].text in ",.;:—–-?!":
        return None
    that = next(
        (
            i
            for i in range(verb.i + 1, min(stop, verb.i + 25))
            if doc[i].lower_ == "that" and (doc[i].tag_ == "IN" or i > verb.i + 1)
        ),
        None,
    )
    start = that if that is not None and not naming else verb.i + 1
    content = list(range(start, stop))
    verbal = any(doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ != "VBG" for i in content)
    if (
        len(content) < 2
        or not (verbal or naming)
        or (that is None and not naming and doc[start].pos_ in ("ADP", "SCONJ", "ADV"))
    ):
        return None
    return "rest", [], None, content


def _new_cue(doc: Doc, i: int) -> bool:
    """Whether something new is said from here on: ", adding that", ", but said"."""
    return doc[i].text == "," and i + 1 < len(doc) and doc[i + 1].tag_ in ("VBG", "CC") and doc[i + 1].lower_ != "or"
