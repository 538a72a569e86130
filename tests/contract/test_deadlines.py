"""A reader of the service is stopped at a deadline; a command takes the time it takes, on every store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exchange_graph.errors import TooHeavy
from exchange_graph.graph import store as contract
from exchange_graph.graph.embedded import threads
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.settings import Settings
from exchange_graph.wiring import FILE_NAME, opened_store
from tests.building import changes, exchange, source
from tests.contract.asking import USUAL, write
from tests.neo4j.server import ON_A_SERVER, PASSWORD, USER, shared

AT_ONCE = 1e-9


def in_a_file(folder: Path, patch: pytest.MonkeyPatch) -> Settings:
    patch.setattr(threads, "_STEPS_BETWEEN_CHECKS", 1)
    return Settings(store=f"sqlite:{folder / FILE_NAME}")


def on_a_server(_folder: Path, patch: pytest.MonkeyPatch) -> Settings:
    server = shared()
    server.wipe()
    return Settings(store=server.uri, neo4j_user=USER, neo4j_password=PASSWORD)


@pytest.mark.parametrize("place", [in_a_file, pytest.param(on_a_server, marks=ON_A_SERVER)])
async def test_a_command_has_no_deadline(
    place: Callable[[Path, pytest.MonkeyPatch], Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = place(tmp_path, monkeypatch)
    monkeypatch.setattr(contract, "READ_SECONDS", AT_ONCE)
    async with opened_store(settings, serving=False) as store:
        await write(store, *USUAL, exchange("x-1", provider="ARD"))
        page = await store.find(ExchangeQuery("exchange"), PageRequest(10))
        assert [listed.view.id for listed in page.items] == ["x-1"]
        assert len((await store.snapshot()).traces) == 1
        assert (await store.apply(changes(source("new")), dry_run=True)).revision == 2
    async with opened_store(settings) as store:
        with pytest.raises(TooHeavy):
            await store.find(ExchangeQuery("exchange"), PageRequest(10))
