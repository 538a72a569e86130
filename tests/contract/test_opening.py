"""Closing and opening a store changes nothing, and a store that is not open says so."""

from __future__ import annotations

import pytest

from exchange_graph.errors import Unavailable
from exchange_graph.graph.query import Dimension
from exchange_graph.graph.store import GraphStore
from tests.building import exchange, merge, withdraw
from tests.contract.asking import USUAL, counts, ids, question, record, write
from tests.contract.stores import Door
from tests.contract.test_history import HISTORY


async def everything(store: GraphStore) -> list[object]:
    """All that a reader can see."""
    return [
        await store.revision(), await store.content_hash(), await store.changesets(0, 1000),
        await store.changes((0, -1), 1000), await store.get("office"), await store.get("OLD"),
        await store.versions("x-1"), await ids(store, "agency ardania"), await ids(store, provider="ARD"),
        await counts(store, Dimension.KIND), await store.experience(question()),
    ]  # fmt: skip


async def test_a_graph_that_is_opened_again_is_the_same(door: Door) -> None:
    first = door()
    await first.open()
    for changeset in HISTORY:
        await first.apply(changeset)
    before = await everything(first)
    await first.close()
    again = door()
    await again.open()
    try:
        assert await everything(again) == before
        assert (await write(again, withdraw("x-2"))).revision == len(HISTORY) + 1
    finally:
        await again.close()


async def test_two_stores_on_one_graph_see_each_others_writes(store: GraphStore, door: Door) -> None:
    beside = door()
    await beside.open()
    try:
        await write(store, *USUAL, exchange("x-1", provider="ARD"), exchange("x-2", provider="ARD"))
        assert await ids(beside, provider="ARD") == ["x-1", "x-2"]
        await write(beside, merge("x-2", "x-1"))
        assert await ids(store, provider="ARD") == ["x-1"]
        assert await store.revision() == await beside.revision() == 2
        assert (await record(beside, "x-1")).version == 1
    finally:
        await beside.close()


async def test_a_store_that_is_closed_says_that_it_does_not_answer(door: Door) -> None:
    closed = door()
    await closed.open()
    await closed.health()
    await closed.close()
    await closed.close()
    with pytest.raises(Unavailable):
        await closed.health()
    with pytest.raises(Unavailable):
        await closed.get("x-1")
    with pytest.raises(Unavailable):
        await ids(closed)
    with pytest.raises(Unavailable):
        await write(closed, exchange("x-1", provider="ARD"))
