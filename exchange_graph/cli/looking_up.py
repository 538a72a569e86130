"""The record that a reader means by an id, a code or an exact name."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import did_you_mean, exchanges_alike
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore


async def looked_up(written: str, known: Catalogue, store: GraphStore) -> Found:
    """The live record; `BadInput` says that it was withdrawn, or names ids that are written alike."""
    country = known.country(written)
    found = await store.get(country.id if country else written)
    if found is None and len(called := known.named(written)) == 1:
        found = await store.get(called[0])
    if isinstance(found, Moved):
        found = await store.get(found.to)
    if isinstance(found, Gone):
        raise BadInput([Problem(written, Wording("was withdrawn: {reason}", reason=found.reason))])
    if not isinstance(found, Found):
        hint = did_you_mean(written, [*known.records, *await exchanges_alike(written, store)])
        raise BadInput([Problem(written, Wording("there is no such record{hint}", hint=hint))])
    return found
