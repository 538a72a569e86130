"""One need, one revision: the same bytes from either store, from every process."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from exchange_graph.copying import copy
from exchange_graph.wiring import FILE_NAME, opened_store
from tests.contract.stores import EVERY_STORE, STORES
from tests.matching.several import answered
from tests.patience import LONGEST_WAIT
from tests.served import environment, settings


@pytest.mark.slow
async def test_three_processes_give_the_same_bytes(seeded: Path) -> None:
    async with opened_store(settings(seeded)) as store:
        expected = hashlib.sha256(await answered(store)).hexdigest()
    assert await asyncio.to_thread(_three_processes, seeded) == [expected] * 3


def _three_processes(folder: Path) -> list[str]:
    """What three processes print, each with another seed for its hashes."""
    command = [sys.executable, "-m", "tests.matching.several", f"sqlite:{folder / FILE_NAME}"]
    children = [
        subprocess.Popen(command, env=environment(PYTHONHASHSEED=str(n)), stdout=subprocess.PIPE, text=True)
        for n in (1, 2, 3)
    ]
    return [child.communicate(timeout=LONGEST_WAIT)[0].strip() for child in children]


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY_STORE)
async def test_every_store_gives_the_same_bytes(name: str, seeded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    target = STORES[name](folder)()
    await target.open()
    try:
        async with opened_store(settings(seeded)) as source:
            await copy(source, target)
            assert await answered(target) == await answered(source)
    finally:
        await target.close()
