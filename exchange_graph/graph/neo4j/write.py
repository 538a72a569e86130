"""Writing: one change set in one transaction, with everything that is derived from it.

What the change set does is worked out in memory, under the lock of the Head node, then written in a few
statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.changes import AnyOperation, ChangeSet, Merge, Put, Tombstone, Withdraw, encode
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.errors import BadInput, Conflict, KeyReused, Problem
from exchange_graph.graph.neo4j import node as nodes
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Row, Transaction, rows_of, run
from exchange_graph.graph.neo4j.cypher import write
from exchange_graph.graph.neo4j.entries import write_entries
from exchange_graph.graph.neo4j.live import BATCH, Live, Node
from exchange_graph.graph.query import Applied
from exchange_graph.graph.staleness import changed_fields, touched


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written. `revision` is given where it must be that one; `attempt` marks this call."""

    changeset: ChangeSet
    expect: Mapping[str, int]
    at: str
    attempt: str
    revision: int | None = None


async def apply(transaction: Transaction, request: Request) -> Applied:
    """Apply a change set, or answer what it did before."""
    (head,) = await rows_of(transaction, write.LOCK, {"key": request.changeset.key})
    if head["done"] is not None:
        return await _replayed(transaction, request, head)
    following = int(head["head"]) + 1
    if request.revision not in (None, following):
        raise BadInput([Problem("revision", f"the next revision is {following}, not {request.revision}")])
    return await _Writing(transaction, request, following).run()


async def _replayed(transaction: Transaction, request: Request, head: Row) -> Applied:
    """Not `replayed` where it was this very call that wrote it, before an answer was lost."""
    if head["digest"] != request.changeset.digest():
        raise KeyReused(request.changeset.key)
    revision = int(head["done"])
    written = await rows_of(transaction, write.WRITTEN, {"revision": revision})
    replayed = head["attempt"] != request.attempt
    return Applied(revision, {row["id"]: revision for row in written}, replayed=replayed)


class _Writing:
    """One change set being written."""

    def __init__(self, transaction: Transaction, request: Request, revision: int) -> None:
        self._transaction = transaction
        self._changeset = request.changeset
        self._request = request
        self._revision = revision
        self._live = Live(transaction)
        self._stale: set[str] = set()
        self._ended: set[str] = set()
        self._aliases_before: dict[str, str | None] = {}
        self._versions: list[dict[str, Any]] = []

    async def run(self) -> Applied:
        await self._live.fetch(self._named())
        self._check()
        for position, operation in enumerate(self._changeset.operations):
            self._operate(position, operation)
        dependants = await self._live.dependants(self._stale)
        await self._end()
        await self._derive(dependants)
        await self._lead()
        await self._keep()
        written = {operation.target: self._revision for operation in self._changeset.operations}
        return Applied(self._revision, written)

    def _named(self) -> Iterable[str]:
        """Every id that the change set names, so that one statement brings most of what is needed."""
        yield from self._request.expect
        for operation in self._changeset.operations:
            yield operation.target
            if isinstance(operation, Merge | Tombstone) and operation.into:
                yield operation.into
            if isinstance(operation, Tombstone):
                yield from operation.aliases
            if isinstance(operation, Put):
                yield from operation.record.aliases
                yield from (reference.id for reference in references(operation.record))

    def _check(self) -> None:
        for record_id, expected in self._request.expect.items():
            node = self._live.nodes[record_id]
            actual = node.version if node else 0
            if actual != expected:
                raise Conflict(record_id, expected, actual)

    def _operate(self, position: int, operation: AnyOperation) -> None:
        fields: list[str] = []
        kind: str
        match operation:
            case Put(record=record):
                kind, op = record.kind, "put"
                fields = self._put(record)
            case Merge(source=source, into=into):
                kind, op = self._merge(source, into), "merged"
            case Withdraw(id=record_id, reason=reason):
                kind, op = self._end_one(record_id, "withdrawn", reason), "withdrawn"
            case Tombstone(kind=kind, state=op):
                self._bury(operation)
        self._versions.append({
            "revision": self._revision, "position": position, "record": operation.target, "kind": kind,
            "op": op, "body": encode(operation), "fields": fields,
            "into": operation.into if isinstance(operation, Merge | Tombstone) else None,
        })  # fmt: skip

    def _put(self, record: AnyRecord) -> list[str]:
        node, last = self._live.nodes[record.id], self._live.last(record.id)
        before = last if node and node.state == "live" else None
        if node and node.kind != record.kind:
            self._refuse(record.id, f"is a {node.kind} and cannot become a {record.kind}")
        if node and node.state == "merged":
            self._refuse(record.id, f"was merged into {node.note}: write that record")
        self._aliases(record, last.aliases if last else ())
        self._live.nodes[record.id] = Node(
            record.kind, "live", self._revision, self._request.at, canonical(record)
        )
        self._ended.discard(record.id)
        self._stale |= touched(before, record)
        return changed_fields(before, record)

    def _aliases(self, record: AnyRecord, given_before: Iterable[str]) -> None:
        self._free(record.id)
        for alias in given_before:
            self._alias(alias, None)
        self._take_aliases(record.id, record.aliases)

    def _free(self, record_id: str) -> None:
        if owner := self._live.aliases.get(record_id):
            self._refuse(record_id, f"is already an old key of {owner}")

    def _take_aliases(self, record_id: str, aliases: Iterable[str]) -> None:
        for alias in aliases:
            taken = self._live.aliases.get(alias)
            if taken == record_id:
                continue
            if taken or alias == record_id or self._live.nodes.get(alias):
                self._refuse(record_id, f"alias {alias} already leads to {taken or alias}")
            self._alias(alias, record_id)
            self._stale.add(alias)

    def _alias(self, alias: str, owner: str | None) -> None:
        self._aliases_before.setdefault(alias, self._live.aliases.get(alias))
        self._live.aliases[alias] = owner
        self._live.nodes.setdefault(alias, None)

    def _merge(self, source: str, into: str) -> str:
        ending, staying = self._living(source), self._living(into)
        if source == into:
            self._refuse(source, "cannot be merged into itself")
        if ending.kind != staying.kind:
            self._refuse(source, f"is a {ending.kind}; {into} is a {staying.kind}")
        self._stale.add(into)
        return self._end_one(source, "merged", into)

    def _end_one(self, record_id: str, state: str, note: str) -> str:
        node = self._living(record_id)
        self._stale |= touched(self._live.last(record_id), None)
        self._live.nodes[record_id] = Node(
            node.kind, state, self._revision, self._request.at, node.body, note
        )
        self._ended.add(record_id)
        return node.kind

    def _bury(self, stone: Tombstone) -> None:
        node = self._live.nodes[stone.id]
        if node and node.kind != stone.kind:
            self._refuse(stone.id, f"is a {node.kind}, not a {stone.kind}")
        if stone.into and self._live.leads_to(stone.into, stone.id):
            self._refuse(stone.id, f"cannot lead to {stone.into}, which leads back to it")
        if node and node.state == "live":
            self._end_one(stone.id, stone.state, stone.note)
        else:
            if node is None:
                self._free(stone.id)
            self._live.nodes[stone.id] = Node(
                stone.kind,
                stone.state,
                self._revision,
                self._request.at,
                node.body if node else "",
                stone.note,
            )
            self._ended.add(stone.id)
        self._take_aliases(stone.id, stone.aliases)
        self._stale |= {stone.id} | ({stone.into} if stone.into else set())

    async def _end(self) -> None:
        """Nodes of what ended keep no relationship and are found by nothing but their id."""
        found = {i: node for i in sorted(self._ended) if (node := self._live.nodes[i])}
        rows = [
            {"id": i, "label": nodes.label(node.kind), "properties": nodes.of_ended(i, node)}
            for i, node in found.items()
        ]
        if rows:
            await run(self._transaction, write.END, {"rows": rows})

    async def _derive(self, dependants: set[str]) -> None:
        """What was written, then all that depends on it, in the same transaction."""
        put = {o.record.id for o in self._changeset.operations if isinstance(o, Put)}
        ids = put | dependants
        await write_entries(self._transaction, self._live, ids, self._revision, always=put)

    async def _lead(self) -> None:
        """Old keys that were given or given up."""
        now = {alias: self._live.aliases[alias] for alias in self._aliases_before}
        dropped = [alias for alias, owner in now.items() if owner is None]
        added = [{"alias": alias, "of": owner} for alias, owner in now.items() if owner]
        for start in range(0, len(dropped), BATCH):
            await run(self._transaction, write.DROP_ALIASES, {"aliases": dropped[start : start + BATCH]})
        for start in range(0, len(added), BATCH):
            await run(self._transaction, write.ADD_ALIASES, {"rows": added[start : start + BATCH]})

    async def _keep(self) -> None:
        changeset = self._changeset
        change = {
            "revision": self._revision, "key": changeset.key, "digest": changeset.digest(),
            "role": changeset.actor.role, "organisation": changeset.actor.organisation,
            "reason": changeset.reason, "at": self._request.at, "attempt": self._request.attempt,
            "operations": len(changeset.operations),
        }  # fmt: skip
        await run(
            self._transaction,
            write.KEEP,
            {"key": where.key("head", str(self._revision)), "change": change, "versions": self._versions},
        )

    def _living(self, record_id: str) -> Node:
        node = self._live.nodes[record_id]
        if node is None or node.state != "live":
            self._refuse(record_id, "is no live record")
        assert node is not None  # noqa: S101 - _refuse raises
        return node

    def _refuse(self, where: str, why: str) -> None:
        raise BadInput([Problem(where, why)])
