"""Stores for the contract: each test runs once for every entry in `stores.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from exchange_graph.graph.store import GraphStore
from tests.contract.stores import EVERY_STORE, STORES, Door


@pytest.fixture(params=EVERY_STORE)
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Door:
    """The door of an empty graph."""
    folder = tmp_path / "one"
    folder.mkdir()
    return STORES[request.param](folder)


@pytest.fixture
def another(request: pytest.FixtureRequest, tmp_path: Path, door: Door) -> Door:
    """The door of a second empty graph of the same kind."""
    folder = tmp_path / "two"
    folder.mkdir()
    return STORES[request.node.callspec.params["door"]](folder)


@pytest.fixture
async def store(door: Door) -> AsyncIterator[GraphStore]:
    """An open store on an empty graph."""
    opened = door()
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def copy(another: Door) -> AsyncIterator[GraphStore]:
    """A second open store on an empty graph of its own."""
    opened = another()
    await opened.open()
    yield opened
    await opened.close()
