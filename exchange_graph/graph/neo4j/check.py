"""`doctor --deep`: every node against what its record, read anew, says should stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from exchange_graph.domain.canonical import dumps
from exchange_graph.errors import Problem
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j import node as nodes
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Connection, Transaction, rows_of
from exchange_graph.graph.neo4j.cypher import check
from exchange_graph.graph.neo4j.derived import Derived
from exchange_graph.graph.neo4j.entries import derive_all
from exchange_graph.graph.neo4j.in_transaction import Neo4jInTransaction

_SOME = 500
_WAY_OUT = "write the record again, or load the graph anew with `copy`"


async def examine(connection: Connection) -> list[Problem]:
    """Where labels, properties, words or relationships are not those of the record, or the index is short.

    Finds what was changed by hand in the browser. Run it while nobody writes.
    """
    found: list[Problem] = []
    last: str | None = ""
    while last is not None:
        some, last = await connection.read(partial(_some, after=last), None)
        found += some
    return found + await connection.read(_index, None)


async def _some(transaction: Transaction, after: str) -> tuple[list[Problem], str | None]:
    rows = await rows_of(transaction, check.NODES, {"after": after, "limit": _SOME})
    live = Neo4jInTransaction(transaction)
    derived = await derive_all(live, [row["id"] for row in rows])
    found = [problem for row in rows for problem in _compared(row, live, derived.get(row["id"]))]
    return found, rows[-1]["id"] if rows else None


def _compared(row: Row, live: Neo4jInTransaction, derived: Derived | None) -> Iterator[Problem]:
    node = live.records[row["id"]]
    if node is None or derived is None:
        yield from _ended(row, live)
        return
    yield from _labels(row, {"Record", nodes.label(node.kind)})
    yield from _properties(row, derived.properties)
    expected = sorted(dumps(edge.as_row()) for edge in derived.edges)
    present = sorted(dumps(edge) for edge in row["edges"])
    if present != expected:
        names = ", ".join(sorted({_name(text) for text in {*present} ^ {*expected}})) or "doubled ones"
        yield Problem(row["id"], f"its relationships are not those of its record ({names}): {_WAY_OUT}")


def _ended(row: Row, live: Neo4jInTransaction) -> Iterator[Problem]:
    node = live.records[row["id"]]
    if node is None:
        return
    yield from _labels(row, {"Record", "Ended"})
    yield from _properties(row, nodes.of_ended(row["id"], node))
    if row["touching"]:
        yield Problem(row["id"], f"is {node.state} and has relationships: {_WAY_OUT}")


def _labels(row: Row, expected: set[str]) -> Iterator[Problem]:
    if set(row["labels"]) != expected:
        yield Problem(row["id"], f"its labels are {', '.join(sorted(row['labels']))}: {_WAY_OUT}")


def _properties(row: Row, expected: dict[str, Any]) -> Iterator[Problem]:
    present = {name: value for name, value in row["properties"].items() if name != "traced"}
    expected = {name: value for name, value in expected.items() if value is not None}
    wrong = sorted(n for n in present.keys() | expected.keys() if present.get(n) != expected.get(n))
    if wrong:
        yield Problem(row["id"], f"{', '.join(wrong)} are not those of its record: {_WAY_OUT}")


def _name(edge: str) -> str:
    return edge.partition('"type":"')[2].partition('"')[0]


async def _index(transaction: Transaction) -> list[Problem]:
    """The full-text index finds as many records as live, of every kind."""
    found = []
    for row in await rows_of(transaction, check.COUNTS, {}):
        question = where.kind(row["kind"])
        (indexed,) = await rows_of(transaction, check.INDEXED, {"question": question})
        if indexed["number"] != row["number"]:
            why = f"finds {indexed['number']} of {row['number']} {row['kind']} records: rebuild the index"
            found.append(Problem("record_words", why))
    return found
