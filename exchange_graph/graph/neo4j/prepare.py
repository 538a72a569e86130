"""Making a server's database ready: schema, the Head node, entries by the present rules, warm reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import get_args

from exchange_graph.domain.records import Kind
from exchange_graph.errors import Unusable
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.neo4j import entries, read
from exchange_graph.graph.neo4j.connection import Connection, Transaction, rows_of, run
from exchange_graph.graph.neo4j.cypher.schema import AWAIT, ENTRIES, FOLD, HEAD, NAMES, SCHEMA, SCHEMA_VERSION
from exchange_graph.graph.neo4j.node import LAYOUT
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest, RecordQuery, Sort

SLOW_SECONDS = 300.0
"""Indexes over a large graph, and the first reads of a server that has just started, take their time."""
_AHEAD = 1 << 40
"""After every revision: a question about what follows is planned and finds nothing."""
_COUNTED = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.KIND, Dimension.OUTCOME,
    Dimension.YEAR,
)  # fmt: skip


async def prepare(connection: Connection) -> None:
    """Create what is missing; several processes may try. `Unusable` if a newer version wrote the graph."""
    (names,) = await connection.read(_names, SLOW_SECONDS)
    for name, text in SCHEMA.items():
        if name not in names["names"]:
            await connection.alone(text, SLOW_SECONDS)
    await connection.alone(AWAIT, SLOW_SECONDS)
    kept, schema = await connection.write(_head, SLOW_SECONDS)
    if schema > SCHEMA_VERSION:
        raise Unusable(
            f"the graph at {connection.uri} was written by a newer version of this service (schema {schema}; "
            f"this one knows {SCHEMA_VERSION}): update the service, or name another database"
        )
    if kept != LAYOUT:
        await _rebuild(connection)


async def _names(transaction: Transaction) -> list[dict[str, list[str]]]:
    return [dict(row) for row in await rows_of(transaction, NAMES, {})]


async def _head(transaction: Transaction) -> tuple[str, int]:
    parameters = {"entries": LAYOUT, "schema": SCHEMA_VERSION}
    (row,) = await rows_of(transaction, HEAD, parameters)
    return row["entries"], row["schema"]


async def _rebuild(connection: Connection) -> None:
    """Write every entry anew, some at a time; one that is stopped in between begins again."""
    last: str | None = ""
    while last is not None:
        last = await connection.write(partial(entries.rebuild, after=last), SLOW_SECONDS)
    for text in FOLD.values():
        await connection.alone(text, SLOW_SECONDS)
    await connection.write(partial(run, text=ENTRIES, parameters={"entries": LAYOUT}), SLOW_SECONDS)


async def warm(connection: Connection, remembered: Remembered) -> None:
    """Ask everything once, because a server plans and loads the first time; count the usual facets of all."""
    for question in _questions(remembered):
        await connection.read(question, SLOW_SECONDS)


def _questions(remembered: Remembered) -> list[Callable[[Transaction], Awaitable[object]]]:
    page = PageRequest(1)
    sorts: tuple[Sort, ...] = get_args(Sort)
    asked = ExchangeQuery("warm", ((Dimension.STATUS, ("completed",)),), (2000, 2020))
    kind: Kind = "sector"
    listed = (RecordQuery(), RecordQuery("a", ("b",)))
    find = partial(read.find, page=page, remembered=remembered)
    return [
        *(partial(find, query=ExchangeQuery(), sort=sort, dimensions=()) for sort in sorts),
        *(partial(find, query=ExchangeQuery(), sort="-start", dimensions=[d]) for d in _COUNTED),
        *(partial(find, query=asked, sort=sort, dimensions=_COUNTED) for sort in sorts),
        *(partial(read.browse, kind=kind, query=q, page=page) for q in listed),
        partial(read.experience, query=asked),
        partial(read.get_many, ids=["a", "b"]),
        partial(read.versions, record_id="a"),
        *(partial(read.links, ids=["a"], types=TYPES, limit=1, inside=inside) for inside in (False, True)),
        partial(read.changes, since=(_AHEAD, 0), limit=1),
        partial(read.count_changes, since=(_AHEAD, 0)),
        partial(read.ended, after="", limit=1),
        partial(read.changesets, since=_AHEAD, limit=1),
        read.revision,
    ]  # fmt: skip
