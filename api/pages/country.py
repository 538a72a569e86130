"""A country: what it gave and received, with whom and when, and what is not on record; and all countries."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from api.pages.visit import Visit

_MOST = 100
"""Exchanges that are drawn in time."""
_ROLES: Mapping[str, tuple[str, ...]] = {
    "received": ("recipient",), "provided": ("provider",), "took_part": ("participant",),
    "other": ("facilitator", "supporter", "funder"),
}  # fmt: skip
"""On which side a country stands, by its roles; in two roles it stands on both."""
_CHANGES = 4


async def look(visit: Visit) -> Mapping[str, Any]:
    """The profile, and the exchanges of the country in time."""
    profile = await visit.ask(f"/v1/countries/{visit.part}", visit.pairs)
    iso3 = profile["id"]
    every = await visit.ask_all("/v1/exchanges", [("party", iso3)])
    exchanges = every[:_MOST]
    return {
        "profile": profile,
        "exchanges": exchanges,
        "total": len(every),
        "undated": sum(item["period"]["dated"] != "stated" for item in every),
        "sides": [_side(name, iso3, every) for name in _ROLES],
        "range": _range(exchanges),
        "partners": _partners(profile, visit),
        "changes": await _changes(exchanges, visit),
        "feed": visit.data("/v1/changes.atom", [("party", iso3)]),
        "list": visit.to("/exchanges", [("party", iso3)]),
        "suggest": visit.to("/suggest", [("recipient", iso3)]) if _may_ask(profile, visit) else None,
        "experience": visit.to("/experience", [("for", iso3)]),
        "json": visit.data(f"/v1/countries/{iso3}"),
        "csv": visit.data("/v1/exchanges", [("party", iso3), ("format", "csv")]),
        "book": visit.data("/v1/exchanges", [("party", iso3), ("format", "xlsx")]),
    }


async def _changes(items: list[dict[str, Any]], visit: Visit) -> list[dict[str, Any]]:
    """The exchanges that were written last, each with what its newest revision changed."""
    newest = sorted(items, key=lambda item: -item["revision"])[:_CHANGES]
    told = []
    for item in newest:
        history = await visit.ask(f"/v1/exchanges/{item['id']}/history", [("limit", "200")])
        told.append({**history["items"][-1], "id": item["id"], "label": item["heading"]})
    return told


def _may_ask(profile: Mapping[str, Any], visit: Visit) -> bool:
    """Whether peers can be looked for: it stands on a list of those who may ask."""
    return any(group["id"] in visit.known.context.lists("states") for group in profile["groups"])


def _side(name: str, iso3: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The exchanges in which the country stands on a side: how many, and those that are drawn."""
    held = [item for item in items if _roles(item, iso3) & {*_ROLES[name]}]
    drawn = [item for item in items[:_MOST] if item in held]
    return {"name": name, "total": len(held), "items": drawn}


def _roles(item: dict[str, Any], iso3: str) -> set[str]:
    return {
        party["role"] for party in item["participations"] if iso3 in (party["country"], party["actor"]["id"])
    }


def _range(items: list[dict[str, Any]]) -> tuple[int, int]:
    """The first and last year that any of these exchanges may lie in."""
    periods = [item["period"] for item in items]
    days = [day for p in periods for day in (p["start"], p["end"], p["earliest"], p["latest"]) if day]
    years = [int(day[:4]) for day in days]
    return (min(years), max(years)) if years else (0, 0)


def _partners(profile: Mapping[str, Any], visit: Visit) -> list[dict[str, Any]]:
    """Who stood on the other side or beside, with the exchanges in each role, by name."""
    partners: dict[str, dict[str, Any]] = {}
    for side in ("received", "provided", "took_part"):
        for partner in profile[side]["partners"]:
            line = partners.setdefault(partner["id"], {**partner, "roles": {}})
            line["roles"][side] = partner["exchanges"]
    return sorted(partners.values(), key=lambda line: in_order(line["id"], visit))


async def look_at_all(visit: Visit) -> Mapping[str, Any]:
    """Every State and area by name, under its first letter."""
    items = await visit.ask_all("/v1/countries")
    ordered = sorted(items, key=lambda item: in_order(item["id"], visit))
    letters = groupby(ordered, lambda item: in_order(item["id"], visit)[:1].upper())
    return {
        "letters": [(letter, [*group]) for letter, group in letters],
        "total": len(items),
        "csv": visit.data("/v1/countries", [("format", "csv")]),
        "book": visit.data("/v1/countries", [("format", "xlsx")]),
        "json": visit.data("/v1/countries"),
    }


def in_order(record_id: str, visit: Visit) -> str:
    """The name by which a record is put in order: in Chinese the English one, as in UN lists.

    Accents, case and the Arabic article count for nothing.
    """
    label = visit.known.label(record_id, "en" if visit.lang == "zh" else visit.lang)
    plain = unicodedata.normalize("NFD", label.removeprefix("ال"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
