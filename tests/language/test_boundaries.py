import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.boundaries import MAX_CHARS, breaks, split

FRAGMENTS = st.sampled_from(
    [
        *("a", "The", "Gen.", "U.S.", "No.", "J.", "al-Nour", "said", "5", "[1]", "😀", "שלום", "中文。"),
        *(".", "?", "!", "…", "...", ",", ":", '"', "“", "”", "'", "(", ")", "•", "—", "-"),
        *(" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2028"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=80).map("".join))


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Ilse Brandt spoke.", "Lt. Col. Omar Haddad did not."],
        ["Mr. and Mrs. Okafor met Dr. Lin on Sept. 5 at No. 10.", "Sen. J. R. Pell was there."],
        ["The U.S. Army left on Nov. 3.", "The port is in the U.S.", "The war goes on."],
        ["Then-Gov. Ana Ruiz sued Harbor Inc. in the case Pell v. Tarn.", "She lost."],
        ["The U.N. Security Council met at 5 p.m.", "It adjourned at 7 p.m. local time."],
        ["Prices rose 3.5 percent, i.e. more than in Jan. 2019.", "Nobody answered, e.g. Ruiz."],
        ["The answer is no.", "They left."],
        ["We backed [J. R.] Pell in 96.", "He lost."],
        ["He died in 2017.", "12 others were hurt."],
        ["Militants left.", "al-Nour stayed."],
        ["The firm (now part of Tarn Corp. The owner left) closed.", "(Its owner left.", "He is ill.)"],
    ],
)
def test_a_period_of_an_abbreviation_ends_nothing(sentences: list[str]) -> None:
    assert found(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ['"We did not fire," he said.', "He left."],
        ['"We did not fire.', 'They did," he said.'],
        ['"Who fired?" he asked.', "Nobody knew."],
        ['"Who fired?" Pell asked.', "Nobody knew."],
        ['"Stop!"', "The crowd ran."],
        ['"It is over."', '"It is not."'],
        ["“It is over.”", "She left."],
        ["„It is over.“", "She left."],
        ["‘It is over.’", "She left."],
        ["He said: “We left.", "They stayed.”", "Nobody knew."],
        ['(They called it "a lie.")', "She left."],
        ["The siege ended.[1]", "The town fell. [2]", "Nobody came."],
    ],
)
def test_a_closing_mark_stays_with_its_sentence(sentences: list[str]) -> None:
    assert found(" ".join(sentences)) == sentences


def test_closing_marks_apart_from_their_sentence_stay_with_it() -> None:
    assert found('He said : " We left . " She stayed .') == ['He said : " We left . "', "She stayed ."]


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT TARN, Velmar, March 4 (Lanternwire) -",
        "VELMAR CITY (LW) —",
        "Port Tarn (Lanternwire) --",
        "TARN —",
        "(LW) –",
    ],
)
def test_a_dateline_stands_alone(dateline: str) -> None:
    assert found(f"{dateline} The ministry denied it. Pell left.") == [
        dateline,
        "The ministry denied it.",
        "Pell left.",
    ]


@pytest.mark.parametrize(
    "text", ["The ministry (Defence) - now closed - denied it.", "NATO-led troops left - at last."]
)
def test_not_every_dash_makes_a_dateline(text: str) -> None:
    assert found(text) == [text]


def test_a_newline_parts_paragraphs_and_headlines() -> None:
    text = "Velmar denies raid\nThe ministry denied the raid\n\n  It gave no reason.\n- one thing\n- Another thing"
    assert found(text) == [
        "Velmar denies raid",
        "The ministry denied the raid",
        "It gave no reason.",
        "- one thing",
        "- Another thing",
    ]


def test_lines_broken_within_a_sentence_are_one() -> None:
    assert found("The ministry said\nit had denied\nthe raid.") == ["The ministry said\nit had denied\nthe raid."]


def test_hard_wrapped_text_is_read_as_paragraphs() -> None:
    first = (
        "The defence ministry of Velmar said on Monday that none of its\n"
        "Soldiers had crossed the river, and that the photographs which\n"
        "Tarn had shown were old."
    )
    second = "A spokesman for Tarn, Ilya Pell, said\nthat was not so."
    assert found(f"{first} {second}\n\nNobody knew.") == [first, second, "Nobody knew."]


@pytest.mark.parametrize(
    "text", ["He works for Tarn Inc. Pell agreed.", "We waited... Pell came.", "He left.She stayed."]
)
def test_what_only_a_parse_can_tell_is_left_to_it(text: str) -> None:
    assert found(text) == [text]
    assert len(breaks(text).soft) == 1


@settings(deadline=None)
@given(TEXTS)
def test_sentences_cover_any_text_once_and_in_order(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        at = end
    assert not text[at:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_breaks_ascend_and_never_contradict(text: str) -> None:
    hard, soft = breaks(text)
    assert hard == sorted(set(hard))
    assert soft == sorted(set(soft))
    assert not set(hard) & set(soft)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["word", ",", "x" * 700, "😀", "\u00a0", " " * 90]), min_size=300, max_size=700))
def test_no_sentence_is_longer_than_the_limit(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(end - start <= MAX_CHARS for start, end in split(text))


@pytest.mark.parametrize(
    "unit", ['"', ".", ". ", '." ', "(a. B", "a\n", "\n", "Aa. ", "?!", "[1]", "😀", "ש", 'He "a." B ']
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        times = []
        for _ in range(3):
            start = time.process_time()
            split(text)
            times.append(time.process_time() - start)
        return min(times)

    seconds(20_000)
    assert seconds(400_000) < 10 * seconds(100_000) + 0.02
