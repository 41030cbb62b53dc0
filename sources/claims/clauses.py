"""Statements whose cue is a verb or an adjective with its content in the same sentence."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from sources.claims import spans, tree
from sources.claims.cues import Entry, Lexicon
from sources.claims.drafts import Draft
from sources.models import Act, Stance

BODY = Entry("", Stance.ASSERTS, Act.BELIEF, frozenset({"clause"}))
"""What a verb outside the lexicon counts as when it has a clause for an object."""
NOT_CUES = frozenset(
    ["be", "have", "do", "make", "help", "start", "keep", "stop", "try", "fail", "manage", "continue", "need", "let", "get", "cause", "force", "enable", "come", "happen", "ensure", "use", "prove", "lead", "tend", "happen", "require", "depend", "mean", "begin", "go", "take", "give", "get"]
)
AGENTLESS = frozenset(
    ["say", "report", "believe", "think", "allege", "accuse", "expect", "know", "consider", "regard", "see", "view", "understand", "suspect", "rumor", "rumour", "fear", "presume", "describe", "charge", "blame", "urge", "ask", "tell", "order", "warn", "advise", "estimate", "predict", "project", "deem", "confirm", "deny", "verify", "announce", "quote", "hail", "praise", "criticize", "criticise", "condemn", "reject", "dismiss", "dispute", "require", "plan", "schedule", "intend", "mean", "hope", "propose", "suggest", "recommend", "assume", "forecast", "anticipate", "reveal", "disclose", "acknowledge", "admit", "promise", "claim", "assert", "argue", "perceive", "tip", "invite", "instruct", "brand", "label", "dub", "portray", "depict"]
)
"""Verbs whose passive says that somebody said or thought something, though not who."""
BARE = frozenset(["deny", "reject", "confirm", "dispute", "verify", "corroborate", "report", "announce", "condemn", "dismiss", "withdraw", "retract"])
"""Verbs whose passive with nothing after it still has a content: its subject."""
IRREALIS = frozenset(["should", "must", "may", "might", "would", "could", "can", "ca"])
FALLBACK = frozenset(
    ["say", "tell", "state", "declare", "announce", "add", "note", "write", "report", "argue", "claim", "insist", "maintain", "assert", "allege", "contend", "warn", "explain", "deny", "confirm", "acknowledge", "admit", "concede", "believe", "think", "conclude", "predict", "stress", "emphasize", "reiterate", "testify", "swear", "estimate", "suggest"]
)
"""Verbs common enough to take the rest of their sentence as content where the parse gives none."""
NAMING = frozenset(["call", "brand", "label", "dub", "describe", "term", "accuse", "blame", "deem", "denounce", "characterize", "characterise", "portray"])
_OWNED = frozenset(("object", "prepositional", "gerund", "infinitive"))
"""Rules that need a source: without one, the verb is an infinitive or a command that nobody says."""
RECIPIENTS = ("obj", "iobj")


def find(sentence: Sentence, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that a sentence's verbs and predicate adjectives make."""
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop", "case", "fixed", "compound"):
            draft = _of_verb(token, lexicon)
        elif token.pos_ in ("ADJ", "VERB") and tree.child(token, "cop") is not None:
            draft = _of_adjective(token, lexicon)
        else:
            continue
        if draft is not None:
            yield draft


def _of_verb(verb: Token, lexicon: Lexicon) -> Draft | None:
    entry = lexicon.verb(verb)
    if tree.child(verb, "cop") is not None:
        return _of_adjective(verb, lexicon)
    if entry is None:
        entry = _unknown(verb, lexicon)
        if entry is None:
            return None
    passive = tree.is_passive(verb)
    if verb.dep_ == "amod" or (verb.dep_ == "acl" and passive and not _clause(verb)):
        return None
    if "raising" in entry.frames:
        return _raising(verb, entry)
    if passive:
        return _of_passive(verb, entry)
    found = _content(verb, entry, lexicon)
    if found is None:
        return None
    rule, extra, head, content = found
    if rule != "clause" and _unreal(verb):
        return None
    source = tree.subject(verb)
    inside = set(content)
    if source is not None and source.i in inside:
        source = None
    if source is None and (verb.dep_ in ("acl", "amod") or rule in _OWNED or tree.child(verb, "mark") is not None):
        return None
    if source is not None and source.lower_ in ("it", "there", "that", "this", "what") and rule in ("object",):
        return None
    cue = _with_governors(verb) + extra
    if verb.dep_ == "conj" and verb.lower_ == "deny" and lexicon.lemma(verb.head) == "confirm":
        cue = [*range(tree.verb_group(verb.head)[0], verb.i + 1), *extra]
    own = set(cue) | inside
    phrase = tree.noun_phrase(source, outside=own) if source is not None else []
    if not phrase and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and content[0] > verb.i:
        phrase = tree.noun_phrase_before(cue[0], verb.sent.start, verb.doc)
    return Draft(
        rule=rule,
        anchor=verb.i,
        lemma=entry.lemma or lexicon.lemma(verb),
        cue=sorted(set(cue) - inside),
        source=phrase,
        content=_spans(verb.doc, content),
        stance=entry.stance,
        act=entry.act,
        head=head.i if head is not None else None,
    )


def _unreal(verb: Token) -> bool:
    """Whether a cue is only possible, wished or needed: "should condemn", "needs to explain"; negation makes it real."""
    if tree.is_negated(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in IRREALIS for c in verb.lefts):
        return True
    return tree.child(verb, "mark") is not None and verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl")


def _unknown(verb: Token, lexicon: Lexicon) -> Entry | None:
    """A verb outside the lexicon with a clause for its object and a person or body for its subject."""
    lemma = lexicon.lemma(verb)
    if lemma in NOT_CUES or tree.child(verb, "ccomp") is None or tree.child(verb, "obj", "iobj") is not None:
        return None
    subject = tree.own_subject(verb)
    if subject is None or subject.pos_ not in ("PROPN", "PRON", "NOUN") or subject.lower_ in ("it", "that", "this", "which", "what"):
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return None
    return Entry(lemma, Stance.ASSERTS, Act.BELIEF, frozenset({"clause"}))


def _clause(verb: Token) -> Token | None:
    return tree.child(verb, "ccomp", "xcomp")


def _spans(doc: Doc, content: list[int]) -> tuple[tuple[int, int], ...]:
    return spans.trim(doc.text, spans.of_tokens(doc, content))


def _content(verb: Token, entry: Entry, lexicon: Lexicon) -> tuple[str, list[int], Token | None, list[int]] | None:
    """The rule that fits, cue words beside the verb's own, the content's head and the content's tokens."""
    for rule in (_clausal, _infinitive, _object, _prepositional, _rest):
        found = rule(verb, entry, lexicon)
        if found is not None and found[3]:
            return found
    return None


Found = tuple[str, list[int], Token | None, list[int]] | None


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
        return "clause", [], clause, _before_participle(verb, _filled(verb.doc, content), lexicon)
    for clause in verb.rights:
        if clause.dep_ == "parataxis" and clause.i > verb.i and clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            between = verb.doc[verb.i + 1 : clause.i + 1].text
            if ":" in between or (tree.own_subject(clause) is not None and tree.child(verb, "obj", "xcomp") is None):
                return "clause", [], clause, _filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
    return None


def _reaches(verb: Token, i: int) -> bool:
    """Whether token i belongs to the verb's own subject."""
    own = tree.own_subject(verb)
    return own is not None and any(t.i == i for t in own.subtree)


def _filled(doc: Doc, indices: list[int]) -> list[int]:
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
    while i < len(doc) and i in mine and not doc[i].is_punct and not doc[i].is_space and doc[i].dep_ not in ("cc", "conj"):
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
            c.tag_ == "VB" and any(a.tag_ in ("MD", "VBD", "VBZ") and a.dep_ == "aux" for a in c.children) and verb.tag_ in ("VBD", "VBZ")
        )
        joined = tree.child(c, "cc")
        if not finite or joined is None or tree.child(c, "mark") is not None or lexicon.verb(c) is None:
            continue
        if c.tag_ != "VB" and c.head.tag_ == verb.tag_ and verb.doc[joined.i - 1].text != "," and _speech(c.head, lexicon):
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
        if "object_complement" in entry.frames and obj is None and clause.dep_ == "ccomp" and entry.lemma in NAMING and not entry.frames & {"clause"}:
            return "object_complement", [], clause, _filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
        if "object_complement" in entry.frames and obj is not None and obj.i < clause.i and (to or plain or gerund):
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if to and "infinitive" in entry.frames and clause.dep_ in ("xcomp", "ccomp", "advcl") and obj is None:
            content = [i for i in tree.stretch(clause) if i > verb.i]
            return "infinitive", [], clause, _filled(verb.doc, [*content, *_spill(verb, content)])
        if to and obj is not None and entry.act is not Act.SPEECH and plain:
            start = min(t.i for t in obj.subtree)
            return "object_complement", [], clause, _range(verb, start, clause)
        if gerund and "gerund" in entry.frames and plain:
            return "gerund", [], clause, _filled(verb.doc, [i for i in tree.stretch(clause) if i > verb.i])
    return None


def _range(verb: Token, start: int, last: Token) -> list[int]:
    """The tokens from `start` to the end of the phrase `last`."""
    end = max((t.i for t in last.subtree), default=last.i)
    return [i for i in range(start, end + 1) if verb.doc[i].sent == verb.sent]


def _object(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    if not entry.frames & {"object", "object_complement", "figure"}:
        return None
    obj = next((c for c in verb.children if c.dep_ in ("obj", "iobj") and c.lower_ not in ("himself", "herself", "itself", "themselves")), None)
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
        if (c.dep_ in ("obl", "xcomp", "advcl") and case in ("as", "of", "for", "over", "to", "from", "against", "with", "at") and not tree.is_temporal(c)) or c.dep_ == "xcomp":
            last = c
        elif c.dep_ not in ("punct", "advmod"):
            break
    if not entry.frames & {"object", "object_complement"} or (entry.frames & {"figure"} and "object" not in entry.frames):
        if not any(t.like_num for t in verb.doc[verb.i : max(t.i for t in last.subtree) + 1]):
            return None
    elif "object" not in entry.frames and last is obj and entry.lemma not in ("accuse", "blame", "criticize", "criticise"):
        return None
    if obj.i < verb.i:
        return "object", [], obj, [t.i for t in obj.subtree]
    start = min(t.i for t in obj.subtree)
    content = _range(verb, max(start, verb.i + 1), last) if last is not obj else _filled(verb.doc, [t.i for t in obj.subtree if t.i > verb.i])
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
        extra = sorted(marks) if case[0].i == verb.i + 1 or (case[0].i == verb.i + 2 and verb.doc[verb.i + 1].dep_ == "compound:prt") else []
        goal = next((g for g in verb.rights if g.i > c.i and g.dep_ in ("xcomp", "advcl") and tree.starts_with_to(g)), None)
        if goal is not None:
            content += [t.i for t in goal.subtree]
        return "prepositional", extra, c, _filled(verb.doc, content)
    return None


def _rest(verb: Token, entry: Entry, lexicon: Lexicon) -> Found:
    """The rest of the sentence, where the parse finds a common cue no content: behind "that", or from the verb on."""
    subject = tree.subject(verb)
    if subject is None or subject.i > verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VBN") or verb.dep_ == "amod":
        return None
    naming = entry.lemma in NAMING
    if not naming and entry.lemma not in FALLBACK:
        return None
    doc, end = verb.doc, verb.sent.end
    stop = next((i for i in range(verb.i + 1, end) if doc[i].text in ";" or _new_cue(doc, i)), end)
    if verb.i + 1 >= stop or doc[verb.i + 1].text in ",.;:—–-?!":
        return None
    that = next((i for i in range(verb.i + 1, min(stop, verb.i + 25)) if doc[i].lower_ == "that" and doc[i].tag_ == "IN"), None)
    start = that if that is not None and not naming else verb.i + 1
    content = list(range(start, stop))
    verbal = any(doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ != "VBG" for i in content)
    if len(content) < 2 or not (verbal or naming) or (that is None and not naming and doc[start].pos_ in ("ADP", "SCONJ", "ADV")):
        return None
    return "rest", [], None, content


def _new_cue(doc: Doc, i: int) -> bool:
    """Whether something new is said from here on: ", adding that", ", but said"."""
    return doc[i].text == "," and i + 1 < len(doc) and doc[i + 1].tag_ in ("VBG", "CC") and doc[i + 1].lower_ != "or"


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
    """"It seems that …", "the ship appears to have sunk": nobody's statement, with the whole as its content."""
    source: list[int] = []
    clause = tree.child(verb, "ccomp", "xcomp", "csubj")
    if clause is None:
        return None
    cue = tree.verb_group(verb)
    subject = tree.own_subject(verb)
    content = [t.i for t in clause.subtree if t.i > verb.i]
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += [t.i for t in subject.subtree if t.i < verb.i]
    return Draft("raising", verb.i, entry.lemma, cue, source, _spans(verb.doc, _filled(verb.doc, content)), entry.stance, entry.act, clause.i)


def _of_passive(verb: Token, entry: Entry) -> Draft | None:
    """"He is accused of …", "it was reported that …", "is said by friends to …", "could not be reached for comment"."""
    subject = tree.own_subject(verb)
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        subject = tree.subject(verb)
    agent = next((c for c in verb.rights if base_agent(c)), None)
    rest = [c for c in verb.rights if c is not agent and c.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass", "obl", "obj", "advcl")]
    rest = [c for c in rest if not tree.is_temporal(c)]
    clause = next((c for c in rest if c.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass")), None)
    cue = tree.verb_group(verb)
    source: list[int] = []
    if agent is not None:
        source = tree.noun_phrase(agent, outside=[g.i for g in agent.children if g.dep_ == "case"])
        cue = cue + [g.i for g in agent.children if g.dep_ == "case" and g.i == verb.i + 1]
    holder = verb.head if verb.dep_ == "acl" else None
    content: list[int] = []
    phrase = clause or next((c for c in rest if c.dep_ in ("obl", "advcl")), None)
    if entry.lemma in ("reach", "contact"):
        return None
    if agent is None and entry.lemma not in AGENTLESS | BARE:
        return None
    if phrase is None and entry.lemma not in BARE and (agent is None or not entry.frames & {"object", "object_complement"}):
        return None
    if agent is None and any(c.lower_ in IRREALIS for c in verb.lefts) and not tree.is_negated(verb):
        return None
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += [t.i for t in subject.subtree if t.i < verb.i]
    elif holder is not None:
        content.append(holder.i)
    if phrase is not None:
        content += [t.i for t in phrase.subtree if t.i > verb.i]
    if phrase is None and subject is None:
        return None
    content = [i for i in content if i not in set(cue)]
    return Draft(
        "passive", verb.i, entry.lemma, cue, source, _spans(verb.doc, _filled(verb.doc, content)), entry.stance, entry.act,
        (phrase or subject or verb).i,
    )


def base_agent(token: Token) -> bool:
    return token.dep_ == "obl:agent" or (token.dep_ == "obl" and any(g.lower_ == "by" and g.dep_ == "case" for g in token.children))


def _of_adjective(token: Token, lexicon: Lexicon) -> Draft | None:
    """"is confident that …", "was aware of …", "are unwilling to …"."""
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
            "adjective", token.i, entry.lemma, cue, tree.noun_phrase(subject, outside=[*cue, *content]),
            _spans(token.doc, _filled(token.doc, content)), entry.stance, entry.act, c.i,
        )
    return None
