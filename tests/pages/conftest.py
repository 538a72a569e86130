"""The service on the real seeds as a site, and a browser that visits it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.served import serve

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
