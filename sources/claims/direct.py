"""Statements made of direct quotations: who is quoted, over how many sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sources.claims import participles, spans, tree
from sources.claims.cues import Lexicon
from sources.claims.drafts import Draft
from sources.claims.quotes import Quote, sentence_end, sentence_start
from sources.models import Act, Span

_SIGNATURE = re.compile(r"\s*(?P<dash>[―—–-]{1,2})\s*(?P<name>[^\n\"“”:;.!?―—–]{3,60}?)[.\s]*(?=\n|$)")
_CAME = re.compile(r"\W{0,3}(?P<cue>came (?:the|his|her|their|its) (?:reply|answer|response|retort))\b")
_GIVEN = frozenset(("issue", "send", "release", "post", "give", "put", "circulate", "publish", "offer", "have"))
_TEXTS = frozenset(("email", "e-mail", "statement", "message", "reply", "answer", "response", "letter", "note", "text"))
_THOUGHT = frozenset(
    ("think", "believe", "feel", "recall", "remember", "wonder", "promise", "vow", "pledge", "threaten")
)
_OPENERS = frozenset(("but", "and", "then", "so", "yet", "while", "however", "still", "instead"))
WINDOW = 400
"""Characters on either side of a quotation in which its cue is sought."""


_THINGS = frozenset(("it", "that", "this"))


class Direct:
    """Attributes the quotations of one article."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote], lexicon: Lexicon) -> None:
        self.doc, self.text, self.quotes, self.lexicon = doc, spans.text_of(doc), quotes, lexicon
        self.starts = spans.starts_of(doc)
        self.ends = [q.end for q in quotes]
        self.drafts: dict[int, Draft] = {}

    def find(self) -> list[Draft]:
        """Return one statement a cue, with every quotation that it introduces, ends or carries on."""
        last: tuple[Quote, Draft] | None = None
        floating: list[Draft] = []
        for n, quote in enumerate(self.quotes):
            after = self.quotes[n + 1].start if n + 1 < len(self.quotes) else len(self.text)
            before = self.quotes[n - 1].end if n else 0
            draft = self._attributed(quote, before, after)
            if draft is None and last is not None and self._continues(quote, *last):
                draft = last[1]
                draft.content = spans.trim(self.text, (*draft.content, *quote.spans))
            if draft is not None:
                last = (quote, draft)
            elif self._is_sentence(quote):
                last = None
                floating += self._floating(quote)
        return [*self.drafts.values(), *floating]

    def _floating(self, quote: Quote) -> list[Draft]:
        """A quotation that is a sentence of its own, and that nothing near it gives to anyone."""
        first = self._tokens(quote.start, quote.end)
        alone = self._at_paragraph_start(quote) or self.text[: quote.start].rstrip()[-1:] in ".:?!"
        if re.match(r".[A-Z][A-Z .'’-]{1,40}:\s", self.text[quote.start : quote.start + 60]):
            return []
        if not alone or len(first) < 6 or self._is_title(quote) or self.text[quote.end - 2] not in ".?!…":
            return []
        return [Draft("floating", first[0].i, "", [], [], spans.trim(self.text, quote.spans))]

    def _attributed(self, quote: Quote, before: int, after: int) -> Draft | None:
        if self._is_title(quote) and not self._at_paragraph_start(quote):
            return None
        signed = self._signed(quote)
        if signed is not None:
            return signed
        if (came := _CAME.match(self.text, quote.end, min(after, quote.end + WINDOW))) is not None:
            cue = [t.i for t in self._tokens(came.start("cue"), came.end())]
            self.drafts[cue[0]] = Draft("floating", cue[0], "reply", cue, [], spans.trim(self.text, quote.spans))
            return self.drafts[cue[0]]
        found = self._cue_before(quote, before)
        if found is None or self._at_paragraph_start(quote):  # "The mill denies it:\n\n"It is a lie," its owner said"
            found = self._cue_after(quote, after) or found
        if found is None:
            return None
        verb, lead, window = found
        pieces = (*lead, *quote.spans)
        draft = self.drafts.get(verb.i)
        if draft is not None:
            draft.content = tuple(spans.merge((*draft.content, *spans.trim(self.text, pieces))))
            return draft
        entry = self.lexicon.verb(verb)
        cue = [i for i in tree.verb_group(verb) if self._outside(self.doc[i])] or [verb.i]
        draft = Draft(
            "quotation",
            verb.i,
            entry.lemma if entry else self.lexicon.lemma(verb),
            cue,
            self._source(verb, cue, window),
            spans.trim(self.text, pieces),
        )
        if entry is not None:
            draft.stance, draft.act = entry.stance, entry.act
        self.drafts[verb.i] = draft
        return draft

    def _signed(self, quote: Quote) -> Draft | None:
        """A quotation with its speaker behind a dash, to the end of the line: `"We won." — Ada Vane`."""
        m = _SIGNATURE.match(self.text, quote.end, min(len(self.text), quote.end + 80))
        if m is None:
            return None
        dash, name = self._tokens(m.start("dash"), m.end("dash")), self._tokens(m.start("name"), m.end("name"))
        if not dash or not name or any(t.pos_ in ("VERB", "AUX") for t in name) or not name[0].text[0].isupper():
            return None
        draft = Draft(
            "quotation", dash[0].i, "—", [t.i for t in dash], [t.i for t in name], spans.trim(self.text, quote.spans)
        )
        self.drafts[dash[0].i] = draft
        return draft

    # ---- the cue -------------------------------------------------------------------------------------------------

    def _cue_before(self, quote: Quote, floor: int) -> tuple[Token, tuple[Span, ...], Span] | None:
        lead = self.text[max(floor, quote.start - WINDOW) : quote.start]
        stripped = lead.rstrip()
        if not stripped:
            return None
        if "\n" in lead[len(stripped) :] and not stripped.endswith(":"):
            return None
        start = max(floor, quote.start - WINDOW) + sentence_start(stripped)
        if not stripped.endswith((":", ",")):
            return self._cue_at(quote, start)
        lead_in = self._tokens(start, quote.start)
        verbs = [t for t in lead_in if self._can_quote(t)]
        if not verbs and stripped.endswith(":"):
            verbs = [t for t in lead_in if self._gives(t)]
        if not verbs:
            return None
        verb = verbs[-1]
        if stripped.endswith(",") and not self._main(verb) and len(verbs) > 1 and self._main(verbs[0]):
            verb = verbs[0]
        if stripped.endswith(",") and verb.i not in self.drafts and not self._opens_speech(quote, verb):
            return None
        clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.idx < quote.start), None)
        first = clause.left_edge if clause is not None and stripped.endswith(":") else verb
        told = ((first.idx, quote.start - len(lead) + len(stripped) - 1),) if first.i == verb.i + 1 else ()
        return verb, told, (start, quote.start)

    def _cue_at(self, quote: Quote, start: int) -> tuple[Token, tuple[Span, ...], Span] | None:
        """A verb right before a quotation that ends its sentence: `he said "no one was hurt."`"""
        i = bisect_left(self.starts, quote.start) - 1
        if i < 0:
            return None
        verb = self.doc[i]
        entry = self.lexicon.verb(verb)
        whole = self._is_sentence(quote)
        if entry is None or "quote" not in entry.frames or verb.pos_ != "VERB" or not whole:
            return None
        return verb, (), (start, quote.start)

    def _cue_after(self, quote: Quote, ceiling: int) -> tuple[Token, tuple[Span, ...], Span] | None:
        inner = self.text[quote.start : quote.end].rstrip("\"”’'»")[-1:]
        tail = self.text[quote.end : min(ceiling, quote.end + WINDOW)]
        line = tail.split("\n", 1)[0]
        if not line.strip():
            return None
        end = sentence_end(line)
        clause = line[:end]
        comma = inner in ",?!…—-–" or clause.lstrip()[:1] in ",—–"
        if not comma and not (inner == "." and clause.lstrip()[:1].islower()):
            return None
        window = (quote.end, quote.end + end)
        tokens = self._tokens(*window)
        verb = next((t for t in tokens if self._can_quote(t) and self._speaks(t, tokens)), None)
        if verb is None:
            return None
        return verb, self._lead(quote), window

    def _lead(self, quote: Quote) -> tuple[Span, ...]:
        """The part of the sentence before a quotation that only ends it: `The guards "are safe", said the ministry`."""
        n = bisect_right(self.ends, quote.start) - 1
        floor = self.ends[n] if n >= 0 else 0
        base = max(floor, quote.start - WINDOW)
        lead = self.text[base : quote.start]
        lead = lead[max(lead.rfind("\n"), lead.rfind(";")) + 1 :]
        start = quote.start - len(lead) + sentence_start(lead)
        words = self.text[start : quote.start].strip()
        if not words or words.endswith((",", ":", ".", "!", "?")) or floor >= start > 0:
            return ()
        return ((start, quote.start),)

    def _can_quote(self, token: Token) -> bool:
        if token.pos_ not in ("VERB", "AUX") or participles.is_put(token) or token.lower_ in tree.ANSWERING:
            return False
        entry = self.lexicon.verb(token)
        if (
            entry is not None
            and entry.lemma in ("prove", "show")
            and (tree.own_subject(token) or token).lower_ in _THINGS
        ):
            return False  # "this proved nothing: “You can buy one.”"
        return entry is not None and "quote" in entry.frames and (entry.act is Act.SPEECH or entry.lemma in _THOUGHT)

    def _gives(self, token: Token) -> bool:
        """Whether a verb gives out a text that a quotation behind a colon can be: "sent a one-line email: “No.”"."""
        text = tree.child(token, "obj") if token.pos_ == "VERB" else None
        return text is not None and token.lemma_.lower() in _GIVEN and text.lower_ in _TEXTS and self._main(token)

    def _main(self, verb: Token) -> bool:
        return verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ not in ("acl:relcl", "acl", "advcl")

    def _opens_speech(self, quote: Quote, verb: Token) -> bool:
        return self._is_sentence(quote) or verb.i + 2 >= bisect_left(self.starts, quote.start)

    def _speaks(self, verb: Token, window: list[Token]) -> bool:
        """Whether a verb after a quotation can be its cue: finite or participle, not in a relative clause behind it."""
        subject = tree.own_subject(verb)
        if subject is not None and subject.tag_ in ("WP", "WDT"):
            return False
        if any(c.dep_ == "ccomp" and c.i > verb.i and tree.child(c, "mark") is not None for c in verb.rights):
            return False
        if verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
            return not any(self._can_quote(t) and t.i > verb.i and self._main(t) for t in window)
        return verb.tag_ not in ("VB",) or any(c.dep_ in ("aux", "mark") for c in verb.children)

    # ---- the source ----------------------------------------------------------------------------------------------

    def _source(self, verb: Token, cue: list[int], window: Span) -> list[int]:
        tokens = self._tokens(*window)
        nearer = [t for t in tokens if t.i < cue[0] and t.pos_ in ("NOUN", "PROPN", "PRON")]
        subject = tree.own_subject(verb) or (None if nearer and verb.tag_ != "VBG" else tree.subject(verb))
        if subject is not None and (window[0] <= subject.idx < window[1] or self._outside(subject)):
            phrase = tree.noun_phrase(subject, outside=cue)
            return [i for i in phrase if self._outside(self.doc[i])]
        after = [t for t in tokens if t.i > cue[-1]]
        before = [t for t in tokens if t.i < cue[0]]
        run = [t for t in before if not t.is_space]
        while run and (run[0].lower_ in _OPENERS or run[0].is_punct):
            run.pop(0)
        if not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in run):
            run = (
                _until_punctuation(after) if after and after[0].pos_ in ("PROPN", "NOUN", "DET", "PRON", "ADJ") else []
            )
        return [t.i for t in run][:20]

    def _outside(self, token: Token) -> bool:
        """Whether a token stands outside every quotation."""
        n = bisect_right(self.quotes, token.idx, key=lambda q: q.start) - 1
        return n < 0 or not any(s <= token.idx < e for s, e in self.quotes[n].spans)

    # ---- going on ------------------------------------------------------------------------------------------------

    def _continues(self, quote: Quote, last: Quote, draft: Draft) -> bool:
        """Whether a quotation without a cue goes on with the one before it: nothing but its attribution between."""
        if not self._is_sentence(quote):
            return False
        between = self.text[last.end : quote.start]
        if not between.strip():
            return True
        anchor = self.doc[draft.anchor]
        if not last.end <= anchor.idx < quote.start or len(between) > WINDOW:
            return False
        line = between.split("\n", 1)[0]
        return not line[sentence_end(line) :].strip() and not between[len(line) :].strip()

    def _is_title(self, quote: Quote) -> bool:
        """Whether a quotation is the name of a work or a programme: short, every longer word with a capital."""
        words = re.findall(r"[A-Za-z]\w+", self.text[quote.start : quote.end])
        return (
            any(len(w) > 3 for w in words[:8])
            and len(words) <= 8
            and all(w[0].isupper() for w in words if len(w) > 3)
            and self.text[quote.end - 2] not in "?!"
        )

    def _is_sentence(self, quote: Quote) -> bool:
        inside = self.text[quote.start : quote.end].rstrip("\"”’'»")
        lead = self.text[max(0, quote.start - 3) : quote.start].rstrip(" ")
        return (
            inside[-1:] in ".!?…,—–-"
            or not quote.closed
            or bool(re.match(r"\s*[.!?]", self.text[quote.end : quote.end + 2]))
        ) and (not lead or lead[-1:] in '.!?:,\n"”’—–…)' or inside[1:2].isupper())

    # ---- text ----------------------------------------------------------------------------------------------------

    def _at_paragraph_start(self, quote: Quote) -> bool:
        return quote.start == 0 or self.text[quote.start - 1] == "\n"

    def _tokens(self, start: int, end: int) -> list[Token]:
        return spans.tokens_in(self.doc, start, end)


def _until_punctuation(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for t in tokens:
        if (
            t.is_punct
            or t.pos_ in ("VERB", "SCONJ")
            or (out and t.pos_ == "ADP" and t.lower_ not in ("of", "for", "from", "at"))
        ):
            break
        out.append(t)
    return out
