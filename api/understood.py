"""Telling the reader how a question was read, and what is known where nothing fits it."""

from __future__ import annotations

from collections.abc import Sequence

from api.params.exchanges import FilteredListParams
from api.shapes.common import InstitutionMatch, UnderstoodShape
from api.shapes.exchange import ExchangeList, ExperienceList
from exchange_graph.catalogue.asking import Understood
from exchange_graph.catalogue.lifting import Lifted
from exchange_graph.render.lifting import lifted_shapes, nothing_found
from exchange_graph.render.speaking import Speaker


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


def tell_nothing_found(
    body: ExchangeList | ExperienceList, params: FilteredListParams, conditions: Sequence[Lifted],
    speaking: Speaker,
) -> None:  # fmt: skip
    """Say of an empty list what is known of what was asked and, if wanted, what is left without each part."""
    body["note"] = nothing_found(conditions, speaking)
    if params.without:
        body["without"] = lifted_shapes(conditions)
