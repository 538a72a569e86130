"""Requests a second over HTTP, next to a no-op of the same application, middleware and body size, in one run.

    python -m benchmarks.http [--seconds 3] [--rounds 5]

The service runs in a process of its own on loopback; the client keeps a few connections busy. Rounds go
through all paths in turn, so that a noisy machine is noisy for all; the medians and their ratios are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import multiprocessing
import os
import socket
import statistics
import tempfile
import time
from pathlib import Path

import uvicorn
from starlette.requests import Request
from starlette.responses import Response

from api.app import create_app
from exchange_graph.seeding.reading import read_seeds
from exchange_graph.seeding.run import seed
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store

CONNECTIONS = 8
_TURNS = itertools.count(1)
PATHS = {
    "by id": "/v1/exchanges/a-68-696-13c",
    "list of 50": "/v1/exchanges?limit=50",
    "list, provider and facets": "/v1/exchanges?provider=BRA&facets=recipient,sector,kind,outcome,year,group",
    "text": "/v1/exchanges?q=Liberia%20tax&sort=relevance",
}


def serve(settings: Settings, port: int) -> None:
    """The service with a no-op beside it: `/noop/<n>` answers n fixed bytes."""
    app = create_app(settings)
    bodies: dict[int, bytes] = {}

    async def noop(request: Request, size: int) -> Response:
        return Response(bodies.setdefault(size, b"x" * size), media_type="application/json")

    app.add_api_route("/noop/{size}", noop, include_in_schema=False)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


async def fill(settings: Settings) -> None:
    """The curated seeds into a fresh store."""
    async with opened_store(settings) as store:
        await seed(store, read_seeds())


async def load(port: int, path: str, seconds: float, *, fresh: bool = False) -> tuple[float, int]:
    """Requests a second over a few kept connections, and the size of the body.

    `fresh` makes every request differ in a language weight, so that no answer can be remembered.
    """
    end = time.monotonic() + seconds
    began = time.monotonic()
    counts = await asyncio.gather(*(_connection(port, path, end, fresh) for _ in range(CONNECTIONS)))
    return sum(n for n, _ in counts) / (time.monotonic() - began), counts[0][1]


async def _connection(port: int, path: str, end: float, fresh: bool) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = size = 0
    while time.monotonic() < end:
        weight = next(_TURNS) if fresh else 0
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en, xx;q=0.{weight}\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {answer[:80]!r}")
        size = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(size)
        done += 1
    writer.close()
    return done, size


async def measure(port: int, seconds: float, rounds: int) -> None:
    """All paths in turn, each next to a no-op of its own body size."""
    found: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in PATHS}
    for _ in range(rounds):
        for name, path in PATHS.items():
            known, size = await load(port, path, seconds)
            fresh, _ = await load(port, path, seconds, fresh=True)
            idle, _ = await load(port, f"/noop/{size}", seconds)
            found[name].append((idle, known / idle, fresh / idle, size))
    print(f"{'path':<28}{'bytes':>8}{'no-op/s':>10}{'remembered':>12}{'worked out':>12}")
    for name, rows in found.items():
        idle, known, fresh, size = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:<28}{size:>8}{idle:>10.0f}{known:>12.0%}{fresh:>12.0%}")


def main() -> None:
    """Fill, serve, measure, end the service."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=3)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        settings = Settings(store=f"sqlite:{Path(folder) / 'graph.db'}")
        free.close()
        asyncio.run(fill(settings))
        os.environ["PYTHONWARNINGS"] = "ignore"
        service = multiprocessing.get_context("spawn").Process(target=serve, args=(settings, port))
        service.start()
        try:
            _wait(port)
            asyncio.run(measure(port, chosen.seconds, chosen.rounds))
        finally:
            service.terminate()
            service.join()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    main()
