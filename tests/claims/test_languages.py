import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.claims.languages import recognise


@pytest.mark.parametrize(
    "text",
    [
        "Rebels deny attack on dam",
        "Minister quits",
        "Cholera toll rises",
        "Paris attack suspect dies",
        "Le Pen trial opens",
        "Macron visits Berlin",
        "USA",
        "Gaza",
        "Die Hard star dies",
        "Trump denies Iran claims",
        "Nobody quits",
        "Oubé protest",
        "Denis Coulibaly arrest in Lyon",
        "The ministry said on Tuesday that no soldier had been captured.",
    ],
)
def test_english_headlines_are_english(text: str) -> None:
    assert recognise(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le ministère de la Défense a démenti la capture de deux soldats près de la frontière.", "fr"),
        ("Der Minister hat die Vorwürfe am Dienstag zurückgewiesen und von einer Lüge gesprochen.", "de"),
        ("La policía detiene a tres hombres en el puerto de la ciudad", "es"),
        ("Il ministro ha negato che la nave sia stata fermata nel porto della città", "it"),
        ("Министерство отрицает захват солдат", "ru"),
        ("Україна заперечує, що її війська відступили", "uk"),
        ("الوزارة تنفي أسر جنود", "ar"),
        ("国防部否认士兵被俘", "zh"),
        ("国防省は兵士の拘束を否定した", "ja"),
        ("국방부는 부인했다", "ko"),
        ("Το υπουργείο διέψευσε", "el"),
    ],
)
def test_other_languages_are_told_apart(text: str, code: str) -> None:
    assert recognise(text) == code


@pytest.mark.parametrize("text", ["", "   ", "12:30", "$1.61", "https://example.org/a"])
def test_a_text_without_words_is_undetermined(text: str) -> None:
    assert recognise(text) == "und"


@given(st.text(max_size=200))
def test_every_text_gets_a_code(text: str) -> None:
    assert recognise(text) == "und" or (len(recognise(text)) == 2 and recognise(text).isalpha())


@pytest.mark.parametrize("unit", ["the ministry said ", "é", "\ud800", "国", "a"])
def test_the_time_does_not_grow_with_the_text(unit: str) -> None:
    recognise(unit)
    started = time.perf_counter()
    recognise(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - started < 2
