"""Projections of one store: the first is read from every exchange, a later one from what was changed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from exchange_graph.graph.store import GraphStore
from exchange_graph.projection.columns import Columns, ColumnsReader
from exchange_graph.projection.projection import Projection


class Projections:
    """Makes one projection after the other, never two at once: they are numbered alike."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._reader = ColumnsReader()

    async def renewed(self, known: Projection | None, day: str, states: Collection[str]) -> Projection:
        """The projection of the store's revision, from the one before if there is one.

        It is weighed as of `day` (YYYY-MM-DD). `states` have their place in it even if no exchange names
        them. Reading and counting run in a thread.
        """
        if known is not None and not known.index.keys() >= set(states):
            known = None
        snapshot = await self._store.snapshot(known.revision if known else 0)

        def made() -> Projection:
            self._reader.announce(states)
            return Projection(self._columns(known, snapshot.traces), snapshot.revision, day)

        return await asyncio.to_thread(made)

    def _columns(self, known: Projection | None, changed: tuple[tuple[str, str | None], ...]) -> Columns:
        if known is None:
            return self._reader.read((i, text) for i, text in changed if text is not None)
        return self._reader.replace(known.columns, changed) if changed else known.columns
