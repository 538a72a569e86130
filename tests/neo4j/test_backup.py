"""Backup and restore as docs/operations.md tells it: a dump of a stopped server, loaded into a fresh one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import real
from tests.neo4j.conftest import load
from tests.neo4j.server import Server, started


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this test's own: it is stopped."""
    own = started()
    yield own
    own.stop()


@pytest.fixture
def fresh() -> Iterator[Server]:
    """Another one that holds nothing and does not run: its user has a password, as after any first start."""
    own = started()
    own.halt()
    yield own
    own.stop()


@pytest.mark.slow
async def test_a_dump_loaded_into_a_fresh_server_is_the_same_graph(
    server: Server, fresh: Server, tmp_path: Path
) -> None:
    await load(server, real.seeds())
    before = await content(server)
    with pytest.raises(AssertionError, match="in use"):
        server.admin("database", "dump", "neo4j", f"--to-path={tmp_path}")
    server.halt()
    server.admin("database", "dump", "neo4j", f"--to-path={tmp_path}")
    fresh.admin("database", "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination=true")
    fresh.start()
    assert await content(fresh) == before


async def content(server: Server) -> tuple[str, int]:
    """Hash and revision of the graph, in which a close look must find nothing strange."""
    store = server.store()
    await store.open()
    found = await store.content_hash(), await store.revision()
    assert await store.examine() == []
    await store.close()
    return found
