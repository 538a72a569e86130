"""Making a server's database ready: schema, the Head node, entries by the present rules, warm reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import get_args

from exchange_graph.domain.records import Kind
from exchange_graph.errors import Unusable
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j import entries, read
from exchange_graph.graph.neo4j.connection import Connection, Transaction, rows_of, run
from exchange_graph.graph.neo4j.cypher.schema import (
    AWAIT,
    ENTRIES,
    FOLD,
    HEAD,
    KEPT,
    NAMES,
    SCHEMA,
    SCHEMA_VERSION,
)
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
    """Create what is missing; several processes may try.

    `Unusable` if a newer version wrote the graph: it is left as it was.
    """
    for head in await connection.read(partial(rows_of, text=KEPT, parameters={}), SLOW_SECONDS):
        _refuse_newer(connection.uri, head)
    (names,) = await connection.read(partial(rows_of, text=NAMES, parameters={}), SLOW_SECONDS)
    for name, text in SCHEMA.items():
        if name not in names["names"]:
            await connection.alone(text, SLOW_SECONDS)
    await connection.alone(AWAIT, SLOW_SECONDS)
    present = {"entries": LAYOUT, "schema": SCHEMA_VERSION}
    (head,) = await connection.write(partial(rows_of, text=HEAD, parameters=present), SLOW_SECONDS)
    _refuse_newer(connection.uri, head)  # a newer one may have opened it meanwhile
    if head["entries"] != LAYOUT:
        await _rebuild(connection)


def _refuse_newer(uri: str, head: Row) -> None:
    for what, found, known in (
        ("schema", head["schema"], SCHEMA_VERSION),
        ("entries", head["entries"], LAYOUT),
    ):
        if _numbers(found) > _numbers(known):
            raise Unusable(
                f"the graph at {uri} was written by a newer version of this service ({what} {found}; this "
                f"one knows {known}): update the service, or name another database"
            )


def _numbers(version: object) -> tuple[int, ...]:
    """A version as it is compared: "5.10" comes after "5.9", and after the plain 5 of the first graphs."""
    return tuple(int(number) for number in str(version).split("."))


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
