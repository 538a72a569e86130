"""Where the record is empty: States by sector, a cell for each pair, and the figures of each area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from api.http.asking import AsTable
from api.pages.addresses import without
from api.pages.areas import areas
from api.pages.conditions import conditions
from api.pages.matrix import cell
from api.pages.visit import Visit
from exchange_graph.domain.vocabulary import Group


async def look(visit: Visit) -> Mapping[str, Any]:
    """Every pair of the question, put into a table; the page's query is the question's."""
    if visit.request.query_params.get("format", "json") != "json":
        raise AsTable(visit.data("/v1/holes", visit.pairs))
    pairs = without(visit.pairs, "limit", "cursor", "format", "empty")
    body = await visit.ask("/v1/holes", [*pairs, ("limit", "1")])
    cells: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in await visit.ask_all("/v1/holes", [*pairs, ("empty", "false")]):
        cells[row["country"]["id"]][row["sector"]["id"]] = cell(row, _listed(row, visit))
    held = areas((sector["id"] for sector in body["sectors"]), visit)
    return {
        "conditions": conditions(visit),
        "groups": [(one.id, visit.label(one.id)) for one in visit.known.all(Group)],
        "group": dict(visit.pairs).get("group", ""),
        "totals": body["totals"],
        "note": body["note"],
        "areas": held,
        "sectors": [sector for _, sectors in held for sector in sectors],
        "lines": [(country, cells[country["id"]]) for country in body["countries"]],
        "json": visit.data("/v1/holes", pairs),
        "csv": visit.data("/v1/holes", [*pairs, ("format", "csv")]),
        "book": visit.data("/v1/holes", [*pairs, ("format", "xlsx")]),
    }


def _listed(row: Mapping[str, Any], visit: Visit) -> str:
    """Where the exchanges of a place of the table are listed, counted as here."""
    asked = [("recipient", row["country"]["id"]), ("sector", row["sector"]["id"])]
    return visit.to("/exchanges", [*asked, ("counted", "true"), ("basis", "stated")])
