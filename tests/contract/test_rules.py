"""What a single record cannot check: nothing points to nowhere, and no chain runs in a circle."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.curation import check, submit
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Succession
from exchange_graph.errors import BadInput
from exchange_graph.graph.store import GraphStore
from tests.building import body, changes, cite, exchange, merge, sector, source
from tests.contract.asking import USUAL, ids, write


def became(record_id: str, *later: str, **more: Any) -> AnyRecord:
    steps = tuple(Succession(id=i, citations=(cite(),)) for i in later)
    return body(record_id, succeeded_by=steps, **more)


@pytest.mark.parametrize(
    ("record", "where"),
    [
        (exchange("x-1", provider="XXX"), "x-1 c1"),
        (exchange("x-1", provider="ARD", sectors="nothing"), "x-1 c2"),
        (exchange("x-1", provider="south", recipient="doc"), "x-1 c2"),
        (exchange("x-1", provider="ARD", programme="doc"), "x-1 programme"),
        (body("agency", "ARD", citations=(cite("nothing"),)), "agency citations"),
        (body("agency", part_of="nothing"), "agency part_of"),
        (sector("tax", "ARD"), "tax broader"),
    ],
)
async def test_a_reference_to_nothing_or_to_the_wrong_thing_is_named_and_refused(
    store: GraphStore, record: AnyRecord, where: str
) -> None:
    await write(store, *USUAL)
    with pytest.raises(BadInput) as told:
        await submit(store, changes(source("new"), record))
    assert [problem.where for problem in told.value.problems] == [where]
    assert await store.revision() == 1
    assert await store.get("new") is None


async def test_every_broken_rule_is_named_at_once(store: GraphStore) -> None:
    problems = await check(store, changes(exchange("x-1", provider="ARD", recipient="CAV", sectors="tax")))
    assert {problem.where for problem in problems} == {"x-1 c1", "x-1 c2", "x-1 c3"}


async def test_records_of_one_change_set_may_name_each_other_in_any_order(store: GraphStore) -> None:
    told = exchange("x-1", provider="OLD1", sectors="tax")
    agency = body("agency", aliases=("OLD1",))
    await submit(store, changes(told, sector("tax", "economy"), sector("economy"), agency, *USUAL))
    assert await ids(store, institution="agency", sector="economy") == ["x-1"]


async def test_a_merged_id_may_still_be_named(store: GraphStore) -> None:
    await write(store, *USUAL, body("agency"), body("office"), merge("office", "agency"))
    await submit(store, changes(exchange("x-1", provider="office")))
    assert await ids(store, provider="agency") == ["x-1"]


@pytest.mark.parametrize(
    "records",
    [
        [sector("a", "a")],
        [sector("a", "b"), sector("b", "c"), sector("c", "a")],
        [body("a", part_of="b"), body("b", part_of="a")],
        [became("a", "b"), became("b", "c", "d"), became("c"), became("d", "a")],
    ],
)
async def test_a_chain_that_runs_in_a_circle_is_refused(store: GraphStore, records: list[AnyRecord]) -> None:
    await write(store, *USUAL)
    with pytest.raises(BadInput, match="circle"):
        await submit(store, changes(*records))


async def test_a_circle_closed_by_a_later_change_set_is_refused(store: GraphStore) -> None:
    await write(store, *USUAL, sector("a", "b"), sector("b", "c"), sector("c"))
    with pytest.raises(BadInput, match="circle"):
        await submit(store, changes(sector("c", "a")))


async def test_chains_that_fork_and_join_are_no_circle(store: GraphStore) -> None:
    await write(store, *USUAL)
    await submit(store, changes(became("a", "b", "c"), became("b", "d"), became("c", "d"), became("d")))
