"""Work that would hold the event loop is done in one thread beside it, a piece at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
PIECE_SECONDS = 0.002


class Worker:
    """One thread, so what is remembered between pieces of work needs no lock of its own.

    Requests take turns in it, piece by piece. A request can be ended while it waits: a piece that has not
    begun by then is never begun.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "worker")

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    async def done(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns or raises; it is one piece, however long."""
        return await asyncio.wrap_future(self._thread.submit(work, *args, **kwargs))

    async def each(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """`work` of every item, in order, in pieces of a moment each."""
        rest, results = iter(items), list[R]()
        while await self.done(_piece, work, rest, results):
            pass
        return results


def _piece(work: Callable[[T], R], rest: Iterator[T], results: list[R]) -> bool:
    """Work for a moment; whether there may be more to do."""
    end = time.perf_counter() + PIECE_SECONDS
    for item in rest:
        results.append(work(item))
        if time.perf_counter() > end:
            return True
    return False
