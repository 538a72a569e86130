"""What the others feel while 200 clients send slow and huge requests: p50 and p99, alone and in the crowd.

    python -m benchmarks.crowd [--data FOLDER] [--clients 200] [--rounds 3] [--seconds 5]

Without a folder the seeds are served. The service and the crowd are processes of their own; rounds alone and
rounds in the crowd take turns. No request is answered from memory: each has an address of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from exchange_graph.seeding.reading import read_seeds
from exchange_graph.seeding.run import seed
from exchange_graph.settings import Settings
from exchange_graph.wiring import FILE_NAME, opened_store

OTHERS = 4
FACETS = "provider,recipient,sector,modality,kind,outcome,group,year,funder,facilitator"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_turns = itertools.count()


def _words() -> str:
    return quote(" ".join(random.sample(LETTERS, 3)))


HOSTILE: dict[str, Callable[[], str]] = {
    "search and count": lambda: f"/v1/exchanges?q={_words()}&sort=relevance&facets={FACETS}&limit={_n(199)}",
    "huge page": lambda: f"/v1/exchanges?limit=200&lang=all&year_to={_n(2000) + 2030}",
    "matrix": lambda: f"/v1/provider-experience?limit=200&lang=all&year_to={_n(2000) + 2030}",
    "refused": lambda: "/v1/exchanges?" + "&".join(f"provider={'x' * 90}{_n(99)}" for _ in range(50)),
    "profile": lambda: f"/v1/countries/BRA?lang=fr&{_n(9)}=",
}
ORDINARY: dict[str, Callable[[], str]] = {
    "by id": lambda: f"/v1/exchanges/a-68-696-13c?as_of={_n(80) + 2015}-01-0{_n(9)}",
    "page": lambda: f"/v1/exchanges?provider=SLE&limit=10&year_to={_n(7000) + 2015}",
}


def _n(most: int) -> int:
    return next(_turns) % most + 1


async def one(port: int, path: str, *, leave: bool = False) -> str:
    """One request on a connection of its own; its status, or what became of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
    if leave:
        await asyncio.sleep(0.05)
        writer.close()
        return "left"
    try:
        answer = await reader.read(16)
        while await reader.read(65_536):
            pass
    finally:
        writer.close()
    return answer.split(b" ")[1].decode() if answer else "closed"


async def kept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
    """One request on a connection that stays open, as a proxy keeps it; its answer must be one."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
    if b" 200 " not in head:
        raise RuntimeError(f"{path}: {head[:40]!r}")


async def hostile(port: int, number: int, seen: Counter[str]) -> None:
    """One hostile client: some leave before the answer, some never finish their request."""
    make = list(HOSTILE.values())[number % len(HOSTILE)]
    while True:
        try:
            if number % 20 == 19:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /v1/exchanges HTTP/1.1\r\nX-Slow: ")
                await asyncio.sleep(5)
                writer.close()
            else:
                seen[await one(port, make(), leave=number % 10 == 9)] += 1
        except OSError:
            seen["refused"] += 1


def crowd(port: int, clients: int, seconds: float) -> None:
    """All hostile clients, for some seconds."""

    async def all_of_them() -> None:
        seen: Counter[str] = Counter()
        tasks = [asyncio.create_task(hostile(port, n, seen)) for n in range(clients)]
        await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print(f"  the crowd: {dict(seen)}")

    asyncio.run(all_of_them())


async def ordinary(port: int, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of each ordinary request of a few clients."""
    taken: dict[str, list[float]] = {name: [] for name in (*ORDINARY, "new connection")}
    end = time.perf_counter() + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            for name, make in ORDINARY.items():
                began = time.perf_counter()
                await kept(reader, writer, make())
                taken[name].append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            await one(port, "/v1/exchanges/a-68-696-13c")
            taken["new connection"].append((time.perf_counter() - began) * 1000)
        writer.close()

    await asyncio.gather(*(client() for _ in range(OTHERS)))
    return taken


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """`exchange-graph serve` on a folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "EXCHANGE_DATA": str(folder), "EXCHANGE_PORT": str(port)}
    command = [sys.executable, "-c", "from exchange_graph.cli.main import main; main()", "serve"]
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        child.terminate()
        child.wait(30)


def figures(milliseconds: list[float]) -> tuple[float, float]:
    """p50 and p99."""
    cuts = statistics.quantiles(milliseconds, n=100)
    return cuts[49], cuts[98]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, served(asked.data or _seeded(Path(made))) as port:
        asyncio.run(ordinary(port, 1))
        rounds = []
        for _ in range(asked.rounds):
            alone = asyncio.run(ordinary(port, asked.seconds))
            others = multiprocessing.Process(target=crowd, args=(port, asked.clients, asked.seconds + 2))
            others.start()
            time.sleep(1.5)
            rounds.append((alone, asyncio.run(ordinary(port, asked.seconds))))
            others.join()
            time.sleep(1.5)
    for name in (*ORDINARY, "new connection"):
        for alone, crowded in rounds:
            (p50, p99), (c50, c99) = figures(alone[name]), figures(crowded[name])
            print(
                f"{name:14} alone p50 {p50:6.1f} p99 {p99:6.1f} ms ({len(alone[name])}) | "
                f"crowded p50 {c50:6.1f} p99 {c99:6.1f} ms ({len(crowded[name])}) | p99 x {c99 / p99:.1f}"
            )


def _seeded(folder: Path) -> Path:
    async def fill() -> None:
        async with opened_store(Settings(store=f"sqlite:{folder / FILE_NAME}")) as store:
            await seed(store, read_seeds())

    asyncio.run(fill())
    return folder


if __name__ == "__main__":
    main()
