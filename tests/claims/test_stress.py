"""The stress list: sentences in every form of attribution, each with what it holds, in `stress.jsonl`.

`source` and `content` must be found as they are, `cue` among the words of the cue; what a line leaves out does not
matter. A text that holds nothing must give nothing.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import load
from sources.models import Article, Statement

CASES = [json.loads(line) for line in Path(__file__).with_name("stress.jsonl").read_text(encoding="utf-8").splitlines()]
LEAD = "The Vardian harbour town of Lurenna lies on the western shore of the great lake."
"""English enough for a short sentence to be known as English."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load(), Parties())


def test_the_list_is_long_enough() -> None:
    assert len(CASES) >= 300
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['form']}: {c['text'][:50]}" for c in CASES])
def test_what_a_text_holds(reader: Reader, case: dict[str, Any]) -> None:
    text = case["text"]
    statements = reader.read(Article("a", None, None, None, "The Sorrel Examiner", f"{text}\n\n{LEAD}")).statements
    for wanted in case["holds"]:
        assert any(fits(wanted, s) for s in statements), shown(statements)
    assert case["holds"] or not statements, shown(statements)


@pytest.mark.parametrize("ending", ["then Ada Belo was dismissed", '"The bridge is ours," Tern quoted Colonel Vass'])
def test_a_text_may_end_anywhere(reader: Reader, ending: str) -> None:
    assert reader.read(Article("a", None, None, None, None, f"{LEAD}\n\n{ending}")).statements


def test_texts_that_are_cut_off_are_read(reader: Reader) -> None:
    for case in CASES[::25]:
        words = case["text"].split(" ")
        for end in range(2, len(words), 3):
            text = f"{LEAD}\n\n{' '.join(words[:end])}"
            statements = reader.read(Article("a", None, None, None, None, text)).statements
            assert all(0 <= a < b <= len(text) for s in statements for a, b in s.content.spans)


def fits(wanted: dict[str, Any], s: Statement) -> bool:
    """Whether a statement is what a line of the list says."""
    found: dict[str, Any] = {
        "source": s.source.text,
        "content": s.content.text,
        "stance": s.stance.value,
        "act": s.act.value,
        "party": s.source.party,
        "named": s.source.named,
        "negated": s.negated,
        "when": s.when,
    }
    if not words(wanted.get("cue", "")) <= words(s.cue.text):
        return False
    if "via" in wanted and not (any(wanted["via"] in name for name in s.via) if wanted["via"] else not s.via):
        return False
    return all(bare(found[key]) == bare(wanted[key]) for key in wanted if key not in ("cue", "via"))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def bare(value: Any) -> Any:
    """A text without the marks at its ends, which are a matter of taste."""
    return value.strip(" .,:;") if isinstance(value, str) else value


def shown(statements: tuple[Statement, ...]) -> str:
    return "\n".join(
        f"{s.source.text} [{s.source.party}] | {s.cue.text} | {s.content.text} | {s.stance} {s.act} {s.via} {s.when}"
        f" negated={s.negated} ({s.rule})"
        for s in statements
    )
