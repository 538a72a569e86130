"""Schemathesis against a served graph: no server error, and no answer that OpenAPI does not declare."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as effort
from schemathesis.config import SchemathesisConfig

from api.app import create_app
from tests.served import fill, serve, settings

CONFIG = {
    "generation": {"max-examples": 20, "deterministic": True},
    # A well-formed name may still be the name of nothing: 400 in a filter, 404 in a path, 308 for an old key.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["200", "304", "308", "400", "404"]}},
}
schema = schemathesis.openapi.from_dict(
    create_app(settings(Path("unopened"))).openapi(), config=SchemathesisConfig.from_dict(CONFIG)
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("attacked")
    asyncio.run(fill(folder))
    with serve(folder) as process:
        yield process.url


@pytest.mark.slow
@schema.parametrize()
@effort(deadline=None, suppress_health_check=list(HealthCheck))
def test_no_answer_is_a_defect_or_undeclared(case: schemathesis.Case[Any], address: str) -> None:
    case.call_and_validate(base_url=address)
