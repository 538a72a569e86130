"""Exchanges of one revision, ready to be counted: posting lists, and tallies that are worked out once.

A question touches only its own lists. Age is in the weights: an exchange loses half of what it is worth in
ten years, and the same power stands before all of them, so it is laid on when the projection is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from exchange_graph.graph.trace import Trace
from exchange_graph.projection.columns import INTERRUPTED, NOBODY, NOT_GIVEN, OUTCOMES, Columns, Ints
from exchange_graph.projection.packed import Positions
from exchange_graph.projection.tally import Floats, Given, Tally

HALVES_IN = 10
_OLDEST = 200
_ALWAYS = 9999_12_31
_BYTES, _BYTES_AN_EXCHANGE = 64 << 20, 400
"""What is worked out is kept up to this size: it grows with the exchanges, not with the questions."""
Ids = tuple[str, ...]


class Projection:
    """The exchanges at `revision`, weighed as of the day `at` (YYYY-MM-DD), as if `struck` were not there."""

    def __init__(self, columns: Columns, revision: int, at: str, struck: Ids = ()) -> None:
        self.columns, self.revision, self.at = columns, revision, at
        self.year = int(at[:4]) if at else 0
        self.states = columns.states
        self.index = {state: number for number, state in enumerate(columns.states)}
        self.position = Positions(columns.ids)
        self.ahead = columns.begins > int(at.replace("-", "") or _ALWAYS)
        """By exchange: it starts only after the day, where one is known."""
        self.held = ~np.isin(np.arange(len(columns.ids)), [self.position[i] for i in struck])
        self.given = self.held & ~self.ahead & (columns.status != NOT_GIVEN)
        self.troubled = (columns.status == INTERRUPTED) | (columns.outcome == OUTCOMES["negative"])
        """By exchange: interrupted, or with a negative outcome on record."""
        self.counts = self._given()
        self._usable = self.counts.weight > 0
        fields = self.held[columns.field_of]
        self._by_sector = _postings(columns.sector[fields], columns.field_of[fields], len(columns.sectors))
        room = _BYTES + _BYTES_AN_EXCHANGE * len(columns.ids)
        self._known: LRUCache[tuple[Any, ...], Any] = LRUCache(room, getsizeof=_size)

    def _given(self) -> Given:
        columns = self.columns
        halves = np.array([2.0 ** (-age / HALVES_IN) for age in range(_OLDEST)])
        age = np.clip(self.year - columns.last, 0, _OLDEST - 1)
        weight = columns.grade * halves[age[columns.gave_of]]
        weight = np.where(self.given[columns.gave_of] & ~columns.doubted, weight, 0.0)
        weight = weight / np.sqrt(self._together(weight > 0))
        return Given(
            columns.giver, columns.taker, columns.gave_of, weight, _ranked(columns.unit),
            _ranked(columns.alone), columns.last, columns.ids, len(columns.states),
        )  # fmt: skip

    def _together(self, usable: NDArray[np.bool_]) -> Floats:
        """By row, how many States gave to that recipient in that unit: sixty at a workshop are not sixty."""
        columns, size = self.columns, len(self.columns.states) + 1
        pair = columns.unit[columns.gave_of] * size + columns.taker
        cells = np.unique(pair[usable] * size + columns.giver[usable])
        pairs, givers = np.unique(cells // size, return_counts=True)
        many = np.ones(len(pair))
        if len(pairs):
            at = np.minimum(np.searchsorted(pairs, pair), len(pairs) - 1)
            many = np.where(pairs[at] == pair, givers[at], 1).astype(float)
        return many

    def remember(self, key: tuple[Any, ...], work_out: Callable[[], Any]) -> Any:
        """What a key stands for, worked out once at this revision; the longest unused are forgotten."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = work_out()
        return known

    def tally(
        self, sectors: Ids | None = None, to: Ids | None = None, without: Ids = (), *, stated: bool = False,
        calm: bool = False,
    ) -> Tally:  # fmt: skip
        """Counts by provider over exchanges in these sectors, to these recipients (None: any).

        `without` leaves out exchanges that are in one of those sectors too, `stated` roles that no source
        states, `calm` exchanges that were interrupted or ended badly.
        """

        def counted() -> Tally:
            rows = self._rows(sectors, to)
            if without:
                rows = rows[~self._within(rows, without)]
            if stated:
                rows = rows[~self.columns.inferred[rows]]
            if calm:
                rows = rows[~self.troubled[self.columns.gave_of[rows]]]
            return Tally(self.counts, rows)

        tally: Tally = self.remember(("tally", sectors, to, without, stated, calm), counted)
        return tally

    def _rows(self, sectors: Ids | None, to: Ids | None) -> Ints:
        if to is None:
            return np.flatnonzero(self._usable) if sectors is None else self.rows_in(sectors)
        rows: Ints = self.remember(("taken", to), lambda: self._in(self._taken, to))
        if sectors is None:
            return rows
        others = self.rows_in(sectors)
        if len(rows) <= len(others):
            return rows[self._within(rows, sectors)]
        wanted = np.zeros(len(self.states), bool)
        wanted[[self.index[state] for state in to if state in self.index]] = True
        return others[wanted[self.columns.taker[others]]]

    def rows_in(self, sectors: Ids) -> Ints:
        """Rows of counts in these sectors, in order."""
        rows: Ints = self.remember(("of", sectors), lambda: self._in(self._row_lists, sectors))
        return rows

    def _within(self, rows: Ints, sectors: Ids) -> NDArray[np.bool_]:
        """Which rows are of exchanges in these sectors."""
        found: NDArray[np.bool_] = self.member_of(sectors)[self.columns.gave_of[rows]]
        return found

    def member_of(self, sectors: Ids) -> NDArray[np.bool_]:
        """By exchange, whether it is in these sectors."""

        def marks() -> NDArray[np.bool_]:
            marked = np.zeros(len(self.columns.ids), bool)
            marked[self.exchanges_in(sectors)] = True
            return marked

        known: NDArray[np.bool_] = self.remember(("member", sectors), marks)
        return known

    def exchanges_in(self, sectors: Ids) -> Ints:
        """Positions of every exchange in these sectors, whatever it weighs, in order."""
        found: Ints = self.remember(("in", sectors), lambda: self._in(self._by_sector_name, sectors))
        return found

    def _in(self, list_of: Callable[[str], Ints], names: Iterable[str]) -> Ints:
        lists = [list_of(name) for name in names]
        return np.unique(np.concatenate(lists)) if len(lists) > 1 else lists[0] if lists else _NONE

    def _by_sector_name(self, sector: str) -> Ints:
        number = self.columns.sectors.get(sector)
        return _NONE if number is None or number >= len(self._by_sector) else self._by_sector[number]

    def _row_lists(self, sector: str) -> Ints:
        """Rows of counts in one sector."""

        def rows() -> Ints:
            spread = _spread(self.columns.gave_of, self._by_sector_name(sector))
            return spread[self._usable[spread]]

        found: Ints = self.remember(("rows", sector), rows)
        return found

    def _taken(self, state: str) -> Ints:
        """Rows of counts to one recipient State."""
        number = self.index.get(state)
        return _NONE if number is None else self._by_taker()[number]

    def _by_taker(self) -> list[Ints]:
        def lists() -> list[Ints]:
            rows = np.flatnonzero(self._usable)
            return _postings(self.columns.taker[rows], rows, len(self.states))

        found: list[Ints] = self.remember(("takers",), lists)
        return found

    def trace(self, position: int) -> Trace:
        """An exchange in short, read once while it is in use."""
        trace: Trace = self.remember(("trace", position), lambda: self.columns.trace(position))
        return trace

    def to(self, state: str) -> Ints:
        """Positions of exchanges that a State received, whatever they weigh, newest first."""

        def lists() -> list[Ints]:
            kept = (self.columns.recipient != NOBODY) & self.held[self.columns.got_of]
            return _postings(self.columns.recipient[kept], self.columns.got_of[kept], len(self.states))

        number = self.index.get(state)
        if number is None:
            return _NONE
        found: Ints = self.remember(("to",), lists)[number]
        return found[np.argsort(-self.columns.last[found], kind="stable")]

    def named(self, state: int) -> Ints:
        """Positions of exchanges that name a State as provider, whatever they weigh."""

        def lists() -> list[Ints]:
            columns = self.columns
            kept = self.held[columns.named_of]
            return _postings(columns.named[kept], columns.named_of[kept], len(self.states))

        found: list[Ints] = self.remember(("named",), lists)
        return found[state]

    def joined(self, sectors: Ids) -> dict[int, Ints]:
        """By State, positions of the exchanges in these sectors in which it took part, direction not said.

        Not those in which it is named as having given or received: there the direction is said.
        """

        def found() -> dict[int, Ints]:
            columns = self.columns
            rows = np.flatnonzero(self.member_of(sectors)[columns.joined_of])
            rows = rows[self.given[columns.joined_of[rows]] & ~self._on_a_side()[rows]]
            lists = _postings(columns.participant[rows], columns.joined_of[rows], len(self.states))
            return {state: positions for state, positions in enumerate(lists) if len(positions)}

        joined: dict[int, Ints] = self.remember(("joined", sectors), found)
        return joined

    def _on_a_side(self) -> NDArray[np.bool_]:
        """By row of who took part, whether the same State gave or received in that exchange."""

        def found() -> NDArray[np.bool_]:
            columns, size = self.columns, len(self.states) + 1
            sides = np.concatenate([
                columns.got_of * size + columns.recipient, columns.named_of * size + columns.named
            ])  # fmt: skip
            return np.isin(columns.joined_of * size + columns.participant, sides)

        marked: NDArray[np.bool_] = self.remember(("on a side",), found)
        return marked

    def taught_by(self, state: str) -> Tally:
        """Counts by recipient over all that one State gave."""

        def swapped() -> Tally:
            number, given = self.index.get(state, NOBODY), self.counts
            rows = np.flatnonzero(self._usable & (given.giver == number))
            return Tally(replace(given, giver=given.taker, taker=given.giver), rows)

        tally: Tally = self.remember(("taught", state), swapped)
        return tally

    def without(self, ids: Iterable[str]) -> Projection:
        """The projection as it would be if these exchanges were not on record."""
        return Projection(self.columns, self.revision, self.at, tuple(ids))


_NONE = np.zeros(0, np.int64)


def _size(kept: Any) -> int:
    """About how many bytes something takes."""
    if isinstance(kept, np.ndarray):
        return 128 + kept.nbytes
    if isinstance(kept, Tally):
        return kept.size
    parts = kept if isinstance(kept, list) else ()
    return 1024 + sum(part.nbytes for part in parts if isinstance(part, np.ndarray))


def _postings(keys: Ints, values: Ints, size: int) -> list[Ints]:
    """Values by key, each list in the order of the values' rows."""
    order = np.argsort(keys, kind="stable")
    ends = np.searchsorted(keys[order], np.arange(1, size))
    return np.split(values[order], ends) if size else []


def _spread(sorted_of: Ints, wanted: Ints) -> Ints:
    """Rows that point to one of the wanted positions; both sorted."""
    low = np.searchsorted(sorted_of, wanted, "left")
    counts = np.searchsorted(sorted_of, wanted, "right") - low
    begins = np.repeat(low - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return begins + np.arange(counts.sum()) if len(wanted) else _NONE


def _ranked(codes: Ints) -> Ints:
    """Numbers in the order in which they first occur, so that sums have one order whatever the codes."""
    known, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    rank = np.empty(len(known), np.int64)
    rank[np.argsort(first)] = np.arange(len(known))
    return np.where(codes == NOBODY, NOBODY, rank[inverse])
