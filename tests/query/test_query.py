from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.models import Triage
from sources.query import ArticleFacts, ClaimFacts, ConflictFacts, Place, QueryError, parse
from sources.query.parse import complete
from tests.tui.news import NOW, StillDesk, capture, conflict, plain


@pytest.fixture
async def desk(tmp_path: Path) -> StillDesk:
    made = StillDesk(tmp_path)
    made.give(capture(), plain(1, 600))
    made.oppose(conflict(capture()))
    return made


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("captured", "a1"),
        ("quiet", "q1"),
        ("CAPTURED osh", "a1"),
        ("captured quiet", ""),
        ("captured or quiet", "a1 q1"),
        ("!captured", "q1"),
        ("!(captured or quiet)", ""),
        ("footage", ""),
        ("~footage", "a1"),
        ('~"video that its"', "a1"),
        ("~/vid.o/", "a1"),
        ("party:hill", "a1"),
        ('party:"hill guard" stance:denies', "a1"),
        ("outlet:kestrel", "a1 q1"),
        ("via:ama", "a1"),
        ("stance:could", ""),
        ("stance:unver", "a1"),
        ("kind:denial", "a1"),
        ("kind:figures", ""),
        ("status:contested", "a1"),
        ("is:disputed", "a1"),
        ("is:unread", "a1 q1"),
        ("newer:2h", "a1"),
        ("older:2h", "q1"),
        ("newer:2031-10-03T13:00", "a1"),
        ("claims:>2", "a1"),
        ("claims:0", "q1"),
        ("lang:en", "a1 q1"),
        ("@mine", "a1"),
    ],
)
async def test_articles(desk: StillDesk, text: str, meant: str) -> None:
    try:
        query = parse(text, Place.ARTICLE, NOW, {"mine": "is:disputed"})
    except QueryError:
        assert not meant
        return
    assert [key for key in desk.article_ids() if query.matches(ArticleFacts(desk, key))] == meant.split()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("stance:denies", "s2"),
        ("party:guard", "s1"),
        ("is:disputed", "s1 s2 s3"),
        ("is:named !stance:asserts", "s2 s3"),
        ("fighters or footage", "s1 s3"),
    ],
)
async def test_claims(desk: StillDesk, text: str, meant: str) -> None:
    query = parse(text, Place.CLAIM, NOW)
    found = [each.id for each in capture().statements if query.matches(ClaimFacts(desk, "a1", each))]
    assert found == meant.split()


async def test_conflicts_and_their_marks(desk: StillDesk) -> None:
    def holds(text: str) -> bool:
        return parse(text, Place.CONFLICT, NOW).matches(ConflictFacts(desk, "c1"))

    assert holds("is:open is:new kind:denial party:hill party:interior outlets:>4 origins:2 stance:unverified")
    assert holds("~footage") and not holds("footage")
    assert not holds("tag:front") and not holds("grade:B")
    desk.mark_conflicts(["c1"], "marks", triage=Triage.RESOLVED, tags=("frontline",), grade="B2", note="ring Kessary")
    assert holds("is:resolved is:closed !is:new tag:front grade:b grade:2 grade:b2 note:kessary is:graded")


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("osh party:", "party", "who speaks"),
        ("kind:quarrel", "kind:quarrel", "denial, figures"),
        ("colour:red", "colour", "there is no field"),
        ("is:unread or", "or", "missing"),
        ("(osh", "(", "the ) is missing"),
        ("osh)", ")", "no ("),
        ("newer:soon", "newer:soon", "30m, 2h"),
        ("~/(/", "~/(/", "regular expression"),
        ("@yours", "@yours", "@mine"),
        ("outlets:>1", "outlets", "cannot be asked"),
        ("!", "!", "nothing follows"),
    ],
)
def test_errors_say_what_and_where(text: str, part: str, words: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text, Place.ARTICLE, NOW, {"mine": "osh"})
    assert words in raised.value.message
    assert text[raised.value.start : raised.value.end].startswith(part)


def test_a_saved_query_within_itself_is_an_error() -> None:
    with pytest.raises(QueryError, match="stands within itself"):
        parse("@a", Place.ARTICLE, NOW, {"a": "x or @b", "b": "@a"})


@given(st.text(alphabet=st.sampled_from('ab:!()~/@" or\\is:newer'), max_size=40))
def test_any_text_is_a_query_or_an_error_with_a_place(text: str) -> None:
    try:
        parse(text, Place.CONFLICT, datetime(2031, 1, 1, tzinfo=UTC), {"a": "b"})
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(text)
    complete(text, Place.CONFLICT, {})


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("osh par", "osh party:"),
        ("stance:den", "stance:denies"),
        ("party:hil", 'party:"hill Guard"'),
        ("is:un", "is:unread"),
        ("@mi", "@mine"),
        ("osh ", None),
        ("party:", None),
    ],
)
def test_words_are_completed(begun: str, whole: str | None) -> None:
    assert complete(begun, Place.ARTICLE, {"party": ("Hill Guard",), "@": ("mine",)}) == whole
