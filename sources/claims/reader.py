"""Reads an article: clean text -> statements, by rules over a Universal Dependencies parse."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from sources.claims import (
    adjuncts,
    along,
    asides,
    clauses,
    headlines,
    hearsay,
    joining,
    likewise,
    nominal,
    participles,
    rejoinders,
    relays,
    settling,
    silence,
    spans,
    speakers,
    stance,
    surface,
    trained,
    voice,
    withdrawals,
    writings,
)
from sources.claims.cues import lexicon
from sources.claims.dates import dated
from sources.claims.direct import Direct
from sources.claims.drafts import Draft
from sources.claims.languages import recognise
from sources.claims.origin import credit
from sources.claims.outlets import Outlets
from sources.claims.parties import Parties, Resolved
from sources.claims.quotes import Quote, find_quotes
from sources.collector import uncollected
from sources.language.sentences import Sentences, packed
from sources.models import Article, Cue, QuoteForm, Reading, Source, Span, Statement, Word

HEADS = frozenset(("VERB", "AUX", "ADJ", "NOUN"))
"""Parts of speech of what a statement's cue or answer can hang on; a new spaCy token is made each time one is asked
for, so those of a sentence are asked for once.
"""
MAX_SENTENCE = 250
"""Tokens; a longer sentence is a list or no sentence, and its parse is not trusted."""
_THEN = re.compile(r"\bthen\b(?!,)", re.IGNORECASE)
"""Behind its verb "then" says when; before it, what came next."""
_AT = re.compile(r"\bat the time\b(?!,)", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[^\S\n]*(?:[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.’' -]{1,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?[(/][^()\n]{2,30}[)/]?)?|[A-Z][\w'’ -]{1,30}(?:, [\w .'’]{2,30})? ?\([^()\n]{2,30}\)) ?(?:--|[-–—])[^\S\n]+",
    re.MULTILINE,
)
"""A place, perhaps a date and an agency, before an article's first words: `ORLEN, Nov 8 (Quayside) -`."""
_CLOCK = re.compile(r"^[^\S\n]*\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?[^\S\n]*[|:–—-]?[^\S\n]+(?=[\"“‘'A-Z])", re.MULTILINE)
"""The time before an entry of a live page: `15:31 The ministry …`."""
_TOP = 1_500
_BRIEF = 600
"""Characters of a text that may have too few telling words for the board."""
MAX_MARKS = 100


class Reader:
    """Reads articles with one language pipeline and one set of parties."""

    def __init__(
        self, nlp: Language, parties: Parties, sentences: Sentences | None = None, outlets: Iterable[str] = ()
    ) -> None:
        """`nlp` gives tags, lemmas, Universal Dependencies and sentences, see `sources.language`; `sentences`, where
        given, the vectors of headlines, by which the board knows articles of few words; `outlets` are the names of
        media that articles may name by initials or a word alone.
        """
        self.sentences = sentences
        self.nlp = nlp
        self.parties = parties
        self.outlets = Outlets(parties, outlets)
        self.lexicon = lexicon()

    def read(self, article: Article) -> Reading:
        """Return the article's statements in the order of the text; none when it is not in English."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield a reading for each article, in order; the texts go through the pipeline in batches."""
        for article in articles:
            language = recognise(article.text)
            agency = credit(article.text, article.outlet)
            if language != "en" or not article.text.strip():
                yield Reading(article, language, agency, ())
                continue
            with uncollected():
                statements = tuple(self._statements(self.parse(article.text), article, agency))
            yield Reading(article, language, agency, statements, self._vector(article))

    def _vector(self, article: Article) -> bytes:
        """The vector of a brief article; long ones are known by their words."""
        title, text = (article.title or "").strip(), article.text.strip()
        if self.sentences is None or len(text) > _BRIEF:
            return b""
        opening = text if text.startswith(title) else f"{title}. {text}"
        return packed(self.sentences.vectors([opening])[0])

    def parse(self, text: str) -> Doc:
        """Return the text as one Doc with tags, trees, sentences and the encoder's attributions."""
        return self.nlp(text)

    def _statements(self, doc: Doc, article: Article, agency: str | None) -> Iterator[Statement]:
        quotes = find_quotes(spans.text_of(doc))
        drafts = self._drafts(doc, quotes, agency)
        sources = [spans.trim(spans.text_of(doc), spans.of_tokens(doc, d.source)) for d in drafts]
        cues = [spans.of_tokens(doc, d.cue)[:1] for d in drafts]
        parties = self.parties.resolve(doc, sources, article.outlet, [c[0] if c else None for c in cues])
        parties = along.not_deniers(drafts, settling.followed(doc, drafts, parties))
        quoted = spans.Stretches(s for q in quotes for s in q.spans)
        hearsay.passed_on(doc, drafts, parties, quoted, article.outlet)
        before: str | None = None
        for n, (draft, source, party) in enumerate(zip(drafts, sources, parties, strict=True), 1):
            when = _when(doc, draft, article, before)
            yield self._statement(f"s{n}", doc, quoted, draft, source, party, article, when)
            before = when or before

    def _drafts(self, doc: Doc, quotes: Sequence[Quote], agency: str | None) -> list[Draft]:
        found = Direct(doc, quotes, self.lexicon).find()
        direct = [s for d in found for s in d.content]
        for sentence in doc.sents:
            if len(sentence) > MAX_SENTENCE:
                continue
            tokens = list(sentence)
            heads = [t for t in tokens if t.pos_ in HEADS]
            found += rejoinders.find(tokens, self.lexicon)
            found += participles.find(tokens, self.lexicon)
            found += writings.find(tokens, self.lexicon)
            found += withdrawals.find(tokens)
            found += silence.find(heads, self.lexicon)
            found += asides.find(tokens, self.lexicon)
            found += clauses.find(heads, self.lexicon)
            found += nominal.find(heads, self.lexicon)
            found += adjuncts.find(tokens, self.lexicon)
            found += surface.find(tokens, self.lexicon)
            found += voice.find(tokens)
        found += headlines.find(doc, self.lexicon, [s for d in found for s in spans.of_tokens(doc, d.cue)])
        kept = settling.distinct(doc, found, direct)
        for draft in kept:
            stance.settle(doc, draft)
        kept, others = joining.joined(doc, list(trained.find(doc, self.lexicon)), kept)
        for draft in kept:
            stance.turn(doc, draft)
        settling.cut_asides(doc, kept)
        settling.cut_background(doc, kept)
        settling.cut_relatives(doc, kept)
        along.cut_others(doc, kept)
        along.part_relatives(doc, kept)
        kept = settling.cut_rejoinders(doc, kept)
        settling.take_whole(doc, kept)
        settling.turn_positive(doc, kept)
        speakers.trim(doc, kept)
        settling.cut_out(doc, kept, _openings(spans.text_of(doc)))
        kept = [part for draft in kept for part in settling.each(doc, draft)]
        kept = likewise.told(doc, likewise.first_said(doc, kept, self.lexicon))
        kept = relays.settle(doc, kept, others, self.outlets, agency)
        return sorted(kept, key=lambda d: (min([*d.cue, *d.source], default=d.anchor), d.anchor))

    def _statement(
        self,
        number: str,
        doc: Doc,
        quoted: spans.Stretches,
        draft: Draft,
        source: tuple[Span, ...],
        party: Resolved,
        article: Article,
        when: str | None,
    ) -> Statement:
        text = spans.text_of(doc)
        said = spans.excerpt(text, source)
        cue = spans.excerpt(text, spans.of_tokens(doc, draft.cue))
        return Statement(
            id=number,
            source=Source(said.text, said.spans, party.party, party.named, party.person),
            cue=Cue(cue.text, cue.spans, draft.lemma),
            content=spans.excerpt(text, draft.content),
            stance=draft.stance,
            act=draft.act,
            quote=_form(draft.content, quoted),
            via=tuple(name for name in draft.via if self.parties.canonical(name) != party.party),
            when=when,
            negated=draft.negated,
            words=tuple(_words(doc, draft.content)),
            rule=_rule(draft),
        )


def _openings(text: str) -> list[Span]:
    """Datelines and the clock times of a live page's entries, in order: no part of what anybody said."""
    marks = [*_DATELINE.finditer(text[:_TOP]), *_CLOCK.finditer(text)]
    return sorted(m.span() for m in marks)[:MAX_MARKS]


def _rule(draft: Draft) -> str:
    """What found a statement: a rule's name, `encoder` with its probability in per cent, or both."""
    if draft.score is None:
        return draft.rule
    heard = f"{trained.ENCODER} {draft.score:.0%}"
    return heard if draft.rule == trained.ENCODER else f"{draft.rule}, {heard}"


def _when(doc: Doc, draft: Draft, article: Article, before: str | None) -> str | None:
    """When a statement was made: a date among the words of its sentence that are neither source nor content; "then"
    and "at the time" take the date of the statement before it.
    """
    sentence = doc[draft.anchor].sent
    others = [*draft.content, *spans.of_tokens(doc, draft.source)]
    around = spans.minus([(sentence.start_char, sentence.end_char)], others)
    words = spans.worded(doc, around)
    at = doc[draft.anchor].idx
    if _THEN.search(" ".join(spans.text_of(doc)[max(s, at) : e] for s, e in around if e > at)) or _AT.search(words):
        return before
    return dated(words, article.published)


def _form(content: Sequence[Span], quoted: spans.Stretches) -> QuoteForm:
    """Whether the content stands within quotation marks: wholly, not at all, or in part."""
    inside = sum(quoted.inside(s, e) for s, e in content)
    total = sum(e - s for s, e in content)
    if not inside:
        return QuoteForm.INDIRECT
    return QuoteForm.DIRECT if total - inside <= 2 * len(content) else QuoteForm.MIXED


def _words(doc: Doc, content: Sequence[Span]) -> Iterator[Word]:
    tokens = [t for s, e in content for t in spans.tokens_in(doc, s, e) if not (t.is_punct or t.is_space)]
    place = {t.i: n for n, t in enumerate(tokens)}
    for t in tokens:
        over = t.head.i
        head = place.get(over, -1) if over != t.i else -1
        role = t.dep_ if head >= 0 and t.dep_ != "ROOT" else "root"
        yield Word(t.text, t.lemma_, t.pos_, role, head if role != "root" else -1)
