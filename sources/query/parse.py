"""From the text of a query to what tells whether something is meant.

    query  = all { "or" all }
    all    = one one...                          all of them
    one    = "!" one | "(" query ")" | @name | field:value | ~word | ~/regular expression/ | word

A word is looked for in the headline, content or claim, `~word` everywhere, capitals or not. Values and words with
spaces stand in double quotes. What the fields are, `FIELDS` tells.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sources.query.facts import Facts, Place
from sources.query.fields import FIELDS, Test, test_of

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<mark>[()!])
      | (?P<regex>~/(?:[^/\\]|\\.)*/?)
      | (?P<saved>@[\w.-]*)
      | (?P<field>[A-Za-z]+):(?P<value>"[^"]*"?|[^\s()]*)
      | (?P<word>~?(?:"[^"]*"?|[^\s()!][^\s()]*))
    )""",
    re.VERBOSE,
)
_DEPTH = 20


class QueryError(ValueError):
    """What is wrong in a query, in words, and where: `[start, end)` in its text."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """Take the words and the place."""
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be asked. One without terms holds for everything."""

    text: str
    matches: Callable[[Facts], bool]

    def __bool__(self) -> bool:
        """Say whether it asks for anything."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    value: str = ""


def parse(text: str, place: Place, now: datetime, saved: Mapping[str, str] | None = None) -> Query:
    """Return the query that `text` says, for lists of `place`; `now` (aware) is what ages are counted from, `saved` are
    queries by name for `@name`. Raises QueryError.
    """
    if not text.strip():
        return Query("", lambda facts: True)
    return Query(text.strip(), _Parser(text, place, now, saved or {}, ()).query())


def tokens(text: str) -> list[_Token]:
    """Return the tokens of a query; never fails."""
    found = []
    at = 0
    while match := _TOKEN.match(text, at):
        kind = str(match.lastgroup if match.lastgroup != "value" else "field")
        part = match.group(kind)
        start = match.start(kind)
        found.append(_Token(kind, part, start, match.end(), match.group("value") or ""))
        at = match.end()
    return found


class _Parser:
    def __init__(
        self, text: str, place: Place, now: datetime, saved: Mapping[str, str], inside: tuple[str, ...]
    ) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._place = place
        self._now = now
        self._saved = saved
        self._inside = inside
        self._depth = 0

    def query(self) -> Test:
        test = self._any()
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            raise QueryError("there is no ( for this )", token.start, token.end)
        return test

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _any(self) -> Test:
        tests = [self._all()]
        while (token := self._peek()) and token.kind == "word" and token.text == "or":
            self._at += 1
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda facts: any(test(facts) for test in tests)

    def _all(self) -> Test:
        tests = []
        while (token := self._peek()) and token.text not in (")", "or"):
            tests.append(self._one())
        if not tests:
            token = self._peek() or self._tokens[self._at - 1]
            raise QueryError("something to look for is missing here", token.start, token.end)
        return tests[0] if len(tests) == 1 else lambda facts: all(test(facts) for test in tests)

    def _one(self) -> Test:
        token = self._tokens[self._at]
        self._at += 1
        match token.kind:
            case "mark":
                return self._marked(token)
            case "field":
                return self._field(token)
            case "saved":
                return self._named(token)
            case "regex":
                return _regex(token)
            case _:
                return _word(token)

    def _marked(self, token: _Token) -> Test:
        self._depth += 1
        if self._depth > _DEPTH:
            raise QueryError("too many brackets within brackets", token.start, token.end)
        if token.text == "!":
            if self._peek() is None:
                raise QueryError("! turns what follows round; nothing follows", token.start, token.end)
            inner = self._one()
            self._depth -= 1
            return lambda facts: not inner(facts)
        test = self._any()
        closing = self._peek()
        if closing is None:
            raise QueryError("the ) is missing", token.start, token.end)
        self._at += 1
        self._depth -= 1
        return test

    def _field(self, token: _Token) -> Test:
        value = token.value.strip('"')
        try:
            return test_of(token.text.lower(), value, self._place, self._now)
        except ValueError as error:
            raise QueryError(str(error), token.start, token.end) from None

    def _named(self, token: _Token) -> Test:
        name = token.text[1:]
        if name in self._inside:
            raise QueryError(f"@{name} stands within itself", token.start, token.end)
        if name not in self._saved:
            known = ", ".join(f"@{each}" for each in sorted(self._saved)) or "none is saved yet"
            raise QueryError(f"no filter is called @{name}: {known}", token.start, token.end)
        try:
            return _Parser(self._saved[name], self._place, self._now, self._saved, (*self._inside, name)).query()
        except QueryError as error:
            raise QueryError(f"in @{name}: {error.message}", token.start, token.end) from None


def _word(token: _Token) -> Test:
    anywhere = token.text.startswith("~")
    wanted = token.text[anywhere:].strip('"').casefold()
    if not wanted:
        raise QueryError("~ looks everywhere for the word behind it; there is none", token.start, token.end)
    if anywhere:
        return lambda facts: any(wanted in text.casefold() for text in facts.texts())
    return lambda facts: wanted in facts.head.casefold()


def _regex(token: _Token) -> Test:
    body = token.text[2:].removesuffix("/")
    try:
        pattern = re.compile(body, re.IGNORECASE)
    except re.error as error:
        raise QueryError(f"no regular expression: {error.msg}", token.start, token.end) from None
    return lambda facts: any(pattern.search(text) for text in facts.texts())


def complete(text: str, place: Place, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return `text` with its last word completed: a field's name, or a value that is known for the field.

    `names` gives values by field, such as the parties, beside those that the language itself knows, and under `@` the
    names of saved queries. None when there is nothing to complete.
    """
    found = tokens(text)
    if not found or found[-1].end != len(text):
        return None
    last = found[-1]
    if last.kind == "saved":
        return _first(text[: last.start] + "@", last.text[1:], names.get("@", ()))
    if last.kind == "field":
        field = FIELDS.get(last.text.lower())
        if field is None or not last.value:
            return None
        begun = last.value.lstrip('"')
        values = (*field.values(place), *names.get(last.text.lower(), ()))
        value = next((v for v in values if v.casefold().startswith(begun.casefold()) and len(v) > len(begun)), None)
        if value is None:
            return None
        head = text[: last.end - len(last.value)]
        return head + (f'"{begun}{value[len(begun) :]}"' if " " in value else begun + value[len(begun) :])
    if last.kind == "word" and last.text.isalpha():
        return _first(text[: last.start], last.text, [f"{name}:" for name, f in FIELDS.items() if place in f.places])
    return None


def _first(head: str, begun: str, values: "tuple[str, ...] | list[str]") -> str | None:
    return next((head + v for v in values if v.startswith(begun) and v != begun), None)
