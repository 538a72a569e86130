"""What is made of a whole graph: made once for all who wait, kept at the store's revision, swapped whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.errors import TooHeavy
from exchange_graph.following import Follower
from exchange_graph.graph.store import GraphStore
from exchange_graph.wiring import opened_store
from tests.building import sector
from tests.contract.asking import write
from tests.served import settings


@dataclass(frozen=True)
class Made:
    revision: int
    before: int | None


class Making:
    """Makes the like of a catalogue, when it may; counts how often that was begun."""

    def __init__(self, store: GraphStore) -> None:
        self._store, self.count = store, 0
        self.begun, self.may_go_on = asyncio.Event(), asyncio.Event()
        self.may_go_on.set()
        self.fails: Exception | None = None

    async def renewed(self, before: Made | None) -> Made:
        self.count += 1
        self.begun.set()
        revision = await self._store.revision()
        await self.may_go_on.wait()
        if self.fails:
            raise self.fails
        return Made(revision, before.revision if before else None)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[GraphStore]:
    async with opened_store(settings(tmp_path)) as opened:
        await write(opened, sector("tax"))
        yield opened


async def test_nothing_written_is_the_same_object(store: GraphStore) -> None:
    catalogues = follow_catalogue(store)
    known = await catalogues.current()
    assert await catalogues.current() is known
    await write(store, sector("police"))
    assert (await catalogues.current()).records.keys() == {"tax", "police"}
    assert known.records.keys() == {"tax"}, "what was handed out does not change"


async def test_all_who_wait_get_the_one_that_is_made_though_the_first_leaves(store: GraphStore) -> None:
    making = Making(store)
    making.may_go_on.clear()
    follower = Follower(store, making.renewed)
    leaving, *staying = [asyncio.create_task(follower.current()) for _ in range(3)]
    await making.begun.wait()
    leaving.cancel()
    making.may_go_on.set()
    one, other = await asyncio.gather(*staying)
    assert one is other is await follower.current()
    assert making.count == 1


async def test_what_was_written_while_it_was_made_is_followed_before_it_is_handed_out(
    store: GraphStore,
) -> None:
    making = Making(store)
    making.may_go_on.clear()
    follower = Follower(store, making.renewed)
    first = asyncio.create_task(follower.current())
    await making.begun.wait()
    await write(store, sector("police"))
    second = asyncio.create_task(follower.current())
    await asyncio.sleep(0)
    making.may_go_on.set()
    assert await first == Made(1, None)
    assert await second == Made(2, 1)


async def test_a_failure_is_told_to_all_who_wait_and_the_next_begins_anew(store: GraphStore) -> None:
    making = Making(store)
    making.fails = TooHeavy("too much at once")
    follower = Follower(store, making.renewed)
    told = await asyncio.gather(follower.current(), follower.current(), return_exceptions=True)
    assert [type(one) for one in told] == [TooHeavy, TooHeavy]
    making.fails = None
    assert await follower.current() == Made(1, None)


async def test_whose_patience_ends_gets_the_one_before_and_then_the_new_one(store: GraphStore) -> None:
    making = Making(store)
    follower = Follower(store, making.renewed, patience=0.01)
    first = await follower.current()
    await write(store, sector("police"))
    making.may_go_on.clear()
    assert await follower.current() is first
    making.may_go_on.set()
    follower.patience = 60
    assert await follower.current() == Made(2, 1)
    assert making.count == 2, "it went on though nobody waited"


async def test_with_patience_an_older_one_is_better_than_a_failure(store: GraphStore) -> None:
    making = Making(store)
    follower = Follower(store, making.renewed, patience=60)
    first = await follower.current()
    await write(store, sector("police"))
    making.fails = TooHeavy("too much at once")
    assert await follower.current() is first
