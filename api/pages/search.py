"""One box over all records: how a question was read, its exchanges, and records of every kind by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.http.asking import Refused
from api.pages.visit import Visit
from exchange_graph.text.tokens import tokens

_EXCHANGES = "6"


async def look(visit: Visit) -> Mapping[str, Any]:
    """What was typed as a question and as a name; an empty box asks for words."""
    asked = dict(visit.pairs).get("q", "").strip()
    nothing: dict[str, Any] = {"items": [], "page": {"total": 0}}
    body = await visit.ask("/v1/search", visit.pairs) if asked else nothing
    read = await _read(asked, visit) if asked else None
    named = [hit for hit in body["items"] if hit["kind"] != "exchange"]
    return {
        "asked": asked,
        "body": body,
        "hits": [*_meant(read, {hit["id"] for hit in named}, visit), *_led(named, visit)],
        "read": read,
        "answered": read is not None and bool(read["items"]),
        "json": visit.data("/v1/search", visit.pairs),
    }


def _led(named: list[dict[str, Any]], visit: Visit) -> Iterator[dict[str, Any]]:
    for hit in named:
        yield {**hit, "to": visit.record(hit["id"])}


def _meant(read: Mapping[str, Any] | None, named: set[str], visit: Visit) -> Iterator[dict[str, Any]]:
    """The records that the question was read as, each once: a State that was understood has its page."""
    values = {part["value"] for part in read["from"]} if read else set()
    for part in read["from"] if read else ():
        held = visit.known.records.get(part["value"])
        if held and held.id in values - named:
            values.discard(held.id)
            label = visit.label(held.id)
            yield {
                "kind": held.kind, "id": held.id, "label": label, "matched": label,
                "lang": visit.lang, "to": visit.record(held.id),
            }  # fmt: skip


async def _read(asked: str, visit: Visit) -> dict[str, Any] | None:
    """The question as it was read, each part with the page without it, and the first of its exchanges.

    None where nothing of it was read: that asks for no exchange, not for all of them.
    """
    try:
        body = await visit.ask("/v1/ask", [("q", asked), ("limit", _EXCHANGES)])
    except Refused as refused:
        if refused.status != 400:
            raise
        return None
    read = body["understood"]
    if not read["from"] and not read["words"]:
        return None
    return {
        **body,
        "from": read["from"],
        "items": [{**item, "places": _places(item, asked)} for item in body["items"]],
        "chips": [{**part, "dropped": visit.page_of(part["undo"])} for part in read["from"]],
        "words": read["words"],
        "says": read.get("says"),
        "says_apart": read.get("says_apart"),
        "areas": read.get("areas", []),
        "to": visit.page_of(body["see"]),
        "json": visit.data("/v1/ask", [("q", asked)]),
    }


def _places(item: Mapping[str, Any], asked: str) -> list[dict[str, Any]]:
    """The places of sources that were asked for by number, each once: why an exchange stands here."""
    numbers = {token for token in tokens(asked) if any(sign.isdigit() for sign in token)}
    found = {
        (one["source"]["id"], one["locator"]): one
        for one in item["citations"]
        if numbers & set(tokens(one["locator"] or ""))
    }
    return [*found.values()]
