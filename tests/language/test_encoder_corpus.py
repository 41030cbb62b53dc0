# ruff: noqa: E402
"""Training corpora come out as words, roles and trees."""

import json
import lzma
from pathlib import Path

import pytest

for package in ("tokenizers", "onnxruntime"):
    pytest.importorskip(package, reason=f"the encoder needs the package {package}")

from sources.language.encoder.corpus import anchor_of, articles, labels_of, tokenizer, treebank
from sources.language.encoder.labels import ROLES, STANCES

TEXT = "The harbour board did not deny on Monday that two cranes had failed.\n\n“We are looking into it.”"


def spans(*phrases: str) -> list[list[int]]:
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in phrases]


def test_an_article_gives_anchors_and_roles(tmp_path: Path) -> None:
    gold = [
        {"source": spans("The harbour board"), "cue": spans("did not deny"), "stance": "declines", "act": "speech",
         "content": spans("that two cranes had failed")},
        {"source": [], "cue": [], "content": spans("“We are looking into it.”"), "stance": "asserts", "act": "speech"},
    ]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": gold}))
    ((_, text),) = articles(path, tokenizer())
    denied, bare = text.attributions or []
    forms = text.words.forms
    assert forms[denied.anchor] == "deny"
    assert STANCES[denied.stance] == "declines"
    by_role = {role: [forms[i] for i, r in sorted(denied.roles.items()) if ROLES[r] == role] for role in ROLES}
    assert by_role["source"] == ["The", "harbour", "board"]
    assert by_role["cue"] == ["did", "not", "deny"]
    assert by_role["content"] == ["that", "two", "cranes", "had", "failed"]
    assert bare.bare
    assert forms[bare.anchor] == "“"
    assert [forms[i] for i in sorted(text.words.paragraphs)] == ["The", "“"]


@pytest.mark.parametrize(
    ("cue", "head"),
    [("could not independently confirm", "confirm"), ("According to", "According"), (":", ":"), ("was not", "was")],
)
def test_a_cue_hangs_on_its_first_word_of_meaning(cue: str, head: str) -> None:
    words = cue.split()
    assert words[anchor_of(words)] == head


def test_a_treebank_keeps_its_trees_and_its_documents_apart(tmp_path: Path) -> None:
    sentence = "1\tCranes\tcrane\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tfailed\tfail\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
    path = tmp_path / "x-train.conllu.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.write("# newdoc id = one\n# newpar\n" + sentence * 3 + "# newdoc id = two\n# newpar\n" + sentence * 2)
    one, two = treebank(path)
    assert (len(one.rows), len(two.rows)) == (6, 4)
    assert one.words.sentences == [0, 2, 4]
    assert one.words.paragraphs == {0}
    labels = labels_of([one, two])
    assert labels.tags == ["NNS", "VBD"]
    assert labels.relations == ["ROOT", "nsubj"]
    assert labels.lemmas == ["k|0|", "k|2|", "l|1|"]
