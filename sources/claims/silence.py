"""Statements that are none: who did not respond, could not be reached, had no comment, could not verify."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import participles, spans, tree
from sources.claims.cues import Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

_CHECK = words("""verify confirm corroborate authenticate substantiate establish determine check ascertain validate""")
_REPLY = words("respond reply answer return comment")
_JOINT = frozenset(("DET", "NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "PART", "PRON", "ADP"))
_REACHED = words("reached contacted located found")
_ABSENT = words("unavailable unreachable")
_PRESENT = words("available reachable")
_NONE = words("comment answer response reply")
_CONFIRMATION = words("confirmation verification")
_UNHEARD = words("unanswered unreturned unsuccessful")
_ASKED = words("call message email e-mail request query question letter text inquiry enquiry approach")
_TRIED = words("attempt effort bid")
_REACH = words("reach contact")
_ATTAINED = words(
    "accord agreement area compromise consensus deal decision goal peak settlement site solution summit survivors"
    " target town truce victims village"
)
"""What is reached and is nobody who could answer."""
_GIVEN = words(
    """account breakdown comparison copy cost datum data detail estimate evidence figure footage id information name
    number outcome price record report response result statement toll translation transcript verdict version video
    word help more reason"""
)
"""What may not be available and is nobody who could answer."""
_TO, _FROM = frozenset(("to",)), frozenset(("to", "from"))
_WHERE = frozenset(("at", "for", "to", "with"))
_WORDS = _REACHED | _ABSENT | _PRESENT | _NONE | _CONFIRMATION | _UNHEARD
_LEMMAS = _CHECK | _REPLY | {"fail"}
"""What a rule needs to see of a word before it looks at the parse."""


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements of a sentence's tokens, as in `reader.HEADS`, that give no answer or no verification."""
    for token in tokens:
        if token.lower_ not in _WORDS and lexicon.lemma(token) not in _LEMMAS:
            continue
        if token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        for rule in (_unanswered, _unheard, _unreached, _unverified, _no_comment, _no_word):
            draft = rule(token, lexicon)
            if draft is not None:
                yield draft
                break


def _draft(
    rule: str, token: Token, cue: list[int], source: Token | None, content: list[int], stance: Stance, lemma: str
) -> Draft:
    words = sorted(set(cue) - set(content))
    phrase, _ = participles.asked_before(token.doc[min(words, default=token.i)])
    if source is not None and not phrase:
        phrase = tree.noun_phrase(source, outside=[*words, *content])
    return Draft(
        rule,
        token.i,
        lemma,
        words,
        _joint(token, phrase, words),
        spans.trim(spans.text_of(token.doc), spans.of_tokens(token.doc, content)),
        stance,
        Act.SPEECH,
    )


def _joint(token: Token, phrase: list[int], cue: list[int]) -> list[int]:
    """The source with all that is coordinate with it up to the cue ("the army, and the ministry, did not respond")."""
    if not phrase or not cue or phrase[-1] >= cue[0]:
        return phrase
    between = [token.doc[i] for i in range(phrase[-1] + 1, cue[0])]
    if not between or not any(t.dep_ == "cc" for t in between) or any(t.pos_ not in _JOINT for t in between):
        return phrase
    return list(range(phrase[0], cue[0]))


def _rest(verb: Token, *relations: str) -> list[int]:
    """The complements after a verb, times left out."""
    out: list[int] = []
    for c in verb.rights:
        if tree.base(c.dep_) in relations and not tree.is_temporal(c):
            out += [t.i for t in c.subtree]
    if not out:
        return []
    sentence = spans.sentences_of(verb.doc)
    return [i for i in range(min(out), max(out) + 1) if sentence[i] == sentence[verb.i]]


def _unanswered(verb: Token, lexicon: Lexicon) -> Draft | None:
    """For "did not respond to …", "has yet to answer", "left unanswered"."""
    lemma = lexicon.lemma(verb)
    if (
        lemma in _REPLY
        and verb.pos_ == "VERB"
        and (tree.is_negated(verb) or _yet(verb))
        and tree.child(verb, "aux:pass", "nsubj:pass") is None
    ):
        source = tree.subject(verb)
        content = _rest(verb, "obl", "obj", "nmod", "advcl")
        if source is None or (source.lower_ in ("it", "this", "that") and not _is_asked(verb, lexicon, content)):
            return None
        if lemma == "return" and not any(
            verb.doc[i].lemma_.lower() in ("call", "request", "message", "email", "phone") for i in content
        ):
            return None
        if lemma in ("answer", "respond", "reply") and any(c.dep_ == "ccomp" for c in verb.children):
            return None
        cue = _cue(verb)
        would = any(c.lower_ in ("would", "will", "wo", "’ll") for c in verb.children)
        would = would or (
            lemma == "comment" and (verb.lower_.endswith("ing") or (verb.dep_ == "ccomp" and source.pos_ == "PRON"))
        )
        stance = Stance.DECLINES if would else Stance.NO_RESPONSE
        return _draft("no_response", verb, cue, source, content or cue[-1:], stance, lemma)
    return None


def _is_asked(verb: Token, lexicon: Lexicon, content: list[int]) -> bool:
    """Whether "it" is somebody asked, not a thing: "it would not comment", "it did not respond to a request"."""
    return lexicon.lemma(verb) == "comment" or any(lexicon.lemma(verb.doc[i]) in _ASKED for i in content)


def _unheard(word: Token, lexicon: Lexicon) -> Draft | None:
    """For "calls to the clinic went unanswered", "emails to it were not returned", "attempts to reach him failed"."""
    lemma = lexicon.lemma(word)
    passive = lemma in ("answer", "return") and tree.is_negated(word) and tree.child(word, "aux:pass") is not None
    if not (passive or word.lower_ in _UNHEARD or lemma == "fail"):
        return None
    verb = word.head if word.dep_ in ("xcomp", "acl", "advcl") and word.head.pos_ == "VERB" else word
    subject = tree.own_subject(word) or tree.own_subject(verb)
    if subject is None or subject.i > word.i:
        return None
    tried = lexicon.lemma(subject) in _TRIED
    if not tried and (lexicon.lemma(subject) not in _ASKED or lemma == "fail"):
        return None
    under = [t for t in subject.subtree if subject.i < t.i < word.i]
    if tried:
        reach = next((t for t in under if lexicon.lemma(t) in _REACH), None)
        source = tree.child(reach, "obj") if reach is not None else None
        source = None if source is not None and source.lower_ in _ATTAINED else source
    else:
        where = _WHERE if any(t.lower_ == "left" for t in under) else _TO
        if lexicon.lemma(subject) == "request" and any(t.lower_ in _NONE for t in under):  # "for comment | from"
            where = _FROM
        source = next((t for t in under if t.dep_ in ("nmod", "obl") and _case(t) in where), None)
    if source is None:
        return None
    first = tree.verb_group(verb)[0]
    while first - 1 > subject.i and word.nbor(first - 1 - word.i).pos_ in ("AUX", "VERB", "ADV"):
        first -= 1
    asked = [t.i for t in subject.subtree if t.i <= subject.i]
    return _draft("no_response", word, list(range(first, word.i + 1)), source, asked, Stance.NO_RESPONSE, lemma)


def _case(noun: Token) -> str:
    case = tree.child(noun, "case")
    return case.lower_ if case is not None else ""


def _yet(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(t.lower_ == "yet" for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])


def _cue(verb: Token) -> list[int]:
    cue = tree.verb_group(verb)
    if _yet(verb):
        first = next(i for i in range(verb.i - 1, -1, -1) if verb.doc[i].lower_ == "yet")
        while first > verb.sent.start and verb.doc[first - 1].pos_ in ("AUX", "VERB"):
            first -= 1
        return list(range(first, verb.i + 1))
    return cue


def _unreached(verb: Token, lexicon: Lexicon) -> Draft | None:
    """For "could not be reached for comment", "was not available for comment"."""
    word = verb.lower_
    reached = word in _REACHED and tree.child(verb, "aux:pass") is not None and tree.is_negated(verb)
    absent = (word in _PRESENT and tree.is_negated(verb)) or word in _ABSENT
    if not (reached or absent):
        return None
    source = tree.own_subject(verb) or tree.subject(verb)
    content = _rest(verb, "obl", "advcl", "xcomp", "nmod")
    soon = word == "available" and any(c.lower_ == "immediately" for c in verb.lefts) and _is_body(source)
    if source is None or (
        word in ("located", "found", "available", "unavailable")
        and not any(verb.doc[i].lower_ == "comment" for i in content)
        and not (soon and content == [])
    ):
        return None
    cue = tree.verb_group(verb)
    return _draft(
        "no_response", verb, cue, source, content or cue[-1:], Stance.NO_RESPONSE, "reach" if reached else "available"
    )


def _is_body(source: Token | None) -> bool:
    """Whether a noun can be who is not available, rather than what: "details were not immediately available"."""
    return source is not None and source.pos_ != "PRON" and source.lemma_.lower() not in _GIVEN


def _unverified(verb: Token, lexicon: Lexicon) -> Draft | None:
    """For "could not independently verify …", "was unable to confirm …", "could not be verified"."""
    lemma = lexicon.lemma(verb)
    if lemma not in _CHECK or verb.pos_ != "VERB":
        return None
    doc, cue = verb.doc, tree.verb_group(verb)
    passive = tree.is_passive(verb)
    governor = verb.head if verb.dep_ in ("xcomp", "acl", "ccomp", "csubj", "advcl") else None
    unable = governor is not None and (
        governor.lower_ in ("unable", "impossible")
        or (governor.lower_ in ("able", "possible", "managed") and tree.is_negated(governor))
    )
    first = verb.head if verb.dep_ == "conj" and tree.child(verb, "cc") is not None else verb
    first = first if first == verb or (lexicon.lemma(first) in _CHECK and tree.own_subject(verb) is None) else verb
    can = any(c.lower_ in ("could", "can", "ca") for c in first.children if c.dep_ == "aux") and tree.is_negated(first)
    if not (unable or can):
        return None
    if unable and governor is not None:
        start = tree.verb_group(governor)[0]
        cue = list(range(start, verb.i + 1)) if start < verb.i else cue
    if passive:
        subject = tree.own_subject(verb) or (tree.own_subject(governor) if governor is not None else None)
        agent = next((c for c in verb.rights if c.dep_ == "obl:agent"), None)
        if subject is None:
            return None
        content = [t.i for t in subject.subtree if t.i < verb.i]
        return _draft("unverified", verb, cue, agent, content, Stance.UNVERIFIED, lemma)
    source = (
        tree.own_subject(verb) or (tree.own_subject(governor) if governor is not None else None) or tree.subject(verb)
    )
    if source is not None and source.lower_ == "it" and unable and governor is not None and governor.pos_ == "ADJ":
        source = None if governor.lower_ in ("possible", "impossible") else source
    content = _rest(verb, "obj", "ccomp", "xcomp") or _asked_after(verb)
    if source is not None and source.i in content:
        return None
    return (
        _draft(
            "unverified", verb, [i for i in cue if doc[i].sent == verb.sent], source, content, Stance.UNVERIFIED, lemma
        )
        if content
        else None
    )


def _asked_after(verb: Token) -> list[int]:
    """The question that a check would answer, whatever the parse takes it for: "establish | when it was filmed"."""
    clause = next((c for c in verb.rights if c.dep_ == "advcl" and c.left_edge.tag_ in ("WRB", "WP", "WDT")), None)
    return [t.i for t in clause.subtree] if clause is not None and clause.left_edge.i == verb.i + 1 else []


def _no_comment(noun: Token, lexicon: Lexicon) -> Draft | None:
    """For "had no comment on …", "has made no comment"."""
    if noun.lower_ not in _NONE or noun.dep_ != "obj":
        return None
    if not any(c.lower_ == "no" for c in noun.children):
        return None
    verb = noun.head
    source = tree.subject(verb)
    if source is None or verb.lemma_.lower() not in ("have", "make", "give", "offer", "issue", "provide"):
        return None
    have = verb.lemma_.lower() in ("have", "offer", "give")
    content = _rest(verb, "obl") or [t.i for c in noun.rights for t in c.subtree]
    cue = sorted({*tree.verb_group(verb), *range(verb.i, noun.i + 1)})
    stance = Stance.DECLINES if have else Stance.NO_RESPONSE
    return _draft("no_comment", verb, cue, source, content or [noun.i], stance, noun.lower_)


def _no_word(noun: Token, lexicon: Lexicon) -> Draft | None:
    """For "there was no immediate comment from the ministry", "there was no independent confirmation of the toll"."""
    if noun.lower_ not in _NONE | _CONFIRMATION:
        return None
    if not any(c.lower_ == "no" for c in noun.children) or not any(t.lower_ == "there" for t in noun.sent[:4]):
        return None
    checked = noun.lower_ in _CONFIRMATION
    whom = _after(noun, "from")
    what = _after(noun, "of", "for", "that") if checked else _after(noun, "on", "about", "to")
    if not (what if checked else whom):
        return None
    start = next((t.i for t in noun.sent if t.lower_ == "there"), noun.i)
    cue = list(range(start, noun.i + 1))
    content = [t.i for t in what.subtree] if what is not None else [noun.i]
    content = [i for i in content if whom is None or i < whom.left_edge.i or i > whom.right_edge.i]
    stance = Stance.UNVERIFIED if checked else Stance.NO_RESPONSE
    rule = "unverified" if checked else "no_comment"
    source = None if checked else whom
    return _draft(rule, noun, cue if what is not None else cue[:-1], source, content, stance, noun.lower_)


def _after(noun: Token, *words: str) -> Token | None:
    """The phrase behind a noun, in its sentence, that one of these words introduces."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    return next((t.head for t in behind if t.lower_ in words and t.dep_ in ("case", "mark") and t.head.i > t.i), None)
