"""Why a statement was read as it was, in words: what found it, whence its stance, whom its source means."""

import re
from collections.abc import Iterator

from sources.claims.cues import Entry, lexicon
from sources.models import Act, Stance, Statement

RULES = {
    "adjective": "an adjective of attitude with its complement",
    "adverb": "an adverb that says somebody told it (reportedly, allegedly)",
    "according_to": "“according to” before a name",
    "as": "an aside with “as” (as the minister said)",
    "aside": "a verb of saying set off by commas or dashes",
    "citing": "whom a medium cites for what it reports (the station, citing an official, said)",
    "clause": "a verb with the clause that it introduces",
    "colon": "a speaker before a colon, or after a dash, in a line of its own",
    "earlier": "a verb before another one of the same content (first denied and then acknowledged)",
    "encoder": "no rule",
    "floating": "a quotation in a sentence of its own, without a cue",
    "gerund": "a verb with a gerund (denied firing)",
    "headline": "a headline's verb",
    "infinitive": "a verb with an infinitive (vowed to march)",
    "likewise": "“so did”, “nor did”, after what another one did",
    "no_comment": "“no comment”",
    "no_response": "a request that was not answered",
    "noun": "a noun of saying (the denial that, allegations of)",
    "object": "a verb of saying with an object",
    "object_complement": "a verb that says something of its object (called it a lie, accused them of)",
    "participle": "a participle that says something of its noun (said to be, purporting to show)",
    "passive": "a passive of saying",
    "per": "“per” before a name",
    "prepositional": "a verb of saying with a preposition (spoke of, called for)",
    "quotation": "a quotation with its cue",
    "raising": "a verb of seeming",
    "rejoinder": "a noun that takes up what was said, and who rejects it (a claim the firm denied)",
    "rest": "a verb of saying, the rest of its sentence taken for what was said",
    "that": "a noun phrase, a verb of saying and “that”, by their words alone",
    "unverified": "a check that failed",
    "view": "a noun of view (in the words of, in its view)",
    "voice": "the article's own voice: no evidence, no proof",
    "withdrawal": "an apology for what was told",
    "writing": "what a text does that somebody gives out (said in a statement denying, took to a channel to deny)",
    "own_voice": "the article's own voice: a story that it calls false",
    "telling": "what the article tells as going round (a rumour, a post), or what a denial names",
}
"""What each rule goes by; the names are those in `Statement.rule`."""
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|who|which|his|her|their|its)$", re.IGNORECASE)


def why(statement: Statement) -> Iterator[str]:
    """Yield a line each on what found the statement, on its stance, on its party and on its media."""
    yield "found by " + found_by(statement.rule)
    yield "stance: " + _stance(statement)
    yield "party: " + _party(statement)
    if statement.via:
        yield "through " + ", then ".join(statement.via) + ", by the words that relay it"
    if statement.when:
        yield f"dated {statement.when} by the words of its sentence"


def found_by(rule: str) -> str:
    """Return in words what `Statement.rule` names: a rule, the trained encoder with its probability, or both."""
    name, _, heard = rule.partition(", ")
    if name.startswith("encoder"):
        return f"the trained encoder alone, {name.removeprefix('encoder').strip()} sure"
    text = f"the rule “{name}”: {RULES.get(name, name)}"
    if heard:
        return f"{text}; and by the trained encoder, {heard.removeprefix('encoder').strip()} sure"
    return f"{text}; the trained encoder did not see it"


def _stance(s: Statement) -> str:
    entry = _entry(s.cue.lemma)
    cue = f"“{s.cue.text}”" if s.cue.text else "no cue"
    if s.act is not Act.SPEECH:
        kind = "belief, not speech" if s.act is Act.BELIEF else "intent, not speech"
        return f"{s.stance.value}, by {cue} ({kind})"
    if entry is None or entry.stance is s.stance:
        known = f"which the lexicon has as “{entry.lemma}: {entry.stance.value}”" if entry else "by its form"
        return f"{s.stance.value}, by {cue}, {known}"
    turned = _TURNED.get(s.stance, "by what stands around it")
    return f"{s.stance.value}: the lexicon has “{entry.lemma}” as {entry.stance.value}, turned {turned} ({cue})"


_TURNED = {
    Stance.DENIES: "by a negation, by an idiom, or by a content that calls a telling false",
    Stance.DECLINES: "by a negation or an idiom: asked, and would not say",
    Stance.UNVERIFIED: "by a check that could not be made",
    Stance.NO_RESPONSE: "by a negation or an idiom: no answer came",
    Stance.CONFIRMS: "by a negated denial, by an idiom, or by agreeing to a clause",
    Stance.RETRACTS: "by an idiom or a content that takes back what was said",
    Stance.DOUBTS: "by an idiom, a negation, or a content that finds it odd or unlikely",
    Stance.ASSERTS: "by a negation, or outvoted by the encoder and the words together",
}


def _entry(lemma: str) -> Entry | None:
    words = lexicon()
    return words.verbs.get(lemma) or words.nouns.get(lemma) or words.adjectives.get(lemma) or words.adverbs.get(lemma)


def _party(s: Statement) -> str:
    said = f"“{s.source.text}”" if s.source.text else "no words of its own"
    if s.source.party is None:
        return f"nobody named; the text has {said}"
    if s.source.person:
        return f"{s.source.party}, for which {s.source.person} speaks; the text has {said}"
    if not s.source.text:
        return f"{s.source.party}, whose verb this cue goes with, or whose article it is"
    if _PRONOUN.match(s.source.text):
        return f"{s.source.party}, whom the pronoun {said} takes up"
    if s.source.party.casefold() in s.source.text.casefold():
        return f"{s.source.party}, by name"
    return f"{s.source.party}, by a list of names or by what the article calls {said} elsewhere"
