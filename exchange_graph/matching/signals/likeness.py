"""Likeness: has taught what, and whom, the recipient's other teachers taught."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.matching.signals.signal import (
    Losses,
    SignalResult,
    Telling,
    on_recipient,
    signal,
    silent,
)
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.projection import Projection
from exchange_graph.projection.tally import HALF, Floats

Profiles = NDArray[np.float64]
"""A row a State: what it taught by sector, then whom it taught by State."""


_NOTHING = 1e-12


@signal("likeness", on_recipient)
def taught_alike(asked: NeedInEvidence) -> SignalResult:
    """Has taught what, and whom, other teachers of {recipient} taught: likeness {share}"""
    if asked.guarded:
        return silent(asked)
    projection = asked.projection
    every: Profiles = projection.remember(("profiles",), lambda: _profiles(projection))
    own = projection.index.get(asked.recipient)
    if own is None:
        return silent(asked)
    column = _sectors(projection) + own
    teachers = every[:, column] > 0
    group = every[teachers].sum(axis=0)
    group[column] = 0.0
    profiles = _without(every, column)
    cosines = _cosines(profiles, group[None, :] - profiles * teachers[:, None])

    def tell(state: int) -> Telling | None:
        share = float(cosines[state])
        says = Sentence.of("signal.taught_alike", recipient=LabelOf(asked.recipient), share=f"{share:.2f}")
        return Telling(says, ()) if share > 0 else None

    def lose(state: int) -> Losses:
        units, parts = _by_unit(projection, state)
        own = _without(every[state : state + 1], column)
        left = _cosines(own - _without(parts, column), group[None, :] - own * teachers[state])
        return Losses(units, _gain(cosines[state]) - _gain(left))

    return SignalResult(_gain(cosines), tell, lose)


def _without(profiles: Profiles, column: int) -> Profiles:
    """The profiles but for one of their columns."""
    left = profiles.copy()
    left[:, column] = 0.0
    return left


def _gain(cosines: Floats) -> Floats:
    gain: Floats = np.log1p(np.maximum(cosines, 0.0) / HALF)
    return gain


def _cosines(some: Profiles, others: Profiles) -> Floats:
    """By row; 0 where one of them is empty."""
    lengths = np.sqrt((some * some).sum(axis=1) * (others * others).sum(axis=1))
    found: Floats = np.divide(
        (some * others).sum(axis=1), lengths, out=np.zeros(len(some)), where=lengths > _NOTHING
    )
    return np.minimum(found, 1.0)


def _profiles(projection: Projection) -> Profiles:
    rows = np.arange(len(projection.counts.giver))[projection.counts.weight > 0]
    giver = projection.counts.giver[rows]
    features, at = _features(projection, rows)
    size = _sectors(projection) + len(projection.states)
    key = (
        giver[at] * _units(projection) + projection.counts.unit[projection.counts.exchange[rows]][at]
    ) * size
    cells, best = _best(key + features, projection.counts.weight[rows][at])
    made = np.zeros((len(projection.states), size))
    np.add.at(made, (cells // size // _units(projection), cells % size), best)
    return made


def _by_unit(projection: Projection, state: int) -> tuple[Ints, Profiles]:
    """A State's units, and what each of them is of its profile."""
    usable = (projection.counts.weight > 0) & (projection.counts.giver == state)
    rows = np.flatnonzero(usable)
    units, inverse = np.unique(projection.counts.unit[projection.counts.exchange[rows]], return_inverse=True)
    features, at = _features(projection, rows)
    size = _sectors(projection) + len(projection.states)
    cells, best = _best(inverse[at] * size + features, projection.counts.weight[rows][at])
    made = np.zeros((len(units), size))
    made[cells // size, cells % size] = best
    return units, made


def _features(projection: Projection, rows: Ints) -> tuple[Ints, Ints]:
    """The features of some rows, and the place among them of the row that each is of."""
    columns = projection.columns
    exchange = projection.counts.exchange[rows]
    low = np.searchsorted(columns.field_of, exchange, "left")
    many = np.searchsorted(columns.field_of, exchange, "right") - low
    at = np.repeat(np.arange(len(rows)), many)
    offsets = np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many)
    sectors = columns.sector[low[at] + offsets]
    takers = _sectors(projection) + columns.taker[rows]
    return np.concatenate([sectors, takers]), np.concatenate([at, np.arange(len(rows))])


def _best(keys: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """By key the largest weight."""
    order = np.lexsort((-weights, keys))
    known, first = np.unique(keys[order], return_index=True)
    return known, weights[order][first]


def _units(projection: Projection) -> int:
    return len(projection.counts.unit) + 1


def _sectors(projection: Projection) -> int:
    """How many sectors the exchanges of this projection know."""
    return int(projection.columns.sector.max(initial=-1)) + 1
