"""A table of counts: rows by sectors, a shade that follows the number, a mark where only the press tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STEPS = (1, 2, 4)
"""The most exchanges of each shade but the darkest."""


def cell(row: Mapping[str, Any], to: str, received: bool = False) -> dict[str, Any]:
    """How much a row of the interface counts, and where these exchanges are listed."""
    number = row["exchanges"]
    return {
        "count": number,
        "shade": 1 + sum(number > step for step in _STEPS),
        "press": row["best_grade"] == "C",
        "received": received,
        "to": to,
    }
