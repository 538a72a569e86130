"""Reading a graph from end to end, a page at a time: no more than one page is ever held.

Pages follow each other in an order that no write changes (ids), so a record that was there all the time is
met once. Others may write in between: a page can be newer than the revision at which the reading began, never
older. Whoever applies the change feed from that revision on is told all of it again, and a record that is put
twice is the record once. So a copy is whole after it has followed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import TypeVar

from exchange_graph.domain.changes import Tombstone
from exchange_graph.domain.records import KINDS, AnyRecord
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import ExchangeQuery, Found, Listed, RecordQuery
from exchange_graph.graph.store import GraphStore

T = TypeVar("T")
PAGE = 100
"""Records read at once: parsing more of them in one go keeps others waiting."""
FITTING_PAGE = 500
"""Exchanges read at once under conditions, which are looked up anew for every page."""
PIECE = 10
"""Records written at once: others are served between two pieces."""
ORDER = sorted(KINDS, key=lambda kind: KINDS[kind].traits.order)
"""Kinds in an order in which records mostly refer to earlier ones."""


async def exchanges(store: GraphStore, query: ExchangeQuery) -> AsyncIterator[Sequence[Listed]]:
    """The exchanges that fit, in the order of their ids."""
    limit = PAGE if query == ExchangeQuery() else FITTING_PAGE
    async for page in pages(lambda request: store.find(query, request, "id"), limit):
        async for piece in _pieces(page.items):
            yield piece


async def whole_exchanges(store: GraphStore, query: ExchangeQuery) -> AsyncIterator[Sequence[Found]]:
    """The same with every claim; one that ended since its page was read is left to the change feed."""
    async for piece in exchanges(store, query):
        found = await store.get_many(listed.view.id for listed in piece)
        yield [one for record_id, one in found.items() if one.record.id == record_id]


async def records(store: GraphStore) -> AsyncIterator[Sequence[AnyRecord]]:
    """Every live record, kind by kind."""
    for kind in ORDER:
        async for page in pages(partial(store.browse, kind, RecordQuery()), PAGE):
            async for piece in _pieces(page.items):
                yield [found.record for found in piece]


async def tombstones(store: GraphStore) -> AsyncIterator[Sequence[Tombstone]]:
    """What became of the ids that live no more."""
    after = ""
    while page := await store.ended(after, PAGE):
        async for piece in _pieces(page):
            yield piece
        after = page[-1].id


async def _pieces(page: Sequence[T]) -> AsyncIterator[Sequence[T]]:
    """A page in pieces, at least one; whoever waits for this process has a turn before each."""
    for start in range(0, max(len(page), 1), PIECE):
        await asyncio.sleep(0)
        yield page[start : start + PIECE]
