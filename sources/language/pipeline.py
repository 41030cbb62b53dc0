"""Load the English pipeline: the one that comes with the program, or another spaCy pipeline that is installed."""

from pathlib import Path

import spacy
from spacy.language import Language

from sources.language import boundaries, lemmas
from sources.language.tokens import BoundedTokenizer

MODEL = Path(__file__).parent / "model"
NEEDS = {
    "tagger": "part-of-speech tags (Token.tag_)",
    "parser": "a dependency tree (Token.dep_)",
}
"""Components that reading claims rests on, with what each gives."""
UD_LABELS = frozenset({"nsubj", "obj", "obl", "ccomp", "case", "mark"})
"""Relations that tell Universal Dependencies from other schemes (https://universaldependencies.org/u/dep)."""
LEMMATIZERS = (lemmas.NAME, "trainable_lemmatizer", "lemmatizer")
UNUSED = ("ner", "senter", "sentencizer", "entity_ruler", "entity_linker", "textcat", "spancat")


class LanguageError(Exception):
    """A language pipeline cannot be loaded or used; the message says which, why, and what to do."""


def load(name: str | None = None) -> Language:
    """Return the spaCy pipeline `name`: an installed package or a folder; None takes the one that comes with gainsay.

    The pipeline sets tags, universal parts of speech, lemmas, Universal Dependencies and sentence starts. Raises
    LanguageError when there is no such pipeline, it is broken, it is not for English, or it lacks one of these.
    """
    where = name or MODEL
    try:
        nlp = spacy.load(where, exclude=UNUSED)
    except Exception as error:  # a third party's package: any exception may come out of its loading
        raise LanguageError(_unloadable(name, error)) from error
    problem = _problem(nlp)
    if problem:
        raise LanguageError(f"language pipeline {str(where)!r} {problem}. {_mend(name)}")
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    nlp.add_pipe(boundaries.NAME, before="parser")
    return nlp


def _problem(nlp: Language) -> str | None:
    """What keeps this pipeline from being used, None when nothing does."""
    if nlp.lang != "en":
        return f"is for the language {nlp.lang!r}, not for English"
    missing = [f"{pipe} ({gives})" for pipe, gives in NEEDS.items() if not nlp.has_pipe(pipe)]
    if not {"morphologizer", "attribute_ruler"} & set(nlp.pipe_names):
        missing.append("morphologizer or attribute_ruler (universal parts of speech, Token.pos_)")
    if not set(LEMMATIZERS) & set(nlp.pipe_names):
        missing.append("trainable_lemmatizer or lemmatizer (lemmas, Token.lemma_)")
    if missing:
        return "lacks " + "; ".join(missing)
    lacking = sorted(UD_LABELS - set(nlp.pipe_labels["parser"]))
    if lacking:
        return "does not use Universal Dependencies: its parser has no " + ", ".join(lacking)
    return None


def _unloadable(name: str | None, error: Exception) -> str:
    reason = str(error).strip().split("\n")[0] or type(error).__name__
    if name is None:
        return f"the language pipeline that comes with gainsay cannot be loaded: {reason}. {_mend(name)}"
    if Path(name).exists():
        return f"language pipeline in the folder {name!r} cannot be loaded: {reason}. {_mend(name)}"
    if not spacy.util.is_package(name):
        return f"language pipeline {name!r} is neither an installed package nor a folder. {_mend(name)}"
    return f"language pipeline {name!r} cannot be loaded: {reason}. {_mend(name)}"


def _mend(name: str | None) -> str:
    if name is None:
        return "Install gainsay again: the folder sources/language/model must come with it."
    return (
        "Install an English spaCy pipeline with Universal Dependencies, or leave `pipeline` under [language] empty"
        " to take gainsay's own."
    )
