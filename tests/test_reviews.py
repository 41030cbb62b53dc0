"""Published reviews of claims, in the forms in which they are published."""

import json
from pathlib import Path

import pytest

from sources.reviews import Review, Reviews, load, reviews_in, save

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/osh-tal",
    "claimReviewed": "The Hill Guard took two Vardian soldiers prisoner near Osh Tal",
    "datePublished": "2031-10-04T08:00:00Z",
    "author": {"@type": "Organization", "name": "Lantern Check"},
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "bestRating": 5, "alternateName": "Not shown"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Organization", "name": "Hill Guard"}},
}
WANTED = Review(
    "The Hill Guard took two Vardian soldiers prisoner near Osh Tal",
    "Not shown",
    "Lantern Check",
    "https://check.example/osh-tal",
    "2031-10-04",
    "Hill Guard",
)
SEARCHED = {
    "claims": [
        {
            "text": WANTED.claim,
            "claimant": WANTED.claimant,
            "claimReview": [
                {
                    "publisher": {"name": WANTED.reviewer, "site": "check.example"},
                    "url": WANTED.url,
                    "reviewDate": "2031-10-04T08:00:00Z",
                    "textualRating": WANTED.rating,
                }
            ],
        }
    ]
}
PAGE = f"<html><head><script type='application/ld+json'>{json.dumps(REVIEW)}</script></head><body>Text</body></html>"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(REVIEW),
        json.dumps([REVIEW]),
        json.dumps({"@graph": [{"@type": "WebPage"}, {**REVIEW, "@type": ["Thing", "ClaimReview"]}]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}),
        json.dumps(SEARCHED),
        PAGE,
    ],
)
def test_every_form_gives_the_same_review(text: str) -> None:
    assert reviews_in(text) == [WANTED]


@pytest.mark.parametrize(
    "data",
    [
        {**REVIEW, "url": "javascript:alert(1)"},
        {**REVIEW, "claimReviewed": ""},
        {**REVIEW, "claimReviewed": {"no": "text"}, "itemReviewed": 7},
        {"@type": None},
        [[[[]]], 3, None],
    ],
)
def test_what_says_too_little_is_left_out(data: object) -> None:
    assert reviews_in(json.dumps(data)) == []


def test_without_words_the_number_of_a_rating_is_told_with_its_best() -> None:
    found = reviews_in(json.dumps({**REVIEW, "reviewRating": {"ratingValue": 2, "bestRating": 5}}))
    assert found[0].rating == "2 of 5"


def test_what_is_no_json_says_so() -> None:
    with pytest.raises(ValueError, match="neither JSON"):
        reviews_in("plain words")


def test_reviews_are_kept_and_damage_is_named(tmp_path: Path) -> None:
    assert load(tmp_path) == ()
    save([WANTED], tmp_path)
    assert load(tmp_path) == (WANTED,)
    (tmp_path / "reviews.json").write_text('[{"claim": ')
    with pytest.raises(ValueError, match=r"reviews\.json: cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two Vardian soldiers taken prisoner near Osh Tal by the Hill Guard", True),
        ("Hill Guard took two Vardian soldiers prisoner near Osh Tal, group says", True),
        ("two Vardian soldiers were decorated", False),
        ("the Hill Guard said that it had left Osh Tal", False),
        ("", False),
    ],
)
def test_a_review_stands_by_the_claim_that_it_is_about(text: str, found: bool) -> None:
    other = Review("Vardia closed its border with Ondar", "Right", "Lantern Check", "https://check.example/border")
    assert Reviews([other, WANTED]).about([text]) == ([WANTED] if found else [])
