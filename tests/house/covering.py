"""A plugin of pytest: which test runs which line, in every process of a run (`-p tests.house.covering`).

The data goes where `COVERAGE_FILE` says, one file a process; each context is the id of a test.
"""

from __future__ import annotations

import coverage
import pytest

_measuring = coverage.Coverage(data_suffix=True)


def pytest_configure() -> None:
    """Before anything of the product is imported."""
    _measuring.start()


def pytest_runtest_call(item: pytest.Item) -> None:
    """What a test itself runs, not what its fixtures do."""
    _measuring.switch_context(item.nodeid)


def pytest_runtest_teardown() -> None:
    """What comes after belongs to no test."""
    _measuring.switch_context("")


def pytest_unconfigure() -> None:
    """At the end of each process."""
    _measuring.stop()
    _measuring.save()
