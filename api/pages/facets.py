"""Facets of a list of exchanges: every value as a link that adds it or takes it back, with its count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from api.pages.addresses import without
from api.pages.conditions import added, instead, said, taken
from api.pages.visit import Visit
from exchange_graph.domain.claims import Grade
from exchange_graph.domain.exchange import Rating, Status
from exchange_graph.graph.query import UNKNOWN

FACETS = (
    "provider", "recipient", "sector", "outcome", "grade", "status", "contested", "kind", "facilitator",
    "funder", "modality", "year",
)  # fmt: skip
_EVERY: Mapping[str, tuple[str, ...]] = {
    "outcome": get_args(Rating), "status": get_args(Status), "grade": get_args(Grade),
    "contested": ("true", "false"),
}  # fmt: skip
"""Facets of few values, in their order: one that no exchange has is a finding, and told."""
_ONE = ("contested",)
"""Filters that take one value."""
_SHOWN = 5
"""Values of another facet that stand open."""


def facet(name: str, values: list[dict[str, Any]], visit: Visit) -> dict[str, Any]:
    """A facet with its values as lines, those that are chosen among them; unknown stands last."""
    if name == "year":
        lines = [_year(value, visit) for value in sorted(_ordered(name, values), key=_by_id)]
        return {"name": name, "open": [], "more": lines, "most": 0, "chosen": False}
    lines = [_line(name, value, visit) for value in _ordered(name, values)]
    shown = len(lines) if name in _EVERY else _SHOWN
    first = [line for line in lines if line["chosen"] or line["id"] == UNKNOWN or line in lines[:shown]]
    return {
        "name": name,
        "open": first,
        "more": [line for line in lines if line not in first],
        "most": max((line["count"] for line in lines), default=0),
        "chosen": name not in _ONE and any(line["chosen"] for line in lines),
    }


def _ordered(name: str, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The values of a facet as they were counted, or in their own order; unknown last."""
    held = {value["id"]: value for value in values}
    ids = [*_EVERY.get(name, ()), *(i for i in held if i not in _EVERY.get(name, ()) and i != UNKNOWN)]
    ordered = [held.get(i, {"id": i, "count": 0}) for i in ids]
    return ordered + [value for value in values if value["id"] == UNKNOWN]


def _line(name: str, value: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
    """A value in words with its count, and the address that takes it back or adds it; none for nothing."""
    known, chosen = value["id"] != UNKNOWN, (name, value["id"]) in visit.pairs
    to = (taken if chosen else instead if name in _ONE else added)(visit, name, value["id"])
    return {
        "id": value["id"],
        "says": value.get("label", said(name, value["id"], visit)) if known else None,
        "count": value["count"],
        "chosen": chosen,
        "to": to if chosen or value["count"] else None,
    }


def _by_id(value: Mapping[str, Any]) -> str:
    return str(value["id"])


def _year(value: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
    chosen, known = chosen_years(visit), value["id"] != UNKNOWN
    return {
        "id": value["id"],
        "says": value["id"] if known else None,
        "count": value["count"],
        "chosen": known and chosen == (int(value["id"]), int(value["id"])),
        "to": in_year(value["id"], visit) if known else added(visit, "dated", "bounded"),
    }


def in_year(year: str, visit: Visit) -> str:
    """The address of the same list in one year."""
    pairs = without(visit.pairs, "year_from", "year_to", "cursor")
    return visit.to(visit.path, [*pairs, ("year_from", year), ("year_to", year)])


def chosen_years(visit: Visit) -> tuple[int, int] | None:
    """The first and last year asked for, if any is."""
    asked = dict(visit.pairs)
    first, last = asked.get("year_from"), asked.get("year_to")
    return (int(first or 0), int(last or 9999)) if first or last else None
