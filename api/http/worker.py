"""Long work keeps no other request waiting: it is done a moment at a time, or in one thread beside the loop.

Measured with cheap pages beside: a list that is put together in the thread doubles what they take, because
threads of Python work in turns of their own, and makes them wait behind a suggestion.
"""

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
MOMENT_SECONDS = 0.001


class Worker:
    """Works for one request after the other. One that is ended while it waits or rests costs nothing more."""

    def __init__(self) -> None:
        self._going_on = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "worker")

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    async def each(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """`work` of every item, in order, on the event loop; others have their turn after each moment."""
        rest, results = iter(items), list[R]()
        if _moment(work, rest, results):
            async with self._going_on:
                while _moment(work, rest, results):  # noqa: ASYNC110 - it waits for nothing
                    await asyncio.sleep(0)
        return results

    async def whole(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns or raises, in the thread: for work that has no items to rest between.

        There is one thread, so what such work remembers needs no lock of its own.
        """
        return await asyncio.wrap_future(self._thread.submit(work, *args, **kwargs))


def _moment(work: Callable[[T], R], rest: Iterator[T], results: list[R]) -> bool:
    """Work for a moment; whether there may be more to do."""
    end = time.perf_counter() + MOMENT_SECONDS
    for item in rest:
        results.append(work(item))
        if time.perf_counter() > end:
            return True
    return False
