"""Keeping the projection fresh: built once from the store, then following its changes by revision."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from exchange_graph.graph.store import GraphStore
from exchange_graph.projection.columns import Columns, Reader
from exchange_graph.projection.projection import Projection
from exchange_graph.sharing import Shared


class ProjectionKeeper:
    """Hands out the projection of the store's current revision, swapping it when the store has moved on.

    Reading and counting run in a thread, one at a time; who asks meanwhile waits for the newer one. What was
    begun is finished and kept, though those who asked for it leave.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._reader = Reader()
        self._projection: Projection | None = None
        self._renewing: Shared[Projection] = Shared()

    async def current(self, states: Collection[str] = ()) -> Projection:
        """The projection at the store's revision; the same object as long as nothing was written.

        `states` have their place in it even if no exchange names them.
        """
        revision, wanted = await self._store.revision(), frozenset(states)
        while (known := self._projection) is None or known.revision < revision or wanted - known.index.keys():
            await self._renewing.result(lambda: self._renewed(wanted))
        return known

    async def _renewed(self, states: frozenset[str]) -> Projection:
        known = self._projection
        if known is not None and not known.index.keys() >= states:
            known = None
        snapshot = await self._store.snapshot(known.revision if known else 0)

        def made() -> Projection:
            self._reader.announce(states)
            return Projection(self._columns(known, snapshot.traces), snapshot.revision, snapshot.at[:10])

        self._projection = await asyncio.to_thread(made)
        return self._projection

    def _columns(self, known: Projection | None, changed: tuple[tuple[str, str | None], ...]) -> Columns:
        if known is None:
            return self._reader.read((i, text) for i, text in changed if text is not None)
        return self._reader.replace(known.columns, changed) if changed else known.columns
