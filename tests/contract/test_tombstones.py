"""What became of ids that live no more can be read, and told to a store that never held them."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.changes import Tombstone
from exchange_graph.domain.records import AnyRecord
from exchange_graph.errors import BadInput
from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore
from tests.building import body, exchange, merge, source, withdraw
from tests.contract.asking import USUAL, ids, record, write

LIVING: list[AnyRecord] = [*USUAL, body("c"), exchange("x-1", provider="ARD", recipient="CAV")]


def led(record_id: str, into: str, *aliases: str, kind: Any = "institution") -> Tombstone:
    return Tombstone(id=record_id, kind=kind, into=into, aliases=aliases)


def taken_back(record_id: str, kind: Any = "source", reason: str = "entered twice") -> Tombstone:
    return Tombstone(id=record_id, kind=kind, reason=reason)


async def every(store: GraphStore, limit: int = 2) -> list[Tombstone]:
    found: list[Tombstone] = []
    while some := await store.ended(found[-1].id if found else "", limit):
        assert len(some) <= limit
        found += some
    return found


async def with_a_past(store: GraphStore) -> None:
    """a was merged into b, b into c; one source was withdrawn, another one too and came back."""
    await write(store, *LIVING, body("a", aliases=("A-OLD",)), body("b"), source("gone"), source("back"))
    await write(store, merge("a", "b"), withdraw("gone"), withdraw("back"))
    await write(store, merge("b", "c"), source("back", "2016"))


async def test_what_ended_is_told_by_id_page_by_page(store: GraphStore) -> None:
    assert await every(store) == []
    await with_a_past(store)
    expected = [led("a", "b", "A-OLD"), led("b", "c"), taken_back("gone")]
    for limit in (1, 2, 100):
        assert await every(store, limit) == expected


async def test_live_records_and_tombstones_make_an_equal_graph(store: GraphStore, copy: GraphStore) -> None:
    await with_a_past(store)
    stones = reversed(await every(store))
    await write(copy, *LIVING, source("back", "2016"), *stones)
    assert await copy.content_hash() == await store.content_hash()
    assert await every(copy) == await every(store)
    for old in ("a", "b", "A-OLD"):
        assert await copy.get(old) == await store.get(old) == Moved("c")
    gone = await copy.get("gone")
    assert isinstance(gone, Gone)
    assert gone.reason == "entered twice"
    assert await copy.examine() == []


async def test_a_tombstone_ends_what_lives(store: GraphStore) -> None:
    await write(store, *LIVING, body("a"), exchange("x-2", provider="a"), source("old"))
    await write(store, led("a", "c"), taken_back("old"), taken_back("x-1", "exchange"))
    assert await store.get("a") == Moved("c")
    assert await ids(store) == ["x-2"]
    assert await ids(store, provider="c") == ["x-2"]
    assert await every(store) == [led("a", "c"), taken_back("old"), taken_back("x-1", "exchange")]
    assert await store.examine() == []


async def test_what_was_only_known_as_withdrawn_can_be_written_and_keeps_its_history(
    store: GraphStore,
) -> None:
    await write(store, *LIVING, taken_back("late"))
    await write(store, source("late"))
    assert (await record(store, "late")).record == source("late")
    past = await store.versions("late")
    assert [(p.op, p.record, p.reason) for p in past] == [
        ("withdrawn", None, "testing"), ("put", source("late"), "testing"),
    ]  # fmt: skip
    lines = [line for line in await store.changes((0, -1), 100) if line.id == "late"]
    assert [(line.op, line.kind) for line in lines] == [("withdrawn", "source"), ("put", "source")]


async def test_a_history_with_tombstones_is_replayed(store: GraphStore, copy: GraphStore) -> None:
    await write(store, *LIVING, led("a", "c", "A-OLD"))
    for recorded in await store.changesets(0, 10):
        await copy.replay(recorded)
    assert await copy.content_hash() == await store.content_hash()
    assert (await copy.changes((0, -1), 100))[-1].into == "c"


@pytest.mark.parametrize(
    ("stones", "why"),
    [
        ([led("c", "c")], "leads back"),
        ([led("a", "b"), led("b", "a")], "leads back"),
        ([led("b", "a"), led("c", "b"), led("a", "c")], "leads back"),
        ([taken_back("c")], "is a institution"),
        ([led("a", "c", "x-1")], "already leads to"),
        ([led("OLD", "c")], "old key"),
        ([led("a", "c", "OLD")], "already leads to"),
    ],
)
async def test_a_tombstone_that_contradicts_the_graph_is_refused_and_nothing_is_written(
    store: GraphStore, stones: list[Tombstone], why: str
) -> None:
    await write(store, *LIVING, body("d", aliases=("OLD",)))
    before = await store.content_hash()
    with pytest.raises(BadInput, match=why):
        await write(store, *stones)
    assert await store.content_hash() == before
    assert isinstance(await store.get("c"), Found)
