"""What is asked: one line a question. A new kind of question is measured by adding its line."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.walking import neighbourhood, paths

SIX = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.KIND, Dimension.OUTCOME,
    Dimension.YEAR,
)  # fmt: skip
PAGE = PageRequest(50)
MOST_HITS = 0.05
"""The share of all exchanges that a measured filter keeps at most."""
_WORDS = ("coastal budget", "audit reform mission", "Liberia audit", "registers distr")
Ask = Callable[[GraphStore], Awaitable[object]]


class Values:
    """Values to ask with, other ones each time, the same in every run."""

    def __init__(self, exchanges: int, providers: Sequence[str], sectors: Sequence[str]) -> None:
        self._exchanges, self._providers, self._sectors = exchanges, providers, sectors
        self._random = random.Random(1)  # noqa: S311 - reproducible, not secret

    def exchange(self) -> str:
        """The id of an exchange."""
        return f"gen-{self._random.randrange(self._exchanges)}"

    def provider(self) -> tuple[Dimension, tuple[str, ...]]:
        """A condition on the provider."""
        return Dimension.PROVIDER, (self._random.choice(self._providers),)

    def sector(self) -> tuple[Dimension, tuple[str, ...]]:
        """A condition on the sector."""
        return Dimension.SECTOR, (self._random.choice(self._sectors),)

    def text(self) -> str:
        """Words of a search, the last one begun."""
        return f"{self._random.choice(_WORDS)} {self._random.choice('abcdmnprst')}"


async def values_of(store: GraphStore, exchanges: int) -> Values:
    """Values from the middle of the skew: conditions that keep a few per cent."""
    dimensions = (Dimension.PROVIDER, Dimension.SECTOR)
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=dimensions)
    few = {d: [v for v, n in page.facets[d] if n <= page.total * MOST_HITS] for d in dimensions}
    providers, sectors = (few[d] or [v for v, _ in page.facets[d]] for d in dimensions)
    return Values(exchanges, providers[:30], sectors[:30])


@dataclass(frozen=True, slots=True)
class StoreQuestion:
    """A question by name, and how it is made anew.

    `most` are the milliseconds its median may take in the embedded store. On Neo4j it may take `times` as
    long as in the embedded store, or as Neo4j takes for another question, `times_of`. `growth` is the power
    of the graph's size it may grow by.
    """

    name: str
    make: Callable[[Values], Ask]
    most: float | None = None
    times: float | None = None
    times_of: str | None = None
    growth: float | None = None


def _page(*where: tuple[Dimension, tuple[str, ...]], facets: Sequence[Dimension] = ()) -> Ask:
    query = ExchangeQuery(where=where)
    return lambda store: store.find(query, PAGE, facets=facets)


def _by_id(values: Values) -> Ask:
    record_id = values.exchange()
    return lambda store: store.get(record_id)


def _text(values: Values) -> Ask:
    query = ExchangeQuery(text=values.text())
    return lambda store: store.find(query, PAGE, "relevance")


def _experience(values: Values) -> Ask:
    query = ExchangeQuery(where=(values.sector(),))
    return lambda store: store.experience(query)


def _neighbourhood(values: Values) -> Ask:
    around = values.exchange()
    return lambda store: neighbourhood(store, around, 2, 100)


def _path(values: Values) -> Ask:
    start, end = values.exchange(), values.exchange()
    return lambda store: paths(store, start, end, 6, (), 10)


ONE_PROPERTY = "one property"
QUESTIONS = (
    StoreQuestion(ONE_PROPERTY, lambda values: lambda store: store.revision()),
    StoreQuestion("by id", _by_id, times=2.5, times_of=ONE_PROPERTY, growth=0.10),
    StoreQuestion("page of 50", lambda values: _page()),
    StoreQuestion("page, provider", lambda values: _page(values.provider()), most=10, times=4),
    StoreQuestion("page, sector", lambda values: _page(values.sector()), most=10, times=4),
    StoreQuestion("page, provider + sector", lambda v: _page(v.provider(), v.sector()), most=10),
    StoreQuestion("page + 6 facets, provider", lambda v: _page(v.provider(), facets=SIX), most=40, times=1.2),
    StoreQuestion("search text", _text, times=4, growth=0.35),
    StoreQuestion("provider experience, sector", _experience),
    StoreQuestion("neighbourhood, 2 hops", _neighbourhood),
    StoreQuestion("path between exchanges", _path),
)
