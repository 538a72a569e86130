"""A number said of a State is what its link lists."""

from __future__ import annotations

import pytest

from tests.following_counts import strays
from tests.served import Service


@pytest.mark.slow
async def test_every_number_of_an_answer_is_the_total_of_its_link(service: Service) -> None:
    assert await strays(service) == []
