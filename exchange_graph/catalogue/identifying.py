"""From what a reader wrote to the one live record that is meant, of whatever kind."""

from __future__ import annotations

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest
from exchange_graph.errors import BadInput, Problem, Wording
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
            raise BadInput(
                [
                    Problem(
                        where,
                        Wording(
                            "{it} was withdrawn on {day}: {reason}",
                            it=written,
                            day=found.at[:10],
                            reason=found.reason,
                        ),
                    )
                ]
            )
    hint = await _hint(given, known, store)
    raise BadInput([Problem(where, Wording("there is no record {it}{hint}", it=repr(given[:60]), hint=hint))])


async def _hint(given: str, known: Catalogue, store: GraphStore) -> str:
    """What is called so, or has an id that is written alike."""
    called = known.named(given) or [name.record for name in known.names.find(given, "en")]
    alike = called or nearest(given, known.records, 1)
    alike = alike or nearest(given, await exchanges_alike(given, store), 1)
    if alike:
        return Wording("; did you mean {it}?", it=alike[0])
    return Wording(": /v1/search finds records by name")
