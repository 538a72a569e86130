"""Work that many wait for is done once, and goes on though those who asked for it leave."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """One piece of work at a time; whoever asks while it runs gets its result."""

    def __init__(self) -> None:
        self._task: asyncio.Task[T] | None = None

    async def result(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `work` returns, or what the work returns that was begun before and is not done yet."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(work())
            self._task.add_done_callback(_seen)
        return await asyncio.shield(self._task)


def _seen(task: asyncio.Task[Any]) -> None:
    """A failure that nobody waits for any more is no surprise: the next one who asks begins anew."""
    if not task.cancelled():
        task.exception()
