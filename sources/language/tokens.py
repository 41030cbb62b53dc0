"""Cut a text into tokens in time that grows with its length alone."""

import re
from collections.abc import Callable

from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

MAX_WORD = 100
"""Longer runs without white space are taken whole: addresses, encoded data; no word of a language."""
MAX_SIGNS = 20
"""Longer runs of signs and symbols are taken whole: rules drawn with dashes, rows of emoji."""
MAX_TOKEN = 1_000
"""Runs that are taken whole are cut to tokens of this length."""

_TEXT = "gainsay_text"

_DASH = r"(?<=\S)—+(?=\S)|(?<=[\"”’])--(?=\S)|(?<=\S)--(?=[\"“‘])"
"""A dash without space beside it, which spaCy's rules leave between marks: `the mill—“Old Tarn”—didn’t`."""
_RUN = rf"(?<!\S)\S{{{MAX_WORD + 1},}}+|(?<![^\w\s])[^\w\s]{{{MAX_SIGNS + 1},}}+"
_LONG, _WHOLE = re.compile(_RUN), re.compile(f"{_RUN}|{_DASH}")


class BoundedTokenizer(DummyTokenizer):
    """spaCy's tokenizer, kept from runs on which its prefix and suffix rules take quadratic time.

    The rules strip one sign at a time and copy the rest: 20,000 quotation marks in a row take it 40 seconds.
    """

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        """Wrap spaCy's tokenizer `inner`, which makes Docs with `vocab`."""
        self.inner = inner
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc whose `text` is exactly `text`."""
        doc = self._cut(text)
        doc.user_data[_TEXT] = text
        return doc

    def _cut(self, text: str) -> Doc:
        runs = list(_WHOLE.finditer(text)) if _may_hold_runs(text) else []
        if not runs:
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for run in runs:
            if at < run.start():
                self._add(text[at : run.start()], words, spaces)
            for cut in range(run.start(), run.end(), MAX_TOKEN):
                words.append(text[cut : min(run.end(), cut + MAX_TOKEN)])
                spaces.append(False)
            at = run.end()
            if at < len(text) and text[at] == " ":
                spaces[-1] = True
                at += 1
        if at < len(text):
            self._add(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _add(self, text: str, words: list[str], spaces: list[bool]) -> None:
        for token in self.inner(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))


def _may_hold_runs(text: str) -> bool:
    """Whether it is worth trying the pattern of what is taken whole, which is slow, at each character."""
    return "—" in text or "--" in text or any(_LONG.search(w) for w in text.split() if len(w) > MAX_SIGNS)


def text_of(doc: Doc) -> str:
    """Return the document's text, made once: `Doc.text` joins all its tokens at every call."""
    found = doc.user_data.get(_TEXT)
    if found is None:
        found = doc.user_data[_TEXT] = doc.text
    return str(found)
