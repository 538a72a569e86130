"""The way in: one box to search, what the record holds, what it knows and what not, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.pages.visit import Visit
from exchange_graph.graph.query import UNKNOWN

_RECENT = "6"
_ROLES = ("provider", "recipient", "facilitator", "funder")


async def look(visit: Visit) -> Mapping[str, Any]:
    """Counts and coverage as the interface gives them, and the newest exchanges."""
    stats = await visit.ask("/v1/stats")
    recent = await visit.ask("/v1/exchanges", [("limit", _RECENT), ("facets", ",".join(_ROLES))])
    total = recent["page"]["total"]
    coverage = stats["coverage"]
    return {
        "stats": stats,
        "recent": recent["items"],
        "total": total,
        "grades": [coverage["grade"].get(grade, 0) for grade in "ABC"],
        "known": [
            *((role, total - _unknown(recent["facets"][role])) for role in _ROLES),
            ("dated", coverage["dated"].get("stated", 0)),
            ("status", total - coverage["status"].get(UNKNOWN, 0)),
            ("outcome", total - coverage["outcome"].get(UNKNOWN, 0)),
            ("institution", coverage["institution"]["named"]),
        ],
        "areas": [(visit.label(i), n, visit.to("/exchanges", [("sector", i)])) for i, n in _areas(coverage)],
        "json": visit.data("/v1/stats"),
    }


def _unknown(values: list[dict[str, Any]]) -> int:
    return sum(value["count"] for value in values if value["id"] == UNKNOWN)


def _areas(coverage: Mapping[str, Mapping[str, int]]) -> list[tuple[str, int]]:
    return [(area, number) for area, number in coverage["sector"].items() if area != UNKNOWN]
