"""Which role the words of a question give to each party that it names; none where they give none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.chinese import chinese_role
from exchange_graph.questions.nouns import behind, called, of_money, of_noun, owner
from exchange_graph.questions.russian import russian_role
from exchange_graph.questions.sentence import OTHER_SIDE, VERBS, ParsedSentence, RoleRead
from exchange_graph.questions.sides import side_by_side, sides
from exchange_graph.questions.verbs import asked_in, of_verb, subject

_BY: dict[str, RoleRead] = {
    "by.funder": "funder", "by.supporter": "supporter", "by.facilitator": "facilitator",
}  # fmt: skip
_PREPOSITIONS: dict[str, RoleRead] = {"from": "provider", "to": "recipient", "in": "recipient"}
_ARABIC: dict[str, RoleRead] = {"ل": "recipient", "ول": "recipient", "لل": "recipient", "ب": "recipient"}
_NOUN_FIRST: tuple[Lang, ...] = ("fr", "es", "ar")


@dataclass(frozen=True, slots=True)
class Roles(ParsedSentence):
    """Reads the roles in the pieces of one question."""

    def all(self) -> dict[int, RoleRead]:
        """By place of a party its role, where the words give one."""
        found = sides(self)
        for place, piece in enumerate(self.pieces):
            if not piece.is_party or place in found or self.beside_unread(place):
                continue
            if role := self._role(place, found):
                found[place] = role
        return found | side_by_side(self, found) | self._other_sides(found)

    def _other_sides(self, found: dict[int, RoleRead]) -> dict[int, RoleRead]:
        """The role of those that the words give none, where the other side of the exchange is told alone."""
        told = {*found.values()} & {"provider", "recipient"}
        left = [n for n, piece in enumerate(self.pieces) if piece.what == "country" and n not in found]
        if len(told) != 1 or not left or any(self._is_beside(place) for place in left):
            return {}
        if any(not self.listed_on(one, other) for one, other in pairwise(left)):
            return {}
        return dict.fromkeys(left, OTHER_SIDE[told.pop()])

    def _is_beside(self, place: int) -> bool:
        """Whether it is named with somebody, not as the other side: "together with Brazil"."""
        return "with" in self.classes(self.before(place))

    def _role(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        return (
            called(self, place)
            or self._joined(place)
            or asked_in(self, place)
            or self._done_to_it(place)
            or (chinese_role(self, place) if self.lang == "zh" else None)
            or self._listed(place, known)
            or of_money(self, place)
            or self._of_language(place, known)
            or behind(self, place)
            or self._governed(place, known)
            or owner(self, place)
            or subject(self, place)
        )

    def _joined(self, place: int) -> RoleRead | None:
        return _ARABIC.get(self.pieces[place].joined)

    def _done_to_it(self, place: int) -> RoleRead | None:
        """Of whom it is asked by whom they were trained, where Arabic has the verb or a noun before the name.

        The region of those who are asked for gives: "by which African countries".
        """
        of = "of" in self.classes(place - 1)
        if self.pieces[place].kind == "region" and self.asks_by_whom(place - 1 - of):
            return "provider"
        asked = self.by_whom(place) if self.lang == "ar" else None
        return "recipient" if asked is not None else None

    def _of_language(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """What only the grammar of one language tells: Russian cases, adjectives behind their noun."""
        if self.lang == "ru":
            return russian_role(self, place, known)
        if self.lang == "ar" and self.trains_its_own(place):
            return "recipient"
        return of_noun(self, place) if self.lang in _NOUN_FIRST else None

    def _listed(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """The role of the party before it in a list: "Kenya and Uganda"."""
        before = place - 1
        while before >= 0 and self.pieces[before].kind == "ignored" and "and" not in self.classes(before):
            before -= 1
        if self.pieces[place].joined == "و" and before >= 0 and self.pieces[before].is_party:
            return known.get(before)
        if before >= 1 and "and" in self.classes(before) and not self.is_verb_between(before, place):
            earlier = before - 1
            while earlier > 0 and self.pieces[earlier].kind == "ignored":
                earlier -= 1
            if self.pieces[earlier].is_party:
                return known.get(earlier)
        if before == place - 1 and before >= 0 and self.pieces[before].is_party and self.comma(before):
            role = known.get(before)
            return role if role not in _BY.values() or self.list_goes_on(place) else None
        return None

    def _governed(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """The preposition or verb that a party depends on, past nouns and what they are of.

        A Chinese clause ends at its comma: 由挪威牵线，菲律宾.
        """
        at = place - 1
        while at >= 0 and not (self.lang == "zh" and self.ends_clause(at)):
            piece, classes = self.pieces[at], self.classes(at)
            if role := self._by_preposition(at, classes, place, known):
                return role
            if self.verb(at):
                return of_verb(self, at, place, known)
            if piece.is_party and (verb := self.verb_before(at)) and known.get(at) == VERBS[verb][0]:
                at -= 1  # who does it stands between the verb and whom it is done to
                continue
            if "modality=training" in piece.filters and "of" in self.classes(at + 1):
                return "recipient"
            if piece.is_party and {"in", "to", "by", "from"} & self.classes(at - 1):
                at -= 2
                continue
            if "with" in classes and (self.verb_before(at) == "give" or self.shared(at)):
                return "recipient"
            if piece.is_party or {"with", "who", "what", "that"} & classes:
                return None
            at -= 1
        return None

    def _by_preposition(
        self, at: int, classes: frozenset[str], place: int, known: dict[int, RoleRead]
    ) -> RoleRead | None:
        for name, role in _BY.items():
            if name in classes:
                return role
        if "by" in classes:
            return self._by(at)
        if self.lang == "zh" and self.pieces[at].text == "向" and self.learns(place):
            return "provider"
        if "of" in classes and "from" not in classes:
            return self._of(at, place)
        for name, role in _PREPOSITIONS.items():
            if name in classes:
                learned = self._of_learners(name, at, place, known)
                return learned or (None if self.verb(at) else self.turned(role, at))
        return None

    def _of_learners(
        self, preposition: str, at: int, place: int, known: dict[int, RoleRead]
    ) -> RoleRead | None:
        """Of "officials from A trained in B", A learns and B gives."""
        if preposition == "from" and any(self.is_taught(place, verb) for verb in self.verbs_after(place)):
            return "recipient"
        within = "in" in self.classes(at) or (preposition == "to" and self.lang == "fr")
        if not within or "recipient" not in {*known.values()} or "provider" in {*known.values()}:
            return None
        learned = any("learn" in self.classes(n) or self.is_trained(n + 1) for n in range(at + 1))
        return "provider" if learned else None

    def _of(self, at: int, place: int) -> RoleRead | None:
        """ "de" of French and Spanish: whose, or from; "from" where somebody else receives."""
        if self.lang not in ("fr", "es") or any(
            self.is_taught(place, verb) for verb in self.verbs_after(place)
        ):
            return None
        if self.before(place) != at and self.is_trained(at):
            return "recipient"
        verb = next((v for n in range(at - 1, -1, -1) if (v := self.verb(n))), None)
        if verb == "receive":
            return "provider"
        for after in range(place + 1, len(self.pieces)):
            classes = self.classes(after)
            if {"to", "in"} & classes and self.parties(after):
                return self.turned("provider")
        before = self.pieces[at - 1] if at else None
        if before is not None and "expert" in before.classes:
            return "recipient" if self.is_trained(at - 1) else "provider"
        return None

    def _by(self, at: int) -> RoleRead:
        """Who does what the verb before says; but "who paid for the training by Kenya" asks who paid."""
        for before in range(at - 1, max(-1, at - 8), -1):
            if "got" in self.classes(before):
                return "recipient"
            if verb := self.verb(before):
                other = verb == "receive" or self.asked_for(before)
                return self.turned("provider") if other else VERBS[verb][0]
        return self.turned("provider")
