"""Addresses of pages: written from a path and a query, which holds all that decides what a page shows."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from api.http.asking import Pairs


def written(path: str, query: Pairs = ()) -> str:
    """A relative address."""
    asks = urlencode([*query])
    return f"{quote(path)}?{asks}" if asks else quote(path)


def without(pairs: Iterable[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    """The query without what stands under these names."""
    return [pair for pair in pairs if pair[0] not in names]
