"""The evidence as the public could know it at a date: cut aside, once, and kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching import cutting as cuts
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.projection.columns import Columns, ColumnsReader
from exchange_graph.wiring import opened_store
from tests.building import by, exchange, source
from tests.contract.asking import write
from tests.matching.world import USUAL
from tests.patience import LONGEST_WAIT
from tests.served import settings


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[GraphStore]:
    """One exchange public early, one late, one whose recipient only a late source names."""
    async with opened_store(settings(tmp_path)) as opened:
        await write(
            opened, *USUAL, source("early", "2010"), source("late", "2020"),
            exchange("x-early", provider=by("ARD", "early"), recipient=by("CAV", "early")),
            exchange("x-late", provider=by("ARD", "late"), recipient=by("CAV", "late")),
            exchange("x-partly", provider=by("ARD", "early"), recipient=by("DOS", "late")),
        )  # fmt: skip
        yield opened


@pytest.fixture
def follower(store: GraphStore) -> EvidenceFollower:
    return EvidenceFollower(store, follow_catalogue(store))


class Cutting:
    """Reads that wait until they may go on, and how many were begun."""

    def __init__(self) -> None:
        self.begun, self.may_go_on, self.count = threading.Event(), threading.Event(), 0

    def reading(self) -> Callable[[ColumnsReader, Any], Columns]:
        read = ColumnsReader.read

        def slow(reader: ColumnsReader, traces: Any) -> Columns:
            self.count += 1
            self.begun.set()
            assert self.may_go_on.wait(LONGEST_WAIT), "the event loop waited for the cut"
            return read(reader, traces)

        return slow


@pytest.fixture
async def cutting(follower: EvidenceFollower, monkeypatch: pytest.MonkeyPatch) -> Cutting:
    """Every read after the first one, which is that of the evidence as it stands."""
    await follower.current()
    made = Cutting()
    monkeypatch.setattr(ColumnsReader, "read", made.reading())
    return made


async def test_what_is_published_on_the_day_itself_is_public(follower: EvidenceFollower) -> None:
    evidence = await follower.current("2010-12-31")
    assert [*evidence.projection.columns.ids] == ["x-early", "x-partly"]
    assert [*(await follower.current("2010-12-30")).projection.columns.ids] == []


async def test_only_what_was_public_is_on_the_ground(follower: EvidenceFollower) -> None:
    evidence = await follower.current("2015")
    assert ([*evidence.projection.columns.ids], evidence.hidden) == (["x-early", "x-partly"], 1)
    partly = evidence.projection.trace(1)
    assert [part.state for part in partly.parts] == ["ARD"]


async def test_however_many_were_only_partly_public_they_are_cut(
    follower: EvidenceFollower, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuts, "_PAGE", 2)
    more = [f"x-{n}" for n in range(5)]
    await write(store, *(exchange(i, provider=by("ARD", "early"), recipient=by("DOS", "late")) for i in more))
    evidence = await follower.current("2015")
    assert [*evidence.projection.columns.ids] == [*more, "x-early", "x-partly"]


async def test_one_day_is_cut_once_in_a_thread_though_the_first_to_ask_leaves(
    follower: EvidenceFollower, cutting: Cutting
) -> None:
    leaving = asyncio.create_task(follower.current("2015"))
    await asyncio.to_thread(cutting.begun.wait, LONGEST_WAIT)
    leaving.cancel()
    same_day = asyncio.create_task(follower.current("2015-12-31"))
    assert (await follower.current()).as_of is None, "who asks for today does not wait"
    cutting.may_go_on.set()
    assert await same_day is await follower.current("2015-12")
    assert cutting.count == 1


async def test_who_leaves_before_the_turn_of_his_day_comes_costs_nothing(
    follower: EvidenceFollower, cutting: Cutting
) -> None:
    first = asyncio.create_task(follower.current("2015"))
    await asyncio.to_thread(cutting.begun.wait, LONGEST_WAIT)
    queued, leaving = [asyncio.create_task(follower.current(day)) for day in ("2016", "2017")]
    await asyncio.sleep(0)
    leaving.cancel()
    cutting.may_go_on.set()
    grounds_then = await asyncio.gather(first, queued)
    assert [evidence.projection.at for evidence in grounds_then] == ["2015-12-31", "2016-12-31"]
    assert cutting.count == 2


async def test_after_the_last_publication_nothing_is_cut(
    follower: EvidenceFollower, cutting: Cutting
) -> None:
    today, then = await follower.current(), await follower.current("2024")
    assert then.projection.columns is today.projection.columns
    assert (then.projection.at, then.hidden, cutting.count) == ("2024-12-31", 0, 0)
