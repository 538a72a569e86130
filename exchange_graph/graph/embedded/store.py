"""The embedded store: SQLite behind the contract.

The smallest reads run on the event loop (a thread hop costs more than they do); the others in a few reader
threads, each call with a deadline; writes one after the other in a thread of their own.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from exchange_graph.domain.changes import ChangeSet, Recorded
from exchange_graph.domain.records import Kind
from exchange_graph.errors import Problem, TooHeavy, Unavailable, Unusable
from exchange_graph.graph.embedded import check, entries, read, write
from exchange_graph.graph.embedded.connect import connect, migrate, plainly
from exchange_graph.graph.embedded.counting import Remembered
from exchange_graph.graph.query import (
    Applied,
    Change,
    Dimension,
    ExchangeQuery,
    ExperienceRow,
    Found,
    Gone,
    Listed,
    Moved,
    Page,
    PageRequest,
    Past,
    RecordQuery,
    Snapshot,
    Sort,
)

P = ParamSpec("P")
T = TypeVar("T")
READERS = 4
DEADLINE_SECONDS = 1.0
_STEPS_BETWEEN_CHECKS = 10_000


class EmbeddedStore:
    """A `GraphStore` in one SQLite file. `deadline` is the longest a read may take, in seconds."""

    def __init__(self, path: Path, *, deadline: float = DEADLINE_SECONDS) -> None:
        self._path = path
        self._deadline = deadline
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._near: sqlite3.Connection | None = None
        self._counted: Remembered = {}

    async def open(self) -> None:
        self._near = await self._in(self._writer, self._prepare)

    def _prepare(self) -> sqlite3.Connection:
        writer = self._connection()
        try:
            migrate(writer, self._path)
            entries.rebuild(writer)
        except sqlite3.Error as error:
            raise Unusable(f"{self._path} cannot be prepared: {plainly(error)}") from None
        return self._open()

    async def close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        while self._connections:
            self._connections.pop().close()
        self._near = None

    async def health(self) -> None:
        self._nearby(read.revision)

    async def revision(self) -> int:
        return self._nearby(read.revision)

    async def apply(self, changeset: ChangeSet, expect: Mapping[str, int] | None = None) -> Applied:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return await self._write(write.apply, changeset, expect or {}, at)

    async def replay(self, recorded: Recorded) -> Applied:
        return await self._write(write.apply, recorded.changeset, {}, recorded.at, recorded.revision)

    async def get(self, record_id: str) -> Found | Moved | Gone | None:
        return self._nearby(read.get, record_id)

    async def get_many(self, ids: Iterable[str]) -> dict[str, Found]:
        return self._nearby(read.get_many, ids)

    async def versions(self, record_id: str) -> list[Past]:
        return await self._read(read.versions, record_id)

    async def find(
        self, query: ExchangeQuery, page: PageRequest, sort: Sort = "-start",
        facets: Sequence[Dimension] = (),
    ) -> Page[Listed]:  # fmt: skip
        return await self._read(read.find, query, page, sort, facets, self._counted)

    async def experience(self, query: ExchangeQuery) -> list[ExperienceRow]:
        return await self._read(read.experience, query)

    async def browse(self, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
        return await self._read(read.browse, kind, query, page)

    async def changes(self, since: tuple[int, int], limit: int) -> list[Change]:
        return await self._read(read.changes, since, limit)

    async def count_changes(self, since: tuple[int, int]) -> int:
        return await self._read(read.count_changes, since)

    async def changesets(self, since: int, limit: int) -> list[Recorded]:
        return await self._read(read.changesets, since, limit)

    async def snapshot(self, since: int = 0) -> Snapshot:
        return await self._in(self._readers, lambda: read.snapshot(self._connection(), since))

    async def examine(self) -> list[Problem]:
        return await self._in(self._readers, lambda: check.examine(self._connection()))

    async def content_hash(self) -> str:
        return await self._in(self._readers, lambda: read.content_hash(self._connection()))

    # -- where a call runs -------------------------------------------------------------------

    def _nearby(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        if self._near is None:
            raise Unavailable(f"{self._path} is not open")
        with _Translated():
            return question(self._near, *args, **kwargs)

    async def _read(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        def ask() -> T:
            connection = self._connection()
            end = time.monotonic() + self._deadline
            connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_CHECKS)
            try:
                return question(connection, *args, **kwargs)
            finally:
                connection.set_progress_handler(None, 0)

        return await self._in(self._readers, ask)

    async def _write(
        self, change: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        return await self._in(self._writer, lambda: change(self._connection(), *args, **kwargs))

    async def _in(self, threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        def translated() -> T:
            with _Translated():
                return call()

        try:
            answer = asyncio.get_running_loop().run_in_executor(threads, translated)
        except RuntimeError:
            raise Unavailable(f"{self._path} is closed") from None
        return await answer

    def _connection(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = connect(self._path)
        self._connections.append(connection)
        return connection


class _Translated:
    """SQLite's errors as ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError):
            if "interrupted" in str(error):
                raise TooHeavy("the question takes too long: add a filter") from None
            raise Unavailable(f"the graph's database does not answer: {error}") from None
