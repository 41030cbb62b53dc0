import lzma
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from sources.language.train import SENTENCES_A_DOC, curly, documents, sentences

MINI = """\
# newdoc id = ferry
# sent_id = 1
# newpar
# text = We don't know, he said.
1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t4:aux\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\tSpaceAfter=No
4\tknow\tknow\tVERB\tVB\t_\t7\tccomp\t7:ccomp\tSpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t4:punct\tEntity=(x)|SpaceAfter=No|X=Y
6\the\the\tPRON\tPRP\t_\t7\tnsubj\t7:nsubj\t_
7\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t0:root\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t7:punct\t_

# sent_id = 2
1\tCannot\tcan\tAUX\tMD\t_\t2\taux\t2:aux\t_
2\tsee\tsee\tVERB\tVB\t_\t0\troot\t0:root\t_
2.1\tsee\tsee\tVERB\tVB\t_\t_\t_\t2:conj\tCopyOf=2
3-4\tit's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tit\tit\tPRON\tPRP\t_\t2\tobj\t2:obj\t_
4\t's\tbe\tAUX\tVBZ\t_\t2\tdep\t2:dep\t_
5\t"\t"\tPUNCT\t''\t_\t2\tpunct\t2:punct\t_

# newpar
# sent_id = 3
1\tGone\tgo\tVERB\tVBN\t_\t0\troot\t0:root\t_"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "mini.conllu.xz"
    path.write_bytes(lzma.compress(MINI.encode()))
    return path


def test_words_come_without_ranges_and_empty_nodes(treebank: Path) -> None:
    forms = [[row.form for row in sentence.rows] for sentence in sentences(treebank)]
    assert forms == [
        ["We", "do", "n't", "know", ",", "he", "said", "."],
        ["Cannot", "see", "it", "'s", '"'],
        ["Gone"],
    ]


def test_documents_and_paragraphs_are_known(treebank: Path) -> None:
    marks = [(sentence.document, sentence.starts_paragraph) for sentence in sentences(treebank)]
    assert marks == [("ferry", True), (None, False), (None, True)]


def test_spaces_come_from_the_range_where_there_is_one(treebank: Path) -> None:
    texts = [doc.text for doc in documents(treebank, spacy.blank("en"))]
    assert texts == ["We don't know,he said. Cannot see it's\" ", "Gone "]


def test_gold_docs_hold_trees_and_never_cross_a_paragraph(treebank: Path) -> None:
    first, second = documents(treebank, spacy.blank("en"))
    assert [s.root.text for s in first.sents] == ["said", "see"]
    assert [(t.tag_, t.pos_, t.lemma_, t.dep_, t.head.text) for t in first][2] == (
        "RB",
        "PART",
        "not",
        "advmod",
        "know",
    )
    assert [t.head.text for t in first[8:]] == ["see"] * 5
    assert second[0].dep_ == "ROOT"


def test_long_paragraphs_become_several_docs(tmp_path: Path) -> None:
    path = tmp_path / "long.conllu.xz"
    sentence = "1\tGone\tgo\tVERB\tVBN\t_\t0\troot\t_\t_\n\n"
    path.write_bytes(lzma.compress((sentence * (SENTENCES_A_DOC + 1)).encode()))
    assert [len(doc) for doc in documents(path, spacy.blank("en"))] == [SENTENCES_A_DOC, 1]


def test_a_line_that_is_not_conllu_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu.xz"
    path.write_bytes(lzma.compress(b"# text = Gone\n1\tGone\tgo\n\n"))
    with pytest.raises(ValueError, match=r"broken\.conllu\.xz, line 2: 3 columns"):
        list(sentences(path))


def test_curly_typography_keeps_the_annotation(treebank: Path) -> None:
    nlp = spacy.blank("en")
    reference = next(documents(treebank, nlp))
    changed = curly(nlp, Example(nlp.make_doc(reference.text), reference))
    assert [t.text for t in changed.reference][2] == "n’t"
    assert changed.reference[12].text == "“"
    assert [t.dep_ for t in changed.reference] == [t.dep_ for t in reference]
    assert [s.root.text for s in changed.reference.sents] == ["said", "see"]
    assert changed.predicted.text == changed.reference.text
