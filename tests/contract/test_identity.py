"""An id once given always leads somewhere: to the record, onward, or to the reason it is gone."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import ActsFor
from exchange_graph.errors import BadInput
from exchange_graph.graph.query import Gone, Moved
from exchange_graph.graph.store import GraphStore
from tests.building import SOUTH, body, by, country, exchange, programme, sector, source, withdraw
from tests.building import merge as merged
from tests.contract.asking import USUAL, ids, record, write


async def test_a_record_is_found_as_it_was_written(store: GraphStore) -> None:
    written = country("ARD", names=None, latitude=-12.5, also=("أردانيا", "阿尔达尼亚"))
    await write(store, written)
    found = await record(store, "ARD")
    assert (found.record, found.version) == (written, 1)
    assert await store.get("CAV") is None


async def test_an_old_key_leads_to_its_record(store: GraphStore) -> None:
    await write(store, source("doc", aliases=("OLD1", "OLD2")))
    assert await store.get("OLD1") == Moved("doc")
    assert (await store.get_many(["OLD2", "doc", "none"])).keys() == {"OLD2", "doc"}


async def test_an_old_key_that_is_given_up_may_serve_another_record(store: GraphStore) -> None:
    await write(store, source("doc", aliases=("OLD",)))
    await write(store, source("doc"))
    assert await store.get("OLD") is None
    await write(store, source("new", aliases=("OLD",)))
    assert await store.get("OLD") == Moved("new")


async def test_an_old_key_is_kept_when_its_record_is_written_again(store: GraphStore) -> None:
    await write(store, source("doc", aliases=("OLD",)))
    await write(store, source("doc", "2019", aliases=("OLD",)))
    assert await store.get("OLD") == Moved("doc")


async def test_a_record_cannot_be_its_own_old_key(store: GraphStore) -> None:
    with pytest.raises(BadInput):
        await write(store, source("doc", aliases=("doc",)))


async def test_a_merged_record_leads_to_the_one_that_lives_on_however_often_it_moved(
    store: GraphStore,
) -> None:
    await write(store, source("a", aliases=("OLD",)), source("b"), source("c"))
    await write(store, merged("a", "b"))
    await write(store, merged("b", "c"))
    for old in ("a", "b", "OLD"):
        assert await store.get(old) == Moved("c")
    many = await store.get_many(["a", "b", "c", "OLD"])
    assert {found.record.id for found in many.values()} == {"c"}
    assert many.keys() == {"a", "b", "c", "OLD"}


async def test_a_merged_record_cannot_be_written_withdrawn_or_merged_again(store: GraphStore) -> None:
    await write(store, source("a"), source("b"), source("c"))
    await write(store, merged("a", "b"))
    for step in (source("a"), withdraw("a"), merged("a", "c"), merged("b", "a"), source("d", aliases=("a",))):
        with pytest.raises(BadInput):
            await write(store, step)
    assert await store.get("a") == Moved("b")


async def test_a_withdrawn_record_says_why_it_is_gone_under_all_its_keys(store: GraphStore) -> None:
    await write(store, source("doc", aliases=("OLD",)), source("other"))
    await write(store, merged("other", "doc"))
    await write(store, withdraw("doc", "not a document at all"))
    for key in ("doc", "OLD", "other"):
        gone = await store.get(key)
        assert isinstance(gone, Gone)
        assert gone.reason == "not a document at all"
    assert await store.get_many(["doc", "OLD", "other"]) == {}


async def test_a_withdrawn_exchange_is_in_no_list(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD"), exchange("x-2", provider="ARD"))
    await write(store, withdraw("x-1"))
    assert await ids(store) == ["x-2"]
    assert await ids(store, provider="ARD") == ["x-2"]
    assert await ids(store, "exchange") == ["x-2"]


async def test_a_withdrawn_record_can_be_written_again(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD", aliases=("OLD",)))
    await write(store, withdraw("x-1"))
    await write(store, exchange("x-1", provider="CAV", aliases=("OLD",)))
    assert (await record(store, "x-1")).version == 3
    assert await store.get("OLD") == Moved("x-1")
    assert await ids(store, provider="CAV") == ["x-1"]
    assert await ids(store, provider="ARD") == []


async def test_an_exchange_that_names_a_merged_record_is_found_under_the_one_that_lives_on(
    store: GraphStore,
) -> None:
    named = exchange(
        "x-1", provider="old-agency", sectors="old-tax", programme="old-prog", funder=by("NDM", "old-doc")
    )
    olds: list[AnyRecord] = [body("old-agency"), sector("old-tax"), programme("old-prog"), source("old-doc")]
    news: list[AnyRecord] = [
        body("agency", "ARD"),
        sector("tax", "economy"),
        sector("economy"),
        programme("prog"),
        source("doc-2"),
    ]
    await write(store, *USUAL, *olds, *news, named)
    await write(
        store, merged("old-agency", "agency"), merged("old-tax", "tax"), merged("old-prog", "prog"),
        merged("old-doc", "doc-2"),
    )  # fmt: skip
    assert await ids(store, institution="agency") == ["x-1"]
    assert await ids(store, provider="ARD") == ["x-1"]
    assert await ids(store, sector="economy") == ["x-1"]
    assert await ids(store, programme="prog") == ["x-1"]
    assert await ids(store, source="doc-2") == ["x-1"]
    assert (await record(store, "x-1")).version == 1


async def test_an_exchange_that_names_an_old_key_is_found_under_the_record(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="OLD"))
    assert await ids(store, provider="ARD") == []
    await write(store, body("agency", "ARD", aliases=("OLD1",)), exchange("x-1", provider="OLD1"))
    assert await ids(store, provider="ARD", institution="agency") == ["x-1"]


async def test_a_state_that_was_merged_is_found_under_the_one_that_lives_on(store: GraphStore) -> None:
    west = country("WAR", "West Ardania")
    later = exchange("x-2", provider="agency")
    await write(store, *USUAL, west, body("agency", "WAR"), exchange("x-1", provider="WAR"), later)
    await write(store, merged("WAR", "ARD"))
    assert await ids(store, provider="ARD") == ["x-1", "x-2"]
    assert await ids(store, group="south") == ["x-1", "x-2"]


async def test_a_record_that_comes_back_is_found_again_through_what_was_merged_into_it(
    store: GraphStore,
) -> None:
    await write(
        store, *USUAL, body("old-agency"), body("agency", "ARD"), exchange("x-1", provider="old-agency")
    )
    await write(store, merged("old-agency", "agency"))
    await write(store, withdraw("agency"))
    await write(store, body("agency", "ARD"))
    assert await ids(store, provider="ARD") == ["x-1"]


async def test_a_group_that_comes_back_has_its_exchanges_again(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
    await write(store, withdraw("south"))
    assert await ids(store, kind="south-south") == []
    await write(store, SOUTH)
    assert await ids(store, kind="south-south", group="south") == ["x-1"]


async def test_a_body_is_not_found_under_a_state_it_no_longer_acted_for(store: GraphStore) -> None:
    agency = body("agency", ActsFor(country="ARD", end="2009"))
    await write(
        store, *USUAL, agency, exchange("x-1", provider="agency", period=Span(start="2011", end="2012"))
    )
    assert await ids(store, provider="ARD") == []
    assert await ids(store, provider="agency") == ["x-1"]


async def test_merges_lead_in_no_circle(store: GraphStore) -> None:
    await write(store, source("a"), source("b"), source("c"), merged("a", "b"), merged("b", "c"))
    with pytest.raises(BadInput, match="cannot be merged into a, which leads back to it"):
        await write(store, merged("c", "a"))
    with pytest.raises(BadInput, match="it was merged into b"):
        await write(store, merged("a", "c"))
    with pytest.raises(BadInput, match="itself"):
        await write(store, merged("c", "c"))
