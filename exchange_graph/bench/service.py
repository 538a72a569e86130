"""The service over HTTP, in a process of its own on loopback, next to a no-op of the same application.

The no-op answers a fixed body of the same size through the same middleware; rounds go through all requests in
turn, so that a noisy machine is noisy for all.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from exchange_graph.bench.lines import Measured, Target, percentile
from exchange_graph.bench.stores import EMBEDDED
from exchange_graph.errors import Unusable

APP = "api.noop:create_app"
CONNECTIONS = 8
LONGEST_START = 120
START_MOST, MEMORY_MOST = 3.0, 300.0
SHARE = "% of the no-op's requests/s"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request by name; it must reach `share` per cent of the no-op's requests a second.

    Its 99th percentile may be `p99` times the no-op's.
    """

    name: str
    path: str
    share: float | None = None
    p99: float | None = None


ASKED = (
    Asked("by id", "/v1/exchanges/gen-7", share=60),
    Asked("page of 50", "/v1/exchanges?limit=50"),
    Asked("page, provider", "/v1/exchanges?provider={provider}"),
    Asked("page + 6 facets, provider",
          "/v1/exchanges?provider={provider}&facets=provider,recipient,sector,kind,outcome,year"),
    Asked("search text", "/v1/exchanges?q=coastal%20budget&sort=relevance"),
    Asked("provider experience", "/v1/provider-experience?provider={provider}"),
    Asked("suggestions", "/v1/suggestions?recipient=LBR&sector=revenue", share=35, p99=4),
    Asked("search box", "/v1/search?q=liber"),
    Asked("neighbourhood", "/v1/graph/neighbourhood?id=gen-7"),
    Asked("path", "/v1/graph/paths?from=gen-7&to=gen-8"),
)  # fmt: skip


@dataclass(slots=True)
class _Load:
    """What some connections got in a while."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    size: int = 0
    refused: int = 0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service that answers: its port, its process, and the seconds from its start to ready."""

    port: int
    process: int
    seconds: float


@contextmanager
def running(file: Path) -> Iterator[RunningService]:
    """The service on the graph in a file, from ready to the end of the block."""
    port = _free_port()
    words = ["-m", "uvicorn", APP, "--factory", "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXCHANGE_")}
    log = file.with_suffix(".log")
    began = time.monotonic()
    with (
        log.open("w") as out,
        subprocess.Popen(  # noqa: S603 - our own interpreter and application
            [sys.executable, *words], env=kept | {"EXCHANGE_STORE": f"sqlite:{file}"}, stdout=out, stderr=out
        ) as child,
    ):
        try:
            while not _ready(port):
                if child.poll() is not None or time.monotonic() - began > LONGEST_START:
                    raise Unusable(f"the service to measure does not start: {log.read_text()[-500:]}")
                time.sleep(0.02)
            yield RunningService(port, child.pid, time.monotonic() - began)
        finally:
            child.terminate()


async def measure(
    service: RunningService, exchanges: int, provider: str, seconds: float, rounds: int
) -> AsyncIterator[Measured]:
    """Every request next to its no-op: worked out each time, and remembered."""
    yield Measured(
        exchanges, "start to ready", EMBEDDED, service.seconds, "s", figure=_at_most(START_MOST, "s")
    )
    for asked in ASKED:
        path = asked.path.format(provider=provider)
        await _load(service.port, path, 0)
        turns = [await _three(service.port, path, seconds) for _ in range(rounds)]
        for line in _lines(asked, turns):
            yield replace(line, exchanges=exchanges)
    held = _memory(service.process)
    if held is not None:
        yield Measured(
            exchanges, "memory of the service", EMBEDDED, held, "MB", figure=_at_most(MEMORY_MOST, "MB")
        )


def _lines(asked: Asked, turns: Sequence[tuple[_Load, _Load, _Load]]) -> Iterator[Measured]:
    """The no-op, then the request against it: worked out each time, and remembered."""
    worked, known, idle = zip(*turns, strict=True)
    what, p99 = f"HTTP {asked.name}", _p99(idle)
    rate = median(one.rate for one in idle)
    yield Measured(0, f"HTTP no-op of {idle[0].size:,} bytes", EMBEDDED, rate, "requests/s", p99=p99)
    share = None if asked.share is None else Target(f">= {asked.share:g} %", asked.share, at_least=True)
    line = Measured(0, what, EMBEDDED, _share(worked, idle), SHARE, p99=_p99(worked), figure=share)
    yield replace(line, refused=sum(one.refused for one in worked))
    if asked.p99 is not None:
        times = _p99(worked) / p99
        yield Measured(
            0, f"{what}, p99", EMBEDDED, times, "x the no-op's p99", figure=_at_most(asked.p99, "x")
        )
    yield Measured(0, f"{what}, remembered", EMBEDDED, _share(known, idle), SHARE, p99=_p99(known))


def _at_most(limit: float, unit: str) -> Target:
    return Target(f"<= {limit:g} {unit}", limit)


def _share(some: Sequence[_Load], idle: Sequence[_Load]) -> float:
    return 100 * median(one.rate / other.rate for one, other in zip(some, idle, strict=True))


def _p99(some: Sequence[_Load]) -> float:
    return percentile([ms for one in some for ms in one.times], 0.99)


async def _three(port: int, path: str, seconds: float) -> tuple[_Load, _Load, _Load]:
    worked = await _load(port, path, seconds, fresh=True)
    known = await _load(port, path, seconds)
    return worked, known, await _load(port, f"/noop/{known.size}", seconds)


async def _load(port: int, path: str, seconds: float, *, fresh: bool = False) -> _Load:
    """Requests over a few kept connections; `fresh` ones ask not to be answered from memory."""
    counted = _Load()
    began = time.monotonic()
    await asyncio.gather(
        *(_connection(port, path, began + seconds, fresh, counted) for _ in range(CONNECTIONS))
    )
    counted.seconds = time.monotonic() - began
    return counted


async def _connection(port: int, path: str, end: float, fresh: bool, counted: _Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    memory = "Cache-Control: no-cache\r\n" if fresh else ""
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{memory}\r\n".encode()
    while not counted.times or time.monotonic() < end:
        began = time.perf_counter()
        writer.write(head)
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 503")):
            raise Unusable(f"{path} answers {answer[:40]!r}")
        counted.refused += answer.startswith(b"HTTP/1.1 503")
        counted.size = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(counted.size)
        counted.times.append((time.perf_counter() - began) * 1000)
    writer.close()
    await writer.wait_closed()


def _ready(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return client.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def _memory(process: int) -> float | None:
    """The most memory a process had, in MB; None where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
