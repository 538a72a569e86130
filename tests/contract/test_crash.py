"""kill -9 under a writer: nothing acknowledged is lost, nothing is half written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore
from tests.contract.asking import ids
from tests.contract.crash_writer import numbered
from tests.contract.stores import Door

CYCLES = int(os.environ.get("EXCHANGE_KILL_CYCLES", "5"))
ROOT = Path(__file__).parents[2]


def write_until_killed(name: str, folder: Path, seconds: float) -> list[str]:
    """The keys that a writer acknowledged before it was killed, some time after its first."""
    command = [sys.executable, "-m", "tests.contract.crash_writer", name, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        rest = writer.stdout.read()
    *whole, _ = (first + rest).split("\n")
    return whole


@pytest.mark.slow
async def test_no_acknowledged_change_set_is_lost_when_the_writer_is_killed(
    door: Door, another: Door, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    chance = random.Random(1325)
    acknowledged: list[str] = []
    copy = another()
    await copy.open()
    for _ in range(CYCLES):
        told = write_until_killed(
            request.node.callspec.params["door"], tmp_path / "one", chance.uniform(0, 0.3)
        )
        assert told, "the writer wrote nothing"
        acknowledged += told
        survivor = door()
        await survivor.open()
        await nothing_is_lost(survivor, acknowledged)
        await nothing_is_half_written(survivor, copy)
        await survivor.close()
    await copy.close()


async def nothing_is_lost(store: GraphStore, acknowledged: list[str]) -> None:
    """Change sets 1, 2, 3, ... in order without a gap, at least as many as were acknowledged."""
    kept = await store.changesets(0, 1_000_000)
    assert [k.revision for k in kept] == list(range(1, len(kept) + 1))
    assert await store.revision() == len(kept)
    assert [k.changeset for k in kept] == [numbered(k.revision) for k in kept]
    assert {k.changeset.key for k in kept} >= set(acknowledged)
    assert len(await store.changes((0, -1), 10_000_000)) == sum(len(k.changeset.operations) for k in kept)


async def nothing_is_half_written(store: GraphStore, copy: GraphStore) -> None:
    """The graph, and all that is derived in it, is that of the same change sets applied in peace."""
    for kept in await store.changesets(await copy.revision(), 1_000_000):
        await copy.replay(kept)
    last = await store.revision()
    assert await store.content_hash() == await copy.content_hash()
    assert await ids(store, provider="ARD", text="ardania exchange") == await ids(
        copy, provider="ARD", text="ardania exchange"
    )
    assert await ids(store, source=f"doc-{last}", text=f"x-{last}", institution=f"body-{last}") == [
        f"x-{last}"
    ]
    assert isinstance(await store.get(f"doc-{last}"), Found)
    ended = await store.get(f"x-{last - 1}") if last % 3 == 0 else await store.get(f"body-{last - 1}")
    assert last == 1 or isinstance(ended, Gone | Moved)
