"""Telling the reader how a question was read."""

from __future__ import annotations

from api.shapes.common import InstitutionMatch, UnderstoodShape
from exchange_graph.catalogue.asking import Understood


def understood_as(understood: Understood) -> UnderstoodShape | None:
    """Where a filter means more than was written; None where it means just that."""
    told = UnderstoodShape()
    if understood.sectors:
        told["sector"] = list(understood.sectors)
    if understood.institutions:
        told["institution"] = [InstitutionMatch(id=i, via=via) for i, via in understood.institutions]
    return told or None
