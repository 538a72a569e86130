"""The one place that names a concrete store."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from exchange_graph.errors import Unusable
from exchange_graph.graph import store as contract
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.store import GraphStore
from exchange_graph.settings import Settings

FILE_NAME = "exchange-graph.db"
NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def make_store(settings: Settings, *, serving: bool = True) -> GraphStore:
    """The store that the settings name, not yet open; `Unusable` with the way out where there is none.

    `serving` many readers, a Neo4j server is warmed before the store is open, and each read ends soon. For
    one command it is not warmed, and reads and writes take the time they take.
    """
    if settings.store is None:
        return _embedded(_data_folder(settings) / FILE_NAME, serving)
    scheme, _, rest = settings.store.partition(":")
    if scheme == "sqlite" and rest:
        return _embedded(Path(rest), serving)
    if scheme in NEO4J_SCHEMES:
        return _neo4j(settings.store, settings, serving)
    raise Unusable(
        f"EXCHANGE_STORE={settings.store} names no store: write sqlite:PATH, or bolt://HOST:PORT or "
        "neo4j://HOST:PORT"
    )


def _embedded(path: Path, serving: bool) -> GraphStore:
    return EmbeddedStore(path, deadline=contract.READ_SECONDS if serving else None)


def _neo4j(uri: str, settings: Settings, serving: bool) -> GraphStore:
    if not settings.neo4j_user or not settings.neo4j_password:
        raise Unusable(
            f"EXCHANGE_STORE={uri} needs a user and a password: set EXCHANGE_NEO4J_USER and "
            "EXCHANGE_NEO4J_PASSWORD"
        )
    # The driver takes 30 MB and a good part of the start: only who keeps a graph in Neo4j loads it.
    from exchange_graph.graph.neo4j.store import Neo4jStore  # noqa: PLC0415

    user, password = settings.neo4j_user, settings.neo4j_password.get_secret_value()
    if serving:
        return Neo4jStore(uri, user, password, deadline=contract.READ_SECONDS)
    return Neo4jStore(uri, user, password, deadline=None, write_deadline=None, warmed=False)


@asynccontextmanager
async def opened_store(settings: Settings, *, serving: bool = True) -> AsyncIterator[GraphStore]:
    """The store of the settings, open inside the block; `serving` as for `make_store`."""
    store = make_store(settings, serving=serving)
    try:
        await store.open()
        yield store
    finally:
        await store.close()


def _data_folder(settings: Settings) -> Path:
    """The folder of the embedded store; made if it is the default one, required if it was given."""
    folder = settings.data
    if not settings.data_was_given:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise Unusable(f"EXCHANGE_DATA={folder} is no folder: create it, or unset EXCHANGE_DATA")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unusable(f"EXCHANGE_DATA={folder} cannot be written: change its rights, or name another")
    return folder
