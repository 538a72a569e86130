"""Keeping the projection fresh: built once from the store, then following its changes by revision."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from exchange_graph.graph.store import GraphStore
from exchange_graph.projection.columns import Columns, Reader
from exchange_graph.projection.projection import Projection


class ProjectionKeeper:
    """Hands out the projection of the store's current revision, swapping it when the store has moved on.

    Reading and counting run in a thread; who asks meanwhile waits for the newer one.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._reader = Reader()
        self._projection: Projection | None = None
        self._lock = asyncio.Lock()

    async def current(self, states: Collection[str] = ()) -> Projection:
        """The projection at the store's revision; the same object as long as nothing was written.

        `states` have their place in it even if no exchange names them.
        """
        revision = await self._store.revision()
        known = self._projection
        if known is not None and not known.index.keys() >= set(states):
            known = self._projection = None
        if known is not None and known.revision == revision:
            return known
        self._reader.announce(states)
        async with self._lock:
            known = self._projection
            if known is None or known.revision < revision:
                known = self._projection = await self._newer(known)
            return known

    async def _newer(self, known: Projection | None) -> Projection:
        snapshot = await self._store.snapshot(known.revision if known else 0)
        changed = snapshot.traces

        def made() -> Projection:
            return Projection(self._columns(known, changed), snapshot.revision, snapshot.at[:10])

        return await asyncio.to_thread(made)

    def _columns(self, known: Projection | None, changed: tuple[tuple[str, str | None], ...]) -> Columns:
        if known is None:
            return self._reader.read((i, text) for i, text in changed if text is not None)
        return self._reader.replace(known.columns, changed) if changed else known.columns
