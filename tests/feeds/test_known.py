"""What is new, what was edited, and what is the same under another name: no item twice, none lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sources.feeds.known import Known, fingerprint
from sources.models import Article, Entry

NOW = datetime.now(UTC)


def entry(
    id: str,
    title: str = "Gate shut by the board",
    link: str = "https://quay.example/a",
    feed: str = "Quay",
    outlet: str = "Quay Wire",
    content: str = "Text.",
) -> Entry:
    return Entry(id, feed, outlet, title, link, NOW, content, "Text.")


def article(e: Entry) -> Article:
    return Article(e.id, e.title, e.url, e.published, e.outlet, e.content, feed=e.feed, fingerprint=fingerprint(e))


class Desk:
    """Articles by id, and what is known of them."""

    def __init__(self, *entries: Entry) -> None:
        self.articles = {e.id: article(e) for e in entries}
        self.known = Known(self.articles.__contains__)
        self.known.remember(self.articles.values())

    def see(self, *entries: Entry, now: datetime = NOW) -> tuple[list[str], list[str]]:
        """Take in a document; return the ids of what is new and of what was edited."""
        news = self.known.sort(entries, now)
        for e in (*news.fresh, *news.edited):
            self.articles[e.id] = article(e)
            self.known.remember([self.articles[e.id]])
        return [e.id for e in news.fresh], [e.id for e in news.edited]


def test_an_item_that_changes_its_id_and_keeps_link_and_headline_is_the_same() -> None:
    desk = Desk(entry("1"))
    assert desk.see(entry("2")) == ([], [])
    assert desk.see(entry("3", link="https://quay.example/a?utm_source=rss")) == ([], [])
    assert desk.see(entry("4", content="More text.")) == ([], ["1"])
    assert desk.see(entry("5", title="Gate opened by the board")) == ([], ["1"])


def test_another_headline_at_one_link_is_another_item_until_the_feed_is_known_to_change_ids() -> None:
    desk = Desk(entry("1", link="https://quay.example/live"))
    assert desk.see(entry("2", "Ferry late in fog", "https://quay.example/live")) == (["2"], [])
    first = [entry(f"a{n}", f"Notice {n} of the town", f"https://quay.example/{n}") for n in range(4)]
    desk = Desk(*first)
    renamed = [replace(e, id=f"b{n}") for n, e in enumerate(first[:3])]
    assert desk.see(*renamed, replace(first[3], id="b3", title="Quite other words here")) == ([], ["a3"])


def test_links_that_tell_nothing_apart_are_not_trusted() -> None:
    desk = Desk(entry("1", link="https://quay.example/"), entry("2", link="https://quay.example/live"))
    assert desk.see(entry("3", link="https://quay.example")) == (["3"], [])
    both = entry("4", link="https://quay.example/live"), entry("5", link="https://quay.example/live")
    assert desk.see(*both) == (["4", "5"], [])
    assert desk.see(entry("6", link="")) == (["6"], [])


def test_an_article_in_two_feeds_of_an_outlet_is_one_and_in_two_outlets_two() -> None:
    desk = Desk(entry("1"))
    assert desk.see(entry("2", feed="Quay Sport", title="Another headline for it")) == ([], [])
    assert desk.see(entry("3", feed="Mole", outlet="Mole Post")) == (["3"], [])


def test_an_article_is_known_by_the_address_that_its_page_names_too() -> None:
    desk = Desk(entry("1", link="https://go.example/x1"))
    desk.articles["1"] = replace(desk.articles["1"], canonical="https://quay.example/a")
    desk.known.remember([desk.articles["1"]])
    assert desk.see(entry("2", feed="Quay Sport", link="https://quay.example/a?utm_source=x")) == ([], [])
    assert desk.see(entry("3", feed="Quay Sport", link="https://quay.example/b")) == (["3"], [])


def test_edits_are_told_four_times_a_day() -> None:
    desk = Desk(entry("1"))
    assert desk.see(entry("1")) == ([], [])
    told = [desk.see(entry("1", content=f"{n} comments"))[1] for n in range(9)]
    assert told == [["1"]] * 4 + [[]] * 5
    assert desk.see(entry("1", content="later"), now=NOW + timedelta(days=1)) == ([], ["1"])


def test_what_was_let_go_is_forgotten() -> None:
    desk = Desk(entry("1"), entry("2", link="https://quay.example/b"))
    del desk.articles["1"]
    desk.known.forget()
    assert desk.see(entry("9")) == (["9"], [])
    assert desk.see(entry("8", link="https://quay.example/b")) == ([], [])


@pytest.mark.parametrize("change", ["title", "content", "summary"])
def test_a_fingerprint_tells_what_a_feed_says(change: str) -> None:
    first = entry("1")
    assert fingerprint(first) == fingerprint(replace(first, published=None, id="2"))
    assert fingerprint(first) != fingerprint(replace(first, **{change: "other"}))
