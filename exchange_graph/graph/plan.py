"""A request to write, and the plan that answers it: what every store is asked for, and what it writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from exchange_graph.domain.changes import ChangeSet, Redact
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.in_transaction import PastOperation, StoredRecord
from exchange_graph.graph.query import Change


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written, and when.

    Where another store tells its history, `revision` is the one that it must be, and `digest` is given. A
    `dry_run` is refused in the same words and answers the same, and nothing is written.
    """

    changeset: ChangeSet
    at: str
    expect: Mapping[str, int] = field(default_factory=dict)
    revision: int | None = None
    digest: str | None = None
    dry_run: bool = False

    @property
    def is_replay(self) -> bool:
        """History is told as it was: it has passed the rules once."""
        return self.revision is not None

    @property
    def redactions(self) -> list[Redact]:
        """They stand before all else."""
        first = takewhile(lambda operation: isinstance(operation, Redact), self.changeset.operations)
        return [operation for operation in first if isinstance(operation, Redact)]


@dataclass(slots=True)
class Plan:
    """What is to be written.

    `records` is the new state of every record that is touched, `written` those among them that live.
    Ids in `freed` give up their old keys; then `aliases` lead to their owners. What depends on an id in
    `stale` has to be derived anew. `changes` are the lines of the change feed, `bodies` the operations in
    canonical JSON, line by line, and `digest` that of the change set. Operations of earlier change sets are
    told as in `retold` from now on.
    """

    records: dict[str, StoredRecord] = field(default_factory=dict)
    written: dict[str, AnyRecord] = field(default_factory=dict)
    freed: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    retold: list[PastOperation] = field(default_factory=list)
    digest: str = ""
