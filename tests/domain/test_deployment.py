"""What a deployment can say of itself."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.building import deployment


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"start": "2012-05", "end": "2012-04"}, "the end 2012-04 lies before the start 2012-05"),
        ({"most": 3, "women": 4}, "4 women are more than all, 3"),
        ({"most": 0}, "greater than or equal to 1"),
        ({"type": "police"}, "'individual-police', 'experts', 'formed-units' or 'staff-officers'"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        deployment(**said)
    assert why in str(refused.value)


@pytest.mark.parametrize("said", [{"end": "2009"}, {"most": 3, "women": 3}, {"women": 4}, {"most": 1}])
def test_what_can_be_is_taken(said: dict[str, Any]) -> None:
    record = deployment(**said)
    assert {name: getattr(record, name) for name in said} == said
