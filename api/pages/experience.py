"""Who has shared what: providers by sector, as a table of counts in which the shade follows the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from api.http.asking import AsTable
from api.pages.addresses import without
from api.pages.areas import areas
from api.pages.conditions import NOT_CONDITIONS, conditions
from api.pages.country import in_order
from api.pages.matrix import cell
from api.pages.visit import Visit


async def look(visit: Visit) -> Mapping[str, Any]:
    """Every row for these conditions, put into a table; grouped by ties where `for` is given."""
    if visit.request.query_params.get("format", "json") != "json":
        raise AsTable(visit.data("/v1/provider-experience", visit.pairs))
    pairs = without(visit.pairs, "limit", "cursor", "facets", "format")
    rows = await visit.ask_all("/v1/provider-experience", pairs)
    tied_to = visit.request.query_params.get("for")
    held = areas({row["sector"]["id"] for row in rows}, visit)
    return {
        "rows": rows,
        "tied_to": visit.known.country(tied_to) if tied_to else None,
        "areas": held,
        "sectors": [sector for _, sectors in held for sector in sectors],
        "groups": _grouped(rows, visit),
        "conditions": [c for c in conditions(visit) if c.name not in NOT_CONDITIONS],
        "suggest": visit.to("/suggest", _as_need(pairs)),
        "json": visit.data("/v1/provider-experience", pairs),
        "csv": visit.data("/v1/provider-experience", [*pairs, ("format", "csv")]),
        "book": visit.data("/v1/provider-experience", [*pairs, ("format", "xlsx")]),
    }


def _as_need(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the address says of a need: who it is for and in which sectors."""
    names = {"for": "recipient", "sector": "sector"}
    return [(names[name], value) for name, value in pairs if name in names]


def _grouped(rows: list[dict[str, Any]], visit: Visit) -> list[tuple[str, list[dict[str, Any]]]]:
    """Providers by what ties them to the State asked for, then by name; without one, all together."""
    providers: dict[str, dict[str, Any]] = {}
    cells: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        providers[row["provider"]["id"]] = row
        cells[row["provider"]["id"]][row["sector"]["id"]] = _counted(row, visit)
    groups: dict[str, list[dict[str, Any]]] = {"worked": [], "tied": [], "": []}
    for provider, row in providers.items():
        ties = row.get("ties")
        group = "worked" if ties and ties["exchanges"] else "tied" if ties and ties["shared"] else ""
        groups[group].append({"provider": row["provider"], "cells": cells[provider]})
    named = {
        name: sorted(lines, key=lambda line: in_order(line["provider"]["id"], visit))
        for name, lines in groups.items()
    }
    return [(name, lines) for name, lines in named.items() if lines]


def _counted(row: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
    asked = [("provider", row["provider"]["id"]), ("sector", row["sector"]["id"])]
    asked += without(visit.pairs, *NOT_CONDITIONS, "for", "provider", "sector")
    tied = row.get("ties")
    received = tied is not None and tied["with"] in row["recipients"]
    return cell(row, visit.to("/exchanges", asked), received)
