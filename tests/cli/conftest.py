"""A seeded data folder, and the command line run in this process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.cli.main import main
from exchange_graph.seeding.reading import SEEDS, Seeds, read_seeds
from tests.real import seeds
from tests.served import free_port, serving, settings


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Answered]
Read = Callable[..., Any]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command without settings but a free port and those it is given (`data=` is EXCHANGE_DATA)."""
    for name in [name for name in os.environ if name.startswith("EXCHANGE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXCHANGE_PORT", str(free_port()))
    monkeypatch.setattr("exchange_graph.cli.seeding.read_seeds", _read)

    def command(*words: str, **env: object) -> Answered:
        for name, value in env.items():
            monkeypatch.setenv(f"EXCHANGE_{name.upper()}", str(value))
        monkeypatch.setattr(sys, "argv", ["exchange-graph", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        code = ended.value.code
        return Answered(code if isinstance(code, int) else 0 if code is None else 1, out, err)

    return command


def _read(folder: Path) -> Seeds:
    """Seed files as the command reads them; our own once in a process."""
    return seeds() if folder == SEEDS else read_seeds(folder)


@pytest.fixture
def graph(bare: Command, seeded: Path) -> Command:
    """Runs a command on the seeded graph."""
    return lambda *words, **env: bare(*words, **{"data": seeded, **env})


@pytest.fixture
def read(seeded: Path) -> Read:
    """Asks the HTTP interface for what it tells of the seeded graph."""

    async def asked(path: str, **params: Any) -> Any:
        async with serving(settings(seeded)) as service:
            return await service.read(path, **params)

    return lambda path, **params: asyncio.run(asked(path, **params))
