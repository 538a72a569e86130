"""Long work on the event loop takes turns, so that one large answer keeps nobody waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
TURN_SECONDS = 0.001


class Turns:
    """Work over many items. What takes longer than a turn goes on one request at a time, a turn at a time.

    Between turns the deadline of the request can end it.
    """

    def __init__(self) -> None:
        self._going_on = asyncio.Lock()

    async def each(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """`work` of every item, in order."""
        rest, done = iter(items), list[R]()
        if _turn(work, rest, done):
            async with self._going_on:
                while _turn(work, rest, done):  # noqa: ASYNC110 - it waits for nothing
                    await asyncio.sleep(0)
        return done


def _turn(work: Callable[[T], R], rest: Iterable[T], done: list[R]) -> bool:
    """Work for one turn; whether there may be more to do."""
    end = time.perf_counter() + TURN_SECONDS
    for item in rest:
        done.append(work(item))
        if time.perf_counter() > end:
            return True
    return False
