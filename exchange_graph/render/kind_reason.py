"""Why an exchange is of its kind, told from the facts that the rule looked at, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exchange_graph.domain.kind import DECISIVE, DerivedKind, Placed, Standing
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.party import Party
from exchange_graph.domain.view import ExchangeView
from exchange_graph.render.heading import NAMED_AT_MOST, Label, PartyNames, name_of
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import clauses, directed, joined, opened, shortened

_SOUTHERN_SIDES = ("south-with-northern-party", "south-with-multilateral", "south-on-both-sides",
                   "part-not-stated")  # fmt: skip


def reason(view: ExchangeView, lang: Lang, label: Label) -> str:
    """Why: the source's own word, and beside it the rule where it would say otherwise; else the rule."""
    kind = view.kind
    if kind.basis == "derived":
        return _FromFacts(view, lang, label).told()
    if len(kind.words) > 1:
        return say(lang, "kind.words-differ", words=joined((_value(w, lang) for w in kind.words), lang))
    if kind.by_rule in (kind.value, "undetermined"):
        return say(lang, "kind.stated")
    otherwise = say(lang, "kind.stated-otherwise", by_rule=_value(kind.by_rule, lang))
    return opened(otherwise, _FromFacts(view, lang, label).told(), lang)


def _value(kind: str, lang: Lang) -> str:
    return say(lang, f"value.kind.{kind}")


class _FromFacts:
    """A rule and the parties that it looked at."""

    def __init__(self, view: ExchangeView, lang: Lang, label: Label) -> None:
        self._kind: DerivedKind = view.kind
        self._lang, self._label = lang, label
        by_claim = {party.claim: party for party in view.parties}
        self._facts = [(by_claim[fact.claim], fact.stands) for fact in view.kind.facts]

    def told(self) -> str:
        """The rule in words, then the parties it rests on by name."""
        told = list(self._sides() if self._kind.rule in _SOUTHERN_SIDES else self._each(self._facts))
        if self._kind.rule == "sides-not-known":
            told += self._missing()
        rule = say(self._lang, f"kind.{self._kind.rule}")
        return opened(rule, clauses(told, self._lang), self._lang) if told else rule

    def _sides(self) -> Iterable[str]:
        """Who gave to whom in the South, then each other party that the rule looked at."""
        sides = {role: self._southern(role) for role in ("provider", "recipient", "participant")}
        if sides["provider"] and sides["recipient"]:
            yield directed(self._names(sides["provider"]), self._names(sides["recipient"]), self._lang)
        else:
            yield self._names(sides["participant"])
        known = {party.claim for parties in sides.values() for party in parties}
        yield from self._each([placed for placed in self._facts if placed[0].claim not in known])

    def _southern(self, role: str) -> list[Party]:
        return [party for party, stands in self._facts if party.role == role and stands == "south"]

    def _names(self, parties: Sequence[Party]) -> str:
        return shortened(PartyNames(self._lang, self._label).of(parties), self._lang, NAMED_AT_MOST)

    def _each(self, placed: Sequence[Placed]) -> list[str]:
        told = list(dict.fromkeys(self._clause(party, stands) for party, stands in placed))
        more = len(told) - NAMED_AT_MOST
        return [*told[:NAMED_AT_MOST], *([f"+{more}"] if more > 0 else [])]

    def _clause(self, party: Party, stands: Standing) -> str:
        name = self._label(party.id) if party.id else name_of(party, self._lang, self._label)
        if self._kind.rule == "part-not-stated" and stands in DECISIVE:
            return say(self._lang, "kind.part", name=name)
        did = say(self._lang, f"claim.{party.part or party.role}")
        if stands == "no-state":
            return opened(did, say(self._lang, "kind.open", name=name), self._lang)
        return say(self._lang, "kind.party", name=name, did=did, stands=self._stands(party, stands))

    def _stands(self, party: Party, stands: Standing) -> str:
        said = say(self._lang, f"kind.stands.{stands}")
        if party.type == "institution" and party.country:
            said = say(self._lang, "kind.acts", state=self._label(party.country), stands=said)
        return said

    def _missing(self) -> Iterable[str]:
        roles = {party.role for party, _ in self._facts}
        if "participant" not in roles:
            yield from (
                say(self._lang, f"kind.no-{role}") for role in ("provider", "recipient") if role not in roles
            )
