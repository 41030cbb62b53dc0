"""Numbers, times and languages in words, as short as a column needs."""

from datetime import date, datetime, timedelta

from sources.models import Access, Evidence, TextFrom

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_ACCESS = {
    Access.PAYWALLED: "paywalled",
    Access.CONSENT: "consent page",
    Access.BLOCKED: "page blocked",
    Access.ERROR: "page not had",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def language(code: str) -> str:
    """Return the English name of the language with the ISO 639-1 `code`."""
    return LANGUAGES.get(code.split("-")[0].lower(), f"language {code!r}" if code else "unknown language")


def rests_on(evidence: Evidence) -> str:
    """Return what a statement rests on when that is not its article's whole text: `summary only, paywalled`."""
    if evidence.access is Access.FULL:
        return ""
    what = "summary only" if evidence.text_from is TextFrom.SUMMARY else "a part only"
    return what if evidence.access is Access.PARTIAL else f"{what}, {_ACCESS[evidence.access]}"


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """Return `number` with its noun in the right number: `1 claim`, `2 claims`."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def day(value: date, today: date) -> str:
    """Return a date as `3 Oct`, with the year when it is not that of `today`."""
    text = f"{value.day} {_MONTHS[value.month - 1]}"
    return text if value.year == today.year else f"{text} {value.year}"


def moment(value: datetime, now: datetime) -> str:
    """Return a time as `14:01` when it is of today, else as `3 Oct 14:01`; both in the time zone of `now`."""
    local = value.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    return clock if local.date() == now.date() else f"{day(local.date(), now.date())} {clock}"


def column_time(value: datetime, now: datetime) -> str:
    """Return a time in at most six cells: `14:01`, `3 Oct`, or the year."""
    local = value.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{local.day} {_MONTHS[local.month - 1]}" if local.year == now.year else str(local.year)


def iso_day(text: str, now: datetime) -> str:
    """Return an ISO date as `day` words it; anything else as it is."""
    try:
        return day(date.fromisoformat(text[:10]), now.date())
    except ValueError:
        return text


def age(value: datetime, now: datetime) -> str:
    """Return how long ago `value` was: `now`, `4 min`, `3 h`, `2 d`, `5 wk`."""
    minutes = int(max(timedelta(0), now - value).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 60 * 24:
        return f"{minutes // 60} h"
    days = minutes // (60 * 24)
    return f"{days} d" if days < 14 else f"{days // 7} wk"


def countdown(seconds: float) -> str:
    """Return a time left as `0:42`; past times are `0:00`."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
