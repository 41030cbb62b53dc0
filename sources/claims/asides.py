"""Statements whose cue interrupts or ends its content: "The fuse, one notes, is new"; "Nine are held, say the rebels".

The parser of a small model often reads these wrongly, so the shape alone decides: a source and a verb of saying, set
off by commas or dashes, with nothing after the verb but to whom, when and where it was said.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import idioms, spans, tree
from sources.claims.asked import APPROACHED
from sources.claims.cues import Entry, Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Stance

_EDGES = frozenset((",", "—", "–", "-", "--", ";"))
_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADP", "PART", "CCONJ", "ADV", "SYM", "X"))
_TO_WHOM = frozenset(("tell", "inform", "assure", "remind", "warn", "notify", "advise"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB"))
_INVERTING = words("""say add report write claim announce note explain argue insist warn conclude suggest state""")
"""Verbs that stand before their subject often enough that the parse is not asked."""
_COMING = frozenset(("will", "'ll", "’ll"))
_POINTS = frozenset(("it", "that", "this", "itself", "himself", "herself", "themselves"))
_SEEN = frozenset(("ask", "discover", "find", "record", "see"))
"""What is done to things, and to those who find nothing: "the last of them were found"."""
_SETTINGS = frozenset(("after", "amid", "as", "before", "despite", "following", "over"))
MAX_SETTING = 6
"""Words of what a headline says to have gone before."""
MAX_SOURCE = 25
MAX_TAIL = 16


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that a sentence's asides make."""
    tokens = [t for t in tokens if not t.is_space]
    place = {t.i: n for n, t in enumerate(tokens)}
    for n, token in enumerate(tokens):
        if not n or (token.tag_ not in _FINITE and token.pos_ != "VERB"):
            continue
        entry = lexicon.verb(token)
        if entry is None or not entry.frames & {"clause", "quote"} or entry.lemma in ("put", "show", "prove"):
            continue
        draft = _aside(tokens, place, n, entry, lexicon)
        if draft is not None:
            yield draft


def _aside(tokens: list[Token], place: dict[int, int], n: int, entry: Entry, lexicon: Lexicon) -> Draft | None:
    verb = tokens[n]
    group = [place[i] for i in tree.verb_group(verb) if i in place]
    if any(tokens[g].tag_ == "TO" or tokens[g].lower_ in _COMING for g in group) or (
        group[0] and tokens[group[0] - 1].tag_ == "TO"
    ):
        return None
    if entry.lemma in _SEEN and tree.is_passive(verb):
        return None
    right = _right_edge(tokens, n)
    tail = tokens[group[-1] + 1 : right]
    setting = next((k for k, t in enumerate(tail) if k and t.lower_ == "as" and t.dep_ == "mark"), len(tail))
    left = _left_edge(tokens, group[0])
    lead = tokens[left + 1 : group[0]]
    if left < 0 or _opens_quotation(lead) or _takes_up(lead):
        return None
    if lead:
        if not _is_source(lead) or not _is_tail(tail, entry):
            return None
        source, start = lead, left + 1
    elif (
        tail
        and tail[0].pos_ in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM")
        and _is_source(tail := tail[:setting])
        and tail[0].tag_ not in ("WDT", "WP")
    ):
        source, start = tail, group[0]
        if len(group) > 1 or verb.tag_ == "VBG":
            return None
        subject = tree.own_subject(verb)
        if entry.lemma not in _INVERTING and (subject is None or subject.i < verb.i):
            return None
    else:
        subject = tree.own_subject(verb)
        if (
            subject is None
            or subject.i not in place
            or not subject.i < verb.i
            or not _is_tail(tail, entry)
            or verb.tag_ == "VBN"
        ):
            return None
        phrase = [place[i] for i in tree.noun_phrase(subject, outside=[verb.i]) if i in place]
        start = phrase[0]
        if not start or tokens[start - 1].text not in _EDGES or len(phrase) > MAX_SOURCE or verb.dep_.startswith("acl"):
            return None
        source = [tokens[p] for p in phrase]
    if source[-1].lower_ == "you":
        return None
    before, after = tokens[: start - 1], tokens[right + 1 :]
    before = _trimmed(own_part(before, lexicon))
    if after and (_stops(after, tokens[right] if right < len(tokens) else None) or _is_setting(after)):
        after = []
    if not _is_content(before, after, right < len(tokens) - 1):
        return None
    content = [t.i for t in (*before, *after)]
    cue = [tokens[g].i for g in group]
    head = next((t for t in (*before, *after) if t.dep_ == "ROOT" or t.head.i == verb.i), None)
    if head is None or head == verb:
        head = next((t for t in (*before, *after) if t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE), None)
    return Draft(
        "aside",
        verb.i,
        entry.lemma,
        cue,
        _source(source) if verb.lower_ != "told" or tail or tokens[-1].text in '.!?"”' else [],
        spans.trim(spans.text_of(verb.doc), spans.of_tokens(verb.doc, content)),
        entry.stance,
        entry.act,
        head.i if head is not None else None,
    )


def own_part(before: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return what stands after a semicolon before which another statement is told, of words before a source and cue:
    "It denied the report; all was well | , the army said".
    """
    parting = (n for n, t in enumerate(before) if t.text == ";" or (t.text == ":" and before[n - 1].lower_ in _POINTS))
    semicolon = max(parting, default=0)  # or a colon: "It denied that: all was well"
    told = any((e := lexicon.verb(t)) is not None and e.stance is not Stance.ASSERTS for t in before[:semicolon])
    quoted = any(t.text in spans.OPENING for t in before)
    return before[semicolon + 1 :] if told and not quoted else before


def _opens_quotation(lead: list[Token]) -> bool:
    """Whether a quotation opens with a source: what speaks in it does not tell what is before it."""
    return bool(lead) and lead[0].text in spans.OPENING and not any(t.text in spans.CLOSING for t in lead[1:])


def _takes_up(lead: list[Token]) -> bool:
    """Whether it is a claim and who answers it that stand before a verb: ", a claim the army | confirmed"."""
    noun = next((n for n, t in enumerate(lead[:4]) if t.lower_ in idioms.told()), None)
    after = lead[noun + 1] if noun is not None and noun + 1 < len(lead) else None
    return after is not None and lead[0].lower_ in ("a", "an") and after.pos_ in ("DET", "PRON", "PROPN")


def _source(tokens: list[Token]) -> list[int]:
    while tokens and (tokens[0].pos_ in ("CCONJ", "ADV", "PUNCT") and len(tokens) > 1):
        tokens = tokens[1:]
    out: list[int] = []
    for t in tokens:
        if out and t.pos_ == "ADP" and t.lower_ in ("on", "in", "during", "after") and tree.is_temporal(t.head):
            break
        if out and t.lower_ in tree.TEMPORAL and t.pos_ in ("PROPN", "NOUN") and t is tokens[-1]:
            break
        out.append(t.i)
    return out


def _left_edge(tokens: list[Token], n: int) -> int:
    """The place of the comma or dash before the aside; -1 when the sentence starts first."""
    for k in range(n - 1, max(-1, n - MAX_SOURCE), -1):
        if tokens[k].text in _EDGES and (tokens[k].text != "-" or _spaced(tokens[k])):
            return k
    return -1


def _spaced(token: Token) -> bool:
    return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)


def _right_edge(tokens: list[Token], n: int) -> int:
    for k in range(n + 1, min(len(tokens), n + MAX_TAIL)):
        if (tokens[k].text in _EDGES and (tokens[k].text != "-" or _spaced(tokens[k]))) or tokens[k].text in ".?!:)":
            return k
    return len(tokens) if len(tokens) - n < MAX_TAIL else n + MAX_TAIL


def _is_source(tokens: list[Token]) -> bool:
    return (
        all(t.pos_ in _NOMINAL or t.text in "'’\"“”." for t in tokens)
        and any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in tokens)
        and tokens[0].pos_ not in ("ADP", "PART")
        and not any(
            (t.tag_ in ("WDT", "WP", "WRB", "IN") and t.dep_ == "mark") or t.tag_ in ("WDT", "WP") for t in tokens
        )
    )


def _is_tail(tokens: list[Token], entry: Entry) -> bool:
    """Whether what follows the verb is only to whom, when, where and how it was said."""
    if not tokens:
        return True
    first = tokens[0]
    if any(t.pos_ in ("VERB", "AUX", "SCONJ") and t.tag_ != "VBG" for t in tokens):
        return False
    if first.pos_ == "ADP" or first.pos_ == "ADV" or first.lower_ in tree.TEMPORAL or tree.is_temporal(first):
        return True
    if entry.lemma in _TO_WHOM:
        return True
    return len(tokens) <= 3 and any(t.lower_ in tree.TEMPORAL for t in tokens)


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].pos_ == "CCONJ" or (tokens[0].is_punct and tokens[0].text not in spans.OPENING)):
        tokens = tokens[1:]
    for k, t in enumerate(tokens[:30]):
        if (
            t.text in ("-", "–", "—", "--")
            and k + 1 < len(tokens)
            and any(u.text == ")" or u.text.isupper() for u in tokens[:k])
            and _spaced(t)
        ):
            return tokens[k + 1 :]
    return tokens


def _stops(after: list[Token], edge: Token | None) -> bool:
    """Whether the words after an aside are no part of what was said: "…, he said, adding that …"."""
    if edge is None or edge.text not in _EDGES:
        return True
    first = next((t for t in after if not t.is_punct), None)
    return (
        first is None
        or first.tag_ == "VBG"
        or first.pos_ in ("SCONJ", "CCONJ")
        or first.tag_ in ("WDT", "WP", "WRB")
        or first.text[0] in '"“‘'
    )


def _is_setting(after: list[Token]) -> bool:
    """Whether a headline ends, behind its speaker, with what went before: "Singer alive, says agent, | after hoax"."""
    first = after[0]
    verbal = any(t.pos_ in ("VERB", "AUX") for t in after)
    return first.lower_ in _SETTINGS and not verbal and len(after) <= MAX_SETTING and after[-1].text not in '.!?"”'


def _is_content(before: list[Token], after: list[Token], medial: bool) -> bool:
    words = [t for t in (*before, *after) if t.is_alpha or t.like_num]
    if len(words) < 3 and not (len(words) > 1 and any(t.pos_ == "VERB" for t in words)):
        return False
    verbal = any(t.pos_ in ("VERB", "AUX") for t in words)
    if (
        before
        and before[0].pos_ in ("ADP", "SCONJ", "ADV")
        and not any(t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX") for t in words)
    ):
        return False
    if before and not after and before[0].lower_ in APPROACHED and before[0].tag_ in ("VBN", "VBD"):
        return False  # "Reached by telephone, the owner disagreed"
    if before and before[0].pos_ == "SCONJ" and not after:
        return False
    if medial and not after and not verbal:
        return False
    return verbal or (len(words) >= 3 and before[:1] != [] and before[0].is_sent_start is True and not medial)
