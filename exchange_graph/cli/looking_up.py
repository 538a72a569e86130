"""The record that a reader means by an id, a code or an exact name."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.identifying import live_id
from exchange_graph.graph.query import Found
from exchange_graph.graph.store import GraphStore


async def looked_up(written: str, known: Catalogue, store: GraphStore) -> Found:
    """The live record; `BadInput` says what became of it, or which may be meant."""
    record = await live_id(written, written, known, store)
    found: Found = (await store.get_many([record]))[record]
    return found
