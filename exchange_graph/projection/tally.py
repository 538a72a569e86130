"""What each State gave, counted over one list of exchanges.

A unit is a programme, or an exchange without one. Per unit and recipient State the best weight counts; a unit
gives the root of the sum of their squares, so splitting a joint exchange or joining it changes nothing. The
weights are handed in: how old, how well known, and how many gave together is in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exchange_graph.projection.columns import NOBODY, Ints
from exchange_graph.projection.packed import Packed

Floats = NDArray[np.float64]
AT_MOST = 3.0
"""What one source of grade B or C alone says counts at most as this many exchanges of a State."""
HALF = 0.3
NEWEST = 20
"""A line names at most this many exchanges, the newest; its count is of all."""


@dataclass(frozen=True, slots=True)
class Given:
    """The parallel columns a tally counts over, one row a provider, recipient State and exchange.

    `last` and `ids` are by exchange; `unit` and `alone` too.
    """

    giver: Ints
    taker: Ints
    exchange: Ints
    weight: Floats
    unit: Ints
    alone: Ints
    last: Ints
    ids: Packed
    states: int


class Count(NamedTuple):
    """What stands behind one number of a State: how many exchanges, and the newest of them."""

    exchanges: int
    ids: tuple[str, ...]
    positions: tuple[int, ...]


NOTHING = Count(0, (), ())


class Units(NamedTuple):
    """The units of one State: number, what each gives, the year it was last active, the one source or -1."""

    number: Ints
    gives: Floats
    last: Ints
    alone: Ints


class Tally:
    """Counts by providing State over the rows `rows` of `given`: `n` and its `gain` ln(1 + n/.3)."""

    def __init__(self, given: Given, rows: Ints) -> None:
        self._given = given
        size = given.states
        key = (given.giver[rows] * (len(given.unit) + 1) + given.unit[given.exchange[rows]]) * size
        key += given.taker[rows]
        order = np.argsort(key, kind="stable")
        self._rows, key = rows[order], key[order]
        cells = _beginnings(key)
        weights = given.weight[self._rows]
        best = np.maximum.reduceat(weights, cells) if len(cells) else weights[:0]
        units = _beginnings(key[cells] // size)
        number = np.repeat(np.arange(len(units)), np.diff([*units, len(cells)]))
        self._gives = np.sqrt(np.bincount(number, best * best, len(units)))
        at = cells[units] if len(units) else cells
        exchange = given.exchange[self._rows]
        last = given.last[exchange]
        self._giver = given.giver[self._rows[at]]
        self._unit = given.unit[exchange[at]]
        self._last = np.maximum.reduceat(last, at) if len(at) else last[:0]
        self._alone = _same(given.alone[exchange], at)
        self._unit_starts = np.searchsorted(self._giver, np.arange(size + 1))
        self._counted: dict[int, Count] = {}
        self.said: dict[object, object] = {}
        """What was put into words about these counts, kept as long as they are."""

    @cached_property
    def n(self) -> Floats:
        """By State, the sum over its units, what one source alone says capped."""
        size = self._given.states
        free = self._alone == NOBODY
        total = _summed(self._giver[free], self._gives[free], size)
        if not free.all():
            sources = int(self._alone.max()) + 1
            pair = self._giver[~free] * sources + self._alone[~free]
            pairs, inverse = np.unique(pair, return_inverse=True)
            capped = np.minimum(_summed(inverse, self._gives[~free], len(pairs)), AT_MOST)
            total += _summed(pairs // sources, capped, size)
        return total

    @cached_property
    def gain(self) -> Floats:
        """By State, ln(1 + n/.3): 0 without a record."""
        return np.log1p(self.n / HALF)

    @property
    def size(self) -> int:
        """About how many bytes it takes, with what will be worked out of it."""
        return 100 * self._given.states + 8 * len(self._rows) + 64 * len(self._unit)

    @cached_property
    def _newest(self) -> tuple[Ints, Ints]:
        """Exchanges by State, newest first, and where each State's begin."""
        given = self._given
        giver, exchange = given.giver[self._rows], given.exchange[self._rows]
        order = np.lexsort((exchange, -given.last[exchange], giver))
        giver, exchange = giver[order], exchange[order]
        firsts = _beginnings(giver * len(given.last) + exchange)
        return exchange[firsts], np.searchsorted(giver[firsts], np.arange(given.states + 1))

    @property
    def cells(self) -> tuple[Ints, Ints, Ints, Floats]:
        """Rows in the order of provider, unit, recipient: the four columns, the last what each weighs."""
        given, rows = self._given, self._rows
        return given.giver[rows], given.unit[given.exchange[rows]], rows, given.weight[rows]

    def takers_of(self, state: int) -> Ints:
        """The States that one State gave to, by number."""
        given = self._given
        return np.unique(given.taker[self._rows[given.giver[self._rows] == state]])

    @property
    def rows(self) -> Ints:
        """The rows that count, of the columns over which it counts."""
        return self._rows

    @property
    def exchanges(self) -> Ints:
        """Positions of every exchange that counts, newest first."""
        found = np.unique(self._given.exchange[self._rows])
        return found[np.argsort(-self._given.last[found], kind="stable")]

    def exchanges_of(self, state: int) -> Ints:
        """Positions of one State's exchanges, newest first."""
        exchanges, starts = self._newest
        return exchanges[starts[state] : starts[state + 1]]

    def count(self, state: int) -> Count:
        """What stands behind one State's number."""
        known = self._counted.get(state)
        if known is None:
            known = self._counted[state] = self._count(state)
        return known

    def _count(self, state: int) -> Count:
        found = self.exchanges_of(state)
        if not len(found):
            return NOTHING
        shown = found[:NEWEST].tolist()
        return Count(len(found), tuple(self._given.ids[position] for position in shown), tuple(shown))

    def units(self, state: int) -> Units:
        """The units of one State."""
        part = slice(self._unit_starts[state], self._unit_starts[state + 1])
        return Units(self._unit[part], self._gives[part], self._last[part], self._alone[part])

    def without_each(self, state: int) -> Floats:
        """By unit of one State, its number if that unit were struck."""
        units = self.units(state)
        alone = units.alone != NOBODY
        lost = units.gives.copy()
        if alone.any():
            sources, inverse = np.unique(units.alone[alone], return_inverse=True)
            sums = _summed(inverse, units.gives[alone], len(sources))[inverse]
            lost[alone] = np.minimum(sums, AT_MOST) - np.minimum(sums - units.gives[alone], AT_MOST)
        left: Floats = np.maximum(self.n[state] - lost, 0.0) if len(lost) > 1 else np.zeros(len(lost))
        return left


def _summed(keys: Ints, values: Floats, size: int) -> Floats:
    """Sums by key, from the least value up: what else is counted moves no bit of them."""
    order = np.lexsort((values, keys))
    return np.zeros(size) + np.bincount(keys[order], values[order], size)


def _beginnings(sorted_keys: Ints) -> Ints:
    """Where each run of equal keys begins."""
    if not len(sorted_keys):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate([[True], sorted_keys[1:] != sorted_keys[:-1]]))


def _same(sources: Ints, at: Ints) -> Ints:
    """The source of each run where it is one and the same, else nobody."""
    if not len(at):
        return sources[:0]
    low, high = np.minimum.reduceat(sources, at), np.maximum.reduceat(sources, at)
    return np.where(low == high, low, NOBODY)
