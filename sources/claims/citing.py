"""Whom a medium cites for what it reports: "RTS, citing a source in the border service, reported that …".

Who is cited has said it, and the medium carried it. A medium that cites a document has it in its own voice.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import Media
from sources.models import Stance

RULE = "citing"
_CITING = frozenset(("citing", "quoting"))
_REPORTING = words("report say write tell add claim note announce reveal disclose")
_PAPERS = words(
    """account accounts analysis article book books data document documents email emails evidence file files filing
    filings figure figures footage image images letter letters list log logs memo memorandum minutes paper papers photo
    photos record records register report reports research statement statements statistics study survey video videos"""
)
"""What has been written or recorded, which nobody says."""
_STOPS = frozenset((",", ";", ":", ".", "—", "–", "--", "-", "(", ")", "?", "!", "\n"))
_NEAR = 4
"""Words between what a medium reported and whom it cites for it: "on Friday, citing"."""


def settle(media: Media, drafts: list[Draft], others: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with each report for which a medium cites somebody as the word of whom it cites, by way of the
    medium, once; `others` may be such reports, and are none of the drafts.
    """
    doc, gone = media.doc, set[int]()
    citing = [doc[i] for i, form in enumerate(spans.texts_of(doc)) if form.lower() in _CITING]
    if not citing:
        return drafts
    others = list(others)
    by_sentence: dict[int, list[Draft]] = {}
    made: list[Draft] = []
    for draft in drafts:
        by_sentence.setdefault(doc[draft.anchor].sent.start, []).append(draft)
    for at in (t for t in citing if t.tag_ == "VBG"):
        mine = by_sentence.get(at.sent.start, [])
        cited = sorted((d for d in mine if at.i in d.cue), key=lambda d: -(d.score or 0))
        reports = [d for d in mine if at.i not in d.cue]
        if any(not d.source for d in cited) or not reports:
            reports += [d for d in others if doc[d.anchor].sent.start == at.sent.start and at.i not in d.cue]
        report = next((d for d in reports if _cites(at, d)), None)
        who = _whom(at, report) if report is not None else []
        if report is None and _grounds(at, mine):
            gone |= {id(d) for d in cited}
            continue
        if report is None or not who:
            for best in cited[:1]:
                _parted(media, at, best)
                gone |= {id(d) for d in cited[1:] if not d.source or {*d.source} & {*best.source}}
            continue
        medium = [i for i in report.source if i < at.i and doc[i].text not in _STOPS]
        if medium:
            report.source = medium
        else:
            medium = tree.noun_phrase_before(at.i - (doc[at.i - 1].text == ","), at.sent.start, doc)
        source = _head(doc[who[0]], who).lower_ in ("source", "sources") or all(doc[i].is_upper for i in medium)
        if not medium or not (media.is_medium(medium) or (source and report.lemma == "report")):
            continue
        kept = cited[0] if cited and cited[0].source and report.rule == "encoder" else report
        if (kept.score or 0) > (report.score or 0):
            kept.via, kept.rule = [media.name(medium)], RULE
            gone |= {id(d) for d in (report, *cited) if d is not kept}
            continue
        gone |= {id(d) for d in cited}
        if _head(doc[who[0]], who).lower_ in _PAPERS:
            continue
        if not any(report is d for d in drafts):
            made.append(report)
        report.via = [media.name(medium)]
        report.source, report.cue, report.anchor, report.lemma = who, [at.i], at.i, "cite"
        report.rule = RULE
    return [d for d in (*drafts, *made) if id(d) not in gone]


def _grounds(at: Token, drafts: Iterable[Draft]) -> bool:
    """Whether somebody who reports nothing only gives a ground: "declined to comment, citing the inquiry", "stood by
    its story, citing court papers". It is cut from what they said.
    """
    doc = at.doc
    before = [d for d in drafts if d.cue and max(d.cue) < at.i and d.source]
    last = max(before, key=lambda d: d.anchor, default=None)
    if last is None or not (last.stance in (Stance.DECLINES, Stance.NO_RESPONSE) or last.lemma == "stand_by"):
        return False
    end = doc[at.i - 1].idx if doc[at.i - 1].text == "," else at.idx
    kept = spans.minus(last.content, [(end, at.sent.end_char)])
    last.content = spans.trim(spans.text_of(doc), kept) or last.content
    return True


def _parted(media: Media, at: Token, draft: Draft) -> None:
    """Part whom a medium cites from what it reports, where a draft took both for its content, "RTS reported, citing |
    a source in the army, that …".
    """
    doc, start = at.doc, draft.content[0][0]
    if draft.source or not at.idx < start <= at.idx + len(at) + 1:
        return
    inside = spans.tokens_in(doc, start, draft.content[-1][1])
    cut = next((n for n, t in enumerate(inside) if t.lower_ == "that" and n and inside[n - 1].text == ","), None)
    verb = next((t for t in reversed(doc[at.sent.start : at.i]) if t.text != ","), None)
    subject = tree.subject(verb) if verb is not None and verb.lemma_ in _REPORTING else None
    medium = tree.noun_phrase(subject) if subject is not None else []
    if cut is None or not medium:
        return
    draft.source = [t.i for t in inside[: cut - 1]]
    draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, [(start, inside[cut].idx)]))
    draft.via, draft.rule = [media.name(medium)], RULE


def _cites(at: Token, report: Draft) -> bool:
    """Whether a report is what somebody is cited for at a token: it stands around it, or right before it."""
    if report.lemma not in _REPORTING or not report.source or not report.cue or min(report.source) > at.i + 1:
        return False
    doc = at.doc
    if min(report.cue) > at.i:
        return not any(doc[i].text in _STOPS for i in range(min(report.source), at.i - 1) if doc[i].text != ",")
    if report.content[0][0] > at.idx:
        return max(report.cue) < at.i <= max(report.cue) + _NEAR
    last = spans.last_in(doc, *report.content[-1])
    return last is not None and max(last.i, *report.cue) < at.i <= max(last.i, *report.cue) + _NEAR


def _whom(at: Token, report: Draft) -> list[int]:
    """The words that name whom a report cites."""
    doc, out, starts = at.doc, list[int](), {start for start, _ in report.content}
    behind = range(at.i + 1, at.sent.end)
    end = next((i for i in behind if i in report.cue or doc[i].idx in starts), at.sent.end)
    for i in range(at.i + 1, end):
        follows = doc[i].text == "," and i + 1 < end and doc[i + 1].pos_ == "PROPN"
        name = follows and any(doc[k].text == "," for k in range(i + 1, end))
        if doc[i].dep_ == "mark" or (doc[i].text in _STOPS and not name):
            break
        out.append(i)
    return out


def _head(first: Token, who: Sequence[int]) -> Token:
    """The word that the others of a phrase hang on."""
    inside = set(who)
    return next((first.doc[i] for i in who if first.doc[i].head.i not in inside), first)
