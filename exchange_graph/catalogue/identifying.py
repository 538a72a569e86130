"""From what a reader wrote to the one live record that is meant, of whatever kind."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore


async def live_id(given: str, where: str, known: Catalogue, store: GraphStore) -> str:
    """The id of the record under an id, an old id or a country code; else `BadInput` at `where` says why."""
    country = known.country(given)
    if country:
        return country.id
    for written in dict.fromkeys((given, given.lower())):
        found = await store.get(written)
        if isinstance(found, Found):
            return found.record.id
        if isinstance(found, Moved):
            return found.to
        if isinstance(found, Gone):
            raise BadInput([Problem(where, f"{written} was withdrawn on {found.at[:10]}: {found.reason}")])
    raise BadInput([Problem(where, f"there is no record {given[:60]!r}{await _hint(given, known, store)}")])


async def _hint(given: str, known: Catalogue, store: GraphStore) -> str:
    """What is called so, or has an id that is written alike."""
    called = known.named(given) or [name.record for name in known.names.find(given, "en")]
    alike = called or nearest(given, known.records, 1)
    alike = alike or nearest(given, await exchanges_alike(given, store), 1)
    return f"; did you mean {alike[0]}?" if alike else ": /v1/search finds records by name"
