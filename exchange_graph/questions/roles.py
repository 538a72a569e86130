"""Which role the words of a question give to each party that it names; none where they give none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.pieces import Piece

Role = Literal["provider", "recipient", "participant", "facilitator", "funder", "supporter"]
VERBS: dict[str, tuple[Role, Role]] = {
    "give": ("provider", "recipient"), "receive": ("recipient", "provider"), "pay": ("funder", "recipient"),
    "support": ("supporter", "recipient"), "broker": ("facilitator", "recipient"),
    "join": ("participant", "recipient"),
}  # fmt: skip
"""By class of a verb, the role of who does it and of whom it is done to."""
_BY: dict[str, Role] = {
    "by.funder": "funder", "by.supporter": "supporter", "by.facilitator": "facilitator",
}  # fmt: skip
_PREPOSITIONS: dict[str, Role] = {"from": "provider", "to": "recipient", "in": "recipient"}
_OTHER_SIDE: dict[Role, Role] = {"provider": "recipient", "recipient": "provider"}
_ARABIC: dict[str, Role] = {"ل": "recipient", "ول": "recipient", "لل": "recipient", "ب": "recipient"}
_VERB_FIRST: tuple[Lang, ...] = ("ar",)
_OBJECT_MARKED: tuple[Lang, ...] = ("es",)
"""Languages that mark a State that something is done to: what is not marked does it."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Reads the roles in the pieces of one question."""

    text: str
    pieces: Sequence[Piece]
    lang: Lang

    def all(self) -> dict[int, Role]:
        """By place of a party its role, where the words give one."""
        found: dict[int, Role] = {}
        for place, piece in enumerate(self.pieces):
            if piece.is_party and (role := self._role(place, found)):
                found[place] = role
        return found

    def _role(self, place: int, known: dict[int, Role]) -> Role | None:
        return (
            self._joined(place)
            or self._listed(place, known)
            or self._after_it(place)
            or self._governed(place, known)
            or self._owner(place)
            or self._subject(place)
        )

    def _joined(self, place: int) -> Role | None:
        return _ARABIC.get(self.pieces[place].joined)

    def _listed(self, place: int, known: dict[int, Role]) -> Role | None:
        """The role of the party before it in a list: "Kenya and Uganda"."""
        before = place - 1
        while before >= 0 and self.pieces[before].kind == "ignored" and "and" not in self._classes(before):
            before -= 1
        if self.pieces[place].joined == "و" and before >= 0 and self.pieces[before].is_party:
            return known.get(before)
        if before >= 1 and "and" in self._classes(before) and not self._is_verb_between(before, place):
            earlier = before - 1
            while earlier > 0 and self.pieces[earlier].kind == "ignored":
                earlier -= 1
            if self.pieces[earlier].is_party:
                return known.get(earlier)
        if before == place - 1 and before >= 0 and self.pieces[before].is_party and self._comma(before):
            return known.get(before)
        return None

    def _comma(self, place: int) -> bool:
        return self.text[self.pieces[place].end : self.pieces[place + 1].start].strip() in (",", "،", "、")

    def _is_verb_between(self, first: int, last: int) -> bool:
        return any(self._verb(n) for n in range(first + 1, last))

    def _after_it(self, place: int) -> Role | None:
        """What stands right behind a name: Chinese, and nouns of persons ("Kenyan experts")."""
        for after in range(place + 1, min(place + 4, len(self.pieces))):
            classes = self._classes(after)
            if self.lang == "zh" and (role := self._chinese(place, after)):
                return role
            if "expert" in classes and self._is_attribute(place, after):
                return None if self._object_of(place) else "provider"
            if self.pieces[after].is_party or self._verb(after) or "and" in classes:
                return None
        return None

    def _is_attribute(self, place: int, noun: int) -> bool:
        """Whether a name is an attribute of a noun after it: an adjective, or with 's."""
        piece = self.pieces[place]
        attribute = piece.owning or all(m.way in ("adjective", "people") for m in piece.meanings)
        own = self.lang == "zh" or (self.lang == "en" and noun == place + 1)
        return (attribute and bool(piece.meanings)) or own

    def _chinese(self, place: int, after: int) -> Role | None:
        text = self.pieces[after].text
        if text in ("资助", "出资", "供资"):
            return "funder"
        following = self.pieces[after + 1].text if after + 1 < len(self.pieces) else ""
        if text == "支持" and (following == "下" or not self._parties(after + 1)):
            return "supporter"
        return None

    def _object_of(self, place: int) -> bool:
        verb = self._verb(place - 1) if place else None
        return verb is not None and VERBS[verb][1] == "recipient"

    def _governed(self, place: int, known: dict[int, Role]) -> Role | None:
        """The preposition or verb that a party depends on, past nouns and what they are of."""
        at = place - 1
        while at >= 0:
            piece, classes = self.pieces[at], self._classes(at)
            if role := self._by_preposition(at, classes, place):
                return role
            if self._verb(at):
                return self._of_verb(at, place, known)
            if piece.is_party and (verb := self._verb(at - 1)) and known.get(at) == VERBS[verb][0]:
                at -= 1  # who does it stands between the verb and whom it is done to
                continue
            if "modality=training" in piece.filters and "of" in self._classes(at + 1):
                return "recipient"
            if piece.is_party and {"in", "to", "by", "from"} & self._classes(at - 1):
                at -= 2
                continue
            if piece.is_party or "with" in classes or {"who", "what"} & classes:
                return None
            at -= 1
        return None

    def _by_preposition(self, at: int, classes: frozenset[str], place: int) -> Role | None:
        for name, role in _BY.items():
            if name in classes:
                return role
        if "by" in classes:
            return self._by(at)
        if self.lang == "zh" and self.pieces[at].text == "向" and self._learns(place):
            return "provider"
        if "of" in classes and "from" not in classes:
            return self._of(at, place)
        for name, role in _PREPOSITIONS.items():
            if name in classes:
                return None if self._verb(at) else self._turned(role)
        return None

    def _turned(self, role: Role) -> Role:
        """On a study visit those learn who go."""
        visit = any("modality=study-visit" in piece.filters for piece in self.pieces)
        return _OTHER_SIDE[role] if visit else role

    def _learns(self, place: int) -> bool:
        return any(self._verb(n) == "receive" for n in range(place + 1, len(self.pieces)))

    def _of(self, at: int, place: int) -> Role | None:
        """ "de" of French and Spanish: whose, or from; "from" where somebody else receives."""
        if self.lang not in ("fr", "es"):
            return None
        verb = next((v for n in range(at - 1, -1, -1) if (v := self._verb(n))), None)
        if verb == "receive":
            return "provider"
        for after in range(place + 1, len(self.pieces)):
            classes = self._classes(after)
            if {"to", "in"} & classes and self._parties(after):
                return self._turned("provider")
        before = self.pieces[at - 1] if at else None
        if before is not None and "expert" in before.classes:
            return "provider"
        return None

    def _by(self, at: int) -> Role:
        for before in range(at - 1, max(-1, at - 8), -1):
            if verb := self._verb(before):
                return VERBS[verb][0] if verb != "receive" else "provider"
        return "provider"

    def _of_verb(self, verb: int, place: int, known: dict[int, Role]) -> Role | None:
        """The role of a party that stands behind a verb without a preposition."""
        name = self._verb(verb)
        if name is None:
            return None
        does, done_to = VERBS[name]
        asks_who = any("who" in self._classes(n) for n in range(verb))
        has_subject = any(self.pieces[n].is_party for n in range(verb)) or does in {
            known.get(n) for n in range(verb + 1, place)
        }
        unmarked = not any({"to", "in", "of"} & self._classes(n) for n in range(verb + 1, place))
        inverted = self.lang in (*_VERB_FIRST, *_OBJECT_MARKED) or (
            self.lang == "ru" and self._nominative(place)
        )
        asks_what = any("what" in self._classes(n) for n in range(verb))
        if unmarked and not has_subject and not asks_who and (inverted or (asks_what and self.lang != "en")):
            return does
        if self.lang == "es" and unmarked and not has_subject and asks_who and place == verb + 1:
            return does
        return done_to

    def _nominative(self, place: int) -> bool:
        """Whether a Russian name stands as it is listed: then it does what the verb says."""
        return not self.pieces[place].oblique

    def _owner(self, place: int) -> Role | None:
        """Whose police, in whose country: the owner gives where another party is where it happened."""
        piece = self.pieces[place]
        attribute = piece.owning or (
            bool(piece.meanings) and piece.meanings[0].way in ("adjective", "people")
        )
        if not attribute and self.lang not in ("zh",):
            return None
        for after in range(place + 1, len(self.pieces)):
            if self._verb(after):
                return None
            if {"in", "to"} & self._classes(after) and self._parties(after + 1, 3):
                return "provider"
        return None

    def _subject(self, place: int) -> Role | None:
        """The role of a party that stands before a verb."""
        for after in range(place + 1, len(self.pieces)):
            verb = self._verb(after)
            if verb:
                passive = self._passive(place, after)
                return VERBS[verb][1] if passive else VERBS[verb][0]
            alone = self.pieces[after].is_party and not self._listed_on(place, after)
            if alone and self.lang != "zh" and not self._set_off(after):
                return None
        return None

    def _set_off(self, after: int) -> bool:
        """Whether another party stands in a phrase of its own: "in Liberia"."""
        return bool({"in", "to", "from", "with"} & self._classes(after - 1))

    def _listed_on(self, place: int, after: int) -> bool:
        return all(
            "and" in self._classes(n) or self.pieces[n].kind == "ignored" for n in range(place + 1, after)
        )

    def _passive(self, place: int, verb: int) -> bool:
        be = any("be" in self._classes(n) for n in range(place + 1, verb))
        by = any("by" in self._classes(n) for n in range(verb + 1, min(verb + 3, len(self.pieces))))
        return (be or by) and self._verb(verb) == "give" and self.lang in ("en", "fr", "es")

    def _parties(self, first: int, within: int = 6) -> list[int]:
        return [n for n in range(first, min(first + within, len(self.pieces))) if self.pieces[n].is_party]

    def _classes(self, place: int) -> frozenset[str]:
        return self.pieces[place].classes if 0 <= place < len(self.pieces) else frozenset()

    def _verb(self, place: int) -> str | None:
        piece = self.pieces[place] if 0 <= place < len(self.pieces) else None
        if piece is None or piece.kind not in ("marker", "ignored", "word"):
            return None
        return next((name for name in VERBS if name in piece.classes), None)
