"""What is on record of a State as numbers, each with the query that lists exactly as many exchanges."""

from __future__ import annotations

import numpy as np

from exchange_graph.matching.answer import Placing, PlacingCounts
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import Tally

Query = tuple[tuple[str, str], ...]


def counts(asked: NeedInEvidence, state: int, *, brief: bool) -> PlacingCounts:
    """With the recipient and in all, in the sectors asked for and (but in brief) in any."""
    to = (("recipient", asked.recipient),)
    within = tuple(("sector", sector) for sector in asked.need.sectors)
    here = _placing(asked, asked.here, state, to + within)
    sector = _placing(asked, asked.sector, state, within)
    if brief:
        return PlacingCounts(here, sector)
    every = _placing(asked, asked.volume, state, ())
    left = len(asked.projection.named(state)) - every.stated - every.inferred
    return PlacingCounts(here, sector, _placing(asked, asked.recipient_tally, state, to), every, left)


def _placing(asked: NeedInEvidence, tally: Tally, state: int, more: Query) -> Placing:
    found = tally.exchanges_of(state)
    inferred = len(found) - len(stated_of(asked, found, state))
    query: Query = (("counted", "true"), ("provider", asked.projection.states[state]), *more)
    if asked.guarded:
        query = (*query, ("basis", "stated"))
    if asked.need.as_of:
        query = (*query, ("as_of", asked.need.as_of))
    return Placing(len(found) - inferred, inferred, query)


def stated_of(asked: NeedInEvidence, positions: Ints, state: int) -> Ints:
    """Those of these exchanges in which a source states that the State gave to another."""
    return positions[np.isin(positions, asked.projection.tally(stated=True).exchanges_of(state))]
