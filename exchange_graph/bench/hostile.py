"""Clients that nobody wants: `python -m exchange_graph.bench.hostile PORT CLIENTS SECONDS`.

They search and count, ask for huge pages, the whole matrix and refusals; some leave before the answer, some
never finish their request. No request is answered from memory: each has an address of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from string import ascii_lowercase
from urllib.parse import quote

_FACETS = "provider,recipient,sector,modality,kind,outcome,group,year,funder,facilitator"
_turns = itertools.count()
_LEAVES, _NEVER_ENDS = 10, 20
"""Every n-th client does that."""


def _n(most: int) -> int:
    return next(_turns) % most + 1


def _words() -> str:
    return quote(" ".join(random.sample(ascii_lowercase, 3)))


ASKED: tuple[Callable[[], str], ...] = (
    lambda: f"/v1/exchanges?q={_words()}&sort=relevance&facets={_FACETS}&limit={_n(199)}",
    lambda: f"/v1/exchanges?limit=200&lang=all&year_to={_n(2000) + 2030}",
    lambda: f"/v1/provider-experience?limit=200&lang=all&year_to={_n(2000) + 2030}",
    lambda: "/v1/exchanges?" + "&".join(f"provider={'x' * 90}{_n(99)}" for _ in range(50)),
    lambda: f"/v1/countries/BRA?lang=fr&{_n(9)}=",
)


async def _client(port: int, number: int) -> None:
    make = ASKED[number % len(ASKED)]
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await _asked(reader, writer, make(), number)
            finally:
                writer.close()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, number: int) -> None:
    if number % _NEVER_ENDS == _NEVER_ENDS - 1:
        writer.write(b"GET /v1/exchanges HTTP/1.1\r\nX-Slow: ")
        await asyncio.sleep(5)
        return
    writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
    if number % _LEAVES == _LEAVES - 1:
        await asyncio.sleep(0.05)
        return
    while await reader.read(65_536):
        pass


async def crowd(port: int, clients: int, seconds: float) -> None:
    """All of them, for some seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(_client(port, number) for number in range(clients)))


if __name__ == "__main__":
    asyncio.run(crowd(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
