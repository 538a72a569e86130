"""What stands where in a question: verbs, what words do, who is named, before and after a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.pieces import LEADING, Piece

RoleRead = Literal["provider", "recipient", "participant", "facilitator", "funder", "supporter", "between"]
VERBS: dict[str, tuple[RoleRead, RoleRead]] = {
    "give": ("provider", "recipient"), "receive": ("recipient", "provider"), "pay": ("funder", "recipient"),
    "support": ("supporter", "recipient"), "broker": ("facilitator", "recipient"),
    "join": ("participant", "recipient"),
}  # fmt: skip
"""By class of a verb, the role of who does it and of whom it is done to."""
OTHER_SIDE: dict[RoleRead, RoleRead] = {"provider": "recipient", "recipient": "provider"}

_ALSO = {"learn": "receive", "given": "give", "share": "give", "got": "receive"}
"""Classes of participles, by the verb that they are of."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """The pieces of one question, in order."""

    text: str
    pieces: Sequence[Piece]
    lang: Lang

    def between(self, one: int, other: int) -> str:
        """What is written between two pieces."""
        return self.text[self.pieces[one].end : self.pieces[other].start]

    def is_parted(self, one: int, other: int) -> bool:
        """Whether more than articles stands between two parties."""
        return any(self.pieces[n].kind != "ignored" for n in range(one + 1, other))

    def comma(self, place: int) -> bool:
        return self.between(place, place + 1).strip() in (",", "،", "、")

    def ends_clause(self, place: int) -> bool:
        """Whether a mark ends a part of the sentence behind a place."""
        return place + 1 < len(self.pieces) and any(
            c in ",，،、;；。:：؛" for c in self.between(place, place + 1)
        )

    def mark_behind(self, place: int) -> str:
        """The mark between a piece and the next one; nothing where only a space stands there."""
        if not 0 <= place < len(self.pieces) - 1:
            return ""
        return "".join(c for c in self.between(place, place + 1) if not c.isspace() and c not in "'’\"«»()")

    def is_verb_between(self, first: int, last: int) -> bool:
        return any(self.verb(n) for n in range(first + 1, last))

    def is_noun(self, place: int) -> bool:
        """Whether a word that may be a verb stands as a noun: "the help", "Rwandan support"."""
        piece = self.pieces[place]
        if "expert" not in piece.classes or place == 0:
            return False
        before = self.pieces[place - 1]
        person = self.lang == "en" and before.text.endswith("s")
        if "gerund" in piece.classes and self.parties(place + 1, 1):
            return False
        return "the" in before.classes or before.owning or (before.is_attribute and not person)

    def before(self, place: int) -> int:
        """The place before another one, past words that say nothing."""
        before = place - 1
        while before > 0 and self.pieces[before].kind == "ignored" and not self.classes(before) & LEADING:
            before -= 1
        return before

    def noun_before(self, place: int) -> int | None:
        """The place of the help, experience or persons right before a name: "помощь Грузии"."""
        before = self.before(place)
        sent = any("expert" in one for one in self.pieces[before].filters) if before >= 0 else False
        return before if sent or "expert" in self.classes(before) else None

    def is_attribute(self, place: int, noun: int) -> bool:
        """Whether a name is an attribute of a noun after it: an adjective, or with 's."""
        piece = self.pieces[place]
        beside = noun == place + 1 and not self.between(place, noun).strip()
        own = self.lang == "zh" or (self.lang == "en" and beside)
        return piece.owning or piece.is_attribute or own

    def ends_at_another(self, place: int) -> bool:
        """Whether what a party does goes to the next one: 肯尼亚对南苏丹公务员的培训."""
        asked = any(self.verb(n) for n in range(place))
        return asked and "to" in self.classes(place + 1) and bool(self.parties(place + 2, 1))

    def is_for(self, place: int) -> bool:
        """Whether a name depends on the preposition before it: who is paid for pays nothing."""
        return place > 0 and bool({"to", "in"} & self.classes(place - 1))

    def verb_before(self, place: int) -> str | None:
        """The verb right before a place, past words that say nothing: "передал ли"."""
        before = place - 1
        while before > 0 and self.pieces[before].kind == "ignored" and not self.verb(before):
            before -= 1
        return self.verb(before)

    def verbs_after(self, place: int) -> list[int]:
        """The places of the verbs behind a place, up to the next party."""
        upto = next(
            (n for n in range(place + 1, len(self.pieces)) if self.pieces[n].is_party), len(self.pieces)
        )
        return [n for n in range(place + 1, upto) if self.verb(n)]

    def is_trained(self, noun: int) -> bool:
        """Whether the persons of a noun are those who are trained: "training of Liberian judges"."""
        for near in range(noun - 1, max(-1, noun - 4), -1):
            if any("training" in one for one in self.pieces[near].filters):
                return True
            if self.verb(near) or self.pieces[near].is_party:
                return False
        return False

    def trains_its_own(self, place: int) -> bool:
        """Whether those who are trained are of a State: "обучение судей Грузии", not "обучение Грузии"."""
        before = self.before(place)
        return before > 0 and not self.classes(before) & LEADING and self.is_trained(before)

    def shared(self, place: int) -> bool:
        """Whether something is shared before a place."""
        return any("share" in self.classes(n) for n in range(place))

    def on_visit(self) -> bool:
        return any("modality=study-visit" in piece.filters for piece in self.pieces)

    def turned(self, role: RoleRead, at: int = -1) -> RoleRead:
        """On a study visit those learn who go; but a visit "for" somebody leads nowhere."""
        return OTHER_SIDE[role] if self.on_visit() and "for" not in self.classes(at) else role

    def is_taught(self, place: int, verb: int) -> bool:
        """Whether a verb says that who stands before it learned."""
        taught = self.verb(verb) == "receive" and "learn" in self.classes(verb)
        return taught or self.passive(place, verb)

    def learns(self, place: int) -> bool:
        return any(self.verb(n) == "receive" for n in range(place + 1, len(self.pieces)))

    def asked_for(self, verb: int) -> bool:
        """Whether the question is who does what this verb says: "who paid", not "which are paid"."""
        who = [n for n in range(verb) if "who" in self.classes(n)]
        return bool(who) and not any("be" in self.classes(n) or self.verb(n) for n in range(who[0] + 1, verb))

    def does_else(self, place: int) -> bool:
        """Whether a Chinese verb at the end says that who is named first does something else than give."""
        verbs = [verb for n in range(place, len(self.pieces)) if (verb := self.verb(n))]
        return self.lang == "zh" and bool({"pay", "support", "receive"} & {*verbs})

    def set_off(self, after: int) -> bool:
        """Whether another party stands in a phrase of its own: "in Liberia"."""
        return bool({"in", "to", "from", "with"} & self.classes(after - 1))

    def listed_on(self, place: int, after: int) -> bool:
        return all(
            "and" in self.classes(n) or self.pieces[n].kind == "ignored" for n in range(place + 1, after)
        )

    def passive(self, place: int, verb: int) -> bool:
        """Whether what a verb says is done to who stands before it: "was taught", "trained by", "обучены"."""
        if self.asked_by_whom(place):
            return "learn" not in self.classes(verb)
        if self.verb(verb) != "give":
            return False
        if "given" in self.classes(verb):
            return True
        be = any("be" in self.classes(n) for n in range(place + 1, verb))
        by = any("by" in self.classes(n) for n in range(verb + 1, min(verb + 3, len(self.pieces))))
        return (be or by) and self.lang in ("en", "fr", "es")

    def asks_by_whom(self, at: int) -> bool:
        """Whether a piece asks who did something: "by whom", "by which", «кем»."""
        return "by_whom" in self.classes(at) or ("who" in self.classes(at) and "by" in self.classes(at - 1))

    def by_whom(self, place: int) -> int | None:
        """Where it is asked by whom something was done, before a place and with no party between."""
        for at in range(place - 1, -1, -1):
            if self.asks_by_whom(at):
                return at
            if self.pieces[at].is_party and self.pieces[at].kind != "region":
                return None
        return None

    def asked_by_whom(self, place: int) -> bool:
        """Whether something is done to a party, and the question is by whom: "by whom was X trained"."""
        at = self.by_whom(place)
        return (
            at is not None
            and any("be" in self.classes(n) for n in range(at + 1, place))
            and not self.is_verb_between(at, place)
        )

    def asked_to_whom(self, verb: int) -> bool:
        """Whether a question is to whom: "à qui"."""
        return any("to" in self.classes(n - 1) and "who" in self.classes(n) for n in range(1, verb))

    def list_goes_on(self, place: int) -> bool:
        """Whether another party is joined to one behind a comma: a list, not what is told next."""
        following = self.parties(place + 1, len(self.pieces))
        joined = following and (
            self.pieces[following[0]].joined == "و" or self.listed_on(place, following[0])
        )
        return bool(joined)

    def beside_unread(self, place: int) -> bool:
        """Whether a party is joined to a name that is not read: what the other one does nobody can tell."""
        if self.lang == "zh":
            return False
        if self._unread_before(place):
            return True
        at, unread = place - 1, False
        while at >= 0 and "pair" not in self.classes(at):
            piece = self.pieces[at]
            unread = unread or piece.kind == "word"
            if piece.kind not in ("word", "ignored") and "and" not in piece.classes:
                return False
            at -= 1
        return at >= 0 and (unread or self._unread_follows(place))

    def _unread_before(self, place: int) -> bool:
        """Whether "and" joins it to a name that is not read, in words without a verb."""
        other = self.before(place - 1)
        if "and" not in self.classes(place - 1) or other < 1 or self.pieces[other].kind != "word":
            return False
        named = self.pieces[other].text[:1].isupper()
        return named and not any(self.verb(n) for n in range(len(self.pieces)))

    def _unread_follows(self, place: int) -> bool:
        after = place + 1
        joined = "and" in self.classes(after)
        return any(piece.kind == "word" for piece in self.pieces[after + joined : after + joined + 1])

    def parties(self, first: int, within: int = 6) -> list[int]:
        return [n for n in range(first, min(first + within, len(self.pieces))) if self.pieces[n].is_party]

    def classes(self, place: int) -> frozenset[str]:
        return self.pieces[place].classes if 0 <= place < len(self.pieces) else frozenset()

    def verb(self, place: int) -> str | None:
        """What a word says that is done; None where it stands as a noun."""
        piece = self.pieces[place] if 0 <= place < len(self.pieces) else None
        if piece is None or piece.kind not in ("marker", "ignored", "word", "value") or self.is_noun(place):
            return None
        if "gerund" in piece.classes and not self.parties(place + 1, 1):
            return None
        found = next((name for name in VERBS if name in piece.classes), None)
        found = found or next((_ALSO[name] for name in _ALSO if name in piece.classes), None)
        if found == "give" and "receive" in piece.classes and self.takes(place):
            return "receive"
        if found == "receive" and "teach" in piece.classes and self.asked_to_whom(place):
            return "give"
        return None if found == "give" and self.tells_outcome(place) else found

    def takes(self, verb: int) -> bool:
        """Whether a word for both teaching and learning means learning: "from" somebody, or of people."""
        people = "learn" in self.classes(verb) and any(
            self.pieces[n].is_attribute for n in self.parties(verb + 1, 1)
        )
        return people or any("from" in self.classes(place - 1) for place in self.parties(verb + 1))

    def tells_outcome(self, verb: int) -> bool:
        """Whether what is given is a result: "which gave good results"."""
        after = (piece for piece in self.pieces[verb + 1 : verb + 4] if piece.kind != "ignored")
        return any(one.startswith("outcome=") for piece in after for one in piece.filters[:1])
