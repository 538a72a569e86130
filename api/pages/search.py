"""One box over all records: hits of every kind, each leading to its page or, without one, to its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.pages.visit import Visit


async def look(visit: Visit) -> Mapping[str, Any]:
    """The hits for what was typed; an empty box asks for words."""
    asked = dict(visit.pairs).get("q", "").strip()
    nothing: dict[str, Any] = {"items": [], "page": {"total": 0}}
    body = await visit.ask("/v1/search", visit.pairs) if asked else nothing
    return {
        "asked": asked,
        "body": body,
        "hits": [{**hit, "to": _to(hit, visit)} for hit in body["items"]],
        "exchanges": visit.to("/exchanges", [("q", asked), ("sort", "relevance")]),
        "json": visit.data("/v1/search", visit.pairs),
    }


def _to(hit: Mapping[str, Any], visit: Visit) -> str:
    return visit.to(f"/exchanges/{hit['id']}") if hit["kind"] == "exchange" else visit.record(hit["id"])
