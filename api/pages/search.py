"""One box over all records: how a question was read, its exchanges, and records of every kind by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.http.asking import Refused
from api.pages.visit import Visit

_EXCHANGES = "6"


async def look(visit: Visit) -> Mapping[str, Any]:
    """What was typed as a question and as a name; an empty box asks for words."""
    asked = dict(visit.pairs).get("q", "").strip()
    nothing: dict[str, Any] = {"items": [], "page": {"total": 0}}
    body = await visit.ask("/v1/search", visit.pairs) if asked else nothing
    named = [hit for hit in body["items"] if hit["kind"] != "exchange"]
    return {
        "asked": asked,
        "body": body,
        "hits": [{**hit, "to": visit.record(hit["id"])} for hit in named],
        "read": await _read(asked, visit) if asked else None,
        "json": visit.data("/v1/search", visit.pairs),
    }


async def _read(asked: str, visit: Visit) -> dict[str, Any] | None:
    """The question as it was read, each part with the page without it, and the first of its exchanges."""
    try:
        body = await visit.ask("/v1/ask", [("q", asked), ("limit", _EXCHANGES)])
    except Refused as refused:
        if refused.status != 400:
            raise
        return None
    read = body["understood"]
    return {
        **body,
        "chips": [{**part, "dropped": visit.page_of(part["undo"])} for part in read["from"]],
        "words": read["words"],
        "says": read.get("says"),
        "says_apart": read.get("says_apart"),
        "areas": read.get("areas", []),
        "to": visit.page_of(body["see"]),
        "json": visit.data("/v1/ask", [("q", asked)]),
    }
