"""Keeping the catalogue fresh: built once from the store, then following its changes by revision."""

from __future__ import annotations

from functools import partial

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.records import KINDS, AnyRecord
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import RecordQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.sharing import Shared

_PAGE = 500
_KINDS = tuple(kind for kind in KINDS if kind != "exchange")


class CatalogueKeeper:
    """Hands out the catalogue of the store's current revision, swapping it when the store has moved on."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._catalogue: Catalogue | None = None
        self._renewing: Shared[Catalogue] = Shared()

    async def current(self) -> Catalogue:
        """The catalogue at the store's revision; the same object as long as nothing was written."""
        revision = await self._store.revision()
        while (known := self._catalogue) is None or known.revision < revision:
            await self._renewing.result(self._renewed)
        return known

    async def _renewed(self) -> Catalogue:
        known = self._catalogue
        self._catalogue = await (self._built() if known is None else self._followed(known))
        return self._catalogue

    async def _built(self) -> Catalogue:
        revision = await self._store.revision()
        records: dict[str, AnyRecord] = {}
        for kind in _KINDS:
            async for page in pages(partial(self._store.browse, kind, RecordQuery()), _PAGE):
                records |= {found.record.id: found.record for found in page.items}
        return Catalogue(records, revision)

    async def _followed(self, known: Catalogue) -> Catalogue:
        revision = await self._store.revision()
        records, same = dict(known.records), True
        since = (known.revision, 1 << 40)
        while lines := await self._store.changes(since, _PAGE):
            ids = {line.id for line in lines if line.kind != "exchange"}
            same = same and not ids
            found = await self._store.get_many(ids)
            for record_id in ids:
                records.pop(record_id, None)
            records |= {f.record.id: f.record for f in found.values()}
            since = (lines[-1].revision, lines[-1].position)
        now = max(revision, since[0])
        return known.at(now) if same else Catalogue(records, now)
