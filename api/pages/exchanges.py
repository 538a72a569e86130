"""The list of exchanges: filters as links, conditions to take back, order, pages, and the same as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.http.asking import AsTable
from api.pages.addresses import without
from api.pages.conditions import NOT_CONDITIONS, added, conditions, count, grouped, lifted
from api.pages.facets import FACETS, chosen_years, facet, in_year
from api.pages.visit import Visit
from exchange_graph.graph.query import UNKNOWN

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
        "narrowed": grouped(asked),
        "cleared": visit.to(visit.path),
        "all": await count(visit, []) if asked else body["page"]["total"],
        "facets": [facet(name, body["facets"][name], visit) for name in FACETS],
        "years": _years(body["facets"]["year"], visit),
        "chosen": chosen_years(visit),
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


def _years(values: list[dict[str, Any]], visit: Visit) -> list[tuple[int, int, str]]:
    """Each year with its number of exchanges and the address of its list."""
    known = sorted((int(v["id"]), v["count"]) for v in values if v["id"] != UNKNOWN)
    return [(year, number, in_year(str(year), visit)) for year, number in known]


def _sorts(visit: Visit) -> list[dict[str, Any]]:
    asked = dict(visit.pairs)
    names = ["-start", "start", "title"] + (["relevance"] if asked.get("q") else [])
    pairs = without(visit.pairs, "sort", "cursor")
    now = asked.get("sort", "-start")
    return [{"name": n, "to": visit.to(visit.path, [*pairs, ("sort", n)]), "chosen": n == now} for n in names]


async def _bounded(visit: Visit) -> dict[str, Any] | None:
    """How many of a list of years are dated by their source alone, and the address without them."""
    asked = dict(visit.pairs)
    if not chosen_years(visit) or "dated" in asked:
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
