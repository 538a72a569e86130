"""South-South, triangular or North-South: the source's own word first, else one named rule.

The lists that serve for South and North are the operator's (`seeds/groups`); a State on neither, a group, an
unnamed actor and a body without a State decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from exchange_graph.domain.base import Value
from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.party import Party

ExchangeKind = Literal["south-south", "triangular", "north-south", "undetermined"]
Rule = Literal[
    "south-with-northern-party", "south-with-multilateral", "south-on-both-sides",
    "north-to-south", "sides-not-known",
]  # fmt: skip


class DerivedKind(Value):
    """The kind with its basis; `by_rule` is what the named rule says beside a source's word."""

    value: ExchangeKind
    basis: Literal["stated", "derived"]
    rule: Rule
    by_rule: ExchangeKind


def kind_of(
    parties: Sequence[Party], stated: Sequence[ExchangeKind], when: Interval, context: Context
) -> DerivedKind:
    """The kind of an exchange; where a source says it, its word stands and the rule's is kept beside."""
    by_rule, rule = _by_rule(parties, when, context)
    if stated:
        return DerivedKind(value=stated[0], basis="stated", rule=rule, by_rule=by_rule)
    return DerivedKind(value=by_rule, basis="derived", rule=rule, by_rule=by_rule)


def _by_rule(parties: Sequence[Party], when: Interval, context: Context) -> tuple[ExchangeKind, Rule]:
    def among(role: Role, side: Literal["south", "north"]) -> set[str]:
        states = {p.country for p in parties if p.role == role and p.country}
        return {s for s in states if context.on_list(side, s, when) is True}

    southern_givers = among("provider", "south")
    southern_receivers = among("recipient", "south")
    both = bool(southern_givers and southern_receivers) or len(among("participant", "south")) > 1
    if both:
        third = list(_third_parties(parties))
        if any(_northern(p, when, context) for p in third):
            return "triangular", "south-with-northern-party"
        if any(p.type == "institution" and p.id and context.is_multilateral(p.id) for p in third):
            return "triangular", "south-with-multilateral"
        return "south-south", "south-on-both-sides"
    if among("provider", "north") and not southern_givers and southern_receivers:
        return "north-south", "north-to-south"
    return "undetermined", "sides-not-known"


def _third_parties(parties: Iterable[Party]) -> Iterable[Party]:
    """Who funds, provides, implements or supports; a body that only brokers or hosts is no third party."""
    for party in parties:
        if party.role in ("funder", "provider", "supporter") or party.part == "implements":
            yield party


def _northern(party: Party, when: Interval, context: Context) -> bool:
    return bool(party.country) and context.on_list("north", str(party.country), when) is True
