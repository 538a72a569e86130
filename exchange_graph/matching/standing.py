"""The ground of the store's revision, kept fresh; and the ground as the public could know it at a date."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import numpy as np
from cachetools import LRUCache

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import CatalogueKeeper
from exchange_graph.domain.as_known import as_known
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Text
from exchange_graph.domain.vocabulary import Country
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.trace import trace_of, written
from exchange_graph.matching.ground import Ground
from exchange_graph.projection.columns import Reader
from exchange_graph.projection.following import ProjectionKeeper
from exchange_graph.projection.projection import Projection
from exchange_graph.sharing import Shared

_PAST_GROUNDS, _PAGE = 4, 200
Row = tuple[str, str]


class GroundKeeper:
    """Hands out the ground of the store's current revision; the same one as long as nothing was written."""

    def __init__(self, store: GraphStore, catalogues: CatalogueKeeper) -> None:
        self._store, self._catalogues = store, catalogues
        self._projections = ProjectionKeeper(store)
        self._ground: Ground | None = None
        self._past: LRUCache[tuple[int, str], Ground] = LRUCache(_PAST_GROUNDS)
        self._cutting: Shared[Ground] = Shared()

    async def current(self, as_of: str | None = None) -> Ground:
        """The ground as it stands, or of what was public by the end of `as_of`.

        A cut is made in a thread, one at a time, and kept. It goes on though those who asked for it leave:
        one that takes longer than they may wait is there when they ask again.
        """
        ground = await self._standing()
        if as_of is None:
            return ground
        key = (ground.revision, last_day(as_of))
        while (known := self._past.get(key)) is None:
            await self._cutting.result(lambda: self._cut(ground, key))
        return known

    async def titles(self, ground: Ground, ids: Iterable[str]) -> dict[str, Text]:
        """The titles of exchanges, each fetched once while the ground stands."""
        wanted = list(ids)
        missing = [i for i in wanted if i not in ground.titles]
        if missing:
            found = await self._store.get_many(missing)
            ground.titles.update((i, f.view.title) for i, f in found.items() if f.view)
        return {i: ground.titles[i] for i in wanted if i in ground.titles}

    async def _standing(self) -> Ground:
        """Catalogue and projection of one revision: who is behind is asked again."""
        while True:
            known = await self._catalogues.current()
            if self._ground is not None and self._ground.known is known:
                return self._ground
            projection = await self._projections.current([c.id for c in known.all(Country)])
            if projection.revision == known.revision:
                self._ground = Ground(known, projection)
                return self._ground

    async def _cut(self, ground: Ground, key: tuple[int, str]) -> Ground:
        made = self._past[key] = await self._as_known(ground, key[1])
        return made

    async def _as_known(self, ground: Ground, day: str) -> Ground:
        columns, number = ground.projection.columns, int(day.replace("-", ""))
        whole = columns.public_until <= number
        partly = np.flatnonzero((columns.public_from <= number) & ~whole).tolist()
        reduced = await self._reduced([columns.ids[p] for p in partly], day, ground.known)

        def made() -> Ground:
            if whole.all():
                return Ground(ground.known, Projection(columns, ground.revision, day), day)
            rows = [(columns.ids[p], columns.texts[p]) for p in np.flatnonzero(whole).tolist()] + reduced
            cut = Projection(Reader(columns.states).read(rows), ground.revision, day)
            return Ground(ground.known, cut, day, len(columns.ids) - len(rows))

        return await asyncio.to_thread(made)

    async def _reduced(self, ids: list[str], day: str, known: Catalogue) -> list[Row]:
        """The traces of exchanges with only the citations that were public."""
        rows: list[Row] = []
        for start in range(0, len(ids), _PAGE):
            found = await self._store.get_many(ids[start : start + _PAGE])
            records = [one.record for one in found.values() if isinstance(one.record, Exchange)]
            rows += await asyncio.to_thread(_traces, records, day, known.context)
        return rows


def _traces(exchanges: Iterable[Exchange], day: str, context: Context) -> list[Row]:
    reduced = (as_known(exchange, day, context) for exchange in exchanges)
    return [(cut.id, written(trace_of(cut, derive(cut, context), context))) for cut in reduced if cut]
