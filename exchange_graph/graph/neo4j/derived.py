"""A live record with all that is kept beside it, ready to be written or compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exchange_graph.domain.canonical import digest, dumps
from exchange_graph.graph.edges import Edge, edges_of
from exchange_graph.graph.entry import entry_of
from exchange_graph.graph.neo4j import node as nodes
from exchange_graph.graph.neo4j.in_transaction import Neo4jInTransaction


@dataclass(frozen=True, slots=True)
class Derived:
    """The properties of a node, their digest among them, and its relationships."""

    properties: dict[str, Any]
    edges: list[Edge]

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: where it has not changed, there is nothing to write."""
        return str(self.properties["derived"])


def derive_node(record_id: str, live: Neo4jInTransaction) -> Derived | None:
    """What to write for a record; None if it does not live. `live.missing` tells what it could not see."""
    stored, record = live.records[record_id], live.get(record_id)
    if stored is None or not stored.lives or record is None:
        return None
    entry = entry_of(record, live.context())
    edges = edges_of(record, entry.exchange.view if entry.exchange else None, live.current)
    properties = nodes.of_live(record, stored, entry)
    written = dumps([{k: v for k, v in properties.items() if v is not None}, [e.as_row() for e in edges]])
    return Derived(properties | {"derived": digest(written)}, edges)
