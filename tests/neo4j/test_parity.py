"""Every list of the seeds is the same on both stores: by each value of each dimension, in six languages."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, get_args

import pytest

from exchange_graph.domain.records import KINDS
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.graph.query import Dimension, ExchangeQuery, Page, PageRequest, RecordQuery, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.walking import Via, neighbourhood, paths
from exchange_graph.wiring import FILE_NAME
from tests.neo4j.server import ON_A_SERVER

pytestmark = ON_A_SERVER
TEXTS = (
    "tax", "police training", "sierra leone", "A/68/696", "Либерия", "полиция", "налог", "警察", "税务",
    "冲突", "ليبيريا", "الشرطة", "إيرادات", "Libéria", "réforme", "formation", "policía", "reforma", "a",
    "中", "", "OR NOT",
)  # fmt: skip
SORTS: tuple[Sort, ...] = get_args(Sort)


@pytest.fixture
async def embedded(seeded: Path) -> AsyncIterator[EmbeddedStore]:
    store = EmbeddedStore(seeded / FILE_NAME, deadline=20)
    await store.open()
    yield store
    await store.close()


def seen(page: Page[Any]) -> object:
    """A page without the times of writing."""
    items = [(getattr(i, "view", None), getattr(i, "record", None), i.version) for i in page.items]
    return items, page.total, page.next, page.revision, page.facets


async def values(store: GraphStore) -> list[tuple[Dimension, str]]:
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=list(Dimension))
    bodies = await store.browse("institution", RecordQuery(), PageRequest(1000))
    roles = (Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.PARTY, Dimension.FACILITATOR)
    return [
        *((d, value) for d, counts in page.facets.items() for value, _ in counts),
        *((d, found.record.id) for d in roles for found in bodies.items),
    ]


async def same(one: GraphStore, other: GraphStore, query: ExchangeQuery, sort: Sort, limit: int) -> None:
    """The first page with every facet, and the page after it."""
    page = PageRequest(limit)
    first = await one.find(query, page, sort, list(Dimension))
    assert seen(first) == seen(await other.find(query, page, sort, list(Dimension))), query
    if first.next:
        page = PageRequest(limit, first.next)
        assert seen(await one.find(query, page, sort)) == seen(await other.find(query, page, sort)), query


async def test_both_stores_hold_the_same(graph: Neo4jStore, embedded: EmbeddedStore) -> None:
    assert await graph.content_hash() == await embedded.content_hash()
    ids = []
    for kind in KINDS:
        page = PageRequest(1000)
        one, other = [await s.browse(kind, RecordQuery(), page) for s in (graph, embedded)]
        assert seen(one) == seen(other)
        ids += [found.record.id for found in one.items]
    some, others = [await s.get_many(ids) for s in (graph, embedded)]
    assert {i: (f.record, f.version, f.view) for i, f in some.items()} == {
        i: (f.record, f.version, f.view) for i, f in others.items()
    }


async def test_every_value_of_every_dimension_lists_and_counts_the_same(
    graph: Neo4jStore, embedded: EmbeddedStore
) -> None:
    for number, (dimension, value) in enumerate(await values(embedded)):
        query = ExchangeQuery(None, ((dimension, (value,)),))
        await same(graph, embedded, query, SORTS[number % len(SORTS)], 5)
        assert await graph.experience(query) == await embedded.experience(query), query


@pytest.mark.parametrize("text", TEXTS)
async def test_words_find_the_same_in_the_same_order(
    graph: Neo4jStore, embedded: EmbeddedStore, text: str
) -> None:
    for sort in SORTS:
        await same(graph, embedded, ExchangeQuery(text), sort, 3)
    for kind in KINDS:
        for about in ((), ("LBR",)):
            asked = (kind, RecordQuery(text, about), PageRequest(10))
            assert seen(await graph.browse(*asked)) == seen(await embedded.browse(*asked)), asked


async def test_every_tie_and_every_short_form_is_the_same(graph: Neo4jStore, embedded: EmbeddedStore) -> None:
    ids = [i async for i in every_id(embedded)]
    for start in range(0, len(ids), 50):
        asked = (ids[start : start + 50], TYPES, 2_000)
        assert await graph.links(*asked) == await embedded.links(*asked)
    assert await graph.ended("", 100) == await embedded.ended("", 100)
    one, other = await graph.snapshot(), await embedded.snapshot()
    assert (one.revision, sorted(one.traces)) == (other.revision, sorted(other.traces))


async def test_random_walks_lead_the_same_way(graph: Neo4jStore, embedded: EmbeddedStore) -> None:
    chance = random.Random(39)
    ids = [i async for i in every_id(embedded)]
    states = [i for i in ids if len(i) == 3 and i.isupper()]
    via: tuple[Via, ...] = get_args(Via)
    for _ in range(60):
        around = (chance.choice(ids), chance.randint(1, 2), chance.randint(1, 60))
        assert await neighbourhood(graph, *around) == await neighbourhood(embedded, *around), around
        start, end = chance.sample(chance.choice((ids, states)), 2)
        hops, widened = chance.randint(1, 6), tuple(chance.sample(via, chance.randint(0, 2)))
        asked = (start, end, hops, widened, chance.randint(1, 9))
        assert await paths(graph, *asked) == await paths(embedded, *asked), asked


async def every_id(store: GraphStore) -> AsyncIterator[str]:
    for kind in KINDS:
        for found in (await store.browse(kind, RecordQuery(), PageRequest(1000))).items:
            yield found.record.id


async def test_random_questions_have_the_same_answers(graph: Neo4jStore, embedded: EmbeddedStore) -> None:
    chance, known = random.Random(68_696), await values(embedded)
    for _ in range(150):
        some = dict(chance.sample(known, chance.randint(0, 3)))
        years = chance.choice([None, 2005, 2010, 2013]), chance.choice([None, 2008, 2012, 2020, -5, 10_000])
        text = chance.choice([None, None, *TEXTS])
        query = ExchangeQuery(text, tuple((d, (value,)) for d, value in some.items()), years)
        await same(graph, embedded, query, chance.choice(SORTS), chance.randint(1, 4))
        assert await graph.experience(query) == await embedded.experience(query), query
