"""Whose name a phrase holds: at its end, at its beginning, or set after a description of them."""

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_phrases import OWNER, is_clause
from sources.claims.parties_voices import Voices
from sources.claims.parties_words import ARTICLES, BODY, CIRCLE, CUT, ROLES, UNNAMED_KIN

_HEADS = frozenset({"chair", "chairman", "chairwoman", "chief", "director", "head", "leader", "minister"})


class Named(Voices):
    """Finds the entity whose name stands in a phrase where it says who is meant."""

    def _closing_name(self, tokens: list[Token]) -> Entity | None:
        """The entity whose name ends the phrase, when no preposition or possessor stands between it and the head."""
        found = self._entities(tokens)
        if not found:
            return None
        entity, start, end = found[-1]
        if end < tokens[-1].i + 1:
            return None
        before = [t for t in tokens if t.i < start]
        if before and before[-1].text in OWNER and entity.kind == "person":
            return entity
        if before and before[-1].lower_ in BODY and before[-1].text[:1].isupper() and entity.kind == "person":
            return entity
        others = {i for _, a, b in found[:-1] for i in range(a, b)}
        prepositions = [t for t in before if t.lower_ in CUT and t.i not in others and t.nbor(1).text != "-"]
        placed = before and before[-1].text[:1].isupper() and before[-1].lower_ not in ROLES
        whose = prepositions[0].nbor(-1).lower_ if prepositions and prepositions[0].i else ""
        if (
            prepositions
            and whose not in UNNAMED_KIN | CIRCLE
            and entity.kind in {"person", "unknown"}
            and all(t.lower_ == "of" for t in prepositions)
            and any(t.lower_ in (ROLES if placed else _HEADS) for t in before)
            and len(entity.words) > 1
        ):
            return entity
        named = entity.kind == "person" or (entity.kind == "unknown" and len(entity.words) > 1)
        if prepositions and named and all(t.lower_ == "as" for t in prepositions):
            return entity
        return None if prepositions else entity

    def _leading_name(self, tokens: list[Token]) -> Entity | None:
        """The entity whose name opens the phrase, titles aside, and is followed by more than a possessor's mark."""
        found = self._entities(tokens)
        if not found:
            return None
        entity, start, end = found[0]
        lead, after = [t for t in tokens if t.i < start], [t for t in tokens if t.i >= end]
        if (
            entity.kind == "place"
            or not after
            or (len(entity.words) < 2 and not (after[0].lower_ == "the" and after[-1].lower_ in ROLES and not lead))
            or after[0].lower_ not in CUT | {"and", "himself", "herself", "the"}
        ):
            return None
        titles = all(t.text[:1].isupper() or t.lower_ in ROLES | ARTICLES or t.pos_ in {"ADJ", "NOUN"} for t in lead)
        return entity if titles and not any(t.lower_ in CUT for t in lead) else None

    def _opening_name(self, rest: list[Token]) -> Entity | None:
        if not rest or is_clause(rest):
            return None
        closing = self._entities(rest)[-1:]
        if closing and closing[0][2] == rest[-1].i + 1 and closing[0][0].kind == "person":
            lead = [t for t in rest if t.i < closing[0][1]]
            if any(t.lower_ in ROLES for t in lead) and not any(t.is_punct and t.text != "-" for t in lead):
                return closing[0][0]
        for entity, start, _ in self._entities(rest):
            lead = [t for t in rest if t.i < start]
            if (
                all(t.pos_ in {"NOUN", "PROPN", "ADJ", "DET"} or t.is_punct or t.tag_ == "VBN" for t in lead)
                and len(lead) <= 4
                and entity.kind != "place"
            ):
                return entity
            return None
        return None

    def _closes(self, name: Entity, rest: list[Token]) -> bool:
        """Whether an apposition is a name and nothing after it."""
        return bool(rest) and any(
            self.roster.starts[t.i][0] is name and self.roster.starts[t.i][1] == rest[-1].i + 1
            for t in rest
            if t.i in self.roster.starts
        )
