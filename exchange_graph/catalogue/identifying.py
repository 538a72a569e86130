"""From what a reader wrote to the one live record that is meant, of whatever kind."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest, nearest_name
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore


async def live_id(given: str, where: str, known: Catalogue, store: GraphStore) -> str:
    """The id of the record under an id, an old id, a country code or an exact name that it alone bears.

    Else `BadInput` at `where` says why.
    """
    given = given.strip()
    if country := known.country(given):
        return country.id
    for written in dict.fromkeys((given, given.lower())):
        found = await store.get(written)
        if isinstance(found, Found):
            return found.record.id
        if isinstance(found, Moved):
            return found.to
        if isinstance(found, Gone):
            raise BadInput([Problem(where, f"{written} was withdrawn on {found.at[:10]}: {found.reason}")])
    named = known.named(given)
    if len(named) == 1:
        return named[0]
    hint = await _hint(given, named, known, store)
    raise BadInput([Problem(where, f"there is no record {given[:60]!r}{hint}")])


async def _hint(given: str, named: list[str], known: Catalogue, store: GraphStore) -> str:
    """What is called so, or has a name or an id that is written alike."""
    if named:
        several = ", ".join(f"{i} ({known.label(i, 'en')})" for i in named)
        return f": a name of several: {several}"
    close = nearest_name(given, (), known)
    alike = [close] if close else nearest(given, await exchanges_alike(given, store), 1)
    return f"; did you mean {alike[0]}?" if alike else ": /v1/search finds records by name"
