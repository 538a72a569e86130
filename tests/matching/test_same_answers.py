"""One need, one revision: the same bytes from either store, from every process."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from exchange_graph.copying import copy
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import FILE_NAME, opened_store
from tests.contract.stores import STORES
from tests.matching.several import answered
from tests.real import seeds
from tests.served import environment, settings


@pytest.fixture
async def filled(tmp_path: Path) -> Path:
    """A folder whose graph holds the seeds."""
    async with opened_store(settings(tmp_path)) as store:
        await seed(store, seeds())
    return tmp_path


@pytest.mark.slow
async def test_three_processes_give_the_same_bytes(filled: Path) -> None:
    async with opened_store(settings(filled)) as store:
        expected = hashlib.sha256(await answered(store)).hexdigest()
    assert await asyncio.to_thread(_three_processes, filled) == [expected] * 3


def _three_processes(folder: Path) -> list[str]:
    """What three processes print, each with another seed for its hashes."""
    command = [sys.executable, "-m", "tests.matching.several", f"sqlite:{folder / FILE_NAME}"]
    children = [
        subprocess.Popen(command, env=environment(PYTHONHASHSEED=str(n)), stdout=subprocess.PIPE, text=True)
        for n in (1, 2, 3)
    ]
    return [child.communicate(timeout=120)[0].strip() for child in children]


@pytest.mark.parametrize("name", sorted(STORES))
async def test_every_store_gives_the_same_bytes(name: str, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    target = STORES[name](folder)()
    await target.open()
    try:
        async with opened_store(settings(filled)) as source:
            await copy(source, target)
            assert await answered(target) == await answered(source)
    finally:
        await target.close()
