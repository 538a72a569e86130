"""Work that would hold the event loop is done in one thread beside it, a piece at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """One thread, so what is remembered between pieces of work needs no lock of its own.

    A request can be ended while it waits: work that has not begun by then is never begun.
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
        """What `work` returns or raises."""
        return await asyncio.wrap_future(self._thread.submit(work, *args, **kwargs))
