"""The record: what a State has done, for whom, how lately, and what came of it."""

from __future__ import annotations

import math

import numpy as np

from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.matching.signals.signal import (
    Losses,
    SignalResult,
    Telling,
    counted,
    on_nothing,
    on_recipient,
    on_sectors,
    signal,
    silent,
)
from exchange_graph.projection.columns import OUTCOMES, Ints
from exchange_graph.projection.tally import NEWEST, Floats, Tally

ALIVE_HALVES = 3
_POSITIVE, _MIXED, _NEGATIVE = (OUTCOMES[name] for name in ("positive", "mixed", "negative"))


def _names(ids: tuple[str, ...]) -> tuple[LabelOf, ...]:
    return tuple(map(LabelOf, ids))


@signal("record")
def with_recipient_in_sector(asked: NeedInEvidence) -> SignalResult:
    """Exchanges with {recipient} in this sector ({sectors}): {exchanges}; {years}"""
    return _naming(
        asked,
        asked.here,
        asked.need.within,
        "signal.with_recipient_in_sector",
        recipient=LabelOf(asked.recipient),
    )


@signal("record", on_recipient)
def with_recipient(asked: NeedInEvidence) -> SignalResult:
    """Exchanges with {recipient} in any sector: {exchanges}; {years}"""
    return counted(asked, asked.recipient_tally, "signal.with_recipient", recipient=LabelOf(asked.recipient))


@signal("record", on_sectors)
def in_sector(asked: NeedInEvidence) -> SignalResult:
    """Exchanges in this sector ({sectors}): {exchanges}; {years}"""
    return _naming(asked, asked.sector, asked.need.within, "signal.in_sector")


@signal("record", on_sectors)
def in_related_sectors(asked: NeedInEvidence) -> SignalResult:
    """Exchanges in related sectors ({sectors}): {exchanges}; {years}"""
    return _naming(asked, asked.related, asked.need.related, "signal.in_related_sectors")


def _naming(
    asked: NeedInEvidence, tally: Tally, sectors: tuple[str, ...], key: str, **values: LabelOf
) -> SignalResult:
    """A count whose line names the sectors that a State's exchanges are in, of several that answer."""
    found = counted(asked, tally, key, **values)

    def tell(state: int) -> Telling | None:
        told = found.tell(state)
        if told is None:
            return None
        own = _own(asked, tally.exchanges_of(state), sectors)
        return Telling(Sentence.of(key, sectors=own, **dict(told.says.values)), told.evidence, told.exchanges)

    return SignalResult(found.values, tell, found.lose)


def _own(asked: NeedInEvidence, positions: Ints, sectors: tuple[str, ...]) -> tuple[LabelOf, ...]:
    if len(sectors) == 1:
        return _names(sectors)
    member_of = asked.projection.member_of
    return tuple(LabelOf(sector) for sector in sectors if member_of((sector,))[positions].any())


@signal("record")
def in_sector_in_region(asked: NeedInEvidence) -> SignalResult:
    """Exchanges in this sector in the sub-region of {recipient}: {exchanges}; {years}"""
    if asked.guarded:
        return silent(asked)
    return counted(
        asked, asked.region_sector, "signal.in_sector_in_region", recipient=LabelOf(asked.recipient)
    )


@signal("record", on_recipient)
def in_region(asked: NeedInEvidence) -> SignalResult:
    """Exchanges in the sub-region of {recipient}, any sector: {exchanges}; {years}"""
    if asked.guarded:
        return silent(asked)
    return counted(asked, asked.region, "signal.in_region", recipient=LabelOf(asked.recipient))


@signal("record", on_nothing)
def in_all(asked: NeedInEvidence) -> SignalResult:
    """Exchanges on record in all: {exchanges}; {years}"""
    return counted(asked, asked.volume, "signal.in_all")


@signal("record", on_recipient)
def relation_alive(asked: NeedInEvidence) -> SignalResult:
    """The newest exchange with {recipient}: {years}"""
    tally, columns, unit = asked.recipient_tally, asked.projection.columns, asked.projection.counts.unit
    dated = {state: _dated(asked, tally, state) for state in np.flatnonzero(tally.n > 0).tolist()}
    values = np.zeros(len(asked.projection.states))
    for state, positions in dated.items():
        values[state] = _alive(asked, positions)

    def tell(state: int) -> Telling | None:
        newest = dated.get(state, _NO_EXCHANGE)[:1].tolist()
        if not newest:
            return None
        last = int(columns.dated[newest[0]])
        says = Sentence.of("signal.relation_alive", recipient=LabelOf(asked.recipient), years=last)
        return Telling(says, (columns.ids[newest[0]],))

    def lose(state: int) -> Losses:
        positions = dated.get(state, _NO_EXCHANGE)
        newest = unit[positions[:1]]
        left = positions[~np.isin(unit[positions], newest)]
        return Losses(newest, np.full(len(newest), values[state] - _alive(asked, left)))

    return SignalResult(values, tell, lose)


_NO_EXCHANGE: Ints = np.zeros(0, np.int64)


def _dated(asked: NeedInEvidence, tally: Tally, state: int) -> Ints:
    """A State's exchanges of which a source states when: the day on which a page was read says nothing."""
    positions, dated = tally.exchanges_of(state), asked.projection.columns.dated
    positions = positions[dated[positions] > 0]
    return positions[np.argsort(-dated[positions], kind="stable")]


def _alive(asked: NeedInEvidence, newest_first: Ints) -> float:
    if not len(newest_first):
        return 0.0
    last = int(asked.projection.columns.dated[newest_first[0]])
    return float(2.0 ** (-max(asked.year - last, 0) / ALIVE_HALVES))


@signal("record", on_sectors)
def rated_outcomes(asked: NeedInEvidence) -> SignalResult:
    """Outcomes on record in this sector: {positive} positive, {mixed} mixed, {negative} negative"""
    ratings = _ratings(asked)
    values = np.zeros(len(asked.projection.states))
    for state, units in ratings.items():
        values[state] = _balance(units)

    def tell(state: int) -> Telling | None:
        rated = _rated(asked, asked.sector.exchanges_of(state)).tolist()
        if not rated:
            return None
        outcomes = [int(asked.projection.columns.outcome[p]) for p in rated]
        says = Sentence.of(
            "signal.rated_outcomes", positive=outcomes.count(_POSITIVE), mixed=outcomes.count(_MIXED),
            negative=outcomes.count(_NEGATIVE),
        )  # fmt: skip
        return Telling(says, tuple(asked.projection.columns.ids[p] for p in rated[:NEWEST]), len(rated))

    def lose(state: int) -> Losses:
        units = ratings.get(state, {})
        worth = np.array([*units.values()])
        left = (worth.sum() - worth) / (len(worth) + 2) if len(worth) > 1 else np.zeros(len(worth))
        return Losses(np.array([*units], np.int64), values[state] - left)

    return SignalResult(values, tell, lose)


def _rated(asked: NeedInEvidence, positions: Ints) -> Ints:
    return positions[asked.projection.columns.outcome[positions] > 0]


def _ratings(asked: NeedInEvidence) -> dict[int, dict[int, float]]:
    """By State and unit: +1 to -1, the mean of what was rated good or bad in the sector; mixed counts 0."""
    projection, tally = asked.projection, asked.sector
    found: dict[int, dict[int, float]] = {}
    for state in np.flatnonzero(tally.n > 0).tolist():
        rated = tally.exchanges_of(state)
        outcomes = projection.columns.outcome[rated]
        sure = (outcomes == _POSITIVE) | (outcomes == _NEGATIVE)
        if not sure.any():
            continue
        rated, outcomes = rated[sure], outcomes[sure]
        worth: Floats = (outcomes == _POSITIVE) * 1.0 - (outcomes == _NEGATIVE)
        units, inverse = np.unique(projection.counts.unit[rated], return_inverse=True)
        means = np.bincount(inverse, worth) / np.bincount(inverse)
        found[state] = dict(zip(units.tolist(), means.tolist(), strict=True))
    return found


def _balance(units: dict[int, float]) -> float:
    """(positive - negative) / (rated + 3), by unit."""
    return math.fsum(units.values()) / (len(units) + 3) if units else 0.0
