"""/v1/stats while somebody writes: the last counts of one revision, and no endless recount."""

from __future__ import annotations

import asyncio
from itertools import count

import pytest

from tests.building import sector
from tests.served import Service


@pytest.fixture
def writing(workshop: Service, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on somebody writes whenever the graph is counted; how often it was."""
    counted, numbers, hash_of = list[int](), count(), workshop.store.content_hash

    async def written_to() -> str:
        counted.append(1)
        await workshop.write(sector(f"new-{next(numbers)}"))
        return await hash_of()

    monkeypatch.setattr(workshop.store, "content_hash", written_to)
    return counted


async def test_under_steady_writes_the_last_counts_are_told_with_their_revision(
    workshop: Service, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await workshop.read("/v1/stats")
    await workshop.write(sector("tax"))
    counted = request.getfixturevalue("writing")
    monkeypatch.setattr(workshop.app.state.running.stats, "patience", 60)
    assert await workshop.read("/v1/stats") == before
    assert 0 < len(counted) <= 5
    monkeypatch.undo()
    after = await workshop.read("/v1/stats")
    assert after["data_revision"] == await workshop.store.revision() > before["data_revision"]
    assert after["content_hash"] == await workshop.store.content_hash()


@pytest.mark.usefixtures("writing")
async def test_a_graph_that_could_never_be_counted_says_to_ask_again(workshop: Service) -> None:
    answer = await workshop.get("/v1/stats")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1


async def test_a_slow_recount_goes_on_while_the_counts_before_it_are_told(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await workshop.read("/v1/stats")
    await workshop.write(sector("tax"))
    may_go_on, hash_of = asyncio.Event(), workshop.store.content_hash

    async def slow() -> str:
        await may_go_on.wait()
        return await hash_of()

    monkeypatch.setattr(workshop.store, "content_hash", slow)
    monkeypatch.setattr(workshop.app.state.running.stats, "patience", 0.01)
    assert await workshop.read("/v1/stats") == before
    monkeypatch.setattr(workshop.app.state.running.stats, "patience", 60)
    may_go_on.set()
    assert (await workshop.read("/v1/stats"))["data_revision"] == await workshop.store.revision()
