"""Which role the words of a question give to each party that it names; none where they give none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.chinese import chinese_role
from exchange_graph.questions.russian import cases, russian_role
from exchange_graph.questions.sentence import OTHER_SIDE, VERBS, ParsedSentence, RoleRead
from exchange_graph.questions.sides import side_by_side, sides

_BY: dict[str, RoleRead] = {
    "by.funder": "funder", "by.supporter": "supporter", "by.facilitator": "facilitator",
}  # fmt: skip
_PREPOSITIONS: dict[str, RoleRead] = {"from": "provider", "to": "recipient", "in": "recipient"}
_ARABIC: dict[str, RoleRead] = {"ل": "recipient", "ول": "recipient", "لل": "recipient", "ب": "recipient"}
_VERB_FIRST: tuple[Lang, ...] = ("ar",)
_NOUN_FIRST: tuple[Lang, ...] = ("fr", "es", "ar")
_OBJECT_MARKED: tuple[Lang, ...] = ("es",)
"""Languages that mark a State that something is done to: what is not marked does it."""


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
            self._joined(place)
            or self._done_to_it(place)
            or (chinese_role(self, place) if self.lang == "zh" else None)
            or self._listed(place, known)
            or self._of_money(place)
            or self._of_language(place, known)
            or self._after_it(place)
            or self._governed(place, known)
            or self._owner(place)
            or self._subject(place)
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

    def _of_money(self, place: int) -> RoleRead | None:
        """Whose money it is: "Norwegian funding", "fonds de la Norvège"."""
        if "money" in self.classes(place + 1) and self.is_attribute(place, place + 1):
            return "funder"
        before = self.before(place)
        if "of" in self.classes(before):
            before = self.before(before)
        elif not self.pieces[place].is_attribute:
            return None
        return "funder" if before >= 0 and "money" in self.classes(before) else None

    def _of_language(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """What only the grammar of one language tells: Russian cases, adjectives behind their noun."""
        if self.lang == "ru":
            return russian_role(self, place, known)
        if self.lang == "ar" and self.trains_its_own(place):
            return "recipient"
        return self._of_noun(place) if self.lang in _NOUN_FIRST else None

    def _of_noun(self, place: int) -> RoleRead | None:
        """An adjective behind a noun: "l'aide sud-africaine", but "former des experts maliens"."""
        noun = self.noun_before(place)
        if noun is None or not self.pieces[place].is_attribute:
            return None
        if self.is_trained(noun):
            return "recipient"
        if any(
            self._learns(place, verb) and "share" not in self.classes(verb)
            for verb in self.verbs_after(place)
        ):
            return None
        verb = self.verb_before(noun) or self.verb(noun - 2)
        done_to = verb is not None and VERBS[verb][1] == "recipient" and not self.parties(noun + 1, 1)
        return None if done_to and not self.passive(0, noun - 1) else self._turned("provider")

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

    def _after_it(self, place: int) -> RoleRead | None:
        """What stands right behind a name: Chinese, and nouns of persons ("Kenyan experts")."""
        for after in range(place + 1, min(place + 4, len(self.pieces))):
            classes = self.classes(after)
            if self.lang == "zh" and (role := self._chinese(place, after)):
                return role
            if "expert" in classes and self.is_attribute(place, after):
                if self.is_trained(min(place, after)):
                    return "recipient"
                done_to = self._object_of(place) or any(
                    self._learns(after, n) for n in self.verbs_after(after)
                )
                return None if done_to else self._turned("provider")
            if self.lang == "zh" and after == place + 1 and self.ends_at_another(place):
                return "provider"
            if self.pieces[after].is_party or self.verb(after) or "and" in classes:
                return None
        return None

    def _chinese(self, place: int, after: int) -> RoleRead | None:
        text = self.pieces[after].text
        if text in ("资助", "出资", "供资") and not self.is_for(place):
            return "funder"
        following = self.pieces[after + 1].text if after + 1 < len(self.pieces) else ""
        if text == "支持" and (following == "下" or not self.parties(after + 1)):
            return "supporter"
        return None

    def _object_of(self, place: int) -> bool:
        verb = self.verb(place - 1) if place else None
        return verb is not None and VERBS[verb][1] == "recipient"

    def _governed(self, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """The preposition or verb that a party depends on, past nouns and what they are of."""
        at = place - 1
        while at >= 0:
            piece, classes = self.pieces[at], self.classes(at)
            if role := self._by_preposition(at, classes, place, known):
                return role
            if self.verb(at):
                return self._of_verb(at, place, known)
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
            if piece.is_party or "with" in classes or {"who", "what"} & classes:
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
                return learned or (None if self.verb(at) else self._turned(role))
        return None

    def _of_learners(
        self, preposition: str, at: int, place: int, known: dict[int, RoleRead]
    ) -> RoleRead | None:
        """Of "officials from A trained in B", A learns and B gives."""
        if preposition == "from" and any(self._learns(place, verb) for verb in self.verbs_after(place)):
            return "recipient"
        within = "in" in self.classes(at) or (preposition == "to" and self.lang == "fr")
        if not within or "recipient" not in {*known.values()} or "provider" in {*known.values()}:
            return None
        learned = any("learn" in self.classes(n) or self.is_trained(n + 1) for n in range(at + 1))
        return "provider" if learned else None

    def _learns(self, place: int, verb: int) -> bool:
        taught = self.verb(verb) == "receive" and "learn" in self.classes(verb)
        return taught or self.passive(place, verb)

    def _turned(self, role: RoleRead) -> RoleRead:
        """On a study visit those learn who go."""
        return OTHER_SIDE[role] if self.on_visit() else role

    def _of(self, at: int, place: int) -> RoleRead | None:
        """ "de" of French and Spanish: whose, or from; "from" where somebody else receives."""
        if self.lang not in ("fr", "es") or any(
            self._learns(place, verb) for verb in self.verbs_after(place)
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
                return self._turned("provider")
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
                return self._turned("provider") if other else VERBS[verb][0]
        return self._turned("provider")

    def _of_verb(self, verb: int, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
        """The role of a party that stands behind a verb without a preposition."""
        name = self.verb(verb)
        if name is None:
            return None
        does, done_to = VERBS[name]
        if self.by_whom(verb) is not None:
            return does if name == "receive" else done_to
        asks_who = any("who" in self.classes(n) for n in range(verb))
        has_subject = any(self._may_do(n) for n in range(verb)) or does in {
            known.get(n) for n in range(verb + 1, place)
        }
        unmarked = not any({"to", "in", "of"} & self.classes(n) for n in range(verb + 1, place))
        inverted = self.lang in (*_VERB_FIRST, *_OBJECT_MARKED) or (
            self.lang == "ru" and self.nominative(place) and "given" not in self.classes(verb)
        )
        asks_what = any("what" in self.classes(n) for n in range(verb))
        if unmarked and not has_subject and not asks_who and (inverted or (asks_what and self.lang != "en")):
            return does
        if self.lang == "es" and unmarked and not has_subject and asks_who and self.before(place) == verb:
            return does
        return done_to

    def _may_do(self, place: int) -> bool:
        """Whether a party can be who does what a verb says; in Russian only in the nominative."""
        piece = self.pieces[place]
        return piece.is_party and (self.lang != "ru" or "nom" in cases(piece))

    def _owner(self, place: int) -> RoleRead | None:
        """Whose police, in whose country: the owner gives where another party is where it happened."""
        piece = self.pieces[place]
        attribute = piece.owning or (
            bool(piece.meanings) and piece.meanings[0].way in ("adjective", "people")
        )
        attribute = attribute or (self.lang == "ru" and piece.oblique)
        if not attribute and self.lang not in ("zh",):
            return None
        for after in range(place + 1, len(self.pieces)):
            if self.verb(after):
                return None
            if {"in", "to"} & self.classes(after) and self.parties(after + 1, 3):
                return None if self.does_else(after) else self._turned("provider")
        return None

    def _subject(self, place: int) -> RoleRead | None:
        """The role of a party that stands before a verb."""
        for after in range(place + 1, len(self.pieces)):
            verb = self.verb(after)
            if "go" in self.classes(after) and self.on_visit():
                return "recipient"
            if verb:
                if not self.passive(place, after):
                    return VERBS[verb][0]
                # who owns the experience that was shared is not whom it was shared with
                return None if "expert" in self.classes(place - 1) else VERBS[verb][1]
            alone = self.pieces[after].is_party and not self.listed_on(place, after)
            if alone and self.lang != "zh" and not self.set_off(after):
                return None
        return None
