"""A run in several processes keeps together what shares a server."""

from __future__ import annotations

import os

import pytest

GROUP = "those that share"


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="this run has one process")
@pytest.mark.xdist_group(GROUP)
def test_a_group_is_named_to_who_hands_out_the_tests(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith(f"@{GROUP}")
