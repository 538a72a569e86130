"""NDJSON: one JSON object a line, for programs."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import orjson

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.changes import encode
from exchange_graph.exporters import reading
from exchange_graph.exporters.format import Format, Origin
from exchange_graph.graph.query import ExchangeQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.exchange import item
from exchange_graph.render.speaking import Speaker


async def exchanges(
    store: GraphStore, query: ExchangeQuery, speaker: Speaker, _origin: Origin
) -> AsyncGenerator[bytes, None]:
    """Exchanges as the list shows them."""
    async for page in reading.exchanges(store, query):
        lines = (orjson.dumps(item(one.view, one.version, one.at, speaker)) for one in page)
        yield b"".join(line + b"\n" for line in lines)


async def records(
    store: GraphStore, _query: ExchangeQuery, _speaker: Speaker, _origin: Origin
) -> AsyncGenerator[bytes, None]:
    """The canonical JSON of every live record, then a tombstone for every id that was merged or withdrawn.

    In an empty store these lines make a graph of the same content hash.
    """
    async for page in reading.records(store):
        yield "".join(f"{canonical(record)}\n" for record in page).encode()
    async for ended in reading.tombstones(store):
        yield "".join(f"{encode(stone)}\n" for stone in ended).encode()


FORMAT = Format("ndjson", "application/x-ndjson; charset=utf-8", {"exchanges": exchanges, "records": records})
