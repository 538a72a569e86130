"""Short ways to ask a store in a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.graph.query import (
    Applied,
    Dimension,
    ExchangeQuery,
    Found,
    Listed,
    Page,
    PageRequest,
    RecordQuery,
    Sort,
)
from exchange_graph.graph.store import GraphStore
from tests.building import NORTH, SOUTH, STATES, Step, changes, source

ALL = PageRequest(1000)
USUAL: list[AnyRecord] = [*STATES, SOUTH, NORTH, source()]


async def write(store: GraphStore, *steps: Step) -> Applied:
    """Apply one change set of these steps."""
    return await store.apply(changes(*steps))


def question(
    text: str | None = None, years: tuple[int | None, int | None] = (None, None), **where: Any
) -> ExchangeQuery:
    """A query; each keyword is a dimension with one value or a tuple of them."""
    asked = tuple(
        (Dimension(name), (value,) if isinstance(value, str) else tuple(value))
        for name, value in where.items()
    )
    return ExchangeQuery(text, asked, years)


async def ids(store: GraphStore, text: str | None = None, sort: Sort = "start", **where: Any) -> list[str]:
    """The ids of all exchanges that fit, oldest first."""
    page = await store.find(question(text, **where), ALL, sort)
    return [listed.view.id for listed in page.items]


async def counts(
    store: GraphStore, dimension: Dimension, query: ExchangeQuery | None = None
) -> dict[str, int]:
    """One facet."""
    page = await store.find(query or ExchangeQuery(), PageRequest(1), facets=[dimension])
    return dict(page.facets[dimension])


async def walk(store: GraphStore, query: ExchangeQuery, sort: Sort, limit: int) -> list[Listed]:
    """Everything that fits, page by page."""
    return await _pages(lambda request: store.find(query, request, sort), limit)


async def _pages(ask: Any, limit: int) -> list[Any]:
    found: list[Any] = []
    page: Page[Any] = await ask(PageRequest(limit))
    while True:
        assert len(page.items) <= limit
        found.extend(page.items)
        if page.next is None:
            assert len(found) == page.total
            return found
        assert len(page.items) == limit
        page = await ask(PageRequest(limit, page.next))


async def record(store: GraphStore, record_id: str) -> Found:
    """The live record under an id."""
    found = await store.get(record_id)
    assert isinstance(found, Found), f"{record_id} is {found}"
    return found


async def browsed(store: GraphStore, kind: Kind, limit: int) -> list[Found]:
    """All records of a kind, page by page."""
    return await _pages(lambda request: store.browse(kind, RecordQuery(), request), limit)


def view_ids(listed: Sequence[Listed]) -> list[str]:
    return [item.view.id for item in listed]
