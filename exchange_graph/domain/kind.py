"""South-South, triangular or North-South: the source's own word first, else one named rule.

The lists that serve for South and North are the operator's (`seeds/groups`); a State on neither, a group, an
unnamed actor and a body without a State decide nothing. The facts that the rule looked at are kept, so that
the reason can name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.party import Party
from exchange_graph.domain.value import Value

ExchangeKind = Literal["south-south", "triangular", "north-south", "undetermined"]
Rule = Literal[
    "south-with-northern-party", "south-with-multilateral", "south-on-both-sides", "part-not-stated",
    "north-to-south", "sides-not-known",
]  # fmt: skip
Standing = Literal["south", "north", "multilateral", "south-fund", "neither", "no-state"]
"""Where a party stands: a State or its body on a list, a body of several States, money of the South."""
Placed = tuple[Party, Standing]
DECISIVE: tuple[Standing, ...] = ("north", "multilateral")
"""Who makes an exchange between States of the South triangular by funding, providing, implementing."""
_KINDS: dict[Rule, ExchangeKind] = {
    "south-with-northern-party": "triangular", "south-with-multilateral": "triangular",
    "south-on-both-sides": "south-south", "part-not-stated": "undetermined",
    "north-to-south": "north-south", "sides-not-known": "undetermined",
}  # fmt: skip
_SIDES = ("provider", "recipient", "participant")


class KindFact(Value):
    """One party that the rule looked at, by its claim, and where it stands."""

    claim: str
    stands: Standing


class DerivedKind(Value):
    """The kind with its basis; `by_rule` is what the named rule says beside a source's word.

    Where equally good sources use several `words` none is taken: the kind is undetermined.
    """

    value: ExchangeKind
    basis: Literal["stated", "derived"]
    rule: Rule
    by_rule: ExchangeKind
    words: tuple[ExchangeKind, ...] = ()
    facts: tuple[KindFact, ...] = ()


def kind_of(
    parties: Sequence[Party], stated: Sequence[ExchangeKind], mutual: bool, when: Interval, context: Context
) -> DerivedKind:
    """The kind of an exchange; where a source says it, its word stands and the rule's is kept beside."""
    rule, facts = _Looking(parties, mutual, when, context).rule()
    by_rule, words = _KINDS[rule], tuple(dict.fromkeys(stated))
    value = by_rule if not words else words[0] if len(words) == 1 else "undetermined"
    return DerivedKind(
        value=value, basis="stated" if words else "derived", rule=rule, by_rule=by_rule, words=words,
        facts=tuple(KindFact(claim=party.claim, stands=stands) for party, stands in facts),
    )  # fmt: skip


class _Looking:
    """The parties of one exchange and where each stands."""

    def __init__(self, parties: Sequence[Party], mutual: bool, when: Interval, context: Context) -> None:
        self._mutual = mutual
        self._placed = [(party, standing(party, when, context)) for party in parties]

    def rule(self) -> tuple[Rule, list[Placed]]:
        """The rule that decides and the parties that it looked at."""
        sides = self._southern()
        if not sides:
            return self._without_sides()
        third = [placed for placed in self._placed if placed not in sides]
        northern = [p for p in third if p[1] == "north" and self._acts(p[0])]
        several = [p for p in third if p[1] == "multilateral" and self._acts(p[0])]
        if northern or several:
            rule: Rule = "south-with-northern-party" if northern else "south-with-multilateral"
            return rule, [*sides, *northern, *several]
        unclear = [p for p in third if p[1] in DECISIVE and _unclear(p[0])]
        rule = "part-not-stated" if unclear else "south-on-both-sides"
        return rule, [*sides, *unclear, *(p for p in third if p[0].role not in _SIDES and p not in unclear)]

    def _southern(self) -> list[Placed]:
        """Providers and recipients of the South where both are on record, else two participants."""
        south = [placed for placed in self._placed if placed[1] == "south"]
        of = {role: [placed for placed in south if placed[0].role == role] for role in _SIDES}
        if of["provider"] and of["recipient"]:
            return [*of["provider"], *of["recipient"]]
        together = {party.country for party, _ in of["participant"]}
        return of["participant"] if len(together) > 1 else []

    def _without_sides(self) -> tuple[Rule, list[Placed]]:
        sides = [p for p in self._placed if p[0].role in _SIDES]
        givers = {stands for party, stands in sides if party.role == "provider"}
        takers = {stands for party, stands in sides if party.role == "recipient"}
        if "north" in givers and "south" not in givers and "south" in takers:
            decisive = [p for p in sides if p[1] == ("north" if p[0].role == "provider" else "south")]
            return "north-to-south", decisive
        return "sides-not-known", sides

    def _acts(self, party: Party) -> bool:
        """Who funds, provides, implements or supports; in a mutual exchange who takes part provides."""
        if party.role == "participant":
            return self._mutual
        return party.role in ("funder", "provider", "supporter") or party.part == "implements"


def _unclear(party: Party) -> bool:
    """Took part, and how is not stated."""
    return party.role == "participant" or (party.role == "facilitator" and party.part is None)


def standing(party: Party, when: Interval, context: Context) -> Standing:
    """Where a party stands by the operator's lists and by what its body is."""
    if party.country:
        on = (side for side in _LISTS if context.on_list(side, party.country, when) is True)
        return next(on, "neither")
    if party.type != "institution" or not party.id:
        return "no-state"
    return context.nature_of(party.id) or "no-state"


_LISTS: Iterable[Literal["south", "north"]] = ("south", "north")
