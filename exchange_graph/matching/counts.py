"""What is on record of a State as numbers, each with the query that lists exactly as many exchanges."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import numpy as np

from exchange_graph.matching.answer import NotCounted, Placing, PlacingCounts
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import Tally

Query = tuple[tuple[str, str], ...]
_REASONS: tuple[NotCounted, ...] = get_args(NotCounted)


def counts(asked: NeedInEvidence, state: int, *, brief: bool) -> PlacingCounts:
    """With the recipient and in all, in the sectors asked for and (but in brief) in any."""
    to = (("recipient", asked.recipient),)
    within = tuple(("sector", sector) for sector in asked.need.sectors)
    here = _placing(asked, asked.here, state, to + within)
    sector = _placing(asked, asked.sector, state, within)
    if brief:
        return PlacingCounts(here, sector)
    every = _placing(asked, asked.volume, state, ())
    return PlacingCounts(
        here, sector, _placing(asked, asked.recipient_tally, state, to), every, _left(asked, state)
    )


def _left(asked: NeedInEvidence, state: int) -> tuple[tuple[NotCounted, int], ...]:
    """How many exchanges name the State as provider and do not place it, by reason."""
    named = asked.projection.named(state)
    left = named[~np.isin(named, asked.volume.exchanges_of(state))]
    found = Counter(_why_not(asked, position, state) for position in left.tolist())
    return tuple((reason, found[reason]) for reason in _REASONS if found[reason])


def _why_not(asked: NeedInEvidence, position: int, state: int) -> NotCounted:
    projection, columns = asked.projection, asked.projection.columns
    if not projection.given[position]:
        return "planned"
    low, high = np.searchsorted(columns.gave_of, [position, position + 1])
    rows = np.arange(low, high)[columns.giver[low:high] == state]
    if len(rows):
        return "contested" if columns.doubted[rows].all() else "inferred"
    parts, code = projection.trace(position).parts, projection.states[state]
    taken = any(p.role == "recipient" and p.state not in (None, code) for p in parts)
    return "means" if taken else "no_recipient"


def _placing(asked: NeedInEvidence, tally: Tally, state: int, more: Query) -> Placing:
    found = tally.exchanges_of(state)
    here = any(name == "recipient" for name, _ in more)
    inferred = len(found) - len(stated_of(asked, found, state, here=here))
    query: Query = (("counted", "true"), ("provider", asked.projection.states[state]), *more)
    if asked.guarded:
        query = (*query, ("basis", "stated"))
    if asked.need.as_of:
        query = (*query, ("as_of", asked.need.as_of))
    return Placing(len(found) - inferred, inferred, query)


def stated_of(asked: NeedInEvidence, positions: Ints, state: int, *, here: bool) -> Ints:
    """Those of these exchanges in which a source states that the State gave; `here`: to who asks."""
    given = asked.projection.tally(None, (asked.recipient,) if here else None, stated=True)
    return positions[np.isin(positions, given.exchanges_of(state))]
