"""All pages of a question, one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from exchange_graph.graph.query import Page, PageRequest

T = TypeVar("T")


async def pages(ask: Callable[[PageRequest], Awaitable[Page[T]]], limit: int) -> AsyncIterator[Page[T]]:
    """The pages that `ask` answers, `limit` items each, from the first, which may be empty, to the last."""
    request: PageRequest | None = PageRequest(limit)
    while request:
        page = await ask(request)
        yield page
        request = PageRequest(limit, page.next) if page.next else None
