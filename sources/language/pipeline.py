"""Load the English pipeline: the trained encoder, with its own tags and trees or those of another spaCy pipeline."""

from pathlib import Path

import spacy
from spacy.attrs import IDS  # type: ignore[import-not-found]
from spacy.language import Language

from sources.language import boundaries, lemmas
from sources.language.encoder import docs
from sources.language.tokens import BoundedTokenizer

MODEL = Path(__file__).parent / "model"
"""The small convolutional pipeline that also comes with the program: the peer in speed, and the tables of lemmas."""
WEIGHTS = Path(__file__).parent / "encoder" / "weights"
"""What `sources.language.encoder.export` wrote of the encoder that comes with the program."""
NEEDS = {
    "tagger": "part-of-speech tags (Token.tag_)",
    "parser": "a dependency tree (Token.dep_)",
}
"""Components that reading claims rests on, with what each gives."""
UD_LABELS = frozenset({"nsubj", "obj", "obl", "ccomp", "case", "mark"})
"""Relations that tell Universal Dependencies from other schemes (https://universaldependencies.org/u/dep)."""
LEMMATIZERS = (lemmas.NAME, "trainable_lemmatizer", "lemmatizer")
MAX_LENGTH = 100_000_000
"""Characters of a text; spaCy's own limit guards components that need memory by the text's length at once."""
UNASKED = (
    *("NORM", "PREFIX", "SUFFIX", "SHAPE", "LIKE_EMAIL", "LIKE_URL", "IS_ASCII", "IS_DIGIT", "IS_BRACKET"),
    *("IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY"),
)
"""Attributes of words that nobody here asks for, and that cost time with every word that is new."""
UNUSED = ("ner", "senter", "sentencizer", "entity_ruler", "entity_linker", "textcat", "spancat")


class LanguageError(Exception):
    """A language pipeline cannot be loaded or used; the message says which, why, and what to do."""


def load(name: str | None = None, weights: Path = WEIGHTS) -> Language:
    """Return a pipeline that sets tags, universal parts of speech, lemmas, Universal Dependencies, sentence starts and
    attributions (`Doc._.attributions`).

    All come from the encoder in the folder `weights`; with `name`, an installed package or a folder, that spaCy
    pipeline gives all but the attributions. Raises LanguageError when there is no such pipeline, it is broken, it is
    not for English, or it lacks one of these.
    """
    nlp = _other(name) if name else _own()
    try:
        nlp.add_pipe(docs.NAME, config={"folder": str(weights), "parse": not name})
        if not name:
            nlp.add_pipe(lemmas.NAME)
    except Exception as error:  # onnxruntime and tokenizers raise errors of their own
        raise LanguageError(unloadable(None, error)) from error
    nlp.max_length = MAX_LENGTH
    return nlp


def _own() -> Language:
    nlp = spacy.blank("en")
    for name in UNASKED:
        nlp.vocab.lex_attr_getters.pop(IDS[name], None)  # type: ignore[attr-defined]
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    nlp.vocab.lookups.from_disk(MODEL / "vocab")
    return nlp


def _other(name: str) -> Language:
    try:
        nlp = spacy.load(name, exclude=UNUSED)
    except Exception as error:  # a third party's package: any exception may come out of its loading
        raise LanguageError(unloadable(name, error)) from error
    problem = _problem(nlp)
    if problem:
        raise LanguageError(f"language pipeline {name!r} {problem}. {_mend(name)}")
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


def unloadable(name: str | None, error: Exception) -> str:
    """Say why the pipeline that a user named, or None for what comes with the program, cannot be loaded."""
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
        return "Install gainsay again: the folder sources/language must come with it whole."
    return (
        "Install an English spaCy pipeline with Universal Dependencies, or leave `pipeline` under [language] empty"
        " to take gainsay's own."
    )
