"""An import compares first, writes only differences in small steps, and yields to curated records."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, cast

import pytest

from exchange_graph.curation import submit
from exchange_graph.domain.changes import ChangeSet
from exchange_graph.domain.languages import Text
from exchange_graph.errors import BadInput, Unavailable
from exchange_graph.graph.query import Applied, Found, Gone
from exchange_graph.graph.store import GraphStore
from exchange_graph.importers.run import BATCH
from exchange_graph.importers.undp_projects.importing import Imported, import_list
from exchange_graph.wiring import FILE_NAME, opened_store
from tests.building import changes, exchange, merge, withdraw
from tests.contract.stores import Door
from tests.importers.lists import AROUND, a_list, row
from tests.served import COMMAND, environment, settings

ROWS = [
    row(n, title=f"Wells {n}", start=str(2000 + n % 20), end="2023", entities=f"Office {n}")
    for n in range(1, 61)
]
CYCLES = int(os.environ.get("EXCHANGE_KILL_CYCLES", "5"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(a_list(*ROWS))
    return path


def save(path: Path, data: bytes) -> None:
    path.write_bytes(data)


class Dying:
    """A store whose process dies before the write after the next `steps`."""

    def __init__(self, store: GraphStore, steps: int) -> None:
        self._store, self._left = store, steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def apply(self, changeset: ChangeSet, expect: Any = None, *, dry_run: bool = False) -> Applied:
        self._left -= not dry_run
        if self._left < 0:
            raise Unavailable("killed")
        return await self._store.apply(changeset, expect, dry_run=dry_run)


async def fails_after(store: GraphStore, file: Path, steps: int) -> None:
    with pytest.raises(Unavailable):
        await import_list(cast("GraphStore", Dying(store, steps)), file)


def written(done: Imported) -> list[str]:
    return [operation.target for operation in done.plan.operations]


async def test_the_same_file_twice_changes_nothing(store: GraphStore, file: Path) -> None:
    first = await import_list(store, file)
    held = await store.content_hash()
    assert written(first)[:2] == ["undp-projects", "undp-projects-1"]
    assert len(written(first)) == 61
    second = await import_list(store, file)
    assert (written(second), len(second.plan.unchanged), second.revision) == ([], 60, first.revision)
    assert await store.content_hash() == held


async def test_steps_are_small_and_keyed_and_refer_to_earlier_ones_only(
    store: GraphStore, file: Path
) -> None:
    await import_list(store, file)
    steps = [r.changeset for r in await store.changesets(1, 100)]
    assert [len(step.operations) for step in steps] == [BATCH, BATCH, 61 - 2 * BATCH]
    assert all(step.key.startswith("import:") for step in steps)


async def test_an_import_that_died_at_any_step_is_finished_by_running_it_again(
    store: GraphStore, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "whole").mkdir()
    async with opened_store(settings(tmp_path / "whole")) as whole:
        await submit(whole, changes(*AROUND))
        await import_list(whole, file)
        expected = await whole.content_hash()
    for steps in (0, 1, 0, 1):
        await fails_after(store, file, steps)
    done = await import_list(store, file)
    assert len(written(done)) == 61 - 2 * BATCH, "what the two steps before had written was not written again"
    assert await store.content_hash() == expected


async def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(
    store: GraphStore, file: Path
) -> None:
    before = await store.content_hash(), await store.revision()
    done = await import_list(store, file, dry_run=True)
    assert len(written(done)) == 61
    assert (await store.content_hash(), await store.revision()) == before


async def test_a_refused_file_leaves_the_graph_as_it_was(store: GraphStore, file: Path) -> None:
    before = await store.content_hash()
    save(file, a_list(*ROWS)[:-9])
    with pytest.raises(BadInput):
        await import_list(store, file)
    assert await store.content_hash() == before


async def test_rows_that_curated_records_hold_meet_them(store: GraphStore, file: Path) -> None:
    curated = [
        exchange("undp-projects-2-cav", provider="ARD", recipient="CAV"),
        exchange("undp-projects-2-dos", provider="ARD", recipient="DOS"),
        exchange("undp-projects-3", provider="ARD", aliases=("X1", "undp-projects-4")),
        exchange("undp-projects-5", provider="ARD"), exchange("undp-projects-6", provider="ARD"),
    ]  # fmt: skip
    await submit(store, changes(*curated))
    await submit(store, changes(merge("undp-projects-5", "undp-projects-6"), withdraw("undp-projects-2-dos")))
    done = await import_list(store, file)
    assert done.plan.kept == {
        "2": ("undp-projects-2-cav", "undp-projects-2-dos"), "3": ("undp-projects-3",),
        "4": ("undp-projects-3",), "5": ("undp-projects-5", "undp-projects-6"), "6": ("undp-projects-6",),
    }  # fmt: skip
    assert len(written(done)) == 61 - 5
    assert await store.get("undp-projects-2") is None
    found = await store.get("undp-projects-3")
    assert isinstance(found, Found)
    assert found.record == curated[2]


async def test_what_somebody_edited_merged_or_withdrew_here_stays_and_is_listed(
    store: GraphStore, file: Path
) -> None:
    await import_list(store, file)
    found = await store.get("undp-projects-1")
    assert isinstance(found, Found)
    edited = found.record.model_copy(update={"title": Text(en="As we know it here")})
    await submit(
        store, changes(edited, withdraw("undp-projects-2"), merge("undp-projects-3", "undp-projects-4"))
    )
    held = await store.content_hash()
    done = await import_list(store, file)
    assert sorted(done.plan.kept) == ["1", "2", "3"]
    assert (written(done), await store.content_hash()) == ([], held)


async def test_a_record_of_the_import_gives_way_to_curated_ones_that_came_later(
    store: GraphStore, file: Path
) -> None:
    await import_list(store, file)
    await submit(store, changes(exchange("undp-projects-2-cav", provider="ARD", recipient="CAV")))
    done = await import_list(store, file)
    assert written(done) == ["undp-projects-2"]
    gone = await store.get("undp-projects-2")
    assert isinstance(gone, Gone)
    assert gone.reason == "held by the curated undp-projects-2-cav"
    assert written(await import_list(store, file)) == []


async def test_a_corrected_row_is_written_again_and_a_row_that_vanished_is_listed(
    store: GraphStore, file: Path
) -> None:
    await import_list(store, file)
    save(file, a_list(*[{**ROWS[0], "Project Name": "Deep wells"}, *ROWS[2:]]))
    done = await import_list(store, file)
    assert (written(done), done.plan.lingering) == (["undp-projects-1"], ("undp-projects-2",))
    save(file, a_list(*ROWS))
    assert written(await import_list(store, file)) == ["undp-projects-1"], "there and back again is written"


async def test_an_empty_graph_says_what_to_do_first(door: Door, file: Path) -> None:
    store = door()
    await store.open()
    try:
        with pytest.raises(BadInput, match="exchange-graph seed"):
            await import_list(store, file)
    finally:
        await store.close()


async def _content(folder: Path, *, filled: bool = False) -> str:
    async with opened_store(settings(folder)) as opened:
        if filled:
            await submit(opened, changes(*AROUND, key="around"))
        return await opened.content_hash()


@pytest.mark.slow
def test_a_process_that_was_killed_and_run_again_ends_as_if_undisturbed(file: Path, tmp_path: Path) -> None:
    command = [str(COMMAND), "import", "undp-projects", str(file)]
    for name in ("whole", "start"):
        (tmp_path / name).mkdir()
        asyncio.run(_content(tmp_path / name, filled=True))
    began = time.monotonic()
    whole = environment(EXCHANGE_DATA=str(tmp_path / "whole"))
    subprocess.run(command, env=whole, check=True, capture_output=True)
    lasted = time.monotonic() - began
    moments = random.Random(2013)
    for cycle in range(CYCLES):
        killed = tmp_path / f"killed-{cycle}"
        killed.mkdir()
        shutil.copy(tmp_path / "start" / FILE_NAME, killed / FILE_NAME)
        env = environment(EXCHANGE_DATA=str(killed))
        with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(lasted * moments.uniform(0.4, 1.0))
            run.kill()
        subprocess.run(command, env=env, check=True, capture_output=True)
        assert asyncio.run(_content(killed)) == asyncio.run(_content(tmp_path / "whole")), f"cycle {cycle}"
