"""What is asked: one line a question. A new kind of question is measured by adding its line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from exchange_graph.bench.drawing import Values
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.walking import neighbourhood, paths

SIX = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.KIND, Dimension.OUTCOME,
    Dimension.YEAR,
)  # fmt: skip
PAGE = PageRequest(50)
Ask = Callable[[GraphStore], Awaitable[object]]


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
    query = ExchangeQuery(where=(values.condition(Dimension.SECTOR),))
    return lambda store: store.experience(query)


def _neighbourhood(values: Values) -> Ask:
    around = values.exchange()
    return lambda store: neighbourhood(store, around, 2, 100)


def _path(values: Values) -> Ask:
    start, end = values.two_exchanges()
    return lambda store: paths(store, start, end, 6, (), 10)


ONE_PROPERTY = "one property"
BY_PROVIDER, BY_SECTOR = Dimension.PROVIDER, Dimension.SECTOR
QUESTIONS = (
    StoreQuestion(ONE_PROPERTY, lambda values: lambda store: store.revision()),
    StoreQuestion("by id", _by_id, times=2.5, times_of=ONE_PROPERTY, growth=0.10),
    StoreQuestion("page of 50", lambda values: _page()),
    StoreQuestion("page, provider", lambda v: _page(v.condition(BY_PROVIDER)), most=10, times=4),
    StoreQuestion("page, sector", lambda v: _page(v.condition(BY_SECTOR)), most=10, times=4),
    StoreQuestion(
        "page, provider + sector", lambda v: _page(v.condition(BY_PROVIDER), v.condition(BY_SECTOR)), most=10
    ),
    StoreQuestion(
        "page + 6 facets, provider", lambda v: _page(v.condition(BY_PROVIDER), facets=SIX), most=12, times=1.5
    ),
    StoreQuestion("search text", _text, most=40, times=4, growth=0.35),
    StoreQuestion("provider experience, sector", _experience, most=5),
    StoreQuestion("neighbourhood, 2 hops", _neighbourhood),
    StoreQuestion("path between exchanges", _path),
)
