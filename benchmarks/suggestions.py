"""Suggestions next to PageRank and to a no-op, in one run, from the seeds to a million exchanges.

    python -m benchmarks.suggestions [--sizes 0 10000 100000 1000000] [--needs 200] [--seconds 3]

Size 0 is the curated seeds. Larger graphs are generated as traces and read into a projection; no store is
behind them, so titles of precedents stay ids. Every need is another one, so no answer is remembered; what
counts stand ready is warmed by as many other needs first, and the build is timed apart. PageRank walks the
graph of States and sectors, weighted by the same counts, restarting at recipient and sector; it gives an
order and no reason. The endpoint runs in a process of its own on loopback, the no-op in the same application.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import math
import multiprocessing
import os
import random
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import uvicorn
from scipy import sparse
from starlette.requests import Request
from starlette.responses import Response

from api.app import create_app
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.vocabulary import Sector
from exchange_graph.graph.trace import Part, Trace, trace_of, written
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import ResolvedNeed, need_of
from exchange_graph.matching.suggest import suggest
from exchange_graph.projection.columns import ColumnsReader
from exchange_graph.projection.projection import Projection
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import suggestions
from exchange_graph.seeding.reading import read_seeds
from exchange_graph.settings import Settings

DAY = "2026-11-24"
CONNECTIONS = 4
RESTART, STEPS = 0.15, 50


def ground_of(size: int) -> Ground:
    """The ground of the seeds (0), or of that many generated exchanges among the States of the seeds."""
    records = read_seeds().records
    known = Catalogue({r.id: r for r in records if not isinstance(r, Exchange)}, 1)
    states = [i for i, record in known.records.items() if record.kind == "country"]
    rows = generated(size, known, states) if size else _curated(records, known)
    return Ground(known, Projection(ColumnsReader(states).read(rows), 1, DAY))


def _curated(records: Any, known: Catalogue) -> Iterator[tuple[str, str]]:
    for record in records:
        if isinstance(record, Exchange):
            view = derive(record, known.context)
            yield record.id, written(trace_of(record, view, known.context))


def generated(size: int, known: Catalogue, states: list[str]) -> Iterator[tuple[str, str]]:
    """Traces of exchanges, skewed as real ones are: a few States and sectors have most of them."""
    rnd = random.Random(2014)  # noqa: S311 - reproducible, not secret
    sectors = [s.id for s in known.all(Sector) if s.broader]
    states, sectors = rnd.sample(states, len(states)), rnd.sample(sectors, len(sectors))
    shares = [[1 / (rank + 2) for rank in range(len(names))] for names in (states, sectors)]
    for number in range(size):
        givers = dict.fromkeys(rnd.choices(states, shares[0], k=rnd.choice((1, 1, 2))))
        takers = dict.fromkeys(rnd.choices(states, shares[0], k=rnd.choice((1, 1, 1, 3))))
        year = rnd.randint(1996, 2025)
        grade = rnd.choices("ABC", (6, 3, 1))[0]
        parts = [Part(role, s, s, grade, rnd.random() < 0.1, False)
                 for role, names in (("provider", givers), ("recipient", takers)) for s in names]  # fmt: skip
        parts.append(Part("facilitator", None, "undp", grade, False, False))
        fields = dict.fromkeys(rnd.choices(sectors, shares[1], k=rnd.choice((1, 1, 2))))
        programme = f"programme-{rnd.randrange(max(4, size // 30))}" if rnd.random() < 0.3 else None
        alone = None if grade == "A" else f"source-{rnd.randrange(max(4, size // 50))}"
        trace = Trace(
            f"gen-{number:07}", tuple(parts), tuple(fields), ("training",), programme, None, str(year), year,
            min(year + rnd.randint(0, 4), 2026), str(year), True,
            rnd.choice((None, None, None, None, "positive", "mixed")), (), (), grade, alone,
            ("2020-01-01", "2020-01-01"),
        )  # fmt: skip
        yield trace.id, written(trace)


def random_needs(ground: Ground, count: int, seed: int) -> list[ResolvedNeed]:
    """Needs that differ, each with a recipient that has received something."""
    rnd = random.Random(seed)  # noqa: S311 - reproducible, not secret
    takers = sorted(
        {ground.projection.states[t] for t in np.unique(ground.projection.columns.taker).tolist()}
    )
    sectors = [s.id for s in ground.known.all(Sector) if s.broader]
    pairs = [(taker, sector) for taker in takers for sector in sectors]
    return [need_of(r, (s,), ground.known) for r, s in rnd.sample(pairs, min(count, len(pairs)))]


class Walks:
    """PageRank on States and sectors: by networkx, and as a power iteration over a scipy matrix."""

    def __init__(self, ground: Ground) -> None:
        projection = ground.projection
        columns, states = projection.columns, len(projection.states)
        self._index = projection.index
        self._sectors = {name: states + number for name, number in columns.sectors.items()}
        size = states + len(self._sectors)
        weight = projection.counts.weight
        pairs = sparse.coo_matrix((weight, (columns.giver, columns.taker)), (size, size))
        in_sector = sparse.coo_matrix(
            (np.ones(len(columns.field_of)), (columns.field_of, columns.sector)),
            (len(columns.ids), len(self._sectors)),
        )
        gives = sparse.coo_matrix((weight, (columns.giver, columns.gave_of)), (size, len(columns.ids)))
        fields = sparse.hstack([sparse.csr_matrix((size, states)), gives.tocsr() @ in_sector.tocsr()])
        whole = (pairs.tocsr() + fields.tocsr()).tocsr()
        whole = whole + whole.T
        self._graph = nx.from_scipy_sparse_array(whole)
        sums = np.asarray(whole.sum(axis=1)).ravel()
        scale = np.divide(1, sums, out=np.zeros_like(sums), where=sums > 0)
        self._step = (whole.T @ sparse.diags(scale)).tocsr()

    def networkx(self, need: ResolvedNeed) -> None:
        """One personalised PageRank by networkx."""
        nx.pagerank(self._graph, 1 - RESTART, personalization=dict.fromkeys(self._start(need), 1.0))

    def scipy(self, need: ResolvedNeed) -> None:
        """One personalised PageRank by power iteration."""
        start = np.zeros(self._step.shape[0])
        start[self._start(need)] = 0.5
        rank = start
        for _ in range(STEPS):
            rank = RESTART * start + (1 - RESTART) * (self._step @ rank)

    def _start(self, need: ResolvedNeed) -> list[int]:
        sectors = [self._sectors[s] for s in need.sectors if s in self._sectors]
        return [self._index[need.recipient], *sectors]


def timed(questions: list[ResolvedNeed], ask: Callable[[ResolvedNeed], object]) -> tuple[float, float]:
    """Median and 99th percentile of one question, in milliseconds."""
    spent = []
    for need in questions:
        began = time.perf_counter()
        ask(need)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=100)[98]


class Fixed:
    """Stands where the service keeps its grounds: always the same one, without a store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def current(self, as_of: str | None = None) -> Ground:
        return self._ground

    async def titles(self, ground: Ground, ids: list[str]) -> dict[str, Any]:
        return {}


def serve(size: int, port: int) -> None:
    """The service on that ground, a no-op beside it: `/noop/<n>` answers n fixed bytes."""
    app = create_app(Settings(store=f"sqlite:{os.environ['BENCHMARK_STORE']}"))
    ground = ground_of(size)
    for need in random_needs(ground, 300, seed=1):
        suggestions(suggest(need, ground), {}, Speaker(ground.known, "en"))
    bodies: dict[int, bytes] = {}

    async def noop(request: Request, size: int) -> Response:
        return Response(bodies.setdefault(size, b"x" * size), media_type="application/json")

    async def ready(request: Request) -> Response:
        app.state.running.catalogues.current = _always(ground.known)
        object.__setattr__(app.state.running, "grounds", Fixed(ground))
        gc.freeze()  # as the application does with what it holds from the start
        return Response(b"ready")

    app.add_api_route("/noop/{size}", noop, include_in_schema=False)
    app.add_api_route("/use-the-ground", ready, include_in_schema=False)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


def _always(known: Catalogue) -> Callable[[], Any]:
    async def current() -> Catalogue:
        return known

    return current


async def load(port: int, paths: list[str], seconds: float) -> tuple[float, float, float, int]:
    """Requests a second over a few kept connections, median and 99th percentile (ms), mean body size."""
    spent: list[float] = []
    sizes: list[int] = []
    turns = iter(range(1, 1 << 40))
    end = time.monotonic() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            turn = next(turns)
            path, weight = paths[turn % len(paths)], f"en, xx;q=0.{turn}"
            head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: {weight}\r\n\r\n"
            began = time.perf_counter()
            writer.write(head.encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            size = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(size)
            spent.append((time.perf_counter() - began) * 1000)
            sizes.append(size)
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(answer[:80])
        writer.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return len(spent) / seconds, statistics.median(spent), statistics.quantiles(spent, n=100)[98], round(
        statistics.mean(sizes)
    )  # fmt: skip


async def over_http(port: int, questions: list[ResolvedNeed], seconds: float) -> dict[str, float]:
    """The endpoint and a no-op of its mean body size, in turns."""
    await load(port, ["/use-the-ground"], 0.2)
    paths = [f"/v1/suggestions?recipient={n.recipient}&sector={n.sectors[0]}" for n in questions]
    rows = []
    for _ in range(3):
        rate, p50, p99, size = await load(port, paths, seconds)
        idle, idle50, idle99, _ = await load(port, [f"/noop/{size}"], seconds)
        rows.append((rate, idle, rate / idle, p50, p99, p99 / idle99, size, idle50))
    names = ("per_s", "noop_per_s", "share", "p50_ms", "p99_ms", "p99_to_noop", "bytes", "noop_p50_ms")
    return dict(zip(names, (statistics.median(c) for c in zip(*rows, strict=True)), strict=True))


def measure(size: int, count: int, seconds: float) -> dict[str, Any]:
    """All figures of one size."""
    began = time.perf_counter()
    ground = ground_of(size)
    found: dict[str, Any] = {
        "exchanges": len(ground.projection.columns.ids),
        "built_s": time.perf_counter() - began,
    }

    def answered(need: ResolvedNeed) -> object:
        return suggestions(suggest(need, ground), {}, Speaker(ground.known, "en"))

    gc.freeze()
    questions = random_needs(ground, count, seed=2)
    timed(random_needs(ground, 300, seed=1), answered)
    found["score_ms"], found["score_p99_ms"] = timed(questions, lambda need: suggest(need, ground))
    found["words_ms"], found["words_p99_ms"] = timed(random_needs(ground, count, seed=3), answered)
    walks = Walks(ground)
    found["networkx_ms"], _ = timed(questions[:50], walks.networkx)
    found["scipy_ms"], _ = timed(questions[:50], walks.scipy)
    return found | _endpoint(size, random_needs(ground_of(0), count, seed=4), seconds)


def _endpoint(size: int, questions: list[ResolvedNeed], seconds: float) -> dict[str, float]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    os.environ["PYTHONWARNINGS"] = "ignore"
    os.environ["BENCHMARK_STORE"] = f"/tmp/benchmark-{os.getpid()}-{size}.db"  # noqa: S108 - removed below
    service = multiprocessing.get_context("spawn").Process(target=serve, args=(size, port))
    service.start()
    try:
        _wait(port)
        return asyncio.run(over_http(port, questions, seconds))
    finally:
        service.terminate()
        service.join()
        for end in ("", "-wal", "-shm"):
            path = os.environ["BENCHMARK_STORE"] + end
            if os.path.exists(path):
                os.remove(path)


def _wait(port: int) -> None:
    for _ in range(6_000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def main() -> None:
    """Measure every size and print figures, ratios and growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[0, 10_000, 100_000, 1_000_000])
    options.add_argument("--needs", type=int, default=200)
    options.add_argument("--seconds", type=float, default=3)
    chosen = options.parse_args()
    found = []
    for size in chosen.sizes:
        found.append(measure(size, chosen.needs, chosen.seconds))
        print(json.dumps({name: round(value, 3) for name, value in found[-1].items()}), flush=True)
    large = [row for row in found if row["exchanges"] >= 10_000]
    if len(large) > 1:
        steps = math.log(large[-1]["exchanges"] / large[0]["exchanges"])
        for name in ("score_ms", "words_ms", "p50_ms"):
            print(f"growth of {name}: exponent {math.log(large[-1][name] / large[0][name]) / steps:.3f}")


if __name__ == "__main__":
    main()
