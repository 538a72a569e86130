"""What is derived from records and kept on their nodes: written with them, rebuilt when its rules change."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from typing import Any

from exchange_graph.graph.neo4j import node as nodes
from exchange_graph.graph.neo4j.connection import Transaction, rows_of, run
from exchange_graph.graph.neo4j.cypher import write
from exchange_graph.graph.neo4j.derived import Derived, derive_node
from exchange_graph.graph.neo4j.in_transaction import BATCH, Neo4jInTransaction

_SOME = 50


async def write_entries(
    transaction: Transaction, live: Neo4jInTransaction, ids: Collection[str], revision: int, *,
    always: Collection[str] = (),
) -> None:  # fmt: skip
    """Write the nodes and relationships of these live records; of others than `always` only what changed.

    `traced` on the node of an exchange is the revision that wrote it.
    """
    derived = await derive_all(live, ids)
    kept = live.digests
    changed = {i: d for i, d in sorted(derived.items()) if i in always or d.digest != kept.get(i)}
    everything = list(changed.values())
    for start in range(0, len(everything), BATCH):
        await _write_nodes(transaction, everything[start : start + BATCH], revision)
    edges = [edge.as_row() for one in everything for edge in one.edges]
    for start in range(0, len(edges), BATCH):
        await run(transaction, write.LINK, {"edges": edges[start : start + BATCH]})


async def _write_nodes(transaction: Transaction, batch: Iterable[Derived], revision: int) -> None:
    written = [_traced(one.properties, revision) for one in batch]
    rows = [{"id": p["id"], "label": nodes.label(p["record_kind"]), "properties": p} for p in written]
    groups = [p["id"] for p in written if p["record_kind"] == "group"]
    await run(transaction, write.PUT, {"rows": rows})
    if groups:
        await run(transaction, write.CUT_MEMBERS, {"ids": groups})


def _traced(properties: dict[str, Any], revision: int) -> dict[str, Any]:
    return properties | {"traced": revision} if "trace" in properties else properties


async def derive_all(live: Neo4jInTransaction, ids: Iterable[str]) -> dict[str, Derived]:
    """What belongs on the nodes of the live ones among these.

    A few at a time: what the first ones miss and fetch, the others find here; and other work goes on.
    """
    waiting = sorted(ids)
    await live.fetch_around(waiting)
    if any(node and node.kind == "exchange" for node in map(live.records.get, waiting)):
        await live.fetch_groups()
    derived: dict[str, Derived] = {}
    while waiting:
        some, waiting = waiting[:_SOME], waiting[_SOME:]
        missing: set[str] = set()
        for record_id in some:
            live.missing = set()
            one = derive_node(record_id, live)
            if live.missing:
                missing |= live.missing
                waiting.append(record_id)
            elif one is not None:
                derived[record_id] = one
        await live.fetch(missing)
        await asyncio.sleep(0)
    return derived


async def rebuild(transaction: Transaction, after: str) -> str | None:
    """Write the entries of the next live records after an id anew; the last of them, or None at the end."""
    (head,) = await rows_of(transaction, write.LOCK, {"key": None})
    parameters = {"after": after, "limit": BATCH}
    ids = [row["id"] for row in await rows_of(transaction, write.LIVE_IDS, parameters)]
    await write_entries(transaction, Neo4jInTransaction(transaction), ids, int(head["head"]), always=ids)
    return ids[-1] if ids else None
