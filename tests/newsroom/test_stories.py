from datetime import UTC, datetime, timedelta

import pytest

from sources.models import Kind, Stance
from sources.newsroom import stories

START = datetime(2031, 10, 3, 12, 0, tzinfo=UTC)
EXPECTED = {expected.name: expected for expected in stories.expected()}


def test_there_is_enough_news() -> None:
    assert len(stories.outlets()) >= 7
    assert sum(outlet.agency for outlet in stories.outlets()) >= 2
    assert len(stories.items()) >= 55
    assert len(EXPECTED) >= 10


def test_every_outlet_has_news_and_every_format_and_manner_is_used() -> None:
    assert {item.outlet for item in stories.items()} == set(stories.outlets())
    assert {outlet.format for outlet in stories.outlets()} == {"rss2", "rss1", "atom", "json"}
    for manner in ("full", "gzip", "paywall", "curly"):
        assert {getattr(outlet, manner) for outlet in stories.outlets()} == {True, False}


def test_ids_are_unique_and_titles_too() -> None:
    ids = [item.id for item in stories.items()]
    titles = [item.title for item in stories.items()]
    assert len(set(ids)) == len(ids)
    assert len(set(titles)) == len(titles)


def test_every_story_has_an_expected_ending_but_the_background() -> None:
    assert [story.name for story in stories.stories() if story.expected is None] == ["background"]


def test_every_kind_of_conflict_and_its_absence_is_there() -> None:
    assert {expected.kind for expected in EXPECTED.values()} == {*Kind, None}


@pytest.mark.parametrize("expected", EXPECTED.values(), ids=EXPECTED)
def test_an_ending_can_be_met_by_its_story(expected: stories.Expected) -> None:
    items = [item for item in stories.items() if item.story == expected.name]
    assert {item.id for item in items} == set(expected.articles)
    assert 1 <= expected.origins <= expected.outlets == len({item.outlet for item in items})
    text = "\n".join(item.text(START) + item.headline(START) for item in items)
    text = text.replace("\u2019", "'").lower()
    named = {*expected.asserts, *expected.denies, *(name for names in expected.others.values() for name in names)}
    known = {party.name: party for party in stories.parties()}
    for name in named:
        names = (name, *known[name].aliases)
        outlets = {item.outlet.name for item in items}
        assert any(form.lower() in text for form in names) or name in outlets, name
    if expected.kind is None:
        assert not named
    elif expected.kind in {Kind.DENIAL, Kind.REVERSAL}:
        assert expected.asserts
        assert expected.denies
    else:
        assert len(expected.asserts) >= 2
    assert set(expected.others) <= {Stance.UNVERIFIED, Stance.DECLINES, Stance.NO_RESPONSE, Stance.DOUBTS}


@pytest.mark.parametrize("item", stories.items(), ids=lambda item: item.id)
def test_an_article_reads_like_wire_copy(item: stories.Item) -> None:
    text = item.text(START)
    assert 110 <= len(text.split()) <= 300
    assert 4 <= len([part for part in text.split("\n\n") if part.strip()]) <= 10
    assert not set("{}[]<>") & set(text + item.title)
    assert item.outlet.curly == ("\u201c" in text or "\u2019" in text or "\u201d" in text)


def test_dates_in_a_text_are_those_of_its_publication() -> None:
    by_id = {article.id: article for article in stories.articles(START)}
    assert by_id["osh-tal-video"].text.startswith(
        "CALDRUN, 3 October (Kestrel) - The Hill Guard released a video on Fri"
    )
    assert by_id["osh-tal-first-claim"].text.startswith("CALDRUN, 14 September (Kestrel)")
    assert by_id["patrol-union"].text.count("Thursday") == 1


def test_articles_come_in_order_and_the_earlier_round_is_weeks_old() -> None:
    articles = stories.articles(START)
    dates = [article.published for article in articles if article.published]
    assert len(dates) == len(articles)
    assert dates == sorted(dates)
    assert dates[0] < START - timedelta(days=14)
    assert START < dates[-1] < START + timedelta(minutes=5)


def test_copies_print_the_agency_text_and_its_credit() -> None:
    by_id = {article.id: article for article in stories.articles(START)}
    original = by_id["orsav-kestrel"].text
    copies = [by_id[id] for id in EXPECTED["orsav-arrest"].articles if id != "orsav-kestrel"]
    assert len({copy.outlet for copy in copies}) == 4
    quote = "police had detained its leader, Lena Orsav"
    for copy in copies:
        assert quote in copy.text
        assert "Kestrel" in copy.text
    assert quote in original


def test_a_party_is_known_by_its_other_names_but_not_by_those_of_another() -> None:
    assert stories.same_party("Vardian Interior Ministry", "the Interior Ministry")
    assert stories.same_party("Delta Seafarers' Union", "Delta Seafarers\u2019 Union")
    assert not stories.same_party("Vardian Interior Ministry", "Vardian Foreign Ministry")
