"""The stores side by side on the same generated graph: load, reads, writes; equal answers first."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from typing import Any

from exchange_graph.bench.drawing import Values
from exchange_graph.bench.generate import AUTHOR, Generator
from exchange_graph.bench.lines import RATE, Measured, Target, timed
from exchange_graph.bench.questions import QUESTIONS, StoreQuestion
from exchange_graph.domain.changes import ChangeSet, Put
from exchange_graph.errors import TooHeavy, Unusable
from exchange_graph.graph.query import Page
from exchange_graph.graph.store import GraphStore

Stores = Mapping[str, GraphStore]
"""By name, the embedded store first: the others are compared with it."""
EMBEDDED = "embedded"
LOAD_LEAST, SLOWEST_LOAD = 1_000, 1 / 15
WRITTEN = 20
WRITE_MOST = 60.0
_WARM = 5
Tell = Callable[[str], None]


async def load(name: str, store: GraphStore, exchanges: int, tell: Tell) -> float:
    """The generated graph into an empty store; the seconds it took, without generating."""
    if await store.revision():
        raise Unusable(f"{name} holds a graph already: a measurement needs an empty database of its own")
    seconds, done = 0.0, 0
    for changeset in Generator(exchanges).changesets():
        began = time.perf_counter()
        await store.apply(changeset)
        seconds += time.perf_counter() - began
        done += len(changeset.operations)
        tell(f"{name}: {done:,} records loaded in {seconds:.0f} s")
    return seconds


def loaded(exchanges: int, seconds: Mapping[str, float]) -> list[Measured]:
    """The lines of loading; another store is held against the embedded one."""
    lines = [Measured(exchanges, "load", name, exchanges / took, RATE) for name, took in seconds.items()]
    own = Target(f">= {LOAD_LEAST:,}/s", LOAD_LEAST, at_least=True)
    other = Target("at least 1/15 of embedded", lines[0].value * SLOWEST_LOAD, at_least=True)
    return [replace(line, figure=own if line.store == EMBEDDED else other) for line in lines]


async def read(stores: Stores, values: Values, exchanges: int, rounds: int) -> AsyncIterator[Measured]:
    """Every question on every store in turn; answers are compared before their times count."""
    medians: dict[tuple[str, str], float] = {}
    for question in QUESTIONS:
        times, refused = await _asked(stores, question, values, rounds)
        for name in stores:
            line = timed(exchanges, question.name, name, times[name])
            medians[name, question.name] = line.value
            yield replace(line, figure=_figure(question, name, medians), refused=refused[name])


async def _asked(
    stores: Stores, question: StoreQuestion, values: Values, rounds: int
) -> tuple[dict[str, list[float]], Counter[str]]:
    times: dict[str, list[float]] = {name: [] for name in stores}
    refused: Counter[str] = Counter()
    for turn in range(rounds + _WARM):
        ask = question.make(values)
        answers = []
        for name, store in stores.items():
            began = time.perf_counter()
            try:
                answers.append(await ask(store))
            except TooHeavy:
                refused[name] += turn >= _WARM
            if turn >= _WARM:
                times[name].append((time.perf_counter() - began) * 1000)
        if any(_plain(answer) != _plain(answers[0]) for answer in answers):
            raise Unusable(f"{question.name}: the stores answer differently, so their times mean nothing")
    return times, refused


def _figure(question: StoreQuestion, store: str, medians: Mapping[tuple[str, str], float]) -> Target | None:
    if store == EMBEDDED:
        return None if question.most is None else Target(f"<= {question.most:g} ms", question.most)
    if question.times is None:
        return None
    if question.times_of:
        base, against = medians[store, question.times_of], question.times_of
    else:
        base, against = medians[EMBEDDED, question.name], EMBEDDED
    return Target(f"<= {question.times:g} x {against}", question.times * base)


def _plain(answer: Any) -> object:
    """An answer without the times of writing."""
    if isinstance(answer, Page):
        return [item.view for item in answer.items], answer.total, answer.facets
    return getattr(answer, "record", answer)


async def write(stores: Stores, exchanges: int, rounds: int) -> AsyncIterator[Measured]:
    """Change sets of twenty exchanges that are written again, each with a new old key."""
    for name, store in stores.items():
        times = []
        for turn in range(rounds + _WARM):
            changeset = await _again(store, turn, exchanges)
            began = time.perf_counter()
            await store.apply(changeset)
            if turn >= _WARM:
                times.append((time.perf_counter() - began) * 1000)
        figure = Target(f"<= {WRITE_MOST:g} ms", WRITE_MOST)
        yield timed(exchanges, f"apply {WRITTEN} records", name, times, figure)


async def _again(store: GraphStore, turn: int, exchanges: int) -> ChangeSet:
    ids = [f"gen-{(turn * WRITTEN + i) % exchanges}" for i in range(WRITTEN)]
    found = await store.get_many(ids)
    puts = tuple(
        Put(record=one.record.model_copy(update={"aliases": (f"again-{turn}-{i}",)}))
        for i, one in enumerate(found.values())
    )
    return ChangeSet(key=f"again:{turn}", actor=AUTHOR, reason="measurement", operations=puts)
