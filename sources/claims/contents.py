"""Where the content of a verb stands: a clause, infinitive, object, prepositional phrase, or the sentence's rest."""

from spacy.tokens import Doc, Token

from sources.claims import complements, idioms, spans, tree
from sources.claims.complements import Found
from sources.claims.cues import Entry, Lexicon, words
from sources.models import Act

FALLBACK = words(
    """say tell state declare announce add note write report argue claim insist maintain assert allege contend warn
    explain deny confirm acknowledge admit concede believe think conclude predict stress emphasize reiterate testify
    swear estimate suggest"""
)
"""Verbs common enough to take the rest of their sentence as content where the parse gives none."""
NAMING = words("call brand label dub describe term accuse blame deem denounce characterize characterise portray")
RECIPIENTS = ("obj", "iobj")
_RECIPROCAL = {"other": words("each the"), "another": words("one")}
"""Second words of what two hold against one another, with the first ones."""
_MARKS, _CLOSED = frozenset('"”'), frozenset(",.!?")
_AFTER_OBJECT = words("as of for over to from against with at")


def of_verb(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """Return the rule that fits, cue words beside the verb's own, the content's head, and the content's tokens."""
    for rule in (complements.clausal, _infinitive, _object, _prepositional, _gerund, _rest):
        found = rule(verb, entry, lexicon)
        if found is not None and found[3]:
            first = verb.doc[min(found[3])]
            if first.lower_ in _RECIPROCAL and first.nbor(-1).lower_ in _RECIPROCAL[first.lower_]:
                found[3].insert(0, first.i - 1)  # "accused | each other", which the parse takes apart
            return found
    return None


def _infinitive(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.frames & {"infinitive", "gerund", "object_complement"} or entry.lemma == "hold_responsible":
        return None
    for clause in verb.children:
        if clause.i < verb.i or clause.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        to = tree.starts_with_to(clause)
        gerund = clause.tag_ == "VBG" or any(c.dep_.startswith("aux") and c.tag_ == "VBG" for c in clause.lefts)
        if clause.tag_ == "VBG" and verb.doc[clause.i - 1].text == "," and lexicon.verb(clause) is not None:
            continue  # "denied responsibility, saying that"
        plain = clause.dep_ in ("xcomp", "ccomp")
        obj = tree.child(verb, *RECIPIENTS)
        if (
            "object_complement" in entry.frames
            and obj is None
            and clause.dep_ == "ccomp"
            and entry.lemma in NAMING
            and not entry.frames & {"clause"}
        ):
            return (
                "object_complement",
                [],
                clause,
                tree.filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i]),
            )
        if "object_complement" in entry.frames and obj is not None and obj.i < clause.i and (to or plain or gerund):
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if any(c.lower_ in ("clear", "plain", "known") for c in clause.rights) and clause.lower_ == "make":
            return None  # "wishes to make clear | that"
        if to and "infinitive" in entry.frames and clause.dep_ in ("xcomp", "ccomp", "advcl") and obj is None:
            content = [i for i in tree.stretch(clause) if i > verb.i]
            return "infinitive", [], clause, tree.filled(verb.doc, [*content, *complements.spill(verb, content)])
        if to and obj is not None and entry.act is not Act.SPEECH and plain:
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if gerund and "gerund" in entry.frames and (plain or (clause.i == verb.i + 1 and obj is None)):
            lead = [i for i in (verb.i + 1,) if verb.doc[i].tag_ in ("TO", "IN") and clause.i > i]
            return (
                "gerund",
                lead,
                clause,
                tree.filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i + len(lead)]),
            )
    return None


def _gerund(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """A gerund right behind its verb that the parse takes for something else: "admitted | forging the letter"."""
    clause = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else verb
    after = tree.child(verb, "obj", "ccomp", "xcomp", "advcl")
    if "gerund" not in entry.frames or clause.tag_ != "VBG" or clause.head != verb or after is not None:
        return None
    return "gerund", [], clause, tree.filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])


def _range(verb: Token, start: int, last: Token) -> list[int]:
    """The tokens from `start` to the end of the phrase `last`."""
    end = max((t.i for t in last.subtree), default=last.i)
    sentence = spans.sentences_of(verb.doc)
    return [i for i in range(start, end + 1) if sentence[i] == sentence[verb.i]]


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
    if entry.lemma == "tell" and any(t.lower_ == "from" for c in verb.rights for t in (*c.lefts, *c.rights)):
        return None  # "had not told one spray from another"
    last = obj
    for c in verb.rights:
        if c.i <= obj.i:
            continue
        case = next((g.lower_ for g in c.children if g.dep_ in ("case", "mark")), "")
        if c.tag_ == "VBG" and verb.doc[c.i - 1].text == "," and lexicon.verb(c) is not None:  # ", saying that …"
            break
        if (
            c.dep_ in ("obl", "xcomp", "advcl")
            and (case in _AFTER_OBJECT or (case == "on" and entry.lemma == "blame"))
            and not tree.is_temporal(c)
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
        and entry.lemma not in ("accuse", "blame", "criticize", "criticise", "hold_responsible")
    ):
        return None
    if obj.i < verb.i:
        if verb.dep_ == "acl:relcl":  # "a report that the police denied"
            return "object", [], verb.head, tree.noun_phrase(verb.head, outside=[t.i for t in verb.subtree])
        return "object", [], obj, [t.i for t in obj.subtree]
    start = min(t.i for t in obj.subtree)
    twin = _twin(verb, obj)
    if twin is not None and last.i <= twin.i:
        return "object", [], twin, tree.filled(verb.doc, _range(verb, max(start, verb.i + 1), twin))
    cases = [c for c in obj.lefts if c.dep_ == "case"]  # "dismissed | as | nonsense a rumour"
    content = (
        _range(verb, max(start, verb.i + 1), last)
        if last is not obj
        else tree.filled(verb.doc, [t.i for t in obj.subtree if t.i > verb.i and t not in cases])
    )
    return "object" if last is obj else "object_complement", [], obj, content


def _twin(verb: Token, obj: Token) -> Token | None:
    """The noun for a telling right behind an object that the parse gives as a second one: "dismissed the arson |
    allegation", "contradicting government | claims they would go".
    """
    after = obj.right_edge.i + 1
    twin = verb.doc[after] if after < len(verb.doc) else None
    if twin is None or twin.head != verb or twin.dep_ != "obj" or twin.lower_ not in idioms.told():
        return None
    return twin


def _prepositional(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.prepositions:
        return None
    for c in verb.rights:
        if c.dep_ not in ("obl", "advcl", "xcomp", "nmod", "obl:arg"):
            continue
        case = [g for g in c.children if g.dep_ in ("case", "mark") and g.i < c.i]
        if not case or case[0].lower_ not in entry.prepositions or tree.is_temporal(c) or c.lower_ == "condition":
            continue
        told_of = case[0].lower_ == "after"  # "apologised | after two were hurt"
        marks = {g.i for g in case} | {t.i for g in case for t in g.subtree} if not told_of else set()
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
        return "prepositional", extra, c, tree.filled(verb.doc, content)
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
    marks = (i for i in range(verb.i + 1, stop) if doc[i].text in _MARKS)
    if (mark := next(marks, None)) is not None and doc[mark - 1].text in _CLOSED:
        stop = mark
    if entry.lemma == "call" and verb.i + 1 < end and doc[verb.i + 1].lower_ in ("at", "in", "on"):
        return None  # "called on channel 16"
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
