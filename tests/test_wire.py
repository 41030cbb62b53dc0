from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sources.models import Article, Reading
from sources.wire import Wire, time_of

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def article(key: str, minutes: int | None = 0, text: str = "text") -> Article:
    published = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Article(key, f"title {key}", None, published, "Kestrel", text, fetched=NOON)


def test_newest_first_and_a_date_in_the_future_counts_as_now() -> None:
    wire = Wire()
    for key, minutes in (("old", -60), ("future", 600), ("undated", None), ("new", -1)):
        wire.put(article(key, minutes))
    assert list(wire.ids) == ["future", "undated", "new", "old"]
    assert wire.time_of("future") == NOON


def test_a_changed_text_drops_the_reading_and_an_unchanged_one_keeps_it() -> None:
    wire = Wire()
    first = article("a")
    wire.put(first)
    wire.put_reading(Reading(first, "en", None, ()))
    wire.put(article("a", -5))
    assert wire.reading("a") is not None
    wire.put(article("a", text="another text"))
    assert wire.reading("a") is None
    assert list(wire.ids) == ["a"]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(-500, 0), st.booleans()), max_size=60))
def test_the_order_holds_whatever_comes_and_goes(steps: list[tuple[str, int, bool]]) -> None:
    wire, model = Wire(), {}
    for key, minutes, put in steps:
        if put:
            model[key] = article(key, minutes)
            wire.put(model[key])
        elif key in model:
            del model[key]
            wire.remove(key)
    assert list(wire.ids) == sorted(model, key=lambda k: (-time_of(model[k]).timestamp(), k))
    assert len(wire) == len(model)
