"""What the service says of itself, beside which tests hold its answers."""

from __future__ import annotations

import pytest

from tests.api.schemas import Described
from tests.served import Service


@pytest.fixture(scope="session")
def described(service: Service) -> Described:
    """What the service says of its answers."""
    return Described(service.app.openapi())
