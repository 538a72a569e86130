"""Every exchange as columns of numbers, in the order of the ids.

The store is the truth; columns are a copy of its traces that can be counted fast. They are never changed in
place.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import compress, count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exchange_graph.domain import status
from exchange_graph.domain.dates import first_day, last_day, year
from exchange_graph.graph.trace import Part, Trace, read, skimmed
from exchange_graph.projection.packed import Packed

Ints = NDArray[np.int64]
GRADES = {"A": 1.0, "B": 0.8, "C": 0.5}
INFERRED = 0.5
OUTCOMES = {None: 0, "positive": 1, "mixed": 2, "negative": 3}
NOT_GIVEN, INTERRUPTED = 1, 2
_STATUS = dict.fromkeys(map(str, status.NOT_GIVEN), NOT_GIVEN) | {"interrupted": INTERRUPTED}
_DAYS = 4096
NOBODY = -1
"""Stands for no programme's source, and for a recipient that is no State."""


@dataclass(frozen=True)
class Columns:
    """One row an exchange, and three lists of rows that point to exchanges by position (`*_of`).

    `unit` numbers programmes and exchanges without one, `alone` sources, in any order. `by` is the year in
    which it had surely begun, `first` the first year it may have (0: unknown), `dated` is `last` where a
    source gives a date (else 0), `begins` the day of its stated start (0: none); days are numbers like
    20140131. `gave` pairs a providing State with each recipient State; its `grade` is that of the weaker of
    the two claims, halved where one is `inferred`; `doubted` where one, or that it took place, is contested.
    `named` are providers, whatever they gave.
    """

    ids: Packed
    texts: Packed
    states: tuple[str, ...]
    sectors: Mapping[str, int]
    last: Ints
    first: Ints
    by: Ints
    dated: Ints
    begins: Ints
    status: Ints
    outcome: Ints
    unit: Ints
    alone: Ints
    public_from: Ints
    public_until: Ints
    gave_of: Ints
    giver: Ints
    taker: Ints
    grade: NDArray[np.float64]
    doubted: NDArray[np.bool_]
    inferred: NDArray[np.bool_]
    got_of: Ints
    recipient: Ints
    joined_of: Ints
    participant: Ints
    named_of: Ints
    named: Ints
    field_of: Ints
    sector: Ints

    def trace(self, position: int) -> Trace:
        """An exchange in short, all of it."""
        return read(self.texts.piece(position))


_BY_EXCHANGE = (
    "last", "first", "by", "dated", "begins", "status", "outcome", "unit", "alone", "public_from",
    "public_until",
)  # fmt: skip
_STATES = ("giver", "taker", "recipient", "participant", "named")
_LISTS = {
    "gave_of": ("giver", "taker", "grade", "doubted", "inferred"), "got_of": ("recipient",),
    "joined_of": ("participant",), "named_of": ("named",), "field_of": ("sector",),
}  # fmt: skip


class ColumnsReader:
    """Reads traces into columns. One reader serves a graph: its numbers for units and sources only grow."""

    def __init__(self, states: Iterable[str] = ()) -> None:
        self._states: dict[str, int] = {}
        self.announce(states)
        self._sectors: dict[str, int] = {}
        self._programmes: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._next_unit = count()

    def announce(self, states: Iterable[str]) -> None:
        """Give these States a place, in the order of their codes."""
        every = self._states.keys() | set(states)
        if len(every) > len(self._states):
            self._states = {state: number for number, state in enumerate(sorted(every))}

    def read(self, traces: Iterable[tuple[str, str]]) -> Columns:
        """The columns of these exchanges; States that nobody announced are taken in."""
        rows = sorted(traces)
        lists = _Lists(dict(self._states), self._sectors, self._programmes, self._sources, self._next_unit)
        for number, (_, text) in enumerate(rows):
            lists.add(number, skimmed(text))
        self.announce(lists.states)
        numbers = {name: np.array(lists.cells.pop(name)) for name in list(lists.cells)}
        place = np.array([self._states[state] for state in lists.states] + [NOBODY])
        for name in _STATES:
            numbers[name] = place[numbers[name]]
        for name in ("doubted", "inferred"):
            numbers[name] = numbers[name] > 0
        ids, texts = Packed.of(i for i, _ in rows), Packed.of(text for _, text in rows)
        return Columns(ids, texts, tuple(self._states), self._sectors, **numbers)

    def replace(self, columns: Columns, changed: Sequence[tuple[str, str | None]]) -> Columns:
        """The columns with these exchanges as they are now, or without them."""
        gone = {record_id for record_id, _ in changed}
        added = [(record_id, text) for record_id, text in changed if text is not None]
        fresh = self.read(added)
        if fresh.states != columns.states:
            kept = zip(columns.ids, columns.texts, strict=True)
            return self.read([*((i, text) for i, text in kept if i not in gone), *added])
        keep = np.fromiter((i not in gone for i in columns.ids), bool, len(columns.ids))
        return _joined(columns, keep, fresh)


class _Lists:
    """Cells of exchanges as they are read."""

    def __init__(
        self, states: dict[str, int], sectors: dict[str, int], programmes: dict[str, int],
        sources: dict[str, int], next_unit: Iterator[int],
    ) -> None:  # fmt: skip
        self.states, self._sectors, self._sources = states, sectors, sources
        self._programmes, self._next_unit = programmes, next_unit
        names = [field.name for field in fields(Columns)][4:]
        self.cells: dict[str, Any] = {name: array("d" if name == "grade" else "q") for name in names}

    def add(self, number: int, trace: Trace) -> None:
        """Take in the exchange of this number."""
        cells, start = self.cells, trace.start
        cells["last"].append(trace.last)
        cells["first"].append(trace.first or 0)
        cells["by"].append(year(start or trace.latest))
        cells["dated"].append(trace.last if trace.dated else 0)
        cells["begins"].append(_day(first_day(start)) if start else 0)
        cells["status"].append(_STATUS.get(trace.status or "", 0))
        cells["outcome"].append(0 if "outcome" in trace.contested else OUTCOMES[trace.outcome])
        cells["unit"].append(self._unit(trace.programme))
        alone = trace.alone
        cells["alone"].append(self._sources.setdefault(alone, len(self._sources)) if alone else NOBODY)
        cells["public_from"].append(_day(trace.published[0]))
        cells["public_until"].append(_day(trace.published[1]))
        for sector in trace.sectors:
            cells["field_of"].append(number)
            cells["sector"].append(self._sectors.setdefault(sector, len(self._sectors)))
        self._roles(number, trace.parts, "status" in trace.contested)

    def _roles(self, number: int, parts: Sequence[Part], doubtful: bool) -> None:
        cells, state = self.cells, self._state
        best = _best(parts)
        given, taken = best["provider"], best["recipient"]
        for giver, (gave, guessed, doubted) in given.items():
            for taker, (got, also, contested) in taken.items():
                if giver != taker:
                    cells["gave_of"].append(number)
                    cells["giver"].append(state(giver))
                    cells["taker"].append(state(taker))
                    cells["grade"].append(min(gave, got))
                    cells["doubted"].append(doubtful or doubted or contested)
                    cells["inferred"].append(guessed or also)
        for recipient in map(state, taken) if taken else (NOBODY,):
            cells["got_of"].append(number)
            cells["recipient"].append(recipient)
        for named in dict.fromkeys(part[1] for part in parts if part[0] == "provider" and part[1]):
            cells["named_of"].append(number)
            cells["named"].append(state(named))
        for participant in map(state, best["participant"]):
            cells["joined_of"].append(number)
            cells["participant"].append(participant)

    def _unit(self, programme: str | None) -> int:
        """The number of a programme; an exchange without one is a unit of its own."""
        if programme is None:
            return next(self._next_unit)
        if programme not in self._programmes:
            self._programmes[programme] = next(self._next_unit)
        return self._programmes[programme]

    def _state(self, code: str) -> int:
        return self.states.setdefault(code, len(self.states))


def _best(parts: Sequence[Part]) -> dict[str, dict[str, tuple[float, bool, bool]]]:
    """By role and State: the best of its claims that nobody contradicts, else of the doubted ones.

    What it is worth, whether it is inferred, whether it is contested.
    """
    found: dict[str, dict[str, tuple[float, bool, bool]]] = {
        "provider": {},
        "recipient": {},
        "participant": {},
    }
    for role, state, _, grade, inferred, contested, teaches in parts:
        if state and role in found and (teaches or role == "recipient"):
            one = GRADES[grade] * (INFERRED if inferred else 1.0), inferred, contested
            held = found[role].get(state)
            if held is None or (one[2], -one[0], one[1]) < (held[2], -held[0], held[1]):
                found[role][state] = one
    return found


@lru_cache(_DAYS)
def _day(date: str) -> int:
    return int(last_day(date).replace("-", ""))


def _joined(columns: Columns, keep: NDArray[np.bool_], fresh: Columns) -> Columns:
    """The kept exchanges and the fresh ones, in the order of the ids."""
    ids = [*compress(columns.ids.pieces(), keep), *fresh.ids.pieces()]
    old = np.flatnonzero(keep).tolist()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    place = np.empty(len(ids), np.int64)
    place[order] = np.arange(len(ids))
    moved = np.full(len(columns.ids), NOBODY, np.int64)
    moved[keep] = place[: int(keep.sum())]
    added = place[int(keep.sum()) :]
    cells: dict[str, Any] = {}
    for name in _BY_EXCHANGE:
        whole = np.concatenate([getattr(columns, name)[keep], getattr(fresh, name)])
        cells[name] = whole[order]
    for of, names in _LISTS.items():
        before = moved[getattr(columns, of)]
        stays = before != NOBODY
        position = np.concatenate([before[stays], added[getattr(fresh, of)]])
        sorting = np.argsort(position, kind="stable")
        cells[of] = position[sorting]
        for name in names:
            cells[name] = np.concatenate([getattr(columns, name)[stays], getattr(fresh, name)])[sorting]
    held, new, kept = columns.texts, fresh.texts, len(old)
    texts = Packed(held.piece(old[i]) if i < kept else new.piece(i - kept) for i in order)
    return Columns(Packed(ids[i] for i in order), texts, columns.states, fresh.sectors, **cells)
