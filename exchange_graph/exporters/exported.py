"""Exports that are tables: the same rows in every format that has tables."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import closing

from exchange_graph.domain.exchange import Exchange
from exchange_graph.exporters import reading, tables
from exchange_graph.exporters.columns import ShapedRecord, Table
from exchange_graph.exporters.format import Content, Origin, TableWriter, Writer
from exchange_graph.graph.query import ExchangeQuery, Found
from exchange_graph.graph.store import GraphStore
from exchange_graph.render import exchange as render
from exchange_graph.render.speaking import Speaker

Begin = Callable[[Table, Origin], TableWriter]


def as_tables(begin: Begin) -> Mapping[Content, Writer]:
    """The exports of a format with tables: one row an exchange, and one for each claim and citation."""

    async def exchanges(
        store: GraphStore, query: ExchangeQuery, speaker: Speaker, origin: Origin
    ) -> AsyncGenerator[bytes, None]:
        with closing(begin(tables.EXCHANGES, origin)) as writer:
            async for page in reading.exchanges(store, query):
                yield writer.rows(render.item(one.view, one.version, one.at, speaker) for one in page)
            yield writer.end()

    async def claims(
        store: GraphStore, query: ExchangeQuery, speaker: Speaker, origin: Origin
    ) -> AsyncGenerator[bytes, None]:
        with closing(begin(tables.CLAIMS, origin)) as writer:
            async for page in reading.whole_exchanges(store, query):
                yield writer.rows(row for one in page for row in _claims(one, speaker))
            yield writer.end()

    return {"exchanges": exchanges, "claims": claims}


def _claims(found: Found, speaker: Speaker) -> Iterable[ShapedRecord]:
    if not isinstance(found.record, Exchange) or found.view is None:
        return ()
    return tables.claims(render.record(found.record, found.view, found.version, found.at, speaker))
