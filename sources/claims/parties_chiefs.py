"""Bodies by those who run them or make them up: `Metro bosses`, `army chiefs`, `the management`, `the monitors`."""

from spacy.tokens import Token

from sources.claims.parties_classes import of_class
from sources.claims.parties_entities import Entity
from sources.claims.parties_firms import Firms, of_one_trade
from sources.claims.parties_memory import Referent
from sources.claims.parties_words import ARTICLES, BODY_NOUNS, NUMBERS
from sources.claims.spans import texts_of

HEADS = frozenset({"bosses", "chiefs", "directors", "executives", "management", "managers", "office"})
"""Who runs a body, and where from."""
CAMPS = frozenset({"camp", "campaign", "flacks", "handlers", "people", "team"})
"""What a candidate has, and may be their campaign."""
_VOTE = frozenset(
    {"ballot", "ballots", "candidate", "candidates", "challenger", "election", "incumbent", "nominee", "poll", "polls"}
    | {"primary", "running", "runoff", "vote", "voters", "votes"}
)
_ALONE = (["management"], ["the", "management"], ["head", "office"])
_UNRUN = frozenset(
    {"agency", "association", "authority", "commission", "committee", "court", "federation", "guild", "inspectorate"}
    | {"ministry", "parliament", "party", "police", "regulator", "tribunal", "union", "watchdog"}
)
"""Bodies that are not meant by their management."""
_RANKS = frozenset({"senior", "top", "duty", "former", "one"})


class Chiefs(Firms):
    """Finds the body whose people a plural or a collective means."""

    def _voice(self, word: Token, body: Entity) -> Entity:
        raise NotImplementedError

    def _insider(self, core: list[Token]) -> Referent | None:
        """`a mission official`, `army chiefs`: the body, when the article names it; a bare nationality names nobody."""
        middle = [t for t in core[:-1] if t.lower_ not in ARTICLES | NUMBERS | _RANKS]
        if not middle or any(t.lower_ in {"former", "two", "three", "several", "some"} for t in core):
            return None
        found = [e for e, _, _ in self._entities(middle) if e.kind == "body"]
        noun = middle[-1].lower_
        named = {t.lower_ for t in middle[:-1] if t.text[:1].isupper() and not t.is_sent_start}
        heads = core[-1].lower_ in HEADS and len(middle) == 1
        for entity in found[-1:] or self._candidates(core[0].i):
            known = {*entity.nouns, *entity.words, (entity.state or "").casefold()}
            place = noun in entity.words and self.directory.is_medium(entity.name)
            place |= noun == (entity.state or "").casefold()
            place |= self.directory.adjective(middle[-1].text) is not None or self.directory.state(noun) is not None
            told = noun in known and named <= known and not place
            body = entity.kind == "body" or (heads and _ends_in(entity, noun))
            if found or (body and not entity.anonymous and (told or (heads and _ends_in(entity, f"{noun}s")))):
                return Referent(entity, self._voice(core[-1], entity) if core[-1].tag_ == "NN" else None)
        return None

    def _run_by(self, core: list[Token], noun: str) -> Entity | None:
        """The body that `management`, `head office` or `airline bosses` stands for, where there is just one."""
        lows = [t.lower_ for t in core]
        if lows in _ALONE:
            return self._only_run(core[0].i)
        kind = lows[-2] if len(lows) == 2 else ""
        if noun == "office" or kind not in BODY_NOUNS:
            return None
        found = self._described(kind, ["the", kind], core[-1].i).entity
        if found is None or found.anonymous or found.core:
            return None
        told = {kind, *of_one_trade(kind)} & {*found.words, *found.nouns} or of_class(kind, frozenset(), [found])
        return found if told or self._only_run(core[0].i) is found else None

    def _only_run(self, at: int) -> Entity | None:
        """The one body before token `at`, or else in the whole text, that has bosses of its own."""
        pool = [
            e
            for e in self.roster.entities
            if e.kind == "body" and not (e.core or e.described or e.anonymous or e.credited) and e.at
            and not _UNRUN & {*e.words, *e.nouns} and not self.directory.is_medium(e.name) and not self._has_cause(e)
        ]  # fmt: skip
        pool = [e for e in pool if e.at[0] < at] or pool
        return pool[0] if len(pool) == 1 else None

    def _campaign(self, who: Entity, noun: str, at: int) -> Entity | None:
        """The campaign of a candidate, which their camp and people are where the text speaks of one and of a vote."""
        if who.kind != "person" or who.anonymous or not who.name[:1].isupper():
            return None
        texts = texts_of(self.doc)
        if noun != "campaign" and ("campaign" not in texts or _VOTE.isdisjoint(texts)):
            return None
        surname = who.name.split()[-1]
        if surname.islower():  # "the opposition leader's camp"
            return None
        name = f"{surname} campaign"
        known = next((e for e in self.roster.entities if e.name == name), None)
        if known is None and noun not in {"camp", "campaign"}:
            named = (texts[i + 1 : i + 3] for i, text in enumerate(texts) if text == surname)
            if not any({"camp", "campaign"} & {*after} for after in named):
                return None
        made = known or Entity(name, "body", tuple(name.casefold().split()), {"campaign"})
        return self.roster.add(made, at, at + 1)

    def _members(self, noun: str, at: int) -> Entity | None:
        """The body named before token `at` whose name ends in a plural: `the monitors` for the Joint Truce Monitors."""
        pool = [e for e in self.roster.entities if _ends_in(e, noun) and not e.described]
        pool = [e for e in pool if e.kind in {"body", "unknown"} and not e.core and e.at and e.at[0] < at]
        return pool[0] if len(pool) == 1 else None

    def _entities(self, tokens: list[Token]) -> list[tuple[Entity, int, int]]:
        out, skip = [], -1
        last = tokens[-1].i + 1 if tokens else 0
        for t in tokens:
            found = self.roster.starts.get(t.i)
            if found and t.i >= skip and found[1] <= last:
                out.append((found[0], t.i, found[1]))
                skip = found[1]
        return out


def _ends_in(entity: Entity, word: str) -> bool:
    return len(entity.words) > 1 and entity.words[-1] == word and entity.kind != "person"
