"""Stores around a list: each test of a run goes once through every store that keeps the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from exchange_graph.curation import submit
from exchange_graph.graph.store import GraphStore
from tests.building import changes
from tests.contract.stores import EVERY_STORE, STORES, Door
from tests.importers.lists import AROUND


@pytest.fixture(params=EVERY_STORE)
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Door:
    """The door of an empty graph."""
    folder = tmp_path / "one"
    folder.mkdir()
    return STORES[request.param](folder)


@pytest.fixture
async def store(door: Door) -> AsyncIterator[GraphStore]:
    """An open store that holds what the list refers to."""
    opened = door()
    await opened.open()
    await submit(opened, changes(*AROUND))
    yield opened
    await opened.close()
