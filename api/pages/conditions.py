"""The conditions of a list as its address holds them, named for the reader, and the address without each."""

from __future__ import annotations

from typing import Any, NamedTuple

from api.http.asking import Pairs
from api.pages.addresses import without
from api.pages.visit import Visit
from exchange_graph.domain.regions import REGIONS
from exchange_graph.render.locales import say

NOT_CONDITIONS = ("sort", "limit", "cursor", "facets", "lang", "format", "without")
"""What decides how a list is shown, not what is in it."""
_VALUES = ("modality", "kind", "outcome", "status", "form", "support")
"""Filters whose values are words of the service itself."""
_YEARS = ("year_from", "year_to")
_AS_WRITTEN = ("q", "year_from", "year_to", "dated", "contested", "grade", "units", "counted", "as_of")


class Chip(NamedTuple):
    """One condition: its name and value as asked, the value in words, and the address without it."""

    name: str
    value: str
    says: str
    dropped: str


def conditions(visit: Visit) -> list[Chip]:
    """Every condition of the address, in its order."""
    pairs = [pair for pair in visit.pairs if pair[0] != "cursor"]
    return [
        Chip(name, value, said(name, value, visit), visit.to(visit.path, pairs[:place] + pairs[place + 1 :]))
        for place, (name, value) in enumerate(pairs)
        if name not in NOT_CONDITIONS
    ]


def grouped(asked: list[Chip]) -> list[tuple[str, list[Chip]]]:
    """The conditions by their filter: several values of one mean any of them."""
    names = dict.fromkeys(one.name for one in asked)
    return [(name, [one for one in asked if one.name == name]) for name in names]


def said(name: str, value: str, visit: Visit) -> str:
    """A value of a filter in words; what is not known stands as it was written."""
    if name in _VALUES and value != "unknown":
        try:
            return say(visit.lang, f"value.{name}.{value}")
        except KeyError:
            return value
    if name.endswith("_region"):
        code = next((code for code, region in REGIONS.items() if value.lower() == region.lower()), value)
        return say(visit.lang, f"region.{code}") if code in REGIONS else value
    known = visit.known
    if name in _AS_WRITTEN:
        return value
    if country := known.country(value):
        return visit.label(country.id)
    found = [value] if value in known.records else known.named(value)
    return visit.label(found[0]) if len(found) == 1 else value


def added(visit: Visit, name: str, value: str) -> str:
    """The address with one more condition, from its first page."""
    return visit.to(visit.path, [*without(visit.pairs, "cursor"), (name, value)])


def instead(visit: Visit, name: str, value: str) -> str:
    """The address with one value of a filter in place of what it asks for."""
    return visit.to(visit.path, [*without(visit.pairs, "cursor", name), (name, value)])


def taken(visit: Visit, name: str, value: str) -> str:
    """The address without one value of a filter."""
    return visit.to(visit.path, [p for p in without(visit.pairs, "cursor") if p != (name, value)])


class LiftedLine(NamedTuple):
    """What a filter asks for, the address without it, and how many exchanges fit there.

    Of these `known` say anything on what it asks for.
    """

    name: str
    conditions: list[Chip]
    total: int
    known: int
    dropped: str
    pairs: list[tuple[str, str]]


def lifted(visit: Visit, left: list[dict[str, Any]]) -> list[LiftedLine]:
    """Each filter of a list that is empty, with what the interface says is left without it; most first."""
    asked = conditions(visit)
    lines = []
    for one in left:
        names = _YEARS if one["filter"] == "year" else (one["filter"],)
        pairs = without(visit.pairs, "cursor", *names)
        meant = [condition for condition in asked if condition.name in names]
        to = visit.to(visit.path, pairs)
        lines.append(LiftedLine(one["filter"], meant, one["total"], one["known"], to, pairs))
    return sorted(lines, key=lambda line: -line.total)


async def count(visit: Visit, pairs: Pairs) -> int:
    """How many exchanges fit."""
    body: dict[str, Any] = await visit.ask("/v1/exchanges", [*pairs, ("limit", "1")])
    total: int = body["page"]["total"]
    return total
