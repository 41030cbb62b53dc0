"""Every form is checked by a library of its own field."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import stix2
from pyld import jsonld
from pymisp import MISPEvent

from sources.export.dossier import Dossier, dossiers
from sources.export.formats import FORMATS, format_of
from sources.models import Triage
from tests.tui.news import StillDesk, capture, conflict

HOSTILE = "=cmd|' /C calc'!A0 [/b] **bold** <script> | pipe"


@pytest.fixture
async def made(tmp_path: Path) -> list[Dossier]:
    desk = StillDesk(tmp_path)
    reading = capture()
    desk.give(reading)
    desk.oppose(conflict(reading), replace(conflict(reading, "c2"), claim=HOSTILE))
    desk.mark_conflicts(["c1"], "marks", triage=Triage.WATCHING, tags=("front",), grade="B2", note="ring Kessary")
    return dossiers(desk, ["c1", "c2"])


def render(name: str, made: list[Dossier]) -> str:
    return FORMATS[name].render(made)


def test_a_brief_reads_as_one(made: list[Dossier]) -> None:
    text = render("brief", made[:1])
    assert text.startswith("# Disputed: two Vardian soldiers taken prisoner near Osh Tal\n")
    assert "## Hill Guard asserts" in text
    assert "## Vardian Interior Ministry denies" in text
    assert "**Kestrel** could not verify: “the footage” [1]" in text
    assert "via Ama news agency, dated 2031-09-28" in text
    assert "5 outlets, 2 independent origins · since 28 September 2031, 14:02 UTC" in text
    assert "> Desk note: grade B2 · \\#front · ring Kessary" in text
    assert "(<https://kestrel.example/a1>), Kestrel, 3 October 2031, 13:58 UTC" in text
    assert "says nothing of who is right" in text


def test_outside_text_cannot_mark_up_a_brief(made: list[Dossier]) -> None:
    head = render("brief", made[1:]).splitlines()[0]
    assert "\\*\\*bold\\*\\*" in head
    assert "\\<script\\>" in head
    assert "\\| pipe" in head


def test_csv_has_a_row_a_statement_and_no_formula(made: list[Dossier]) -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", made), newline="")))
    assert len(rows) == 6
    assert rows[0]["party"] == "Hill Guard"
    assert rows[0]["via"] == "Ama news agency"
    assert rows[0]["tags"] == "front"
    assert len(rows[0]["text_sha256"]) == 64
    assert rows[3]["claim"] == "'" + HOSTILE


def test_json_lines_hold_the_contract_and_the_marks(made: list[Dossier]) -> None:
    first, second = map(json.loads, render("jsonl", made).splitlines())
    assert first["triage"] == "watching"
    assert first["grade"] == "B2"
    assert [side["stance"] for side in first["sides"]] == ["asserts", "denies"]
    assert first["articles"][0]["url"] == "https://kestrel.example/a1"
    assert second["claim"] == HOSTILE


def test_json_ld_expands_without_a_network_to_schema_org(made: list[Dossier]) -> None:
    def no_network(url: str, options: object) -> object:
        raise AssertionError(f"{url} was asked for")

    expanded = jsonld.expand(json.loads(render("jsonld", made)), {"documentLoader": no_network})
    types = [each["@type"][0].removeprefix("https://schema.org/") for each in expanded]
    assert types == ["Claim", "Claim", "NewsArticle"]
    claim = expanded[0]
    assert claim["https://schema.org/name"][0]["@value"] == "two Vardian soldiers taken prisoner near Osh Tal"
    assert claim["https://schema.org/appearance"][0]["@id"] == expanded[2]["@id"]
    assert len(claim["https://schema.org/hasPart"]) == 3
    assert not any("Review" in str(each["@type"]) for each in expanded)


def test_stix_is_a_valid_bundle_and_the_same_every_time(made: list[Dossier]) -> None:
    text = render("stix", made)
    bundle = stix2.parse(text, allow_custom=False)
    ids = {each.id for each in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for each in bundle.objects:
        assert set(each.get("object_refs", ())) <= ids
    opinions = [each.opinion for each in bundle.objects if each.type == "opinion"]
    assert opinions == ["agree", "disagree", "neutral"] * 2
    report = next(each for each in bundle.objects if each.type == "report")
    assert report.external_references[0].hashes["SHA-256"]
    assert render("stix", made) == text


def test_misp_reads_the_events(made: list[Dossier]) -> None:
    events = []
    for each in json.loads(render("misp", made)):
        event = MISPEvent()
        event.from_dict(**each)
        events.append(event)
    first = events[0]
    assert first.info == "Disputed: two Vardian soldiers taken prisoner near Osh Tal"
    assert {each.type for each in first.attributes} == {"text", "link", "comment"}
    assert 'admiralty-scale:source-reliability="b"' in {tag.name for tag in first.tags}
    assert MISPEvent().from_dict(**json.loads(render("misp", made[:1]))) is None


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_name_tells_its_form(name: str) -> None:
    assert format_of(Path(f"x{FORMATS[name].suffix}")) == name
    assert format_of(Path("x.doc")) is None
