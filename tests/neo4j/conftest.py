"""The seeds on a real server, for tests that only read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.seeding.reading import Seeds
from exchange_graph.seeding.run import seed
from tests import real
from tests.neo4j.server import Server, shared


@pytest.fixture(scope="module")
def holding_the_seeds() -> Iterator[Server]:
    """A server whose graph is that of the seeds."""
    server = shared()
    server.wipe()
    asyncio.run(load(server, real.seeds()))
    yield server
    server.wipe()


async def load(server: Server, seeds: Seeds) -> None:
    """Write these seeds on a server."""
    store = server.store()
    await store.open()
    await seed(store, seeds)
    await store.close()


@pytest.fixture
async def graph(holding_the_seeds: Server) -> AsyncIterator[Neo4jStore]:
    """An open store on the seeds."""
    opened = holding_the_seeds.store()
    await opened.open()
    yield opened
    await opened.close()
