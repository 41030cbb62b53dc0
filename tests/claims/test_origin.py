import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.claims.origin import credit, same_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT ALDER, March 4 (Reuters) - The ferry sank.", "Reuters"),
        ("PORT ALDER (AP) — The ferry sank.", "Associated Press"),
        ("Ferry sinks\n\nPORT ALDER, March 4 (Lanternwire) - The ferry sank.", "Lanternwire"),
        ("SOUTH TIRO, June 17 (Fairway/Staff) – Gunmen fled.", "Fairway"),
        ("The ferry sank. Nobody was hurt.\n\n(AFP)", "Agence France-Presse"),
        ("The ferry sank. Nobody was hurt. (Pinewire, own report)", "Pinewire"),
        ("The ferry sank. [Silk Desk]", "Silk Desk"),
        ("The ferry sank.\n— AP", "Associated Press"),
        ("The ferry sank.\n\nSource: Anadolu", "Anadolu Agency"),
        ("The ferry sank.\n\n© 2031 AFP", "Agence France-Presse"),
        ("The ferry sank.\nWith reporting by Reuters", "Reuters"),
        ("The ferry sank.\n\n(Reporting by Ana Belo in Port Alder; editing by Jo Tarn)", "Reuters"),
        ("The ferry sank.\nLamplight/Argus", "Lamplight"),
        ("Reuters could not immediately verify the film. The ministry did not answer questions.", "Reuters"),
        ("A guard told the Quayside agency that he had fled. He told Quayside no more.", "Quayside"),
    ],
)
def test_an_agencys_copy_is_known_by_its_credit_or_its_words(text: str, agency: str) -> None:
    assert credit(text, "Harbour Times") == agency


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("PORT ALDER, March 4 (Lanternwire) - The ferry sank.", "Lanternwire"),
        ("PORT ALDER (AP) — The ferry sank.", "Associated Press"),
        ("The party (Greens) - once small - won.", "Harbour Times"),
        ("The talks open at noon (Eastern) - an hour late.", "Harbour Times"),
        ("Dear editor, the ferry sank.\n\nJohn Tarn.", "Harbour Times"),
        ("The minister told Parliament that he had not known.", "Harbour Times"),
        ("The ferry sank. Nobody was hurt.", None),
        ("", None),
    ],
)
def test_no_credit_is_no_agency(text: str, outlet: str | None) -> None:
    assert credit(text, outlet) is None


def test_agencies_are_one_under_short_names_and_initials() -> None:
    assert same_agency("Aldine", "Aldine Press") and same_agency("PLP", "Pan-Lake Press")
    assert same_agency("AFP", "Agence France-Presse")
    assert not same_agency("Aldine Press", "Auster Press") and not same_agency("AP", "AFP")


@given(st.text(alphabet=st.sampled_from("Ab (AP)[]/-—\n.,:©Source byReporting editing;"), max_size=400))
def test_any_text_is_read(text: str) -> None:
    credit(text, "Harbour Times")


@pytest.mark.parametrize("unit", ["A ", "A", "(A ", "A (B) ", "told A ", "Reporting by A; ", "\n", "A of "])
def test_a_huge_text_takes_no_long_time(unit: str) -> None:
    started = time.perf_counter()
    credit(unit * (1_000_000 // len(unit)), None)
    assert time.perf_counter() - started < 5
