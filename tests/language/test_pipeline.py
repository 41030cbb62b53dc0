from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from sources.language import boundaries
from sources.language.pipeline import MODEL, UD_LABELS, LanguageError, load


def saved(folder: Path, *components: str, labels: frozenset[str] = UD_LABELS) -> str:
    nlp = spacy.blank("en")
    for component in components:
        pipe = nlp.add_pipe(component)
        for label in labels if component == "parser" else ():
            pipe.add_label(label)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def test_the_shipped_pipeline_gives_what_reading_needs(nlp: Language) -> None:
    doc = nlp("The ministry said its soldiers had not been captured.")
    (captured,) = (t for t in doc if t.text == "captured")
    assert (captured.lemma_, captured.pos_, captured.tag_) == ("capture", "VERB", "VBN")
    assert {t.dep_ for t in captured.children} >= {"nsubj:pass", "aux:pass", "aux", "advmod"}


def test_the_encoder_tells_who_says_what(nlp: Language) -> None:
    doc = nlp("The ministry denied on Monday that its soldiers had been captured.")
    (found,) = (a for a in doc._.attributions if a.score > 0.7)
    assert (doc[found.anchor].text, found.stance) == ("denied", "denies")
    assert [doc[s:e].text for s, e in found.source] == ["The ministry"]


def test_another_pipeline_gives_trees_and_the_encoder_attributions() -> None:
    nlp = load(str(MODEL))
    assert nlp.pipe_names.index(boundaries.NAME) == nlp.pipe_names.index("parser") - 1
    doc = nlp("The ministry denied that its soldiers had been captured.")
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["denied"]
    assert [doc[a.anchor].text for a in doc._.attributions if a.score > 0.7] == ["denied"]


def test_weights_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="comes with gainsay cannot be loaded"):
        load(weights=tmp_path)


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(LanguageError, match="'en_no_such_pipeline' is neither an installed package nor a folder"):
        load("en_no_such_pipeline")


def test_a_folder_without_a_pipeline_is_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"the folder .* cannot be loaded: .*meta\.json"):
        load(str(tmp_path))


def test_a_broken_pipeline_is_told(tmp_path: Path) -> None:
    folder = saved(tmp_path, "tagger")
    (tmp_path / "config.cfg").write_text("[nlp\nlang=")
    with pytest.raises(LanguageError, match="cannot be loaded"):
        load(folder)


def test_a_pipeline_for_another_language_is_told(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(LanguageError, match="is for the language 'de', not for English"):
        load(str(tmp_path))


def test_what_a_pipeline_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"lacks parser \(.*\); morphologizer .*; trainable_lemmatizer"):
        load(saved(tmp_path, "tagger"))


def test_another_scheme_of_relations_is_told(tmp_path: Path) -> None:
    folder = saved(
        tmp_path,
        *("tagger", "morphologizer", "parser", "trainable_lemmatizer"),
        labels=frozenset({"nsubj", "dobj", "pobj", "ccomp", "mark"}),
    )
    with pytest.raises(LanguageError, match="does not use Universal Dependencies: its parser has no case, obj, obl"):
        load(folder)
