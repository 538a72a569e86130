"""One run: for each size a generated graph in a folder of its own, every measurement, then the growth."""

from __future__ import annotations

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from exchange_graph.bench import crowd, service, stores
from exchange_graph.bench.drawing import values_of
from exchange_graph.bench.lines import MILLISECONDS, Measured, growth
from exchange_graph.bench.process import running
from exchange_graph.bench.questions import QUESTIONS
from exchange_graph.bench.stores import EMBEDDED, Tell
from exchange_graph.graph.store import GraphStore
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store

GROWTH = {q.name: q.growth for q in QUESTIONS if q.growth is not None} | {"load": 1.05}


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """What to measure: sizes in exchanges, rounds a question, seconds a request; a Neo4j server beside."""

    sizes: Sequence[int]
    rounds: int
    seconds: float
    neo4j: str | None = None


async def run(plan: BenchPlan, settings: Settings, tell: Tell) -> AsyncIterator[Measured]:
    """Every line as it is measured. Nothing but the Neo4j database that was named is written to."""
    lines = []
    for size in plan.sizes:
        with tempfile.TemporaryDirectory(prefix="exchange-graph-bench-") as folder:
            async for line in _of_size(plan, settings, size, Path(folder) / "graph.db", tell):
                lines.append(line)
                yield line
    for line in growth(lines, GROWTH):
        yield line


async def _of_size(
    plan: BenchPlan, settings: Settings, size: int, file: Path, tell: Tell
) -> AsyncIterator[Measured]:
    places = {EMBEDDED: f"sqlite:{file}"} | ({"neo4j": plan.neo4j} if plan.neo4j else {})
    seconds = {}
    for name, place in places.items():
        loading = opened_store(settings.model_copy(update={"store": place}), serving=False)
        async with loading as store:
            seconds[name] = await stores.load(name, store, size, tell)
    for line in stores.loaded(size, seconds):
        yield line
    async with AsyncExitStack() as stack:
        opened: dict[str, GraphStore] = {}
        for name, place in places.items():
            began = time.perf_counter()
            opening = opened_store(settings.model_copy(update={"store": place}))
            opened[name] = await stack.enter_async_context(opening)
            yield Measured(size, "open", name, (time.perf_counter() - began) * 1000, MILLISECONDS)
        values = await values_of(opened[EMBEDDED], size)
        async for line in stores.read(opened, values, size, plan.rounds):
            yield line
        async for line in stores.write(opened, size, max(3, plan.rounds // 2)):
            yield line
    yield Measured(size, "file", EMBEDDED, _size(file), "MB")
    tell("starting the service")
    with (
        running(service.APP, "/readyz", file) as application,
        running(service.BARE, "/noop/1", file.with_name("bare")) as bare,
    ):
        async for line in service.measure(application, bare, size, values, plan.seconds):
            yield line
        async for line in crowd.measure(application, size, values, plan.seconds):
            yield line


def _size(file: Path) -> float:
    return file.stat().st_size / 1e6
