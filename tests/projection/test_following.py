"""A projection that followed changes is, bit for bit, the one that is read anew."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from exchange_graph.domain.changes import Withdraw
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.projection.columns import Columns, Reader
from exchange_graph.projection.following import ProjectionKeeper
from exchange_graph.projection.projection import Projection
from exchange_graph.wiring import opened_store
from tests.building import body, country, exchange, programme, sector, withdraw
from tests.contract.asking import USUAL, write
from tests.patience import LONGEST_WAIT
from tests.served import settings

STATES = ("ARD", "CAV", "DOS")


def told(projection: Projection) -> list[object]:
    """Everything that is counted, exactly."""
    tallies = [
        projection.tally(), projection.tally(("tax",)), projection.tally(None, ("CAV",)),
        projection.tally(("tax",), ("CAV",)), projection.tally(("tax", "budget"), ("CAV", "DOS")),
        projection.tally(("budget",), None, ("tax",)), projection.taught_by("CAV"),
    ]  # fmt: skip
    counts = [[tally.count(n) for n in range(len(projection.states))] for tally in tallies]
    return [
        projection.revision, projection.at, projection.columns.ids, projection.states,
        [tally.n.tobytes() for tally in tallies], counts,
        [np.sort(projection.exchanges_in((name,))).tolist() for name in ("tax", "budget")],
    ]  # fmt: skip


async def test_following_comes_to_what_reading_anew_gives(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph.db")
    await store.open()
    try:
        await write(store, *USUAL, sector("tax"), sector("budget"), programme("one"), body("office", "ARD"))
        keeper = ProjectionKeeper(store)
        await keeper.current(STATES)
        changes: list[list[AnyRecord | Withdraw]] = [
            [
                *(
                    exchange(f"x-{n}", provider="ARD", recipient=["CAV", "DOS"], sectors="tax")
                    for n in (3, 1, 2)
                )
            ],
            [exchange("x-0", provider="office", recipient="CAV", sectors=["tax", "budget"], programme="one")],
            [exchange("x-2", provider="DOS", recipient="CAV", sectors="budget", programme="one")],
            [withdraw("x-1")],
            [body("office", "DOS")],
            [country("FAR", "Farland"), exchange("x-9", provider="FAR", recipient="CAV", sectors="tax")],
            [exchange("x-1", provider="CAV", recipient="ARD", sectors="tax")],
        ]
        for steps in changes:
            await write(store, *steps)
            followed = await keeper.current(STATES)
            anew = await ProjectionKeeper(store).current(STATES)
            assert told(followed) == told(anew)
    finally:
        await store.close()


async def test_nothing_written_is_the_same_projection(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph.db")
    await store.open()
    try:
        await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
        keeper = ProjectionKeeper(store)
        assert await keeper.current() is await keeper.current()
    finally:
        await store.close()


async def test_what_was_begun_is_finished_and_kept_though_who_asked_for_it_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on, readings = threading.Event(), threading.Event(), list[int]()
    read = Reader.read

    def slow(reader: Reader, traces: Iterable[tuple[str, str]]) -> Columns:
        readings.append(1)
        begun.set()
        assert may_go_on.wait(LONGEST_WAIT)
        return read(reader, traces)

    monkeypatch.setattr(Reader, "read", slow)
    async with opened_store(settings(tmp_path)) as store:
        await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
        keeper = ProjectionKeeper(store)
        leaving = asyncio.create_task(keeper.current(STATES))
        await asyncio.to_thread(begun.wait, LONGEST_WAIT)
        leaving.cancel()
        staying = asyncio.create_task(keeper.current(STATES))
        await asyncio.sleep(0)
        may_go_on.set()
        assert [*(await staying).columns.ids] == ["x-1"]
        assert len(readings) == 1, (
            "a second thread read into the same numbers, or the first one's work was lost"
        )


async def test_a_state_that_is_new_gets_its_place(tmp_path: Path) -> None:
    async with opened_store(settings(tmp_path)) as store:
        await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
        keeper = ProjectionKeeper(store)
        few, more = await asyncio.gather(keeper.current(["ARD"]), keeper.current(STATES))
        assert few.index.keys() <= more.index.keys() >= set(STATES)
        assert await keeper.current(["ARD"]) is more
