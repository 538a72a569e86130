"""The road walked: was taught and now teaches, left the same list years before, has its own experience."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from exchange_graph.domain.dates import last_day
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals.found import (
    Losses,
    SignalResult,
    Telling,
    on_recipient,
    on_sectors,
    signal,
)
from exchange_graph.projection.columns import Ints

EARLIEST, SOONEST = 25, 3
"""How many years before the recipient a State left the list, at most and at least."""


class Step(NamedTuple):
    """One step of a chain: who stood at the other end, the unit, and the exchange by position."""

    other: int
    unit: int
    exchange: int


Chains = list[tuple[Step, Step]]


@signal("road", 0.40, on_sectors)
def was_taught_and_teaches(scene: Scene) -> SignalResult:
    """Was taught in this sector, then taught it: {teacher} → {state} ({learned}) → {pupil} ({taught})"""
    chains = _chains(scene)
    values = np.zeros(len(scene.projection.states))
    values[list(chains)] = 1.0
    columns = scene.projection.columns

    def tell(state: int) -> Telling | None:
        if state not in chains:
            return None
        learned, taught = chains[state][0]
        names = scene.projection.states
        says = Says.of(
            "signal.was_taught_and_teaches", state=LabelOf(names[state]),
            teacher=LabelOf(names[learned.other]), learned=_stated(scene, learned),
            pupil=LabelOf(names[taught.other]), taught=_stated(scene, taught),
        )  # fmt: skip
        return Telling(says, (columns.ids[learned.exchange], columns.ids[taught.exchange]))

    def lose(state: int) -> Losses:
        pairs = [{learned.unit, taught.unit} for learned, taught in chains.get(state, ())]
        needed = sorted(set.intersection(*pairs)) if pairs else []
        return Losses(np.array(needed, np.int64), np.ones(len(needed)))

    return SignalResult(values, tell, lose)


def _stated(scene: Scene, step: Step) -> str:
    """The years of an exchange as its sources state them."""
    trace = scene.projection.trace(step.exchange)
    return "-".join(dict.fromkeys(date[:4] for date in (trace.start, trace.end) if date))


_TRIED = 8


def _chains(scene: Scene) -> dict[int, Chains]:
    """By State: it learned in a unit that had ended before it taught in another, not from its own pupil."""
    projection, columns = scene.projection, scene.projection.columns
    rows = projection.rows_in(scene.need.within)
    giver, taker, exchange = columns.giver[rows], columns.taker[rows], columns.gave_of[rows]
    unit, dated, begins = projection.counts.unit[exchange], columns.dated[exchange], columns.begins[exchange]
    came, went = np.lexsort((dated, taker)), np.lexsort((-begins, giver))
    found: dict[int, Chains] = {}
    for state in np.intersect1d(giver, taker).tolist():
        gave, got = _run(went, giver[went], state), _run(came, taker[came], state)
        pupils, received = np.unique(taker[gave]), exchange[got]
        gave = gave[begins[gave] > 0][:_TRIED]
        latest = begins[gave].max(initial=0) // 10_000
        got = got[(dated[got] > 0) & (dated[got] <= latest) & ~np.isin(giver[got], pupils)][:_TRIED]
        learned = [Step(int(giver[i]), int(unit[i]), int(exchange[i])) for i in got]
        taught = [Step(int(taker[i]), int(unit[i]), int(exchange[i])) for i in gave]
        ends = {one.unit: _ended(scene, one.unit, received) for one in learned}
        pairs = [(a, b) for a in learned for b in taught if _in_order(scene, a, b, ends[a.unit])]
        if pairs:
            found[state] = pairs
    return found


def _run(order: Ints, sorted_keys: Ints, key: int) -> Ints:
    """The part of an order in which a key stands."""
    return order[np.searchsorted(sorted_keys, key) : np.searchsorted(sorted_keys, key, "right")]


def _ended(scene: Scene, unit: int, received: Ints) -> int | None:
    """The last day of what a State received in a unit, where the end of all of it is known."""
    within = np.unique(received[scene.projection.counts.unit[received] == unit]).tolist()
    days = [scene.projection.trace(position).end for position in within]
    known = [int(last_day(day).replace("-", "")) for day in days if day]
    return max(known) if len(known) == len(days) else None


def _in_order(scene: Scene, learned: Step, taught: Step, ended: int | None) -> bool:
    before = ended is not None and ended < scene.projection.columns.begins[taught.exchange]
    return bool(before) and learned.unit != taught.unit and learned.other != taught.other


@signal("road", 0.30, on_recipient)
def left_fragile_list_before(scene: Scene) -> SignalResult:
    """Last on the World Bank's list of fragile situations in fiscal year {left}; {recipient}: {other}"""
    facts, recipient = scene.facts, scene.recipient
    still = facts.fragile_now(recipient) is True
    left = scene.year if still else facts.left_fragile(recipient)

    ends = [(n, facts.left_fragile(s)) for n, s in enumerate(scene.projection.states)] if left else []
    found = {n: end for n, end in ends if left and end and SOONEST <= left - end <= EARLIEST}
    values = np.zeros(len(scene.projection.states))
    values[list(found)] = 1.0

    def tell(state: int) -> Telling | None:
        if state not in found:
            return None
        other = Says.of("fragile.still") if still else Says.of("fragile.left", year=left)
        says = Says.of(
            "signal.left_fragile_list_before", left=found[state], recipient=LabelOf(recipient), other=other
        )
        return Telling(says, facts.lists("fragile"))

    return SignalResult(values, tell)


@signal("road", 0.20, on_recipient)
def both_in_g7plus(scene: Scene) -> SignalResult:
    """Member of the g7+, as {recipient} is"""
    facts, index = scene.facts, scene.projection.index
    members = scene.ground.remember(
        ("g7plus",), lambda: [s for s in index if facts.on_list("g7plus", s) is True]
    )
    both = members if scene.recipient in members else []

    def tell(state: int) -> Telling | None:
        if scene.projection.states[state] not in both:
            return None
        return Telling(
            Says.of("signal.both_in_g7plus", recipient=LabelOf(scene.recipient)), facts.lists("g7plus")
        )

    return SignalResult(scene.ground.vector(both), tell)


@signal("road", 0.60, on_sectors)
def own_experience(scene: Scene) -> SignalResult:
    """Own experience in this sector: {titles}"""

    def tell(state: int) -> Telling | None:
        ones = scene.experiences.get(scene.projection.states[state], ())
        titles = tuple(LabelOf(one.id) for one in ones)
        return Telling(Says.of("signal.own_experience", titles=titles), titles) if ones else None

    return SignalResult(scene.ground.vector(scene.experiences), tell)
