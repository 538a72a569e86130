"""Seeding compares first and writes only what differs; what somebody edited here stays."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from exchange_graph.curation import submit
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Text
from exchange_graph.graph.query import Found, Moved
from exchange_graph.graph.store import GraphStore
from exchange_graph.seeding.reading import read_seeds
from exchange_graph.seeding.run import Seeded, seed
from exchange_graph.wiring import FILE_NAME, opened_store
from tests import real
from tests.building import changes, source, withdraw
from tests.seeds.folder import edit, write
from tests.served import COMMAND, environment, fill, settings

CYCLES = int(os.environ.get("EXCHANGE_KILL_CYCLES", "5"))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[GraphStore]:
    (tmp_path / "data").mkdir()
    async with opened_store(settings(tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "seeds")


async def again(store: GraphStore, folder: Path) -> Seeded:
    return await seed(store, read_seeds(folder))


@pytest.mark.slow
async def test_the_real_seeds_twice_are_the_same_graph_and_the_second_run_writes_nothing(
    store: GraphStore,
) -> None:
    seeds = real.seeds()
    first = await seed(store, seeds)
    held = await store.content_hash()
    assert (len(first.written), first.unchanged, first.kept) == (len(seeds.records), 0, ())
    second = await seed(store, seeds)
    assert (second.written, second.unchanged, second.kept) == ((), len(seeds.records), ())
    assert (second.revision, await store.content_hash()) == (first.revision, held)


async def test_only_what_differs_is_written(store: GraphStore, folder: Path) -> None:
    await again(store, folder)
    edit(folder, "exchanges.yaml", "en: Advisers on tax", "en: Advisers on taxes")
    done = await again(store, folder)
    assert (done.written, done.revision) == (("doc-1",), 2)


async def test_what_is_taken_out_of_the_files_stays_and_is_named(store: GraphStore, folder: Path) -> None:
    assert (await again(store, folder)).taken_out == {}
    (folder / "exchanges.yaml").unlink()
    edit(folder, "sectors.yaml", "- id: tax\n  label: {en: tax}\n  broader: economy\n", "")
    await submit(store, changes(source("local")))
    done = await again(store, folder)
    assert (done.written, done.taken_out) == ((), {"doc-1": 1, "tax": 1})
    assert isinstance(await store.get("doc-1"), Found)
    found = await store.get("tax")
    assert isinstance(found, Found)
    await submit(store, changes(found.record.model_copy(update={"aliases": ("T",)})))
    assert (await again(store, folder)).taken_out == {"doc-1": 1}
    await submit(store, changes(withdraw("doc-1")))
    assert (await again(store, folder)).taken_out == {}


async def test_an_id_that_the_files_name_as_an_old_key_leads_on_from_an_earlier_run(
    store: GraphStore, folder: Path
) -> None:
    await again(store, folder)
    edit(folder, "exchanges.yaml", "id: doc-1", "id: doc-one")
    edit(folder, "exchanges.yaml", "aliases: [X1]", "aliases: [doc-1]")
    done = await again(store, folder)
    assert (done.written, done.taken_out) == (("doc-one",), {})
    assert await store.get("doc-1") == Moved("doc-one")
    assert (await again(store, folder)).written == ()


async def test_there_and_back_again_is_written_each_time(store: GraphStore, folder: Path) -> None:
    hashes: list[str] = []
    for old, new in (
        ("tax}", "tax}"),
        ("Advisers on tax}", "Taxes}"),
        ("Taxes}", "Advisers on tax}"),
        ("Advisers on tax}", "Taxes}"),
    ):
        if hashes:
            edit(folder, "exchanges.yaml", old, new)
        await again(store, folder)
        hashes.append(await store.content_hash())
    assert hashes[0] == hashes[2] != hashes[1] == hashes[3]
    assert await store.revision() == 4


async def edited(store: GraphStore, title: str) -> None:
    found = await store.get("doc-1")
    assert isinstance(found, Found)
    assert isinstance(found.record, Exchange)
    await submit(store, changes(found.record.model_copy(update={"title": Text(en=title)})))


async def title_of(store: GraphStore) -> str | None:
    found = await store.get("doc-1")
    assert isinstance(found, Found)
    assert isinstance(found.record, Exchange)
    return found.record.title.en


async def test_a_local_edit_stays_and_is_listed(store: GraphStore, folder: Path) -> None:
    await again(store, folder)
    await edited(store, "As we know it here")
    edit(folder, "exchanges.yaml", "Advisers went from", "Four advisers went from")
    edit(folder, "sectors.yaml", "label: {en: tax}", "label: {en: taxes}")
    done = await again(store, folder)
    assert (done.kept, done.written) == (("doc-1",), ("tax",))
    assert await title_of(store) == "As we know it here"


async def test_a_local_edit_that_the_seeds_take_over_is_no_edit_any_more(
    store: GraphStore, folder: Path
) -> None:
    await again(store, folder)
    await edited(store, "As we know it here")
    edit(folder, "exchanges.yaml", "en: Advisers on tax", "en: As we know it here")
    assert (await again(store, folder)).kept == ()


async def test_a_record_that_was_withdrawn_here_does_not_come_back(store: GraphStore, folder: Path) -> None:
    await again(store, folder)
    await submit(store, changes(withdraw("doc-1", "not true")))
    assert (await again(store, folder)).kept == ("doc-1",)
    assert not isinstance(await store.get("doc-1"), Found)


async def test_a_refused_run_leaves_the_graph_as_it_was(store: GraphStore, folder: Path) -> None:
    await again(store, folder)
    held = await store.content_hash()
    edit(folder, "sectors.yaml", "label: {en: tax}", "label: {en: taxes}")
    edit(folder, "exchanges.yaml", "recipient: CAV", "recipient: QQQ")
    with pytest.raises(Exception, match="QQQ"):
        await again(store, folder)
    assert await store.content_hash() == held


def content_hash(folder: Path) -> str:
    async def ask() -> str:
        async with opened_store(settings(folder)) as opened:
            return await opened.content_hash()

    return asyncio.run(ask())


@pytest.mark.slow
def test_a_run_that_was_killed_and_run_again_ends_as_if_undisturbed(tmp_path: Path) -> None:
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    began = time.monotonic()
    subprocess.run(
        [COMMAND, "seed"],
        env=environment(EXCHANGE_DATA=str(tmp_path / "whole")),
        check=True,
        capture_output=True,
    )
    lasted = time.monotonic() - began
    expected = content_hash(tmp_path / "whole")
    (tmp_path / "empty").mkdir()
    nothing_or_all = {None, content_hash(tmp_path / "empty"), expected}
    moments = random.Random(2014)
    for cycle in range(CYCLES):
        killed = tmp_path / "killed"
        shutil.rmtree(killed)
        killed.mkdir()
        with subprocess.Popen(
            [COMMAND, "seed"],
            env=environment(EXCHANGE_DATA=str(killed)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            time.sleep(lasted * moments.uniform(0.3, 1.0))
            run.kill()
        held = content_hash(killed) if (killed / FILE_NAME).exists() else None
        assert held in nothing_or_all, f"cycle {cycle}: a run was half-written"
        asyncio.run(fill(killed))
        assert content_hash(killed) == expected, f"cycle {cycle}"
