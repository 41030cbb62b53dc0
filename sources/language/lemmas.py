"""Lemmas from tables where these know better than the edit trees of spaCy's trainable lemmatizer.

Edit trees (Müller et al. 2015, "Joint Lemmatization and Morphological Tagging with Lemming") guess from the shape of
a word, so verbs they have not seen lose their ends (`endors`). Two tables, kept with the pipeline's vocabulary, come
first: words with their tags as the treebanks lemmatize them together with the irregular verbs of WordNet, and
WordNet's list of verbs, by which a regular ending is undone only when a verb results.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "gainsay_lemmas"
KNOWN = "gainsay_lemmas_known"
VERBS = "gainsay_lemmas_verbs"
CACHED = 200_000
"""Words with their tags of which the lemma is kept."""
NAMES = ("NNP", "NNPS")
ENDINGS = {
    "VBZ": (("s", ""), ("ies", "y"), ("es", "e"), ("es", "")),
    "VBD": (("ed", "e"), ("ed", "")),
    "VBN": (("ed", "e"), ("ed", "")),
    "VBG": (("ing", "e"), ("ing", "")),
}
"""Endings of WordNet's Morphy (https://wordnet.princeton.edu/documentation/morphy7wn), by Penn Treebank tag."""


class Lemmas:
    """Sets the lemmas that the tables know, and leaves the others as they are."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary whose lookups hold the tables once it is read from disk, or `fill` has made them."""
        self.vocab = vocab
        self._found: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set lemmas by each token's form and tag."""
        found = self._found
        had = doc.to_array("LEMMA").tolist()
        for i, key in enumerate(zip(doc.to_array("LOWER").tolist(), doc.to_array("TAG").tolist(), strict=True)):
            if key not in found:
                if len(found) > CACHED:
                    found.clear()
                lemma = self.find(doc[i].lower_.replace("’", "'"), doc[i].tag_)
                found[key] = self.vocab.strings.add(lemma) if lemma else 0
            if found[key] not in (0, had[i]):
                doc[i].lemma = found[key]
        return doc

    def find(self, form: str, tag: str) -> str | None:
        """Return the lemma of a form in lower case with this Penn Treebank tag, None when the tables do not know it."""
        known: str | None = self.vocab.lookups.get_table(KNOWN).get(_key(form, tag))
        return known or regular(form, tag, self.vocab.lookups.get_table(VERBS))


@Language.factory(NAME, requires=["token.tag"], assigns=["token.lemma"])
def lemmas(nlp: Language, name: str) -> Lemmas:
    """Make the component for a pipeline."""
    return Lemmas(nlp.vocab)


def regular(form: str, tag: str, verbs: Iterable[str]) -> str | None:
    """Return the verb in `verbs` of which `form` is a regular form by its tag, None when there is none."""
    for ending, replacement in ENDINGS.get(tag, ()):
        if form.endswith(ending):
            verb = form[: -len(ending)] + replacement
            if verb in verbs:
                return verb
    return None


def fill(nlp: Language, docs: Iterable[Doc]) -> None:
    """Make the tables from treebank Docs and WordNet, into the pipeline's vocabulary, and add the component.

    Needs the package spacy-lookups-data; raises ValueError, which says so, without it.
    """
    wordnet = load_lookups("en", ["lemma_exc", "lemma_index"])
    verbs = dict.fromkeys(wordnet.get_table("lemma_index")["verb"], True)
    known: dict[str, str] = {}
    for form, found in wordnet.get_table("lemma_exc")["verb"].items():
        tags = ("VBG",) if form.endswith("ing") else ("VBZ",) if form.endswith("s") else ("VBD", "VBN")
        known |= {_key(form, tag): found[0] for tag in tags}
    for (form, tag), counts in _counts(docs).items():
        lemma, times = counts.most_common(1)[0]
        key = _key(form, tag)
        if (times > 1 and lemma in verbs) or not (key in known or regular(form, tag, verbs)):
            known[key] = lemma  # else WordNet's: a treebank has slips, more so where it has a word once
    nlp.vocab.lookups.add_table(KNOWN, known)
    nlp.vocab.lookups.add_table(VERBS, verbs)
    nlp.add_pipe(NAME, last=True)


def _counts(docs: Iterable[Doc]) -> dict[tuple[str, str], Counter[str]]:
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if token.tag_ not in NAMES and token.lemma_ != "_":
                counts[token.lower_, token.tag_][token.lemma_] += 1
    return counts


def _key(form: str, tag: str) -> str:
    return f"{form}|{tag}"
