"""CSV as RFC 4180 has it, for spreadsheets: UTF-8 with a byte order mark, CRLF, a header, harmless cells."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncGenerator, Iterable

from exchange_graph.domain.exchange import Exchange
from exchange_graph.exporters import reading, tables
from exchange_graph.exporters.cells import cell
from exchange_graph.exporters.columns import ShapedRecord, Table, names, values
from exchange_graph.exporters.format import Format
from exchange_graph.graph.query import ExchangeQuery, Found
from exchange_graph.graph.store import GraphStore
from exchange_graph.render import exchange as render
from exchange_graph.render.speaking import Speaker

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_MARK = "\ufeff"
"""Without it, spreadsheets on Windows read UTF-8 as something else."""


def header(table: Table) -> bytes:
    """The beginning of a file: the byte order mark and the names of the columns."""
    return (_MARK + _lines([names(table)])).encode()


def rows(table: Table, records: Iterable[ShapedRecord]) -> bytes:
    """Records as lines of a table."""
    return _lines(values(table, record) for record in records).encode()


def _lines(found: Iterable[list[object]] | Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([cell(value) for value in row] for row in found)
    return text.getvalue()


async def exchanges(store: GraphStore, query: ExchangeQuery, speaker: Speaker) -> AsyncGenerator[bytes, None]:
    """One row an exchange."""
    before = header(tables.EXCHANGES)
    async for page in reading.exchanges(store, query):
        items = (render.item(one.view, one.version, one.at, speaker) for one in page)
        yield before + rows(tables.EXCHANGES, items)
        before = b""


async def claims(store: GraphStore, query: ExchangeQuery, speaker: Speaker) -> AsyncGenerator[bytes, None]:
    """One row for each claim and citation."""
    before = header(tables.CLAIMS)
    async for page in reading.whole_exchanges(store, query):
        yield before + rows(tables.CLAIMS, (row for one in page for row in _claims(one, speaker)))
        before = b""


def _claims(found: Found, speaker: Speaker) -> Iterable[ShapedRecord]:
    if not isinstance(found.record, Exchange) or found.view is None:
        return ()
    return tables.claims(render.record(found.record, found.view, found.version, found.at, speaker))


FORMAT = Format("csv", MEDIA_TYPE, {"exchanges": exchanges, "claims": claims})
