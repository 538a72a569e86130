"""From what a reader wrote to the one live record that is meant, of whatever kind."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest, nearest_name
from exchange_graph.errors import BadInput, Problem, Wording
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
            day = found.at[:10]
            gone = Wording("{it} was withdrawn on {day}: {reason}", it=written, day=day, reason=found.reason)
            raise BadInput([Problem(where, gone)])
    named = known.named(given)
    if len(named) == 1:
        return named[0]
    hint = await _hint(given, named, known, store)
    raise BadInput([Problem(where, Wording("there is no record {it}{hint}", it=repr(given[:60]), hint=hint))])


async def _hint(given: str, named: list[str], known: Catalogue, store: GraphStore) -> str:
    """What is called so, or has a name or an id that is written alike."""
    if named:
        several = ", ".join(f"{i} ({known.label(i, 'en')})" for i in named)
        return Wording(": a name of several: {names}", names=several)
    close = nearest_name(given, (), known)
    ids = [*filter(None, [close]), *await exchanges_alike(given, store)]
    if alike := next(iter(nearest(given, ids, 1)), close):
        return Wording("; did you mean {it}?", it=alike)
    return Wording(": /v1/search finds records by name")
