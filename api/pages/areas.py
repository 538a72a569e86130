"""Sectors under the areas that they belong to, as tables and forms list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from api.pages.country import in_order
from api.pages.visit import Visit


def areas(sectors: Iterable[str], visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each area with its sectors, both by name, the area itself before its parts: id and label of each."""
    under: dict[str, list[str]] = defaultdict(list)
    for sector in sectors:
        under[_area(sector, visit)].append(sector)
    return [
        (visit.label(area), [(one, visit.label(one)) for one in _ordered(area, under[area], visit)])
        for area in sorted(under, key=lambda one: in_order(one, visit))
    ]


def _ordered(area: str, sectors: list[str], visit: Visit) -> list[str]:
    return sorted(sectors, key=lambda one: (one != area, in_order(one, visit)))


def _area(sector: str, visit: Visit) -> str:
    return visit.known.context.ancestors(sector)[-1]
