"""Which language a text is in: a small statistical recogniser, with a check against English function words."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 700
_SHORT = 60
"""Words below which the recogniser alone is not trusted."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_URL = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+")
_WORDS = {
    code: frozenset(words.split())
    for code, words in tomllib.loads(
        files("sources.claims").joinpath("data/function_words.toml").read_text(encoding="utf-8")
    ).items()
}
_ENGLISH = _WORDS.pop("en")
_MACRO = {
    "wuu": "zh",
    "yue": "zh",
    "lzh": "zh",
    "arz": "ar",
    "pes": "fa",
    "azb": "fa",
    "nb": "no",
    "nn": "no",
    "zh-Hant": "zh",
}
"""Codes outside ISO 639-1, or of one written form, and the code that readers expect."""
_SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "THAI": "th", "GREEK": "el", "HEBREW": "he", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "TAMIL": "ta", "BENGALI": "bn", "GUJARATI": "gu", "GURMUKHI": "pa", "KHMER": "km", "LAO": "lo",
    "TELUGU": "te", "MALAYALAM": "ml", "KANNADA": "kn", "ETHIOPIC": "am", "SINHALA": "si", "MYANMAR": "my",
}  # fmt: skip


def recognise(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text` is in; `und` (ISO 639-2) for a text without words.

    A long text is judged by samples of its beginning and middle, so the time does not grow with its length. Text too
    short for statistics is English unless its function words or its script say otherwise.
    """
    sample = _URL.sub(" ", _sampled(text))
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(sample)]
    if not words:
        return "und"
    start = sample[:2_000]
    letters = [] if start.isascii() else [c for c in start if c.isalpha()]
    other = [c for c in letters if not c.isascii()]
    if other:
        script = _script(other, len(letters))
        if script is not None:
            return script
        if 2 * sum(not unicodedata.name(c, "").startswith("LATIN") for c in other) > len(letters):
            return _statistical(sample)
    counts = Counter(words)
    english = _share(counts, _ENGLISH)
    foreign, code = max((_share(counts, known), code) for code, known in _WORDS.items())
    if len(words) >= _SHORT:
        return "en" if english > 0.25 * len(words) and english > 2 * foreign else _statistical(sample)
    if english >= max(1, foreign):
        return "en"
    guess = _statistical(sample)
    if guess == "en":
        return code if foreign >= 3 else "en"
    if foreign >= 2 and guess in _WORDS:
        return guess if _share(counts, _WORDS[guess]) >= 2 else code
    # Names alone look like any language ("Gaza", "Die Hard"), so letters that English lacks must speak too.
    return guess if other and len(words) >= 3 else "en"


def _share(counts: Counter[str], known: frozenset[str]) -> int:
    """How many of the words are known."""
    return sum(counts[word] for word in known.intersection(counts))


def _sampled(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _statistical(text: str) -> str:
    return next(
        (_MACRO.get(code, code) for code, _ in _identifier().rank(text) if len(_MACRO.get(code, code)) == 2), "en"
    )


def _script(foreign: list[str], total: int) -> str | None:
    """The language of a script that only one language of the news uses, None where the letters leave it open.

    `foreign` are the letters outside ASCII among the `total` letters of a text.
    """
    counts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in foreign)
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.1 * total:
        return "ja"
    return next((code for script, code in _SCRIPTS.items() if counts[script] > 0.5 * total), None)
