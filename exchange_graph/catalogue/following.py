"""The catalogue of the store's revision: built once from every record, then from what was changed."""

from __future__ import annotations

import asyncio
from functools import partial

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.lexicon import NAMED
from exchange_graph.domain.records import KINDS, AnyRecord
from exchange_graph.following import Follower
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import RecordQuery
from exchange_graph.graph.store import GraphStore

_PAGE = 500
_KINDS = tuple(kind for kind in KINDS if kind != "exchange")


def follow_catalogue(store: GraphStore, *, complete: bool = False) -> Follower[Catalogue]:
    """What hands out the catalogue of a store; `complete`: with the names in it put together already."""

    async def renewed(known: Catalogue | None) -> Catalogue:
        made = await (_built(store) if known is None else _followed(known, store))
        if complete:
            await asyncio.to_thread(made.complete)
        return made

    return Follower(store, renewed)


async def _built(store: GraphStore) -> Catalogue:
    revision = await store.revision()
    records: dict[str, AnyRecord] = {}
    for kind in _KINDS:
        async for page in pages(partial(store.browse, kind, RecordQuery()), _PAGE):
            records |= {found.record.id: found.record for found in page.items}
    return Catalogue(records, revision)


async def _followed(known: Catalogue, store: GraphStore) -> Catalogue:
    revision = await store.revision()
    records, same, renamed = dict(known.records), True, False
    since = (known.revision, 1 << 40)
    while lines := await store.changes(since, _PAGE):
        ids = {line.id for line in lines if line.kind != "exchange"}
        same = same and not ids
        renamed = renamed or any(line.kind in NAMED for line in lines)
        found = await store.get_many(ids)
        for record_id in ids:
            records.pop(record_id, None)
        records |= {f.record.id: f.record for f in found.values()}
        since = (lines[-1].revision, lines[-1].position)
    now = max(revision, since[0])
    if same:
        return known.at(now)
    return Catalogue(records, now, None if renamed else known.lexicon)
