"""What the others feel while a crowd sends slow and huge requests: their p99 alone and in it, in turns."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from statistics import median

from exchange_graph.bench.drawing import Values
from exchange_graph.bench.lines import Measured, Target, percentile
from exchange_graph.bench.load import ask, connected
from exchange_graph.bench.process import RunningService
from exchange_graph.bench.stores import EMBEDDED
from exchange_graph.graph.query import Dimension

CLIENTS, OTHERS = 200, 4
ROUNDS, LONGER = 3, 6
"""A round takes this many times the seconds of a request, alone and then in the crowd."""
GATHERS = 1.5
"""Seconds until the crowd is there."""
MOST = Target("<= 2 times alone", 2)
Times = dict[str, list[float]]


async def measure(
    service: RunningService, exchanges: int, values: Values, seconds: float
) -> AsyncIterator[Measured]:
    """The p99 in a crowd against that alone: of a record, of a page, and of a connection that is new."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    await _ordinary(service.port, values, 0)
    for _ in range(ROUNDS):
        alone = await _ordinary(service.port, values, seconds * LONGER)
        crowded = await _crowded(service.port, values, seconds * LONGER)
        for name in alone:
            times[name].append((percentile(alone[name], 0.99), percentile(crowded[name], 0.99)))
    for name, pairs in times.items():
        ratio, worst = median(there / here for here, there in pairs), max(there for _, there in pairs)
        yield Measured(
            exchanges, f"HTTP {name} in a crowd of {CLIENTS}", EMBEDDED, ratio, "p99, times alone", p99=worst,
            figure=MOST,
        )  # fmt: skip


async def _crowded(port: int, values: Values, seconds: float) -> Times:
    at_most = 2 * (seconds + GATHERS)  # it goes home before, unless nobody sends it
    words = ("-m", "exchange_graph.bench.hostile", str(port), str(CLIENTS), str(at_most))
    crowd = await asyncio.create_subprocess_exec(sys.executable, *words)
    try:
        await asyncio.sleep(min(GATHERS, seconds))
        return await _ordinary(port, values, seconds)
    finally:
        with suppress(ProcessLookupError):
            crowd.terminate()
        await crowd.wait()


async def _ordinary(port: int, values: Values, seconds: float) -> Times:
    """Milliseconds of each request of a few clients that ask one after the other."""
    taken: Times = defaultdict(list)
    end = time.monotonic() + seconds
    await asyncio.gather(*(_client(port, values, end, taken) for _ in range(OTHERS)))
    return taken


async def _client(port: int, values: Values, end: float, taken: Times) -> None:
    async with connected(port) as connection:
        for turn in itertools.count():
            provider, record = values.one(Dimension.PROVIDER), f"/v1/exchanges/{values.exchange()}"
            page = f"/v1/exchanges?provider={provider}&limit=10&year_to={2030 + turn % 7000}"
            for name, path in (("by id", record), ("page", page)):
                began = time.perf_counter()
                await ask(connection, path, fresh=True)
                taken[name].append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            async with connected(port) as other:
                await ask(other, record)
                taken["new connection"].append((time.perf_counter() - began) * 1000)
            if time.monotonic() >= end:
                break
