"""Orders are total, and reading page by page loses and repeats nothing."""

from __future__ import annotations

from typing import get_args

import pytest

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import Text
from exchange_graph.graph.query import PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from tests.building import exchange, source, text
from tests.contract.asking import ALL, ids, question, view_ids, walk, write

SORTS: tuple[Sort, ...] = get_args(Sort)
MANY = [
    exchange(f"x-{n}", provider="ARD", title=text(title), **said)
    for n, (title, said) in enumerate(
        [
            ("Reform", {"period": Span(start="2012")}),
            ("reform", {"period": Span(start="2012-05")}),
            ("Réform", {"period": Span(start="2012")}),
            ("Advisers", {"period": Span(end="2012-05")}),
            ("tax reform", {"period": Span(start="2010", end="2013")}),
            ("Zones", {}),
            ("Zones", {"period": Span(latest="2012-05")}),
            ("Zones of reform", {"period": Span(earliest="2009", latest="2012-05")}),
            ("农业", {"period": Span(start="2012-05-04")}),
            ("إصلاح", {"period": Span(earliest="2011")}),
        ]
    )
]


@pytest.fixture
async def graph(store: GraphStore) -> GraphStore:
    await write(store, source("doc", "2014-01"), *MANY)
    return store


async def test_dated_exchanges_come_first_by_start_then_bounded_ones_by_their_latest_date(
    graph: GraphStore,
) -> None:
    oldest = ["x-4", "x-0", "x-2", "x-1", "x-3", "x-8", "x-6", "x-7", "x-5", "x-9"]
    assert await ids(graph, sort="start") == oldest


async def test_newest_first_still_puts_dated_exchanges_before_bounded_ones(graph: GraphStore) -> None:
    newest = ["x-8", "x-3", "x-1", "x-2", "x-0", "x-4", "x-9", "x-5", "x-7", "x-6"]
    assert await ids(graph, sort="-start") == newest
    assert await ids(graph, sort="relevance") == newest


async def test_titles_are_ordered_without_case_and_accents(graph: GraphStore) -> None:
    assert await ids(graph, sort="title") == [
        "x-3", "x-0", "x-1", "x-2", "x-4", "x-5", "x-6", "x-7", "x-9", "x-8"
    ]  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(
    "asked", [question(), question("reform"), question(years=(2012, 2012)), question("zones")]
)
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
async def test_reading_page_by_page_gives_the_whole_list_in_the_same_order(
    graph: GraphStore, sort: Sort, asked: object, limit: int
) -> None:
    assert isinstance(asked, type(question()))
    whole = view_ids((await graph.find(asked, ALL, sort)).items)
    assert len(set(whole)) == len(whole) > 1
    assert view_ids(await walk(graph, asked, sort, limit)) == whole


@pytest.mark.parametrize("sort", SORTS)
async def test_a_page_goes_on_where_it_stopped_though_others_were_written_meanwhile(
    graph: GraphStore, sort: Sort
) -> None:
    whole = view_ids((await graph.find(question("reform"), ALL, sort)).items)
    first = await graph.find(question("reform"), PageRequest(2), sort)
    await write(graph, exchange("a-1", provider="ARD", title=Text(en="Something"), period=Span(start="2012")))
    rest = await graph.find(question("reform"), PageRequest(10, first.next), sort)
    assert view_ids([*first.items, *rest.items]) == whole
