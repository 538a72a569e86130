"""The service on the real seeds, in this process and as a site that a browser visits."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.building import NORTH, SOUTH, STATES, source
from tests.served import Service, serve, serving, settings

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder run in one event loop, that of the service and the browser they share."""
    for item in items:
        if Path(__file__).parent in item.path.parents and pytest_asyncio.is_async_test(item):
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


@pytest.fixture(scope="session")
def site(seeded: Path) -> Iterator[str]:
    """The address of a server on the real seeds."""
    with serve(seeded) as process:
        yield process.url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of the system; without one these tests are skipped, unless it is required."""
    if not CHROMIUM.exists():
        if os.environ.get("EXCHANGE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"there is no browser at {CHROMIUM}: install the package chromium")
        pytest.skip(f"pages were not looked at in a browser: there is none at {CHROMIUM}")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """A real browser, started once."""
    async with async_playwright() as player:
        started = await player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()
