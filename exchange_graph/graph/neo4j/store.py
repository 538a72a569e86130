"""The store on a Neo4j server, behind the contract.

A deadline stands around every call: the server checks its own only every two seconds, and one that is frozen
answers nothing. A lost server is found again by the driver; nothing has to be opened anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from uuid import uuid4

from exchange_graph.domain.changes import ChangeSet, Recorded, Tombstone
from exchange_graph.domain.records import Kind
from exchange_graph.errors import Problem
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.neo4j import check, read, write
from exchange_graph.graph.neo4j.connection import Connection, Work
from exchange_graph.graph.neo4j.prepare import prepare, warm
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

T = TypeVar("T")
WRITE_SECONDS = 15.0
_SECONDS_AN_OPERATION = 0.05
_WHOLE_GRAPH_SECONDS = 300.0


class Neo4jStore:
    """A `GraphStore` in one database of a server, which is the user's home database unless named.

    `deadline` and `write_deadline` are the longest a read and a write may take, in seconds, if any; a large
    change set gets more. `warmed` asks each kind of read once before the store is open.
    """

    def __init__(
        self, uri: str, user: str, password: str, database: str | None = None, *,
        deadline: float | None = None, write_deadline: float | None = WRITE_SECONDS,
        warmed: bool = True,
    ) -> None:  # fmt: skip
        self.connection = Connection(uri, user, password, database)
        self._deadline = deadline
        self._write_deadline = write_deadline
        self._warmed = warmed
        self._remembered: Remembered = {}

    async def open(self) -> None:
        try:
            await self.connection.open()
            await prepare(self.connection)
            if self._warmed:
                await warm(self.connection, self._remembered)
        except BaseException:
            await self.connection.close()
            raise

    async def close(self) -> None:
        await self.connection.close()

    async def health(self) -> None:
        await self.connection.ping()

    async def revision(self) -> int:
        return await self.connection.read(read.revision, self._deadline)

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
        seconds = self._write_deadline
        if seconds is not None:
            seconds += _SECONDS_AN_OPERATION * len(request.changeset.operations)
        do = self.connection.read if request.dry_run else self.connection.write
        return await do(partial(write.apply, request=request, attempt=uuid4().hex), seconds)

    async def get(self, record_id: str) -> Found | Moved | Gone | None:
        return await self.connection.read(partial(read.get, record_id=record_id), self._deadline)

    async def get_many(self, ids: Iterable[str]) -> dict[str, Found]:
        return await self.connection.read(partial(read.get_many, ids=list(ids)), self._deadline)

    async def versions(self, record_id: str) -> list[Past]:
        return await self.connection.read(partial(read.versions, record_id=record_id), self._deadline)

    async def find(
        self, query: ExchangeQuery, page: PageRequest, sort: Sort = "-start",
        facets: Sequence[Dimension] = (),
    ) -> Page[Listed]:  # fmt: skip
        question = partial(
            read.find, query=query, page=page, sort=sort, dimensions=facets, remembered=self._remembered
        )
        return await self.connection.read(question, self._deadline)

    async def experience(self, query: ExchangeQuery) -> list[ExperienceRow]:
        return await self.connection.read(partial(read.experience, query=query), self._deadline)

    async def browse(self, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
        question = partial(read.browse, kind=kind, query=query, page=page)
        return await self.connection.read(question, self._deadline)

    async def links(
        self, ids: Iterable[str], types: Sequence[str], limit: int, *, inside: bool = False
    ) -> list[Link]:  # fmt: skip
        question = partial(read.links, ids=list(ids), types=types, limit=limit, inside=inside)
        return await self.connection.read(question, self._deadline)

    async def ended(self, after: str, limit: int) -> list[Tombstone]:
        return await self.connection.read(partial(read.ended, after=after, limit=limit), self._deadline)

    async def changes(self, since: tuple[int, int], limit: int) -> list[Change]:
        return await self.connection.read(partial(read.changes, since=since, limit=limit), self._deadline)

    async def count_changes(self, since: tuple[int, int]) -> int:
        return await self.connection.read(partial(read.count_changes, since=since), self._deadline)

    async def changesets(self, since: int, limit: int) -> list[Recorded]:
        return await self.connection.read(partial(read.changesets, since=since, limit=limit), self._deadline)

    async def snapshot(self, since: int = 0) -> Snapshot:
        return await self._whole(partial(read.snapshot, since=since))

    async def examine(self) -> list[Problem]:
        return await check.examine(self.connection)

    async def content_hash(self) -> str:
        return await self._whole(read.content_hash)

    async def _whole(self, question: Work[T]) -> T:
        """A question about the whole graph."""
        return await self.connection.read(question, self._deadline and _WHOLE_GRAPH_SECONDS)
