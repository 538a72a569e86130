"""The list of exchanges: filters as links, conditions to take back, order, pages, and the same as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.http.asking import AsTable
from api.pages.addresses import without
from api.pages.conditions import NOT_CONDITIONS, added, conditions, count, lifted, taken
from api.pages.visit import Visit
from exchange_graph.graph.query import UNKNOWN

FACETS = ("provider", "recipient", "sector", "kind", "facilitator", "funder", "outcome", "modality", "year")
_SHOWN = 5
"""Values of a facet that stand open."""
_NEAREST = 5


async def look(visit: Visit) -> Mapping[str, Any]:
    """The exchanges that fit the address; where none does, what to loosen and what lies nearest."""
    if visit.request.query_params.get("format", "json") != "json":
        raise AsTable(visit.data("/v1/exchanges", visit.pairs))
    pairs = without(visit.pairs, "facets", "format", "without")
    body = await visit.ask("/v1/exchanges", [*pairs, ("facets", ",".join(FACETS)), ("without", "true")])
    asked = conditions(visit)
    following = body["page"]["next"]
    data = {
        "body": body,
        "conditions": asked,
        "cleared": visit.to(visit.path),
        "all": await count(visit, []) if asked else body["page"]["total"],
        "facets": [_facet(name, values, visit) for name, values in body["facets"].items()],
        "years": _years(body["facets"]["year"], visit),
        "chosen": _chosen(visit),
        "sorts": _sorts(visit),
        "kept": without(pairs, "q", "year_from", "year_to", "cursor"),
        "next": visit.to(visit.path, [*without(visit.pairs, "cursor"), ("cursor", following)])
        if following
        else None,
        "first": visit.to(visit.path, without(visit.pairs, "cursor")) if "cursor" in dict(pairs) else None,
        "table": visit.data("/v1/exchanges", [*without(pairs, "cursor"), ("format", "csv")]),
        "book": visit.data("/v1/exchanges", [*without(pairs, "cursor"), ("format", "xlsx")]),
        "feed": visit.data("/v1/changes.atom", without(pairs, *NOT_CONDITIONS)),
        "json": visit.data("/v1/exchanges", pairs),
        "bounded": await _bounded(visit),
    }
    return data if body["page"]["total"] else {**data, **await _loosened(visit, body["without"])}


def _facet(name: str, values: list[dict[str, Any]], visit: Visit) -> dict[str, Any]:
    """A facet with its values as links, those that are chosen among them; unknown stands last."""
    chosen = {value for key, value in visit.pairs if key == name}
    ordered = [v for v in values if v["id"] != UNKNOWN] + [v for v in values if v["id"] == UNKNOWN]
    if name == "year":
        return {"name": name, "open": [], "more": [_year(v, visit) for v in sorted(ordered, key=_by_id)]}
    lines = [
        {
            "says": value.get("label"),
            "count": value["count"],
            "chosen": value["id"] in chosen,
            "to": (taken if value["id"] in chosen else added)(visit, name, value["id"]),
        }
        for value in ordered
    ]
    first = [line for line in lines if line["chosen"] or line in lines[:_SHOWN]]
    if lines and lines[-1]["says"] is None and lines[-1] not in first:
        first.append(lines[-1])
    most = max((line["count"] for line in lines), default=0)
    return {"name": name, "open": first, "more": [line for line in lines if line not in first], "most": most}


def _by_id(value: Mapping[str, Any]) -> str:
    return str(value["id"])


def _year(value: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
    chosen = _chosen(visit)
    known = value["id"] != UNKNOWN
    return {
        "says": value["id"] if known else None,
        "count": value["count"],
        "chosen": known and chosen == (int(value["id"]), int(value["id"])),
        "to": _in_year(value["id"], visit) if known else added(visit, "dated", "bounded"),
    }


def _in_year(year: str, visit: Visit) -> str:
    pairs = without(visit.pairs, "year_from", "year_to", "cursor")
    return visit.to(visit.path, [*pairs, ("year_from", year), ("year_to", year)])


def _years(values: list[dict[str, Any]], visit: Visit) -> list[tuple[int, int, str]]:
    """Each year with its number of exchanges and the address of its list."""
    known = sorted((int(v["id"]), v["count"]) for v in values if v["id"] != UNKNOWN)
    return [(year, number, _in_year(str(year), visit)) for year, number in known]


def _chosen(visit: Visit) -> tuple[int, int] | None:
    asked = dict(visit.pairs)
    first, last = asked.get("year_from"), asked.get("year_to")
    return (int(first or 0), int(last or 9999)) if first or last else None


def _sorts(visit: Visit) -> list[dict[str, Any]]:
    asked = dict(visit.pairs)
    names = ["-start", "start", "title"] + (["relevance"] if asked.get("q") else [])
    pairs = without(visit.pairs, "sort", "cursor")
    now = asked.get("sort", "-start")
    return [{"name": n, "to": visit.to(visit.path, [*pairs, ("sort", n)]), "chosen": n == now} for n in names]


async def _bounded(visit: Visit) -> dict[str, Any] | None:
    """How many of a list of years are dated by their source alone, and the address without them."""
    asked = dict(visit.pairs)
    if not _chosen(visit) or "dated" in asked:
        return None
    pairs = without(visit.pairs, "facets", "cursor", "limit", "sort")
    number = await count(visit, [*pairs, ("dated", "bounded")])
    return {"count": number, "to": added(visit, "dated", "stated")} if number else None


async def _loosened(visit: Visit, left: list[dict[str, Any]]) -> dict[str, Any]:
    """Each filter with what is left without it, and the first of what the best leaves."""
    lines = lifted(visit, left)
    if not lines or not lines[0].total:
        return {"left": lines, "near": []}
    pairs = without(lines[0].pairs, "facets", "limit", "format", "without")
    near = await visit.ask("/v1/exchanges", [*pairs, ("limit", str(_NEAREST))])
    return {"left": lines, "near": near["items"]}
