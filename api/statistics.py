"""What /v1/stats tells, worked out once a revision: it looks at the whole graph, which may take a while."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress

from api.shapes.operate import Stats
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import CatalogueKeeper
from exchange_graph.coverage import coverage
from exchange_graph.domain.records import KINDS
from exchange_graph.errors import TooHeavy
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.scoring import MODEL
from exchange_graph.sharing import Shared

LICENCES = {"code": "Apache-2.0", "curated data": "CC-BY-4.0", "other data": "see NOTICE"}
PATIENCE = 0.4
"""Seconds for which the counts of an earlier revision are held back: well within a request's deadline."""
_TRIES = 3


class StatsKeeper:
    """The counts of the newest revision that could be counted.

    Counting goes on though its reader leaves, so who cannot wait for it finds it done a little later.
    """

    def __init__(self, store: GraphStore, keeper: CatalogueKeeper) -> None:
        self._store, self._keeper = store, keeper
        self._counting: Shared[None] = Shared()
        self._known: Stats | None = None

    async def current(self) -> Stats:
        """Counts, coverage and fingerprint, all of one revision, which `data_revision` tells.

        It is not older than the call, except where counting takes longer than `PATIENCE` or somebody wrote
        while it went on: then it is the last one that was counted. `TooHeavy` if none was yet.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE if self._known else None):
                await self._renewed(await self._store.revision())
        if self._known is None:
            raise TooHeavy("somebody writes all the time: the graph could not be counted yet")
        return self._known

    async def _renewed(self, revision: int) -> None:
        for _ in range(_TRIES):
            if self._known and self._known["data_revision"] >= revision:
                return
            await self._counting.result(self._count)

    async def _count(self) -> None:
        """Count; if somebody wrote meanwhile, the counts are of no one revision and are not kept."""
        catalogue = await self._keeper.current()
        stats = await _counted(self._store, catalogue)
        if await self._store.revision() == catalogue.revision:
            self._known = stats


async def _counted(store: GraphStore, known: Catalogue) -> Stats:
    page = await store.find(ExchangeQuery(), PageRequest(1))
    newest = await store.changes((known.revision - 1, 1 << 40), 1)
    kinds = Counter(record.kind for record in known.records.values())
    return {
        "counts": {"exchange": page.total} | {k: kinds[k] for k in KINDS if k != "exchange"},
        "coverage": await coverage(store, known),
        "data_revision": known.revision,
        "data_date": newest[0].at if newest else None,
        "content_hash": await store.content_hash(),
        "model": MODEL,
        "licences": LICENCES,
    }
