"""The record: what a State has done, for whom, how lately, and what came of it."""

from __future__ import annotations

import math

import numpy as np

from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals.found import (
    Losses,
    SignalResult,
    Telling,
    active,
    counted,
    on_nothing,
    on_recipient,
    on_sectors,
    signal,
)
from exchange_graph.projection.columns import OUTCOMES, Ints
from exchange_graph.projection.tally import NEWEST, Floats, Tally

ALIVE_HALVES = 3
_POSITIVE, _MIXED, _NEGATIVE = (OUTCOMES[name] for name in ("positive", "mixed", "negative"))


def _names(ids: tuple[str, ...]) -> tuple[LabelOf, ...]:
    return tuple(map(LabelOf, ids))


@signal("record", 0.40)
def with_recipient_in_sector(scene: Scene) -> SignalResult:
    """Exchanges with {recipient} in this sector ({sectors}): {exchanges}; {years}"""
    return _naming(
        scene,
        scene.here,
        scene.need.within,
        "signal.with_recipient_in_sector",
        recipient=LabelOf(scene.recipient),
    )


@signal("record", 0.20, on_recipient)
def with_recipient(scene: Scene) -> SignalResult:
    """Exchanges with {recipient} in any sector: {exchanges}; {years}"""
    return counted(scene, scene.recipient_tally, "signal.with_recipient", recipient=LabelOf(scene.recipient))


@signal("record", 0.60, on_sectors)
def in_sector(scene: Scene) -> SignalResult:
    """Exchanges in this sector ({sectors}): {exchanges}; {years}"""
    return _naming(scene, scene.sector, scene.need.within, "signal.in_sector")


@signal("record", 0.10, on_sectors)
def in_related_sectors(scene: Scene) -> SignalResult:
    """Exchanges in related sectors ({sectors}): {exchanges}; {years}"""
    return _naming(scene, scene.related, scene.need.related, "signal.in_related_sectors")


def _naming(
    scene: Scene, tally: Tally, sectors: tuple[str, ...], key: str, **values: LabelOf
) -> SignalResult:
    """A count whose line names the sectors that a State's exchanges are in, of several that answer."""
    found = counted(scene, tally, key, **values)

    def tell(state: int) -> Telling | None:
        told = found.tell(state)
        if told is None:
            return None
        own = _own(scene, tally.exchanges_of(state), sectors)
        return Telling(Says.of(key, sectors=own, **dict(told.says.values)), told.evidence, told.exchanges)

    return SignalResult(found.values, tell, found.lose)


def _own(scene: Scene, positions: Ints, sectors: tuple[str, ...]) -> tuple[LabelOf, ...]:
    if len(sectors) == 1:
        return _names(sectors)
    member_of = scene.projection.member_of
    return tuple(LabelOf(sector) for sector in sectors if member_of((sector,))[positions].any())


@signal("record", 0.0, on_sectors)
def took_part(scene: Scene) -> SignalResult:
    """Took part in this sector, direction not said: {exchanges}; {years}"""
    joined, columns = scene.projection.joined(scene.need.within), scene.projection.columns

    def tell(state: int) -> Telling | None:
        if state not in joined:
            return None
        found = joined[state][np.argsort(-columns.last[joined[state]], kind="stable")]
        shown = found[:NEWEST].tolist()
        says = Says.of("signal.took_part", exchanges=len(found), years=active(scene, shown))
        return Telling(says, tuple(columns.ids[p] for p in shown), len(found))

    return SignalResult(np.zeros(len(scene.projection.states)), tell)


@signal("record", 0.20)
def in_sector_in_region(scene: Scene) -> SignalResult:
    """Exchanges in this sector in the sub-region of {recipient}: {exchanges}; {years}"""
    return counted(
        scene, scene.region_sector, "signal.in_sector_in_region", recipient=LabelOf(scene.recipient)
    )


@signal("record", 0.10, on_recipient)
def in_region(scene: Scene) -> SignalResult:
    """Exchanges in the sub-region of {recipient}, any sector: {exchanges}; {years}"""
    return counted(scene, scene.region, "signal.in_region", recipient=LabelOf(scene.recipient))


@signal("record", 0.10, on_nothing)
def in_all(scene: Scene) -> SignalResult:
    """Exchanges on record in all: {exchanges}; {years}"""
    return counted(scene, scene.volume, "signal.in_all")


@signal("record", 0.30, on_recipient)
def relation_alive(scene: Scene) -> SignalResult:
    """The newest exchange with {recipient}: {years}"""
    tally, columns, unit = scene.recipient_tally, scene.projection.columns, scene.projection.counts.unit
    dated = {state: _dated(scene, tally, state) for state in np.flatnonzero(tally.n > 0).tolist()}
    values = np.zeros(len(scene.projection.states))
    for state, positions in dated.items():
        values[state] = _alive(scene, positions)

    def tell(state: int) -> Telling | None:
        newest = dated.get(state, _NO_EXCHANGE)[:1].tolist()
        if not newest:
            return None
        last = int(columns.dated[newest[0]])
        says = Says.of("signal.relation_alive", recipient=LabelOf(scene.recipient), years=last)
        return Telling(says, (columns.ids[newest[0]],))

    def lose(state: int) -> Losses:
        positions = dated.get(state, _NO_EXCHANGE)
        newest = unit[positions[:1]]
        left = positions[~np.isin(unit[positions], newest)]
        return Losses(newest, np.full(len(newest), values[state] - _alive(scene, left)))

    return SignalResult(values, tell, lose)


_NO_EXCHANGE: Ints = np.zeros(0, np.int64)


def _dated(scene: Scene, tally: Tally, state: int) -> Ints:
    """A State's exchanges of which a source states when: the day on which a page was read says nothing."""
    positions, dated = tally.exchanges_of(state), scene.projection.columns.dated
    positions = positions[dated[positions] > 0]
    return positions[np.argsort(-dated[positions], kind="stable")]


def _alive(scene: Scene, newest_first: Ints) -> float:
    if not len(newest_first):
        return 0.0
    last = int(scene.projection.columns.dated[newest_first[0]])
    return float(2.0 ** (-max(scene.year - last, 0) / ALIVE_HALVES))


@signal("record", 0.30, on_sectors)
def rated_outcomes(scene: Scene) -> SignalResult:
    """Outcomes on record in this sector: {positive} positive, {mixed} mixed, {negative} negative"""
    ratings = _ratings(scene)
    values = np.zeros(len(scene.projection.states))
    for state, units in ratings.items():
        values[state] = _balance(units)

    def tell(state: int) -> Telling | None:
        if state not in ratings:
            return None
        rated = _rated(scene, scene.sector.exchanges_of(state)).tolist()
        outcomes = [int(scene.projection.columns.outcome[p]) for p in rated]
        says = Says.of(
            "signal.rated_outcomes", positive=outcomes.count(_POSITIVE), mixed=outcomes.count(_MIXED),
            negative=outcomes.count(_NEGATIVE),
        )  # fmt: skip
        return Telling(says, tuple(scene.projection.columns.ids[p] for p in rated[:NEWEST]), len(rated))

    def lose(state: int) -> Losses:
        units = ratings.get(state, {})
        worth = np.array([*units.values()])
        left = (worth.sum() - worth) / (len(worth) + 2) if len(worth) > 1 else np.zeros(len(worth))
        return Losses(np.array([*units], np.int64), values[state] - left)

    return SignalResult(values, tell, lose)


def _rated(scene: Scene, positions: Ints) -> Ints:
    return positions[scene.projection.columns.outcome[positions] > 0]


def _ratings(scene: Scene) -> dict[int, dict[int, float]]:
    """By State and unit: +1 to -1, the mean over its rated exchanges in the sector."""
    projection, tally = scene.projection, scene.sector
    found: dict[int, dict[int, float]] = {}
    for state in np.flatnonzero(tally.n > 0).tolist():
        rated = _rated(scene, tally.exchanges_of(state))
        if not len(rated):
            continue
        outcomes = projection.columns.outcome[rated]
        worth: Floats = (outcomes == _POSITIVE) * 1.0 - (outcomes == _NEGATIVE)
        units, inverse = np.unique(projection.counts.unit[rated], return_inverse=True)
        means = np.bincount(inverse, worth) / np.bincount(inverse)
        found[state] = dict(zip(units.tolist(), means.tolist(), strict=True))
    return found


def _balance(units: dict[int, float]) -> float:
    """(positive - negative) / (rated + 3), by unit."""
    return math.fsum(units.values()) / (len(units) + 3) if units else 0.0
