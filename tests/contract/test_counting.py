"""Counts mean what the filters mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, ExperienceRow, PageRequest
from exchange_graph.graph.store import GraphStore
from tests.building import body, by, cite, exchange, programme, sector
from tests.contract.asking import USUAL, counts, question, write
from tests.contract.test_finding import GRAPH

ROWS = [
    *USUAL, sector("economy"), sector("tax", "economy"), sector("customs", "economy"), programme("prog"),
    body("agency", "ARD"), body("institute"),
    exchange("a", provider="agency", recipient=["CAV", "DOS"], sectors="tax", programme="prog",
             outcome=Outcome(rating="positive"), period=Span(start="2010", end="2011")),
    exchange("b", provider=by("ARD", cite(grade="B")), recipient=by("CAV", cite(grade="B")),
             sectors=by("tax", cite(grade="B")), programme=None),
    exchange("c", provider=["ARD", "institute"], recipient="several others", sectors=["tax", "customs"],
             programme="prog", outcome=Outcome(rating="mixed"), period=Span(start="2013", end="2013")),
    exchange("d", provider="ARD", recipient="CAV"),
    exchange("e", participant=["ARD", "CAV"], sectors="tax"),
]  # fmt: skip


def row(
    provider: str, name: str, n: int, programmes: int, recipients: tuple[str, ...], *rest: object
) -> ExperienceRow:
    first, last, outcomes, grade = rest or (None, None, {}, "A")
    return ExperienceRow(provider, name, n, programmes, recipients, first, last, outcomes, grade)  # type: ignore[arg-type]


TAX = row("ARD", "tax", 3, 1, ("CAV", "DOS"), 2010, 2013, {"positive": 1, "mixed": 1}, "A")
CUSTOMS = row("ARD", "customs", 1, 1, (), 2013, 2013, {"mixed": 1}, "A")
NO_SECTOR = row("ARD", UNKNOWN, 1, 0, ("CAV",))
INSTITUTE = [
    row("institute", "customs", 1, 1, (), 2013, 2013, {"mixed": 1}, "A"),
    row("institute", "tax", 1, 1, (), 2013, 2013, {"mixed": 1}, "A"),
]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question(), [CUSTOMS, TAX, NO_SECTOR, *INSTITUTE]),
        (question(sector="tax"), [TAX, INSTITUTE[1]]),
        (question(provider="institute"), INSTITUTE),
        (question(provider="ARD", sector="tax"), [TAX]),
        (question(provider="ARD", sector=("economy", "customs", "tax")), [CUSTOMS, TAX]),
        (question(provider="ARD", sector=UNKNOWN), [NO_SECTOR]),
        (question(years=(2013, 2013), provider="ARD"),
         [CUSTOMS, row("ARD", "tax", 1, 1, (), 2013, 2013, {"mixed": 1}, "A")]),
        (question(provider="NDM"), []),
    ],
)  # fmt: skip
async def test_experience_is_counted_by_provider_and_sector(
    store: GraphStore, asked: ExchangeQuery, expected: list[ExperienceRow]
) -> None:
    await write(store, *ROWS)
    assert await store.experience(asked) == expected


async def test_asking_for_a_body_gives_the_experience_of_its_state_and_of_nobody_else(
    store: GraphStore,
) -> None:
    both = exchange("a", provider=["agency", "NDM"], recipient="CAV", sectors="tax")
    await write(store, *USUAL, sector("tax"), body("agency", "ARD"), both)
    assert [r.provider for r in await store.experience(question(provider="agency"))] == ["ARD"]


@pytest.mark.parametrize("dimension", Dimension)
async def test_every_count_is_the_total_of_its_filter(store: GraphStore, dimension: Dimension) -> None:
    await write(store, *GRAPH)
    found = await counts(store, dimension)
    assert found
    for value, count in found.items():
        page = await store.find(ExchangeQuery(where=((dimension, (value,)),)), PageRequest(1))
        assert page.total == count, value


async def test_a_facet_ignores_its_own_condition_and_keeps_the_others(store: GraphStore) -> None:
    await write(store, *ROWS)
    asked = question(provider="institute", recipient="CAV")
    page = await store.find(
        asked, PageRequest(10), facets=[Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR]
    )
    assert page.total == 0
    assert page.facets[Dimension.PROVIDER] == [("ARD", 3)]
    assert page.facets[Dimension.RECIPIENT] == [(UNKNOWN, 1)]
    assert page.facets[Dimension.SECTOR] == []


async def test_the_years_facet_ignores_the_asked_years(store: GraphStore) -> None:
    await write(store, *ROWS)
    within = question(years=(2010, 2010), outcome=("positive", "mixed"))
    assert await counts(store, Dimension.YEAR, within) == {"2010": 1, "2011": 1, "2013": 1}
    assert await counts(store, Dimension.OUTCOME, within) == {"positive": 1}


async def test_values_come_most_first_and_unknown_last(store: GraphStore) -> None:
    await write(store, *ROWS)
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=[Dimension.SECTOR, Dimension.RECIPIENT])
    assert page.facets[Dimension.SECTOR] == [("economy", 4), ("tax", 4), ("customs", 1), (UNKNOWN, 1)]
    assert page.facets[Dimension.RECIPIENT] == [("CAV", 3), ("DOS", 1), (UNKNOWN, 2)]


async def test_facets_do_not_depend_on_the_page(store: GraphStore) -> None:
    await write(store, *ROWS)
    asked, facets = question("tax"), [Dimension.PROVIDER, Dimension.YEAR]
    first = await store.find(asked, PageRequest(1), facets=facets)
    second = await store.find(asked, PageRequest(1, first.next), "-start", facets)
    assert replace(first, items=(), next=None) == replace(second, items=(), next=None)
    assert first.items != second.items


async def test_a_body_is_counted_under_its_state_but_found_under_both(store: GraphStore) -> None:
    await write(store, *ROWS)
    assert await counts(store, Dimension.PROVIDER) == {"ARD": 4, "institute": 1, UNKNOWN: 1}
    assert (await store.find(question(provider="agency"), PageRequest(1))).total == 1
    assert await counts(store, Dimension.INSTITUTION) == {"agency": 1, "institute": 1, UNKNOWN: 3}
