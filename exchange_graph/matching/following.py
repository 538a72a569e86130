"""The ground of the store's revision, and the ground as the public could know it at a date."""

from __future__ import annotations

from collections.abc import Iterable

from cachetools import LRUCache

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.languages import Text
from exchange_graph.domain.vocabulary import Country
from exchange_graph.following import Follower
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.cutting import cut
from exchange_graph.matching.ground import Ground
from exchange_graph.projection.following import Projections
from exchange_graph.single_flight import SingleFlight

_PAST_GROUNDS = 4


class Grounds:
    """Hands out the ground of the store's current revision; the same one as long as nothing was written."""

    def __init__(self, store: GraphStore, catalogues: Follower[Catalogue]) -> None:
        self._store, self._catalogues = store, catalogues
        self._projections = Projections(store)
        self._today = Follower(store, self._renewed)
        self._past: LRUCache[tuple[int, str], Ground] = LRUCache(_PAST_GROUNDS)
        self._cutting: SingleFlight[Ground] = SingleFlight()

    async def current(self, as_of: str | None = None) -> Ground:
        """The ground as it stands, or of what was public by the end of `as_of`.

        A cut is made once and kept, one at a time. It goes on though those who asked for it leave: one that
        takes longer than they may wait is there when they ask again.
        """
        ground = await self._today.current()
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

    async def _renewed(self, before: Ground | None) -> Ground:
        """Catalogue and projection of one revision: who is behind is asked again."""
        projection = before.projection if before else None
        while True:
            known = await self._catalogues.current()
            states = [country.id for country in known.all(Country)]
            projection = await self._projections.renewed(projection, known.today, states)
            if projection.revision == known.revision:
                return Ground(known, projection)

    async def _cut(self, ground: Ground, key: tuple[int, str]) -> Ground:
        made = self._past[key] = await cut(ground, key[1], self._store)
        return made
