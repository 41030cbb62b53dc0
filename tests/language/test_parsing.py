from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sources.language.boundaries import split
from sources.language.parsing import UNPARSED, parse

TEXT = (
    "  Velmar denies raid on Tarn\n\n"
    'TARN, Sept. 5 (Lanternwire) -  The defence ministry of Velmar denied the raid. "We did not fire.\u00a0They did,"'
    " Gen. Ilse Brandt said.\nThe  river was quiet.\n"
)
PIECES = st.sampled_from(
    [
        "The ministry denied it.",
        '"No," he said.',
        "\n",
        "\n\n",
        "  ",
        " ",
        "“",
        '"' * 30,
        "😀",
        "שלום",
        "x" * 200,
        "Gen.",
        "…",
    ]
)


def test_every_word_of_a_parsed_sentence_has_its_annotation(nlp: Language) -> None:
    doc = parse(nlp, TEXT)
    assert doc.text == TEXT
    for token in doc:
        assert token.is_space or (token.tag_ and token.pos_ and token.lemma_ and token.dep_)
    (denied,) = (t for t in doc if t.text == "denied")
    assert (denied.pos_, denied.lemma_, denied.dep_) == ("VERB", "deny", "ROOT")
    assert [t.text for t in denied.children if t.dep_ == "nsubj"] == ["ministry"]
    assert [t.text for t in denied.children if t.dep_ == "obj"] == ["raid"]


def test_sentences_of_the_doc_are_those_of_the_rules(nlp: Language) -> None:
    assert [s.text.strip() for s in parse(nlp, TEXT).sents] == [TEXT[a:b] for a, b in split(TEXT)]


def test_only_wanted_sentences_are_parsed(nlp: Language) -> None:
    seen = []

    def wanted(sentence: object) -> bool:
        seen.append(str(sentence).strip())
        return "denied" in seen[-1]

    doc = parse(nlp, TEXT, wanted)
    assert seen == [TEXT[a:b] for a, b in split(TEXT)]
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if "denied" in sentence.text:
            assert all(t.pos_ for t in words)
        else:
            assert not any(t.pos_ or t.tag_ or t.lemma_ for t in words)
            assert {t.dep_ for t in words[1:]} <= {UNPARSED}
            assert {t.head.i for t in words} == {words[0].i}


def test_a_parse_does_not_depend_on_the_white_space_around_it(nlp: Language) -> None:
    def trees(text: str) -> list[tuple[str, str, str]]:
        return [(t.text, t.dep_, t.head.text) for t in parse(nlp, text) if not t.is_space]

    plain = "Velmar denies raid. The ministry denied that its soldiers crossed the river."
    assert trees(plain) == trees("\n\n \t" + plain.replace(". ", ".\n\n\n").replace("its ", "its   ") + "  \n")


def test_plain_calls_of_the_pipeline_keep_the_boundaries(nlp: Language) -> None:
    doc = nlp('Velmar denies raid\n"We did not. They did," he said.')
    assert [s.text.strip() for s in doc.sents] == ["Velmar denies raid", '"We did not.', 'They did," he said.']


@settings(max_examples=40, deadline=None)
@given(text=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_gives_a_doc_of_itself_in_whole_trees(nlp: Language, text: str) -> None:
    for doc in (parse(nlp, text), parse(nlp, text, lambda sentence: sentence.start % 2 == 0)):
        assert doc.text == text
        assert sum(len(s) for s in doc.sents) == len(doc)
        for sentence in doc.sents:
            assert [t.i for t in sentence if t.head.i == t.i] == [sentence.root.i]
            assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
