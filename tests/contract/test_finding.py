"""Every way to ask for exchanges finds those that fit and no others."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from tests.building import (
    around,
    body,
    by,
    cite,
    country,
    exchange,
    group,
    planned,
    programme,
    sector,
    source,
    took,
)
from tests.contract.asking import USUAL, counts, ids, question, record, write

FULL = exchange(
    "full", participations=took("provider", "agency", None, "training", "goods"), recipient="CAV",
    facilitator="bank", funder="NDM", supporter="club",
    sectors="customs", programme="prog", modality=("training", "twinning"), form="sector-planning",
    status="completed", outcome=Outcome(rating="mixed"), period=[Span(start="2010"), Span(end="2012-05")],
)  # fmt: skip
TOGETHER = exchange(
    "together", participant=["ARD", "DOS"], mutual=True, period=Span(start="2013", end="2013"),
    sectors=by("economy", cite("press", grade="C")),
    outcome=[Outcome(rating="positive"), Outcome(rating="negative")],
)  # fmt: skip
BARE = exchange("bare", provider=by("several southern states", cite("list", grade="B")))
GRAPH: list[AnyRecord] = [
    *(usual for usual in USUAL if usual.id != "ARD"),
    country("ARD", region="Africa", subregion="Sub-Saharan Africa", intermediate="Western Africa"),
    source("press", "2013-06"), source("list", None, retrieved="2016"), group("club", "DOS"),
    sector("economy"), sector("customs", "economy"), programme(), body("agency", "ARD"),
    body("bank", type="development-bank"), FULL, TOGETHER, BARE,
]  # fmt: skip


@pytest.fixture
async def graph(store: GraphStore) -> GraphStore:
    await write(store, *GRAPH)
    return store


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"provider": "ARD"}, ["full"]),
        ({"provider": "agency"}, ["full"]),
        ({"provider": "DOS"}, []),
        ({"recipient": "CAV"}, ["full"]),
        ({"provider": ("DOS", "agency")}, ["full"]),
        ({"provider": ("ARD", "agency")}, ["full"]),
        ({"modality": ("training", "twinning")}, ["full"]),
        ({"participant": "ARD"}, ["together"]),
        ({"facilitator": "bank"}, ["full"]),
        ({"funder": "NDM"}, ["full"]),
        ({"supporter": "club"}, ["full"]),
        ({"party": "ARD"}, ["full", "together"]),
        ({"party": "bank"}, ["full"]),
        ({"institution": "agency"}, ["full"]),
        ({"institution": "ARD"}, []),
        ({"sector": "customs"}, ["full"]),
        ({"sector": "economy"}, ["full", "together"]),
        ({"programme": "prog"}, ["full"]),
        ({"modality": "twinning"}, ["full"]),
        ({"support": "goods"}, ["full"]),
        ({"support": "money"}, []),
        ({"form": "sector-planning"}, ["full"]),
        ({"status": "completed"}, ["full"]),
        ({"outcome": "mixed"}, ["full"]),
        ({"group": "south"}, ["full", "together"]),
        ({"group": "club"}, ["full", "together"]),
        ({"provider_group": "south"}, ["full"]),
        ({"provider_group": "club"}, []),
        ({"recipient_group": ("club", "south")}, ["full"]),
        ({"provider_region": "011"}, ["full"]),
        ({"provider_region": ("142", "002")}, ["full"]),
        ({"recipient_region": "011"}, []),
        ({"provider_group": "south", "provider_region": "011", "provider": "agency"}, ["full"]),
        ({"kind": "triangular"}, ["full"]),
        ({"kind": "south-south"}, ["together"]),
        ({"kind": "undetermined"}, ["bare"]),
        ({"dated": "stated"}, ["full", "together"]),
        ({"dated": "bounded"}, ["bare"]),
        ({"contested": "true"}, ["together"]),
        ({"contested": "false"}, ["full", "bare"]),
        ({"source": "press"}, ["together"]),
        ({"grade": "A"}, ["full", "together"]),
        ({"grade": "B"}, ["bare"]),
        ({"year": "2011"}, ["full"]),
        ({"year": ("2012", "2013")}, ["full", "together"]),
        ({"recipient": ("CAV", UNKNOWN)}, ["full", "together", "bare"]),
        ({"provider": "ARD", "recipient": "CAV", "sector": "economy"}, ["full"]),
        ({"provider": "ARD", "participant": "DOS"}, []),
    ],
    ids=str,
)
async def test_an_exchange_is_found_by_all_that_is_known_of_it(
    graph: GraphStore, where: dict[str, Any], expected: list[str]
) -> None:
    assert await ids(graph, **where) == expected


@pytest.mark.parametrize(
    ("dimension", "silent"),
    [
        ("provider", ["together", "bare"]),
        ("recipient", ["together", "bare"]),
        ("participant", ["full", "bare"]),
        ("facilitator", ["together", "bare"]),
        ("funder", ["together", "bare"]),
        ("supporter", ["together", "bare"]),
        ("institution", ["together", "bare"]),
        ("programme", ["together", "bare"]),
        ("modality", ["together", "bare"]),
        ("support", ["together", "bare"]),
        ("form", ["together", "bare"]),
        ("status", ["together", "bare"]),
        ("sector", ["bare"]),
        ("outcome", ["bare"]),
        ("group", ["bare"]),
        ("party", ["bare"]),
        ("provider_group", ["together", "bare"]),
        ("recipient_group", ["together", "bare"]),
        ("provider_region", ["together", "bare"]),
        ("recipient_region", ["full", "together", "bare"]),
        ("kind", []),
        ("dated", []),
        ("contested", []),
        ("source", []),
        ("grade", []),
        ("year", ["bare"]),
    ],
)
async def test_what_an_exchange_does_not_say_can_be_asked_for(
    graph: GraphStore, dimension: str, silent: list[str]
) -> None:
    asked: dict[str, Any] = {dimension: UNKNOWN}
    assert await ids(graph, **asked) == silent


async def test_a_dimension_that_is_asked_for_twice_must_fit_twice(graph: GraphStore) -> None:
    party = Dimension.PARTY
    both = ExchangeQuery(where=((party, ("ARD",)), (party, ("DOS",))))
    neither = ExchangeQuery(where=((party, ("CAV",)), (party, ("DOS",))))
    assert [item.view.id for item in (await graph.find(both, PageRequest(9))).items] == ["together"]
    assert (await graph.find(neither, PageRequest(9))).total == 0


def test_every_dimension_is_asked_for_in_these_tests() -> None:
    asked = test_what_an_exchange_does_not_say_can_be_asked_for.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {name for name, _ in asked} == set(Dimension)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2010, 2010), ["full"]),
        ((2012, 2012), ["full"]),
        ((2013, None), ["together"]),
        ((None, 2012), ["full"]),
        ((2013, 2013), ["together"]),
        ((2014, 2015), []),
        ((2016, 2016), []),
        ((None, None), ["full", "together", "bare"]),
        ((1900, 2100), ["full", "together"]),
    ],
)
async def test_years_meet_what_may_have_taken_place_in_them(
    graph: GraphStore, years: tuple[int | None, int | None], expected: list[str]
) -> None:
    assert await ids(graph, years=years) == expected


async def test_a_plan_meets_no_year_and_is_counted_in_none(store: GraphStore) -> None:
    ahead = exchange("ahead", provider="ARD", period=Span(start="2050"))
    plan = exchange("plan", provider="ARD", period=planned(Span(start="2010", end="2012")))
    began = exchange("began", provider="ARD", period=[Span(start="2011"), planned(Span(end="2013"))])
    await write(store, *USUAL, ahead, plan, began)
    assert await ids(store, years=(2010, 2012)) == ["began"]
    assert await ids(store, status="planned") == ["ahead", "plan"]
    assert await counts(store, Dimension.YEAR) == {"2011": 1, UNKNOWN: 2}
    assert await ids(store, sort="-start") == ["began", "plan", "ahead"], "what is stated comes first"
    (row,) = await store.experience(question())
    assert (row.exchanges, row.first_year, row.last_year) == (1, 2011, 2011)


async def test_an_undated_exchange_is_not_claimed_for_years_before_its_only_date(store: GraphStore) -> None:
    since = exchange("since", provider="ARD", period=Span(earliest="2011"))
    await write(store, *USUAL, since, exchange("undated", provider="ARD"))
    assert await ids(store, years=(2011, 2012)) == ["since"]
    assert await ids(store, years=(2014, 2014)) == ["since", "undated"]
    assert await ids(store, years=(2010, 2010)) == []


async def test_a_page_says_how_many_there_are_and_at_which_revision(graph: GraphStore) -> None:
    page = await graph.find(question(party="ARD"), PageRequest(1))
    assert (page.total, len(page.items), page.revision) == (2, 1, 1)
    assert page.next is not None
    assert page.facets == {}


async def test_a_listed_exchange_is_what_is_derived_from_its_claims(graph: GraphStore) -> None:
    view = derive(FULL, around(*GRAPH))
    page = await graph.find(question(provider="ARD"), PageRequest(1))
    assert page.items[0].view == view
    assert (await record(graph, "full")).view == view
    assert (await graph.get_many(["full"]))["full"].view == view
    assert (await record(graph, "ARD")).view is None
