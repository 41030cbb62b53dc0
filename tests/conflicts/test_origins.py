"""Ten outlets that print one agency's copy are one origin."""

import pytest

from sources.conflicts.origins import Origins

from .make import article, said

STORY = (
    "The Reed Front said on Tuesday that its fighters had captured two soldiers near the post of Kolombe, a timber "
    "jetty with a radio mast thirty kilometres from the provincial capital that has changed hands twice in three years."
)
OWN = (
    "Fishermen who came back to Marunde before noon spoke of shots over the reeds and of a boat with prisoners in it, "
    "and a teacher in the market said that she had counted four of them, all of them young and one of them bandaged."
)
QUOTE = said("Idris Welo", "we/A hold/V! nine men and they are treated as guests of the marsh people", direct=True)


def count(*readings):
    origins = Origins()
    for reading in readings:
        origins.add(reading)
    return origins.count(r.article.id for r in readings)


CASES = {
    "two who wrote their own": ([article("a", text=STORY), article("b", text=OWN)], (2, 2)),
    "the same agency credited": (
        [article("a", text=STORY, agency="Lanternwire"), article("b", text=OWN, agency="Lanternwire")],
        (2, 1),
    ),
    "the agency and one that credits it": (
        [article("a", text=STORY, outlet="Lanternwire"), article("b", text=OWN, agency="Lanternwire")],
        (2, 1),
    ),
    "two agencies": (
        [article("a", text=STORY, agency="Lanternwire"), article("b", text=OWN, agency="Signal Nord")],
        (2, 2),
    ),
    "a copy with a line of its own": (
        [article("a", text=STORY), article("b", text=f"Our staff adds: a storm is near.\n{STORY} Ferries are late.")],
        (2, 1),
    ),
    "the first half of it": ([article("a", text=f"{STORY} {OWN}"), article("b", text=STORY)], (2, 1)),
    "one long quotation in both": ([article("a", QUOTE, text=STORY), article("b", QUOTE, text=OWN)], (2, 1)),
    "one outlet twice": ([article("a", text=STORY, outlet="Post"), article("b", text=OWN, outlet="Post")], (1, 1)),
}


@pytest.mark.parametrize(("readings", "expected"), CASES.values(), ids=CASES.keys())
def test_count(readings, expected):
    assert count(*readings) == expected
    assert count(*reversed(readings)) == expected


def test_a_chain_of_copies_is_one_origin():
    readings = [article("a", text=STORY, agency="Lanternwire"), article("b", text=STORY), article("c", text=STORY)]
    assert count(*readings) == (3, 1)


def test_a_removed_article_is_forgotten():
    origins = Origins()
    for reading in (article("a", text=STORY), article("b", text=STORY)):
        origins.add(reading)
    assert origins.count(["a", "b"]) == (2, 1)
    origins.remove("b")
    origins.add(article("b", text=OWN))
    assert origins.count(["a", "b"]) == (2, 2)
