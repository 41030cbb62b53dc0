import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sources.language import lemmas
from sources.language.lemmas import fill, regular

VERBS = {"endorse", "deny", "hop", "hope", "see", "press"}


@pytest.mark.parametrize(
    ("form", "tag", "verb"),
    [
        ("endorsed", "VBD", "endorse"),
        ("denies", "VBZ", "deny"),
        ("presses", "VBZ", "press"),
        ("hoping", "VBG", "hope"),
        ("seeing", "VBG", "see"),
        ("endorsed", "NN", None),
        ("", "VBG", None),
    ],
)
def test_regular_endings_are_undone_when_a_verb_results(form: str, tag: str, verb: str | None) -> None:
    assert regular(form, tag, VERBS) == verb


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("The council endorsed the plan.", "endorsed", "endorse"),
        ("The ministry is declining to answer.", "declining", "decline"),
        ("The soldiers fled to the river.", "fled", "flee"),
        ("They weren’t captured.", "n’t", "not"),
        ("They lied to us.", "lied", "lie"),
        ("Both ministries denied it.", "ministries", "ministry"),
    ],
)
def test_words_of_news_have_the_lemma_of_a_dictionary(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert [t.lemma_ for t in nlp(text) if t.text == word] == [lemma]


def test_the_treebank_is_trusted_where_it_agrees_with_itself() -> None:
    pytest.importorskip("spacy_lookups_data", reason="the tables are made from spacy-lookups-data, for training alone")
    nlp = spacy.blank("en")
    rows = [
        ("Fled", "VBD", "flead"),
        ("fled", "VBD", "flead"),
        ("ca", "MD", "can"),
        ("Ca", "NNP", "Calif"),
        ("x", "XX", "_"),
    ]
    words, tags, found = zip(*rows, strict=True)
    fill(nlp, [Doc(nlp.vocab, words=list(words), tags=list(tags), lemmas=list(found))])
    table = nlp.get_pipe(lemmas.NAME)
    assert isinstance(table, lemmas.Lemmas)
    assert table.find("fled", "VBD") == "flee"
    assert table.find("ca", "MD") == "can"
    assert table.find("ca", "NNP") is None
    assert table.find("x", "XX") is None
    assert table.find("withheld", "VBN") == "withhold"


def test_the_tables_travel_with_the_pipeline(nlp: Language) -> None:
    again = spacy.blank("en")
    again.vocab.from_bytes(nlp.vocab.to_bytes())
    doc = Doc(again.vocab, words=["undertaken"], tags=["VBN"])
    assert again.add_pipe(lemmas.NAME)(doc)[0].lemma_ == "undertake"
