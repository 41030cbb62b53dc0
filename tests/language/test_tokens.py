import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sources.language.tokens import MAX_SIGNS, MAX_TOKEN, MAX_WORD, BoundedTokenizer

HOSTILE = st.lists(
    st.sampled_from(['"' * 30, "x" * 150, "a.b-", "😀" * 25, " ", "\n", "  ", "שלום", "word", "_" * 120, "é"]),
    max_size=40,
).map("".join)


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def test_usual_text_is_cut_as_spacy_cuts_it(blank: Language) -> None:
    text = 'The U.S. "can\'t" say (yet) why the 10-year-old left http://velmar.example/a?b=c... \n\n Really?'
    tokens = BoundedTokenizer(blank.tokenizer, blank.vocab)
    assert [t.text for t in tokens(text)] == [t.text for t in blank.tokenizer(text)]


@settings(deadline=None)
@given(text=st.one_of(st.text(max_size=400), HOSTILE))
def test_any_text_comes_back_unchanged(blank: Language, text: str) -> None:
    doc = BoundedTokenizer(blank.tokenizer, blank.vocab)(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("unit", ['"', "“", "😀", "x", "(", "http://a.b/", "א", '"x'])
def test_long_runs_never_reach_the_rules(blank: Language, unit: str) -> None:
    longest = 0

    def inner(text: str) -> Doc:
        nonlocal longest
        longest = max([longest, *map(len, text.split())])
        return blank.tokenizer(text)

    text = f"He said {unit * 5_000} and left."
    doc = BoundedTokenizer(inner, blank.vocab)(text)
    assert doc.text == text
    assert longest <= MAX_WORD
    assert max(len(token) for token in doc) <= MAX_TOKEN


def test_rows_of_signs_are_one_token(blank: Language) -> None:
    rule = "=" * (MAX_SIGNS + 1)
    doc = BoundedTokenizer(blank.tokenizer, blank.vocab)(f"above {rule} below{rule}")
    assert [token.text for token in doc] == ["above", rule, "below", rule]
