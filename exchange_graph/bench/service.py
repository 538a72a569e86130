"""The service over HTTP next to a no-op of the same application and a bare one of FastAPI.

The no-op answers a fixed body of the same size, through the same middleware, as the first route of all.
Rounds go through all in turn, so that a noisy machine is noisy for all; processor time of the service is
what counts, because others may be at work.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from exchange_graph.bench.drawing import Values
from exchange_graph.bench.lines import MILLISECONDS, Measured, Target, percentile
from exchange_graph.bench.load import Load, load, once
from exchange_graph.bench.process import RunningService
from exchange_graph.bench.requests import REQUESTS, ServiceRequest
from exchange_graph.bench.stores import EMBEDDED

APP, BARE = "api.noop:create_app", "api.noop:create_bare"
START_MOST, MEMORY_MOST = 3.0, 300.0
PROCESSOR = "ms of processor"
SHARE = "% (no-op / request)"
ROUNDS, DRAWN = 3, 50
BUSY, MIXED_ROUNDS = 0.35, 10
"""In mixed load the service works for this share of one core, this many times the seconds of a request."""
Turn = tuple[Load, Load, Load]


async def measure(
    service: RunningService, bare: RunningService, exchanges: int, values: Values, seconds: float
) -> AsyncIterator[Measured]:
    """Every request worked out anew, remembered and next to its no-op; then all of them mixed."""
    started = Measured(0, "start to ready", EMBEDDED, service.seconds, "s", figure=_most(START_MOST, "s"))
    yield replace(started, exchanges=exchanges)
    costs = {}
    for request in REQUESTS:
        paths = [request.draw(values) for _ in range(DRAWN)]
        turns = [await _turn(service, paths, seconds) for _ in range(ROUNDS)]
        costs[request.name] = median(worked.cost for worked, _, _ in turns)
        for line in _lines(request, turns):
            yield replace(line, exchanges=exchanges)
        if request is REQUESTS[0]:
            yield replace(await _bare(bare, turns, seconds), exchanges=exchanges)
    async for line in _mixed(service, values, costs, seconds * MIXED_ROUNDS):
        yield replace(line, exchanges=exchanges)


async def _turn(service: RunningService, paths: Sequence[str], seconds: float) -> Turn:
    worked = await load(service, _each(paths), seconds, fresh=True)
    await once(service, paths)
    known = await load(service, _each(paths), seconds)
    return worked, known, await load(service, _each([f"/noop/{worked.size}"]), seconds)


def _each(paths: Sequence[str]) -> Callable[[], str]:
    return itertools.cycle(paths).__next__


def _lines(request: ServiceRequest, turns: Sequence[Turn]) -> Iterator[Measured]:
    """The no-op, then the request: what it takes anew, its share anew and remembered, its length."""
    worked, known, idle = zip(*turns, strict=True)
    what, p99 = f"HTTP {request.name}", _p99(idle)
    yield Measured(0, "HTTP no-op of that size", EMBEDDED, _cost(idle), PROCESSOR, p99=p99, size=_size(idle))
    cost = Measured(0, what, EMBEDDED, _cost(worked), PROCESSOR, p99=_p99(worked), size=_size(worked))
    most = None if request.most is None else _most(request.most, MILLISECONDS)
    yield replace(cost, figure=most, refused=sum(one.refused for one in worked))
    yield Measured(0, f"{what}, anew", EMBEDDED, _share(worked, idle), SHARE, figure=_least(request.share))
    if request.p99 is not None:
        times, limit = _p99(worked) / p99, _most(request.p99, "times")
        yield Measured(0, f"{what}, p99", EMBEDDED, times, "times the no-op's", figure=limit)
    if request.size is not None:
        length = Measured(0, f"{what}, length", EMBEDDED, _size(worked), "bytes")
        yield replace(length, figure=_most(request.size, "bytes"))
    kept = Measured(0, f"{what}, remembered", EMBEDDED, _share(known, idle), SHARE, p99=_p99(known))
    yield replace(kept, figure=_least(request.remembered))


async def _bare(bare: RunningService, turns: Sequence[Turn], seconds: float) -> Measured:
    """What FastAPI takes for the same body without our middleware."""
    size = _size([worked for worked, _, _ in turns])
    loads = [await load(bare, _each([f"/noop/{size}"]), seconds) for _ in range(ROUNDS)]
    return Measured(
        0,
        "HTTP no-op of that size, bare FastAPI",
        EMBEDDED,
        _cost(loads),
        PROCESSOR,
        p99=_p99(loads),
        size=size,
    )


async def _mixed(
    service: RunningService, values: Values, costs: dict[str, float], seconds: float
) -> AsyncIterator[Measured]:
    """All requests as often as they come, in six languages: refusals, times, and the memory at the end."""
    weights = [request.weight for request in REQUESTS]
    mean = sum(costs[r.name] * r.weight for r in REQUESTS) / sum(weights)
    drawn = random.Random(1)  # noqa: S311 - reproducible, not secret

    def next_path() -> str:
        path = drawn.choices(REQUESTS, weights)[0].draw(values)
        return path if "lang=" in path else f"{path}{'&' if '?' in path else '?'}lang={values.lang()}"

    got = await load(service, next_path, seconds, rate=1000 * BUSY / mean)
    times = [percentile(got.times, part) for part in (0.5, 0.95, 0.99)]
    yield Measured(0, "HTTP mixed load", EMBEDDED, times[0], MILLISECONDS, times[1], times[2], size=got.size)
    refused = Measured(0, "HTTP mixed load, refused", EMBEDDED, got.refused, f"of {len(got.times):,}")
    yield replace(refused, figure=Target("none", 0))
    held = service.megabytes()
    if held is not None:
        yield Measured(0, "memory after mixed load", EMBEDDED, held, "MB", figure=_most(MEMORY_MOST, "MB"))


def _most(limit: float, unit: str) -> Target:
    return Target(f"<= {limit:,g} {unit}", limit)


def _least(limit: float | None) -> Target | None:
    return None if limit is None else Target(f">= {limit:g} %", limit, at_least=True)


def _cost(some: Sequence[Load]) -> float:
    return median(one.cost for one in some)


def _size(some: Sequence[Load]) -> int:
    return int(median(one.size for one in some))


def _share(some: Sequence[Load], idle: Sequence[Load]) -> float:
    return 100 * median(other.cost / one.cost for one, other in zip(some, idle, strict=True))


def _p99(some: Sequence[Load]) -> float:
    return percentile([ms for one in some for ms in one.times], 0.99)
