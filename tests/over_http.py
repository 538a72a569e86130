"""Fixtures of tests that ask over HTTP: the service on the real seeds, opened once, and one to write to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.building import NORTH, SOUTH, STATES, source
from tests.served import Service, serving, settings

FOLDERS = {Path(__file__).parent / "api", Path(__file__).parent / "pages"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of these folders run in one event loop, that of the service they share."""
    for item in items:
        if FOLDERS & {*item.path.parents} and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(seeded: Path) -> AsyncIterator[Service]:
    """The service on the real seeds. Tests read it; they never write."""
    async with serving(settings(seeded)) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def workshop(tmp_path: Path) -> AsyncIterator[Service]:
    """A service on a graph of the test's own: five invented States, who is South and North, a source."""
    async with serving(settings(tmp_path)) as running:
        await running.write(source(), *STATES, SOUTH, NORTH)
        yield running
