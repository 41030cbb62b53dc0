"""What reading a text gives: every form of statement on sentences of our own, and sound output on any text at all."""

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import LanguageError, load
from sources.models import Article, Reading, Span, Statement
from tests.claims.sentences import ACTS, FORMS, NEGATED, NOTHING, SENTENCES, VIA


@cache
def _reader() -> Reader | None:
    try:
        return Reader(load(), Parties())
    except LanguageError:
        return None


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = _reader()
    if found is None:
        pytest.skip("the language pipeline is not there: train it with sources/language/train.py")
    return found


def article(text: str, outlet: str | None = "The Sorrel Examiner") -> Article:
    return Article("a1", None, None, None, outlet, text)


LEAD = "The Vardian harbour town of Lurenna lies on the western shore of the great lake. "
"""English enough for a short headline to be known as English."""


def statements(reader: Reader, text: str) -> tuple[Statement, ...]:
    reading = reader.read(article(text + "\n\n" + LEAD))
    return tuple(s for s in reading.statements if s.cue.spans or s.source.spans)


def told(s: Statement) -> tuple[str, str, str, str]:
    return s.source.text, s.cue.text, s.content.text, s.stance.value


def fits(wanted: tuple[str | None, ...], found: tuple[str, ...]) -> bool:
    return all(w is None or w == f for w, f in zip(wanted, found, strict=True))


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[t[:60] for t, _ in SENTENCES])
def test_statements_of_a_sentence(reader: Reader, text: str, wanted: list[tuple[str | None, ...]]) -> None:
    found = [told(s) for s in statements(reader, text)]
    for one in wanted:
        assert any(fits(one, f) for f in found), found


@pytest.mark.parametrize(("text", "medium"), VIA)
def test_relaying_medium_is_via_and_no_source(reader: Reader, text: str, medium: str) -> None:
    found = statements(reader, text)
    assert any(medium in s.via for s in found), found
    assert all(s.source.text != medium for s in found)


def test_outlet_itself_is_no_relay(reader: Reader) -> None:
    found = reader.read(
        article("The general told the Norring news agency that the road was open.", "Norring News Agency")
    )
    assert [s.via for s in found.statements] == [()]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_acts(reader: Reader, text: str, act: str) -> None:
    assert [s.act.value for s in statements(reader, text)] == [act]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_quote_forms(reader: Reader, text: str, form: str) -> None:
    assert [s.quote.value for s in statements(reader, text)] == [form]


def test_who_contradicts_after_an_aside_is_who_speaks_in_it(reader: Reader) -> None:
    found = statements(reader, "The blast was an attack, the mayor said on Friday, contradicting the owner.")
    assert {s.source.text for s in found} == {"the mayor"}


@pytest.mark.parametrize(("text", "negated"), NEGATED)
def test_negated_content(reader: Reader, text: str, negated: bool) -> None:
    assert [s.negated for s in statements(reader, text)] == [negated]


@pytest.mark.parametrize("text", NOTHING)
def test_plain_facts_hold_no_statement(reader: Reader, text: str) -> None:
    assert reader.read(article(text)).statements == ()


def test_words_of_a_content_carry_the_parse(reader: Reader) -> None:
    (s,) = statements(reader, "The army said that rebels had captured two soldiers.")
    lemmas = {w.text: w.lemma for w in s.words}
    assert lemmas["captured"] == "capture" and lemmas["soldiers"] == "soldier"
    root = next(n for n, w in enumerate(s.words) if w.text == "captured")
    assert s.words[root].head == -1 and s.words[root].role == "root"
    assert next(w for w in s.words if w.text == "soldiers").head == root


def test_text_in_another_language_gives_its_language_and_no_statements(reader: Reader) -> None:
    reading = reader.read(
        article("Das Ministerium teilte am Montag mit, die Brücke sei gesperrt. Der Sprecher wies den Bericht zurück.")
    )
    assert reading.language == "de"
    assert reading.statements == ()


def test_many_articles_come_back_in_order(reader: Reader) -> None:
    texts = ["The army said the road was open.", "", "The mayor denied the report."]
    readings = list(reader.read_many(Article(str(n), None, None, None, None, t) for n, t in enumerate(texts)))
    assert [r.article.id for r in readings] == ["0", "1", "2"]
    assert [len(r.statements) for r in readings] == [1, 0, 1]


def test_then_takes_the_date_of_the_statement_before(reader: Reader) -> None:
    text = "Norring said on 5 May 2031 that rebels had taken two guards. The army denied then that any guard was taken."
    assert [s.when for s in reader.read(article(text)).statements] == ["2031-05-05", "2031-05-05"]
    text = "Norring said on 5 May 2031 that rebels had taken two guards. He then said that they were well."
    assert [s.when for s in reader.read(article(text)).statements] == ["2031-05-05", None]


def check(reading: Reading) -> None:
    """Every span lies in the text, in order; every text is its spans' text joined by one space; ids are unique."""
    text = reading.article.text
    for s in reading.statements:
        for words, places in (
            (s.source.text, s.source.spans),
            (s.cue.text, s.cue.spans),
            (s.content.text, s.content.spans),
        ):
            assert all(0 <= a < b <= len(text) for a, b in places)
            assert all(x[1] <= y[0] for x, y in pairwise(places))
            assert words == " ".join(text[a:b] for a, b in places)
        assert s.content.spans
        assert all(-1 <= w.head < len(s.words) for w in s.words)
        assert not _meet(s.cue.spans, s.source.spans)
    assert len({s.id for s in reading.statements}) == len(reading.statements)


def _meet(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    return any(s < y and x < e for s, e in a for x, y in b)


WORDS = """\" “ ” ‘ ’ ' '' said denied that , . : — - ( ) he who and claims reported quoted it is captured adding
Tavaro VARGA: 12:30 1,000 😀 é"""
PIECES = st.sampled_from(
    [*WORDS.split(), "\n", "\n\n", "\xa0", "the army", "according to", "did not", "respond", "could not", "as saying"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60))
@example(["according to", "captured", "according to", '"', "“", '"'])
def test_any_mixture_of_words_and_marks_gives_sound_output(reader: Reader, pieces: list[str]) -> None:
    check(reader.read(article("The army said the road was open to all. " + " ".join(pieces))))


def test_a_preposition_alone_is_no_content_and_stops_no_article(reader: Reader) -> None:
    caption = "Long day: Arvel (left) says she was with Pell (right) the evening he was held on suspicion of DUI"
    reading = reader.read(article(f"{caption}\n\nI'm calling Chirp: A look at Pell's alleged Chirp page"))
    check(reading)
    assert [s.cue.text for s in reading.statements if s.source.text.startswith("Arvel")] == ["says"]
    assert not [s for s in reading.statements if s.content.text == "of"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_gives_sound_output(reader: Reader, text: str) -> None:
    check(reader.read(article("The army said the road was open to all and the mayor agreed. " + text)))


@pytest.mark.parametrize(("first", "last"), [(a, b) for a in range(0, len(SENTENCES), 20) for b in [a + 20]])
def test_sentences_together_give_sound_output(reader: Reader, first: int, last: int) -> None:
    check(reader.read(article("\n\n".join(t for t, _ in SENTENCES[first:last]))))


BIG = {
    "a megabyte without spaces": "a" * 1_000_000,
    "a megabyte of emoji": "😀" * 1_000_000,
    "a megabyte of newlines": "\n" * 1_000_000,
    "right to left": "שלום \u202e\u2066" * 4_000,
    "capitals": "A" * 300_000,
    "all quotes": '"' * 50_000,
    "curly quotes": "“" * 100_000,
    "single quotes": "'a " * 4_000,
    "colons": "A: b\n" * 2_000,
    "commas": "a, " * 4_000,
    "said": "he said " * 2_000,
    "signatures": "“x” — Y\n" * 1_000,
    "falsehoods": "He called the report " + "simply " * 2_000 + "so.",
}


PLAIN = "The army said on Monday that the road was open, and the mayor of the town agreed with it in a letter. " * 200
MANY_TIMES = 30
"""How many times as long as that plain text, of 20,000 characters, a hostile one of a million may take."""


@cache
def plain_time(reader: Reader) -> float:
    reader.read(article(PLAIN[:1000]))
    start = time.process_time()
    check(reader.read(article(PLAIN)))
    return time.process_time() - start


@pytest.mark.parametrize("kind", BIG)
def test_hostile_texts_take_bounded_time(reader: Reader, kind: str) -> None:
    least = plain_time(reader)
    start = time.process_time()
    check(reader.read(article("The army said the road was open to all and the mayor agreed. " + BIG[kind])))
    assert time.process_time() - start < MANY_TIMES * least
