"""The contract of a graph store: typed questions in, domain objects out.

Every store keeps the same promises; `tests/contract` checks them. Reads see one committed state. Every
method may raise `Unavailable`; reads raise `TooHeavy` when they pass their deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from exchange_graph.domain.changes import ChangeSet, Recorded, Tombstone
from exchange_graph.domain.records import Kind
from exchange_graph.errors import Problem
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

READ_SECONDS = 1.0
"""The longest that a reader of the service waits: for a question to the store, and for a whole answer."""


class GraphStore(Protocol):
    """Where the graph lives. Change sets are the truth of its history; everything else is a view of them."""

    async def open(self) -> None:
        """Make the store ready, creating or migrating it; `Unusable` if a person has to act."""

    async def close(self) -> None:
        """Let go of every resource. Closing twice is allowed."""

    async def health(self) -> None:
        """Return if the store answers now, else raise `Unavailable`."""

    async def revision(self) -> int:
        """The revision of the newest change set, 0 in an empty store. Revisions have no gaps."""

    async def apply(
        self, changeset: ChangeSet, expect: Mapping[str, int] | None = None, *, dry_run: bool = False
    ) -> Applied:  # fmt: skip
        """Write a change set whole or not at all, and all that depends on it, in one transaction.

        `expect` gives the version each record was read at (0: does not exist); another one is `Conflict`.
        The same key with the same content does nothing and answers `replayed`; with other content it is
        `KeyReused`. An operation on a record that is not there, or an alias that is taken, is `BadInput`.
        A tombstone ends a record that is there and stands for one that never was; merges lead in no circle.
        Acknowledged writes survive the death of the process. Commit order is revision order.
        A `dry_run` is refused in the same words and answers what writing would; nothing is written.
        """

    async def replay(self, recorded: Recorded) -> Applied:
        """Write a change set under the revision and time it has elsewhere; it must be the next revision."""

    async def get(self, record_id: str) -> Found | Moved | Gone | None:
        """The record, or where it went, or why it is gone, or None."""

    async def get_many(self, ids: Iterable[str]) -> dict[str, Found]:
        """The live records under these ids, keyed by the id asked for; merged ids and old keys lead on."""

    async def versions(self, record_id: str) -> list[Past]:
        """Every version of a record, oldest first; empty if it never was."""

    async def find(
        self, query: ExchangeQuery, page: PageRequest, sort: Sort = "-start",
        facets: Sequence[Dimension] = (),
    ) -> Page[Listed]:  # fmt: skip
        """Exchanges that fit, in a total order: dated ones by start, then bounded ones by `latest`, ids last.

        `relevance` orders by our own integer (4 for a word in the title, 3 in a party, 2 in a sector,
        1 elsewhere, the best place of each word), then as "-start". "id" is the one order that no write
        moves an exchange in: who pages through it misses none that was there. `facets` count how many
        exchanges have each value; each ignores its own condition.
        """

    async def experience(self, query: ExchangeQuery) -> list[ExperienceRow]:
        """Provider by sector over the exchanges that fit, only the providers and sectors asked for.

        What was only proposed or planned, or was cancelled, is no experience and does not count.
        """

    async def browse(self, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
        """Records of one kind in the order of their ids."""

    async def links(
        self, ids: Iterable[str], types: Sequence[str], limit: int, *, inside: bool = False
    ) -> list[Link]:  # fmt: skip
        """Relationships of these types that begin or end at one of these live records, each once.

        `inside`: that begin and end at them. A membership that has ended is left out. At most `limit`, in
        the order of `types`, then of the ids where they begin and end.
        """

    async def ended(self, after: str, limit: int) -> list[Tombstone]:
        """What became of merged and withdrawn ids that follow `after`, in the order of ids.

        Writing these where the live records are gives a store of the same content.
        """

    async def changes(self, since: tuple[int, int], limit: int) -> list[Change]:
        """Lines of the change feed after (revision, position), in order."""

    async def count_changes(self, since: tuple[int, int]) -> int:
        """How many lines of the change feed follow (revision, position)."""

    async def changesets(self, since: int, limit: int) -> list[Recorded]:
        """Change sets after a revision, in order; whoever follows them misses nothing."""

    async def snapshot(self, since: int = 0) -> Snapshot:
        """The trace (`graph/trace.py`) of every live exchange, in no order, as one state holds them.

        With `since`, only of those whose trace may have changed after that revision, and of those that
        ended. It is not bound by the deadline of reads.
        """

    async def examine(self) -> list[Problem]:
        """Look closely, however long it takes: where what is kept beside a record is not what it derives."""

    async def content_hash(self) -> str:
        """SHA-256 over id and canonical JSON of every live record, then merged and withdrawn ids.

        Equal graphs are equal on every store: no revision and no time goes in.
        """
