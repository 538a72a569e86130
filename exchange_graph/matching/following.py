"""The evidence of the store's revision, and the evidence as the public could know it at a date."""

from __future__ import annotations

from collections.abc import Iterable

from cachetools import LRUCache

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.as_known import as_known
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Country
from exchange_graph.following import Follower
from exchange_graph.graph.query import Found
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.cutting import cut
from exchange_graph.matching.evidence import Evidence, Seen
from exchange_graph.projection.following import Projections
from exchange_graph.single_flight import SingleFlight

_PAST_GROUNDS = 4


class EvidenceFollower:
    """Hands out the evidence of the store's current revision; the same one as long as nothing was written."""

    def __init__(self, store: GraphStore, catalogues: Follower[Catalogue]) -> None:
        self._store, self._catalogues = store, catalogues
        self._projections = Projections(store)
        self._today = Follower(store, self._renewed)
        self._past: LRUCache[tuple[int, str], Evidence] = LRUCache(_PAST_GROUNDS)
        self._cutting: SingleFlight[Evidence] = SingleFlight()

    async def current(self, as_of: str | None = None) -> Evidence:
        """The evidence as it stands, or of what was public by the end of `as_of`.

        A cut is made once and kept, one at a time. It goes on though those who asked for it leave: one that
        takes longer than they may wait is there when they ask again.
        """
        evidence = await self._today.current()
        if as_of is None:
            return evidence
        key = (evidence.revision, last_day(as_of))
        while (known := self._past.get(key)) is None:
            await self._cutting.result(lambda: self._cut(evidence, key))
        return known

    async def views(self, evidence: Evidence, ids: Iterable[str]) -> dict[str, ExchangeView]:
        """Exchanges as the evidence's day knows them."""
        return {i: seen.whole for i, seen in (await self._seen(evidence, ids)).items()}

    async def told(self, evidence: Evidence, ids: Iterable[str]) -> dict[str, ExchangeView]:
        """The same as answers tell them: without ways of working that are only inferred."""
        return {i: seen.told for i, seen in (await self._seen(evidence, ids)).items()}

    async def _seen(self, evidence: Evidence, ids: Iterable[str]) -> dict[str, Seen]:
        """Each is fetched once while the evidence stands."""
        wanted = list(ids)
        missing = [i for i in wanted if i not in evidence.seen]
        found = await self._store.get_many(missing) if missing else {}
        known = {i: seen for i, one in found.items() if (seen := _seen_at(one, evidence))}
        evidence.seen.update(known)
        return {i: seen for i in wanted if (seen := known.get(i) or evidence.seen.get(i))}

    async def _renewed(self, before: Evidence | None) -> Evidence:
        """Catalogue and projection of one revision: who is behind is asked again."""
        projection = before.projection if before else None
        while True:
            known = await self._catalogues.current()
            states = [country.id for country in known.all(Country)]
            projection = await self._projections.renewed(projection, known.today, states)
            if projection.revision == known.revision:
                return Evidence(known, projection)

    async def _cut(self, evidence: Evidence, key: tuple[int, str]) -> Evidence:
        made = self._past[key] = await cut(evidence, key[1], self._store)
        return made


def _seen_at(found: Found, evidence: Evidence) -> Seen | None:
    """An exchange as it was public by the evidence's day."""
    if not isinstance(found.record, Exchange):
        return None
    if evidence.as_of is None:
        return Seen.of(found.record, found.view) if found.view else None
    context = evidence.known.context
    cut = as_known(found.record, evidence.as_of, context)
    return Seen.of(cut, derive(cut, context)) if cut else None
