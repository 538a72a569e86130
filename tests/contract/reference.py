"""The contract once more, naively: records in a dictionary, every question a scan over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange_graph.domain.canonical import canonical, dumps
from exchange_graph.domain.changes import ChangeSet, Merge, Operation, Put, Redact, Tombstone, Withdraw
from exchange_graph.domain.context import Context
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.redacting import Redaction
from exchange_graph.domain.vocabulary import Group
from exchange_graph.errors import BadInput, Conflict, KeyReused, Problem
from tests.contract.reference_exchange import Seen

Done = tuple[int, dict[str, int], bool]
"""Revision, versions, replayed."""


@dataclass
class Graph:
    """`last` holds the newest record of every id; `ended` tells what became of those that live no more.

    `history` is every record that was ever written, as far as it may be told.
    """

    last: dict[str, AnyRecord] = field(default_factory=dict)
    ended: dict[str, tuple[str, str]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    history: list[AnyRecord] = field(default_factory=list)

    def copy(self) -> Graph:
        return Graph(dict(self.last), dict(self.ended), dict(self.versions), list(self.history))

    def owner(self, alias: str) -> str | None:
        return next((i for i, record in self.last.items() if alias in record.aliases), None)

    def lives(self, record_id: str) -> bool:
        return record_id in self.last and record_id not in self.ended

    def whither(self, record_id: str) -> str | None:
        """The id under which to look, following old keys and merges."""
        current = record_id if record_id in self.last else self.owner(record_id)
        while current and self.ended.get(current, ("", ""))[0] == "merged":
            current = self.ended[current][1]
        return current

    def lookup(self, record_id: str) -> AnyRecord | None:
        found = self.whither(record_id)
        return self.last[found] if found and self.lives(found) else None

    def leading(self, record_id: str) -> set[str]:
        """The ids that lead to a record, its own among them."""
        found, size = {record_id}, 0
        while len(found) > size:
            size = len(found)
            found |= {alias for i in found if i in self.last for alias in self.last[i].aliases}
            found |= {i for i, (state, into) in self.ended.items() if state == "merged" and into in found}
        return found

    def living(self) -> Iterator[AnyRecord]:
        return (self.last[i] for i in sorted(self.last) if self.lives(i))


class Reference:
    """What a store should answer."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.applied: list[tuple[ChangeSet, Done]] = []

    @property
    def revision(self) -> int:
        return len(self.applied)

    def apply(self, changeset: ChangeSet, expect: dict[str, int]) -> Done:
        for earlier, applied in self.applied:
            if earlier.key == changeset.key:
                if earlier != changeset:
                    raise KeyReused(changeset.key)
                return applied[0], applied[1], True
        for record_id, version in expect.items():
            actual = self.graph.versions.get(record_id, 0)
            if version != actual:
                raise Conflict(record_id, version, actual)
        draft = self.graph.copy()
        written: dict[str, int] = {}
        for number, operation in enumerate(changeset.operations):
            if isinstance(operation, Redact):
                _require(all(isinstance(o, Redact) for o in changeset.operations[:number]))
                touched = _redact(draft, operation)
            else:
                _step(draft, operation)
                touched = [operation.target]
            draft.versions |= dict.fromkeys(touched, self.revision + 1)
            written |= dict.fromkeys([operation.target, *touched], self.revision + 1)
        self.graph = draft
        self.applied.append((changeset, (self.revision + 1, written, False)))
        return self.applied[-1][1]

    def ended(self) -> list[Tombstone]:
        return [
            Tombstone(id=i, kind=self.graph.last[i].kind, reason=note) if state == "withdrawn"
            else Tombstone(id=i, kind=self.graph.last[i].kind, into=note,
                           aliases=tuple(sorted(self.graph.last[i].aliases)))
            for i, (state, note) in sorted(self.graph.ended.items())
        ]  # fmt: skip

    def content_hash(self) -> str:
        lines = [[record.id, canonical(record)] for record in self.graph.living()]
        for record_id, (state, note) in sorted(self.graph.ended.items()):
            lines.append([record_id, state, note if state == "merged" else ""])
        return hashlib.sha256("".join(dumps(line) + "\n" for line in lines).encode()).hexdigest()

    def context(self) -> Context:
        groups = [record for record in self.graph.living() if isinstance(record, Group)]
        return Context(self.graph.lookup, groups)

    def exchanges(self) -> list[Seen]:
        context = self.context()
        return [
            Seen(record, derive(record, context), self.graph.versions[record.id], context)
            for record in self.graph.living()
            if isinstance(record, Exchange)
        ]


def _step(graph: Graph, operation: Operation) -> None:
    match operation:
        case Put(record=record):
            _put(graph, record)
        case Merge(source=source, into=into):
            alive = graph.lives(source) and graph.lives(into) and source != into
            _require(alive and graph.last[source].kind == graph.last[into].kind)
            graph.ended[source] = ("merged", into)
        case Withdraw(id=record_id, reason=reason):
            _require(graph.lives(record_id))
            graph.ended[record_id] = ("withdrawn", reason)


def _redact(graph: Graph, operation: Redact) -> list[str]:
    """The live records that are written anew or withdrawn for it."""
    _require(operation.id in graph.last)
    redaction = Redaction(operation, {operation.id} if operation.claim else graph.leading(operation.id))
    told = [(record, redaction.left_of(record)) for record in graph.history]
    _require(any(left is not record for record, left in told))
    graph.history = [left for _, left in told if left]
    touched = []
    for record_id, record in graph.last.items():
        left = redaction.left_of(record)
        if graph.lives(record_id) and left is not record:
            touched.append(record_id)
            graph.last[record_id] = left or record
            if left is None:
                graph.ended[record_id] = ("withdrawn", operation.reason)
    return touched


def _put(graph: Graph, record: AnyRecord) -> None:
    before = graph.last.pop(record.id, None)
    _require(before is None or before.kind == record.kind)
    _require(graph.ended.get(record.id, ("", ""))[0] != "merged")
    for key in (record.id, *record.aliases):
        _require(graph.owner(key) is None and key not in graph.last)
    _require(record.id not in record.aliases)
    graph.ended.pop(record.id, None)
    graph.last[record.id] = record
    graph.history.append(record)


def _require(condition: bool) -> None:
    if not condition:
        raise BadInput([Problem("reference", "refused")])
