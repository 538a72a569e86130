"""What is on record of a State as numbers, each with the query that lists exactly as many exchanges."""

from __future__ import annotations

import numpy as np

from exchange_graph.matching.answer import Placing, PlacingCounts
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import Tally

Query = tuple[tuple[str, str], ...]


def counts(asked: NeedInEvidence, state: int) -> PlacingCounts:
    """With the recipient and in all, in the sectors asked for and in any."""
    to = (("recipient", asked.recipient),)
    within = tuple(("sector", sector) for sector in asked.need.sectors)
    every = _placing(asked, asked.volume, state, ())
    return PlacingCounts(
        _placing(asked, asked.here, state, to + within), _placing(asked, asked.recipient_tally, state, to),
        _placing(asked, asked.sector, state, within), every,
        len(asked.projection.named(state)) - every.stated - every.inferred,
    )  # fmt: skip


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
