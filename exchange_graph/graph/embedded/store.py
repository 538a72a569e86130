"""The embedded store: SQLite behind the contract.

The smallest reads run on the event loop (a thread hop costs more than they do); the others in
threads by kind of work, each call with a deadline; writes one after the other in a thread of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from exchange_graph.domain.changes import ChangeSet, Recorded, Tombstone
from exchange_graph.domain.records import Kind
from exchange_graph.errors import Problem, Unavailable, Unusable
from exchange_graph.graph.embedded import check, read, write
from exchange_graph.graph.embedded.connect import plainly
from exchange_graph.graph.embedded.prepare import prepare
from exchange_graph.graph.embedded.threads import SMALL_PAGE, Threads, Translated, Workload, workload_of
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.plan import Request
from exchange_graph.graph.query import (
    Applied,
    Change,
    Dimension,
    ExchangeQuery,
    ExperienceRow,
    Found,
    Gone,
    Link,
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
_AT_ONCE = 20
"""As many records are looked up on the event loop."""


class EmbeddedStore:
    """A `GraphStore` in one SQLite file. `deadline` is the longest a read may take, in seconds, if any."""

    def __init__(self, path: Path, *, deadline: float | None = None) -> None:
        self._path = path
        self._deadline = deadline
        self._threads = Threads(path)
        self._near: sqlite3.Connection | None = None
        self._counted: Remembered = {}

    async def open(self) -> None:
        self._near = await self._threads.run(Workload.WRITING, self._prepare)

    def _prepare(self, writer: sqlite3.Connection) -> sqlite3.Connection:
        try:
            prepare(writer, self._path)
        except sqlite3.Error as error:
            raise Unusable(f"{self._path} cannot be prepared: {plainly(error)}") from None
        return self._threads.open()

    async def close(self) -> None:
        self._threads.close()
        self._near = None

    async def health(self) -> None:
        self._nearby(read.revision)

    async def revision(self) -> int:
        return self._nearby(read.revision)

    async def apply(
        self, changeset: ChangeSet, expect: Mapping[str, int] | None = None, *, dry_run: bool = False
    ) -> Applied:  # fmt: skip
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return await self._write(Request(changeset, at, expect or {}, dry_run=dry_run))

    async def replay(self, recorded: Recorded) -> Applied:
        return await self._write(Request(
            recorded.changeset, recorded.at, revision=recorded.revision, digest=recorded.digest
        ))  # fmt: skip

    async def _write(self, request: Request) -> Applied:
        return await self._threads.run(Workload.WRITING, partial(write.apply, request=request))

    async def get(self, record_id: str) -> Found | Moved | Gone | None:
        return self._nearby(read.get, record_id)

    async def get_many(self, ids: Iterable[str]) -> dict[str, Found]:
        wanted = list(ids)
        if len(wanted) <= _AT_ONCE:
            return self._nearby(read.get_many, wanted)
        return await self._read(Workload.LARGE, read.get_many, wanted)

    async def versions(self, record_id: str) -> list[Past]:
        return await self._read(Workload.SMALL, read.versions, record_id)

    async def find(
        self, query: ExchangeQuery, page: PageRequest, sort: Sort = "-start",
        facets: Sequence[Dimension] = (),
    ) -> Page[Listed]:  # fmt: skip
        work = workload_of(query, page.limit, facets)
        return await self._read(work, read.find, query, page, sort, facets, self._counted)

    async def experience(self, query: ExchangeQuery) -> list[ExperienceRow]:
        return await self._read(Workload.LARGE, read.experience, query)

    async def browse(self, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
        work = workload_of(ExchangeQuery(query.text), page.limit)
        return await self._read(work, read.browse, kind, query, page)

    async def links(
        self, ids: Iterable[str], types: Sequence[str], limit: int, *, inside: bool = False
    ) -> list[Link]:  # fmt: skip
        return await self._read(Workload.LARGE, read.links, list(ids), types, limit, inside)

    async def ended(self, after: str, limit: int) -> list[Tombstone]:
        return await self._read(Workload.LARGE, read.ended, after, limit)

    async def changes(self, since: tuple[int, int], limit: int) -> list[Change]:
        work = Workload.SMALL if limit <= SMALL_PAGE else Workload.LARGE
        return await self._read(work, read.changes, since, limit)

    async def count_changes(self, since: tuple[int, int]) -> int:
        return await self._read(Workload.SMALL, read.count_changes, since)

    async def changesets(self, since: int, limit: int) -> list[Recorded]:
        return await self._read(Workload.LARGE, read.changesets, since, limit)

    async def snapshot(self, since: int = 0) -> Snapshot:
        return await self._threads.run(Workload.WHOLE, partial(read.snapshot, since=since))

    async def examine(self) -> list[Problem]:
        return await self._threads.run(Workload.WHOLE, check.examine)

    async def content_hash(self) -> str:
        return await self._threads.run(Workload.WHOLE, read.content_hash)

    def _nearby(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        if self._near is None:
            raise Unavailable(f"{self._path} is not open")
        with Translated():
            return question(self._near, *args, **kwargs)

    async def _read(
        self, work: Workload, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        return await self._threads.run(work, lambda near: question(near, *args, **kwargs), self._deadline)
