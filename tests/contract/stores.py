"""The stores that keep the contract. A new one is added here, and every test runs against it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.store import GraphStore
from tests.neo4j.server import ON_A_SERVER, shared, store_at

Door = Callable[[], GraphStore]
"""A store on one graph, not yet open. Called again, another store on the same graph."""


def embedded(folder: Path) -> Door:
    return lambda: EmbeddedStore(folder / "graph.db")


def neo4j(folder: Path) -> Door:
    """The folder keeps where its graph lives, for a process that comes later. Two graphs need two servers."""
    address = folder / "address"
    if not address.exists():
        server = shared("second" if folder.name == "two" else "first")
        server.wipe()
        address.write_text(server.uri)
    return partial(store_at, address.read_text())


STORES: dict[str, Callable[[Path], Door]] = {"embedded": embedded, "neo4j": neo4j}
"""From an empty folder that is the test's own to the door of an empty graph."""
EVERY_STORE = [pytest.param(name, marks=ON_A_SERVER if name == "neo4j" else ()) for name in STORES]
"""Parameters of a test that every store must pass."""
