"""What /v1/stats tells, worked out once a revision: it looks at the whole graph, which may take a while."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from api.shapes.operate import Stats
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import CatalogueKeeper
from exchange_graph.coverage import coverage
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.scoring import MODEL
from exchange_graph.sharing import Shared

LICENCES = {"code": "Apache-2.0", "curated data": "CC-BY-4.0", "other data": "see NOTICE"}


class StatsKeeper:
    """The counts of the newest revision. Who cannot wait for them finds them done a little later."""

    def __init__(self, store: GraphStore, keeper: CatalogueKeeper) -> None:
        self._store, self._keeper = store, keeper
        self._counting: Shared[Stats] = Shared()
        self._known: Stats | None = None

    async def current(self) -> Stats:
        """Counts, coverage and fingerprint, all of one revision, which is not older than the call."""
        revision = await self._store.revision()
        while (known := self._known) is None or known["data_revision"] < revision:
            await self._counting.result(self._counted)
        return known

    async def _counted(self) -> Stats:
        """Counted again where somebody wrote in between."""
        while True:
            catalogue = await self._keeper.current()
            stats = await _counted(self._store, catalogue)
            if await self._store.revision() == catalogue.revision:
                self._known = stats
                return stats


async def _counted(store: GraphStore, known: Catalogue) -> Stats:
    page = await store.find(ExchangeQuery(), PageRequest(1))
    newest = await store.changes((known.revision - 1, 1 << 40), 1)
    kinds = Counter(record.kind for record in known.records.values())
    return {
        "counts": {"exchange": page.total} | {k: kinds[k] for k in get_args(Kind) if k != "exchange"},
        "coverage": await coverage(store, known),
        "data_revision": known.revision,
        "data_date": newest[0].at if newest else None,
        "content_hash": await store.content_hash(),
        "model": MODEL,
        "licences": LICENCES,
    }
