"""Records other than exchanges and countries: what each is, and the exchanges it is tied to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from api.pages.addresses import without
from api.pages.visit import Visit

_MOST = "50"


def look_at_all(noun: str) -> Callable[[Visit], Awaitable[Mapping[str, Any]]]:
    """The list of the records of a kind, a page at a time."""

    async def look(visit: Visit) -> Mapping[str, Any]:
        body = await visit.ask(f"/v1/{noun}", visit.pairs)
        following = body["page"]["next"]
        again = without(visit.pairs, "cursor")
        return {
            "noun": noun,
            "body": body,
            "q": dict(visit.pairs).get("q", ""),
            "next": visit.to(visit.path, [*again, ("cursor", following)]) if following else None,
            "csv": visit.data(f"/v1/{noun}", [*again, ("format", "csv")]),
            "book": visit.data(f"/v1/{noun}", [*again, ("format", "xlsx")]),
            "json": visit.data(f"/v1/{noun}", visit.pairs),
        }

    return look


def look(noun: str, name: str) -> Callable[[Visit], Awaitable[Mapping[str, Any]]]:
    """One record of a kind and the exchanges that the filter of that name finds for it."""

    async def look_at_one(visit: Visit) -> Mapping[str, Any]:
        record = await visit.ask(f"/v1/{noun}/{visit.part}", visit.pairs)
        asked = [(name, record["id"])]
        return {
            "noun": noun,
            "record": record,
            "exchanges": await visit.ask("/v1/exchanges", [*asked, ("limit", _MOST)]),
            "list": visit.to("/exchanges", asked),
            "json": visit.data(f"/v1/{noun}/{record['id']}"),
        }

    return look_at_one


def look_at_knowledge(noun: str) -> Callable[[Visit], Awaitable[Mapping[str, Any]]]:
    """A need, an offer, a lesson and the like, with the exchanges that it speaks of."""

    async def look_at_one(visit: Visit) -> Mapping[str, Any]:
        record = await visit.ask(f"/v1/{noun}/{visit.part}", visit.pairs)
        around = await visit.ask("/v1/graph/neighbourhood", [("id", record["id"]), ("limit", _MOST)])
        return {
            "noun": noun,
            "record": record,
            "exchanges": [node for node in around["nodes"] if node["kind"] == "exchange"],
            "suggestions": visit.to(f"/needs/{record['id']}/suggestions")
            if _can_be_asked(noun, record)
            else None,
            "json": visit.data(f"/v1/{noun}/{record['id']}"),
        }

    return look_at_one


def _can_be_asked(noun: str, record: Mapping[str, Any]) -> bool:
    """Whether a need says for whom and in what: without that no peer can be looked for."""
    return noun == "needs" and bool(record["sectors"]) and bool(record["recipient"] or record["requested_by"])


async def look_at_source(visit: Visit) -> Mapping[str, Any]:
    """A source turned round: each place of it with the records whose facts it carries."""
    record = await visit.ask(f"/v1/sources/{visit.part}", visit.pairs)
    exchanges = await visit.ask("/v1/exchanges", [("source", record["id"]), ("limit", "200")])
    headings = {item["id"]: item["heading"] for item in exchanges["items"]}
    places: dict[str | None, dict[str, int]] = {}
    for fact in record["carries"]:
        held = places.setdefault(fact["locator"], {})
        held[fact["record"]] = held.get(fact["record"], 0) + 1
    return {
        "record": record,
        "places": places,
        "headings": headings,
        "exchanges": exchanges,
        "list": visit.to("/exchanges", [("source", record["id"])]),
        "json": visit.data(f"/v1/sources/{record['id']}"),
    }
