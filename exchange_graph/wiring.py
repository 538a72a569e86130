"""The one place that names a concrete store."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from exchange_graph.errors import Unusable
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.store import GraphStore
from exchange_graph.settings import Settings

FILE_NAME = "exchange-graph.db"


def make_store(settings: Settings) -> GraphStore:
    """The store that the settings name, not yet open; `Unusable` with the way out where there is none."""
    if settings.store is None:
        return EmbeddedStore(_data_folder(settings) / FILE_NAME)
    scheme, _, rest = settings.store.partition(":")
    if scheme == "sqlite" and rest:
        return EmbeddedStore(Path(rest))
    raise Unusable(
        f"EXCHANGE_STORE={settings.store} names no store: write sqlite:PATH (this version has no other)"
    )


@asynccontextmanager
async def opened_store(settings: Settings) -> AsyncIterator[GraphStore]:
    """The store of the settings, open inside the block."""
    store = make_store(settings)
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
