"""Which party of an exchange a term is said of: who it is, the groups it belonged to then, where it lies.

Several conditions on one role must hold of one party, and only the parties that meet them are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from exchange_graph.domain.context import Context
from exchange_graph.domain.party import Party
from exchange_graph.domain.regions import region_codes
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Country
from exchange_graph.graph.query import OF_ONE_PARTY, UNKNOWN, Dimension

OfParty = Mapping[tuple[Dimension, str], tuple[str, ...]]
"""By term, the parties it is said of, sorted: States stand for their bodies, `UNKNOWN` for nobody named."""

BELONGING = {d for role, family in OF_ONE_PARTY.items() for d in family if d is not role}
"""What is said of a party beside who it is."""


def of_party(view: ExchangeView, context: Context) -> OfParty:
    """Every term that is said of one giver or taker. Where it is known of none, it is `UNKNOWN` of each."""
    found: dict[tuple[Dimension, str], set[str]] = defaultdict(set)
    for role, (_, group, region) in OF_ONE_PARTY.items():
        parties = [party for party in view.parties if party.role == role.value and party.id]
        for party in parties:
            who = str(party.country or party.id)
            for term in ((role, who), (role, str(party.id))):
                found[term].add(who)
            for name in groups_of(party, view, context):
                found[group, name].add(who)
            for code in _regions(party, context):
                found[region, code].add(who)
        everybody = {str(party.country or party.id) for party in parties} or {UNKNOWN}
        said = {dimension for dimension, _ in found}
        found.update({(d, UNKNOWN): everybody for d in OF_ONE_PARTY[role] if d not in said})
    return {term: tuple(sorted(parties)) for term, parties in found.items()}


def groups_of(party: Party, view: ExchangeView, context: Context) -> Iterator[str]:
    """The group that a party is, and those that its State surely belonged to at the time."""
    if party.type == "group" and party.id:
        yield party.id
    if party.country:
        yield from (group for group, _ in context.groups_of(party.country, view.period.interval()))


def _regions(party: Party, context: Context) -> tuple[str, ...]:
    """Those of its State; where a body has its address decides nothing."""
    country = context.get(Country, party.country) if party.country else None
    return region_codes(country) if country else ()
