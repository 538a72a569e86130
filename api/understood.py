"""Telling the reader how a question was read."""

from __future__ import annotations

from api.shapes.common import InstitutionMatch, UnderstoodShape
from exchange_graph.catalogue.asking import Understood


def understood_as(understood: Understood, q: str | None) -> UnderstoodShape | None:
    """Where a filter means more than was written; None where it means just that."""
    told = UnderstoodShape()
    if understood.sectors:
        told["sector"] = list(understood.sectors)
    if understood.institutions:
        told["institution"] = [InstitutionMatch(id=i, via=via) for i, via in understood.institutions]
    if q and understood.text:
        told["q"] = {"from": q, "to": understood.text}
    return told or None
