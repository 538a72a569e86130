"""What is asked over HTTP: one line a request. A new kind of request is measured by adding its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from exchange_graph.bench.drawing import Values
from exchange_graph.graph.query import Dimension

FACETS = "provider,recipient,sector,kind,outcome,year"


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """A request by name, how it is drawn anew, and how often it comes in mixed load.

    The no-op must take `share` per cent of the processor time that it takes anew, and `remembered` per cent
    of what it takes then. It may take `most` milliseconds, its 99th percentile be `p99` times the no-op's,
    and its answer be `size` bytes long.
    """

    name: str
    draw: Callable[[Values], str]
    weight: float
    share: float | None = None
    remembered: float | None = None
    most: float | None = None
    p99: float | None = None
    size: int | None = None


def _provider(values: Values) -> str:
    return f"/v1/exchanges?provider={values.one(Dimension.PROVIDER)}"


def _suggestions(values: Values) -> str:
    return f"/v1/suggestions?recipient={values.state()}&sector={values.one(Dimension.SECTOR)}"


def _path(values: Values) -> str:
    start, end = values.two_exchanges()
    return f"/v1/graph/paths?from={start}&to={end}"


REQUESTS = (
    ServiceRequest("by id", lambda v: f"/v1/exchanges/{v.exchange()}", 30, share=45, remembered=100),
    ServiceRequest("page of 50", lambda v: f"/v1/exchanges?limit=50&lang={v.lang()}", 10, share=25, most=2),
    ServiceRequest("page, provider", _provider, 15),
    ServiceRequest("page + 6 facets, provider", lambda v: f"{_provider(v)}&facets={FACETS}", 10),
    ServiceRequest("search text", lambda v: f"/v1/exchanges?sort=relevance&q={quote(v.text())}", 10),
    ServiceRequest(
        "provider experience", lambda v: f"/v1/provider-experience?sector={v.one(Dimension.SECTOR)}", 5
    ),
    ServiceRequest("suggestions", _suggestions, 10, share=35, p99=4, size=8_000),
    ServiceRequest("search box", lambda v: f"/v1/search?q={quote(v.typed())}", 5),
    ServiceRequest("neighbourhood", lambda v: f"/v1/graph/neighbourhood?id={v.exchange()}", 3),
    ServiceRequest("path", _path, 2),
)
