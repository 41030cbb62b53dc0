"""The one visual language of the screen: a state is always a glyph and a word; colour only helps."""

from sources.models import Act, Kind, Stance, Status, Triage
from tui.ink import Ink

STANCE_GLYPH = {
    Stance.ASSERTS: "▲",
    Stance.CONFIRMS: "◆",
    Stance.DENIES: "▼",
    Stance.DOUBTS: "~",
    Stance.UNVERIFIED: "?",
    Stance.DECLINES: "–",
    Stance.NO_RESPONSE: "∅",
    Stance.RETRACTS: "↶",
}

STANCE_WORD = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.UNVERIFIED: "could not verify",
    Stance.DECLINES: "declined",
    Stance.NO_RESPONSE: "no answer",
    Stance.RETRACTS: "retracts",
}

SHORT_WORD = {Stance.UNVERIFIED: "unverified"}
"""Where the word above takes too much room."""

STANCE_INK = {
    Stance.ASSERTS: Ink.ASSERTS,
    Stance.CONFIRMS: Ink.ASSERTS,
    Stance.DENIES: Ink.DENIES,
    Stance.RETRACTS: Ink.DENIES,
    Stance.DOUBTS: Ink.DOUBTS,
    Stance.UNVERIFIED: Ink.SOFT,
    Stance.DECLINES: Ink.SOFT,
    Stance.NO_RESPONSE: Ink.SOFT,
}

ACT_WORD = {
    (Act.BELIEF, Stance.ASSERTS): "believes",
    (Act.BELIEF, Stance.DENIES): "disbelieves",
    (Act.INTENT, Stance.ASSERTS): "intends",
    (Act.INTENT, Stance.DENIES): "rules out",
}
"""What is no speech, where the stance's word would say that it is."""
TURNED_DOWN = {Act.BELIEF: "opposes", Act.INTENT: "refuses"}
"""The same of what somebody is against."""
ACT_GLYPH = "·"

STATUS_GLYPH = {Status.CONTESTED: "!", Status.SETTLED: "=", Status.REVERSED: "⇄"}
STATUS_INK = {Status.CONTESTED: Ink.ALERT, Status.SETTLED: Ink.SOFT, Status.REVERSED: Ink.DOUBTS}

KIND_WORD = {
    Kind.DENIAL: "DENIAL",
    Kind.FIGURES: "FIGURES",
    Kind.BLAME: "BLAME",
    Kind.RIVAL: "RIVAL ACCOUNTS",
    Kind.REVERSAL: "REVERSAL",
}

KIND_MEANING = {
    Kind.DENIAL: "one says so, another says not",
    Kind.FIGURES: "they give different numbers",
    Kind.BLAME: "they name different culprits",
    Kind.RIVAL: "their accounts cannot both be",
    Kind.REVERSAL: "one party has turned on its own words",
}

TRIAGE_GLYPH = {Triage.NEW: "●", Triage.WATCHING: "◉", Triage.RESOLVED: "✓", Triage.DISMISSED: "×"}
TRIAGE_INK = {
    Triage.NEW: Ink.NEW,
    Triage.WATCHING: Ink.NEW,
    Triage.RESOLVED: Ink.SOFT,
    Triage.DISMISSED: Ink.CHROME,
}

UNREAD = "●"
STAR = "★"
SELECTED = "✚"
CURSOR = "▌"
TURNED = "⇄"
TICK = "╵"
REVIEWED = "§"
