"""Whole exchanges around a record: those that share its parties, nearest first; a hub weighs little.

Above `find`, so the answer of both stores is equal by construction.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph.query import Dimension, ExchangeQuery, Found, Listed, PageRequest
from exchange_graph.graph.store import GraphStore

LOOKED_AT = 200
"""Of exchanges that share a party the newest so many are weighed."""
_SAME_SECTOR = 0.5
PARTIES = ("country", "institution", "group")
"""Kinds of records that can be a party."""


@dataclass(frozen=True, slots=True)
class Around:
    """Exchanges around a record, the centre first if it is one; `total` share a party with it."""

    exchanges: tuple[Listed, ...]
    total: int


async def around(store: GraphStore, centre: Found, limit: int) -> Around:
    """At most `limit` exchanges.

    Around a party its own, newest first. Around an exchange those that share its parties, by the sum over
    shared ones of 1/ln(2 + exchanges of it), half a point more for a common sector, ties by newest, then id.
    """
    if centre.view is None:
        page = await store.find(_of([centre.record.id]), PageRequest(limit))
        return Around(page.items, page.total)
    parties = parties_of(centre.view)
    page = await store.find(_of(sorted(parties)), PageRequest(LOOKED_AT))
    others = [one for one in page.items if one.view.id != centre.view.id]
    nearest = _nearest(centre.view, parties, others)
    itself = Listed(centre.view, centre.version, centre.at)
    return Around((itself, *nearest[: limit - 1]), page.total - 1)


def _of(parties: Iterable[str]) -> ExchangeQuery:
    return ExchangeQuery(where=((Dimension.PARTY, tuple(parties)),))


def parties_of(view: ExchangeView) -> set[str]:
    """Who stands in an exchange: the States, and bodies that act for none."""
    return {party for one in view.parties if (party := one.country or one.id)}


def _nearest(centre: ExchangeView, parties: set[str], others: list[Listed]) -> list[Listed]:
    shared = {one.view.id: parties & parties_of(one.view) for one in others}
    degree = Counter(party for common in shared.values() for party in common)
    sectors = {sector.id for sector in centre.sectors}

    def near(view: ExchangeView) -> float:
        same = any(sector.id in sectors for sector in view.sectors)
        ties = sorted(1 / math.log(2 + degree[party]) for party in shared[view.id])
        return sum(ties) + (_SAME_SECTOR if same else 0)

    newest = {one.view.id: place for place, one in enumerate(others)}
    return sorted(others, key=lambda one: (-near(one.view), newest[one.view.id]))
