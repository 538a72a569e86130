"""What all tests share: one graph of the real seeds a run, and figures that are told at its end."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from exchange_graph.wiring import FILE_NAME
from tests.patience import be_patient
from tests.served import fill

FIGURES = "figures"
"""The property of a test (`record_property`) that the summary of a run tells."""

pytest_plugins = ["tests.over_http"]

be_patient()
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fast", settings.get_profile("default"), max_examples=25)
settings.load_profile("default")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose graph holds the real seeds. Tests read it; they never write.

    The first process of a run makes it, the others wait and copy its file: each has its own.
    """
    of_the_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_the_run = of_the_run.parent
    made, own = of_the_run / "seeded-once", tmp_path_factory.mktemp("seeded")
    with _one_at_a_time(of_the_run / "seeded-once.lock"):
        if not made.exists():
            draft = tmp_path_factory.mktemp("draft")
            asyncio.run(fill(draft))
            draft.rename(made)
    shutil.copy(made / FILE_NAME, own)
    return own


@pytest.fixture
def filled(seeded: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own whose graph holds the real seeds: it may be written."""
    folder = tmp_path / "filled"
    shutil.copytree(seeded, folder)
    return folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one group share a process: pytest-xdist notes the group where pytest 9.2 no longer looks."""
    for item in items:
        noted = getattr(item, "_nodeid", item.nodeid)
        if noted != item.nodeid:
            item._id = item.id.parse(noted)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures of the run: processes that run tests in parallel print nothing themselves."""
    every = [report for group in terminalreporter.stats.values() for report in group]
    kept = [one for report in every for one in getattr(report, "user_properties", ())]
    told = [str(value) for name, value in kept if name == FIGURES]
    if told:
        terminalreporter.section("figures")
        for line in dict.fromkeys(told):
            terminalreporter.write_line(line)
