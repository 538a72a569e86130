"""Where a call on the file runs: threads by kind of work, a deadline for each, an end to what nobody awaits.

Small reads have threads of their own, so that they never stand in line behind those that search and count.
One processor is left to the event loop; what looks at the whole graph, and what writes, has a thread each.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from exchange_graph.errors import TooHeavy, Unavailable, Unusable
from exchange_graph.graph.embedded.connect import connect, known_fault
from exchange_graph.graph.query import Dimension, ExchangeQuery

T = TypeVar("T")
Call = Callable[[sqlite3.Connection], T]
SMALL_PAGE = SMALL_CHOICE = 50
_STEPS_BETWEEN_CHECKS = 10_000


class Workload(StrEnum):
    """Kinds of calls, each with threads of its own."""

    SMALL = "small"
    LARGE = "large"
    WHOLE = "whole"
    WRITING = "writing"


THREADS = {
    Workload.SMALL: 2,
    Workload.LARGE: max(1, (os.cpu_count() or 2) - 1),
    Workload.WHOLE: 1,
    Workload.WRITING: 1,
}


def workload_of(query: ExchangeQuery, limit: int, facets: Sequence[Dimension] = ()) -> Workload:
    """The kind of a question: searching words, counting facets, long pages and wide choices are large."""
    chosen = sum(len(values) for _, values in query.where)
    small = query.text is None and not facets and limit <= SMALL_PAGE and chosen <= SMALL_CHOICE
    return Workload.SMALL if small else Workload.LARGE


class Threads:
    """The threads of a store on the file at `path`; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = {work: ThreadPoolExecutor(n, work.value) for work, n in THREADS.items()}
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._closing = threading.Event()

    async def run(self, work: Workload, call: Call[T], seconds: float | None = None) -> T:
        """The answer of `call`, which ends with `TooHeavy` after `seconds`, the wait for a thread included.

        Whoever stops waiting (is cancelled) ends the call: in the queue at once, in SQLite at its next look.
        """
        left = threading.Event()
        end = None if seconds is None else time.monotonic() + seconds

        def is_over() -> bool:
            late = end is not None and time.monotonic() > end
            return late or left.is_set() or self._closing.is_set()

        try:
            return await self._submit(work, call, None if work is Workload.WRITING else is_over)
        finally:
            left.set()

    def _submit(self, work: Workload, call: Call[T], is_over: Callable[[], bool] | None) -> asyncio.Future[T]:
        def answer() -> T:
            connection = self._connection()
            connection.set_progress_handler(is_over, _STEPS_BETWEEN_CHECKS)
            try:
                with Translated():
                    return call(connection)
            finally:
                connection.set_progress_handler(None, 0)

        try:
            return asyncio.get_running_loop().run_in_executor(self._threads[work], answer)
        except RuntimeError:
            raise Unavailable(f"{self._path} is closed") from None

    def close(self) -> None:
        """End every call and let go of every connection."""
        self._closing.set()
        for threads in self._threads.values():
            threads.shutdown()
        while self._connections:
            self._connections.pop().close()

    def open(self) -> sqlite3.Connection:
        """A connection that is closed with the threads."""
        connection = connect(self._path)
        self._connections.append(connection)
        return connection

    def _connection(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self.open()
        return connection


class Translated:
    """SQLite's errors as ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error):
            raise TooHeavy("the question takes too long: add a filter") from None
        if isinstance(error, sqlite3.OperationalError):
            raise Unavailable(f"the graph's database: {known_fault(error) or error}") from None
        if isinstance(error, sqlite3.DatabaseError) and (fault := known_fault(error)):
            raise Unusable(f"the graph's database: {fault}") from None
