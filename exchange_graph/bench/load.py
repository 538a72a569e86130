"""Load on a service: requests over a few connections that stay open, and what came of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median

from exchange_graph.bench.process import RunningService
from exchange_graph.errors import Unusable

CONNECTIONS = 8
Connected = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Load:
    """What some connections got in a while: milliseconds and bytes of each answer, and how many refused.

    `cost` is the processor time of the service in milliseconds a request; where the system does not tell
    that, the time that passed.
    """

    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    refused: int = 0
    cost: float = 0.0

    @property
    def size(self) -> int:
        """The median length of an answer, in bytes."""
        return int(median(self.sizes))


async def load(
    service: RunningService, next_path: Callable[[], str], seconds: float, *, fresh: bool = False,
    rate: float | None = None,
) -> Load:  # fmt: skip
    """At least a request a connection, then for some seconds; at most `rate` a second.

    `fresh` requests ask not to be answered from memory.
    """
    got = Load()
    began, worked = time.monotonic(), service.processor_seconds()
    pause = CONNECTIONS / rate if rate else 0.0
    await asyncio.gather(
        *(
            _connection(service.port, next_path, began + seconds, fresh, pause, pause * n / CONNECTIONS, got)
            for n in range(CONNECTIONS)
        )
    )
    ended = service.processor_seconds()
    took = time.monotonic() - began if worked is None or ended is None else ended - worked
    got.cost = took * 1000 / len(got.times)
    return got


async def once(service: RunningService, paths: Iterable[str]) -> None:
    """Each path, one after the other."""
    async with connected(service.port) as connection:
        for path in paths:
            await ask(connection, path)


async def _connection(
    port: int, next_path: Callable[[], str], end: float, fresh: bool, pause: float, first: float, got: Load
) -> None:
    async with connected(port) as connection:
        due = time.monotonic() + first
        while not got.times or time.monotonic() < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()) if pause else 0)
            due += pause
            began = time.perf_counter()
            refused, size = await ask(connection, next_path(), fresh=fresh)
            got.times.append((time.perf_counter() - began) * 1000)
            got.refused += refused
            got.sizes.append(size)


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Connected]:
    """A connection that stays open as long as the block."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def ask(connection: Connected, path: str, *, fresh: bool = False) -> tuple[bool, int]:
    """One request on a connection that stays open: whether it was refused as too heavy, and its bytes.

    A `fresh` one asks not to be answered from memory. Any answer but that or a good one is `Unusable`.
    """
    reader, writer = connection
    memory = "Cache-Control: no-cache\r\n" if fresh else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{memory}\r\n".encode())
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        size = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(size)
    except (OSError, asyncio.IncompleteReadError):
        raise Unusable(f"the service to measure broke off at {path}") from None
    status = head.split()[1]
    if status not in ("200", "503"):
        raise Unusable(f"the service to measure answers {status} to {path}")
    return status == "503", size
