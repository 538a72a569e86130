"""What becomes of a State that stands among the hosts and among the providers of one row.

The column of providers has one meaning; the other one has two, host or recipient. The rules, in order:
`mutual`: the same States on both sides, two or more: each took part, nobody is provider or recipient.
`alone`: one State on both sides and no other: no second party, so the row cannot stand.
`receives`: every host is also a provider, and others provide: the shared States are recipients only.
`gives`: others receive: the shared States are providers only; as hosts they are not loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from exchange_graph.importers.undp_projects.codes import NamedParty

SideRule = Literal["mutual", "alone", "receives", "gives"]
BECAUSE = {
    "receives": "Named on both sides of the list; others provide, so it is taken as recipient only",
    "gives": "Named on both sides of the list; others receive, so it is taken as provider only",
}
DONE: dict[SideRule, str] = {
    "mutual": "every State on both sides is a participant; the exchange is mutual",
    "alone": "left out: no second party is named",
    "receives": "recipient only (inferred)",
    "gives": "provider only (inferred)",
}


@dataclass(frozen=True, slots=True)
class Sides:
    """Who takes which role, and by which rule shared States were settled (None: there are none)."""

    recipients: tuple[NamedParty, ...]
    providers: tuple[NamedParty, ...]
    participants: tuple[NamedParty, ...] = ()
    mutual: bool = False
    rule: SideRule | None = None


def settle(hosts: Sequence[NamedParty], providers: Sequence[NamedParty]) -> Sides:
    """The roles that the two cells give, one for each party. A word that is no code counts as a party."""
    receiving, giving = {p.key for p in hosts}, {p.key for p in providers}
    shared = receiving & giving
    if not shared:
        return Sides(tuple(hosts), tuple(providers))
    if receiving == giving:
        if len(shared) == 1:
            return Sides((), (), rule="alone")
        return Sides((), (), tuple(hosts), mutual=True, rule="mutual")
    if receiving == shared:
        kept = tuple(p for p in providers if p.key not in shared)
        return Sides(_settled(hosts, shared, "receives"), kept, rule="receives")
    others = tuple(p for p in hosts if p.key not in shared)
    return Sides(others, _settled(providers, shared, "gives"), rule="gives")


def _settled(parties: Sequence[NamedParty], shared: set[str], rule: str) -> tuple[NamedParty, ...]:
    return tuple(
        replace(p, basis="inferred", because=" ".join(filter(None, (p.because, BECAUSE[rule]))))
        if p.key in shared
        else p
        for p in parties
    )
