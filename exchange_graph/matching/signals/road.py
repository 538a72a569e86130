"""The road walked: was taught and now teaches, belongs to the g7+, has its own experience."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from exchange_graph.domain.dates import last_day
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.matching.signals.signal import (
    Losses,
    SignalResult,
    Telling,
    on_recipient,
    on_sectors,
    signal,
    silent,
)
from exchange_graph.projection.columns import Ints


class Step(NamedTuple):
    """One step of a chain: who stood at the other end, the unit, and the exchange by position."""

    other: int
    unit: int
    exchange: int


Chains = list[tuple[Step, Step]]


@signal("road", on_sectors)
def was_taught_and_teaches(asked: NeedInEvidence) -> SignalResult:
    """Was taught in this sector, then taught it: {teacher} → {state} ({learned}) → {pupil} ({taught})"""
    chains = chains_of(asked)
    values = np.zeros(len(asked.projection.states))
    values[list(chains)] = 1.0
    columns = asked.projection.columns

    def tell(state: int) -> Telling | None:
        if state not in chains:
            return None
        learned, taught = chains[state][0]
        names = asked.projection.states
        says = Sentence.of(
            "signal.was_taught_and_teaches", state=LabelOf(names[state]),
            teacher=LabelOf(names[learned.other]), learned=_stated(asked, learned),
            pupil=LabelOf(names[taught.other]), taught=_stated(asked, taught),
        )  # fmt: skip
        return Telling(says, (columns.ids[learned.exchange], columns.ids[taught.exchange]))

    def lose(state: int) -> Losses:
        pairs = [{learned.unit, taught.unit} for learned, taught in chains.get(state, ())]
        needed = sorted(set.intersection(*pairs)) if pairs else []
        return Losses(np.array(needed, np.int64), np.ones(len(needed)))

    return SignalResult(values, tell, lose)


def _stated(asked: NeedInEvidence, step: Step) -> str:
    """The years of an exchange as its sources state them."""
    trace = asked.projection.trace(step.exchange)
    return "-".join(dict.fromkeys(date[:4] for date in (trace.start, trace.end) if date))


_TRIED = 8


def chains_of(asked: NeedInEvidence) -> dict[int, Chains]:
    """By State: it learned in a unit that had ended before it taught in another, not from its own pupil."""
    projection, columns = asked.projection, asked.projection.columns
    rows = projection.rows_in(asked.need.within)
    rows = rows[~columns.inferred[rows]] if asked.guarded else rows
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
        ends = {one.unit: _ended(asked, one.unit, received) for one in learned}
        pairs = [(a, b) for a in learned for b in taught if _in_order(asked, a, b, ends[a.unit])]
        if pairs:
            found[state] = pairs
    return found


def _run(order: Ints, sorted_keys: Ints, key: int) -> Ints:
    """The part of an order in which a key stands."""
    return order[np.searchsorted(sorted_keys, key) : np.searchsorted(sorted_keys, key, "right")]


def _ended(asked: NeedInEvidence, unit: int, received: Ints) -> int | None:
    """The last day of what a State received in a unit, where the end of all of it is known."""
    within = np.unique(received[asked.projection.counts.unit[received] == unit]).tolist()
    days = [asked.projection.trace(position).end for position in within]
    known = [int(last_day(day).replace("-", "")) for day in days if day]
    return max(known) if len(known) == len(days) else None


def _in_order(asked: NeedInEvidence, learned: Step, taught: Step, ended: int | None) -> bool:
    before = ended is not None and ended < asked.projection.columns.begins[taught.exchange]
    return bool(before) and learned.unit != taught.unit and learned.other != taught.other


@signal("road", on_recipient)
def both_in_g7plus(asked: NeedInEvidence) -> SignalResult:
    """Member of the g7+, as {recipient} is"""
    if asked.guarded:
        return silent(asked)
    facts, index = asked.facts, asked.projection.index
    members = asked.evidence.remember(
        ("g7plus",), lambda: [s for s in index if facts.on_list("g7plus", s) is True]
    )
    both = members if asked.recipient in members else []

    def tell(state: int) -> Telling | None:
        if asked.projection.states[state] not in both:
            return None
        return Telling(
            Sentence.of("signal.both_in_g7plus", recipient=LabelOf(asked.recipient)), facts.lists("g7plus")
        )

    return SignalResult(asked.evidence.vector(both), tell)


@signal("road", on_sectors)
def own_experience(asked: NeedInEvidence) -> SignalResult:
    """Own experience in this sector with a result on record: {titles}"""
    experiences = {
        state: tuple(one for one in ones if one.result) for state, ones in asked.experiences.items()
    }
    experiences = {state: ones for state, ones in experiences.items() if ones}

    def tell(state: int) -> Telling | None:
        ones = experiences.get(asked.projection.states[state], ())
        titles = tuple(LabelOf(one.id) for one in ones)
        return Telling(Sentence.of("signal.own_experience", titles=titles), titles) if ones else None

    return SignalResult(asked.evidence.vector(experiences), tell)
