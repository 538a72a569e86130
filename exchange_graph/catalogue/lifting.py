"""What is left of a question that finds nothing, without each of its conditions, and how much is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Lifted:
    """One condition by the name of its filter: `total` exchanges fit all others.

    Of these `known` say anything at all on what it asks for.
    """

    filter: str
    total: int
    known: int


async def lifted(query: ExchangeQuery, store: GraphStore) -> list[Lifted]:
    """Each condition of a question, in the order in which they were given, the words last."""
    found = [await _without(dimension, query, store) for dimension in _asked(query)]
    if query.text is not None:
        total = (await store.find(replace(query, text=None), PageRequest(1))).total
        found.append(Lifted("q", total, total))
    return found


def _asked(query: ExchangeQuery) -> Iterator[Dimension]:
    yield from dict.fromkeys(dimension for dimension, _ in query.where)
    if query.years != (None, None):
        yield Dimension.YEAR


async def _without(dimension: Dimension, query: ExchangeQuery, store: GraphStore) -> Lifted:
    page = await store.find(query.without(dimension), PageRequest(1), facets=[dimension])
    silent = dict(page.facets[dimension]).get(UNKNOWN, 0)
    return Lifted(dimension.value, page.total, page.total - silent)
