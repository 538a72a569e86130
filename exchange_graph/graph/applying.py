"""What a change set does to a graph, worked out in memory: the rules of writing stand here, once.

Pure: no store and no clock. A store brings what is kept under the ids that a change set names, asks for the
plan, and writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.changes import (
    AnyOperation,
    ChangeSet,
    Merge,
    Put,
    Tombstone,
    Withdraw,
    encode,
    encode_put,
)
from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.errors import BadInput, Conflict, KeyReused, Problem
from exchange_graph.graph.live import Live, State, StoredRecord
from exchange_graph.graph.query import Change, Op
from exchange_graph.graph.staleness import changed_fields, touched


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written, and when. `revision` is given where it must be that one.

    A `dry_run` is refused in the same words and answers the same, and nothing is written.
    """

    changeset: ChangeSet
    at: str
    expect: Mapping[str, int] = field(default_factory=dict)
    revision: int | None = None
    dry_run: bool = False


@dataclass(slots=True)
class Plan:
    """What is to be written.

    `records` is the new state of every record that is touched, `written` those among them that live.
    Ids in `freed` give up their old keys; then `aliases` lead to their owners. What depends on an id in
    `stale` has to be derived anew. `changes` are the lines of the change feed, `bodies` the operations in
    canonical JSON, line by line, and `digest` that of the change set.
    """

    records: dict[str, StoredRecord] = field(default_factory=dict)
    written: dict[str, AnyRecord] = field(default_factory=dict)
    freed: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    digest: str = ""


def named(request: Request) -> set[str]:
    """Every id that has to be known, with all that it leads on to, before a plan can be made."""
    ids = set(request.expect)
    for operation in request.changeset.operations:
        ids |= {operation.target, *_aliases(operation)}
        if isinstance(operation, Merge | Tombstone) and operation.into:
            ids.add(operation.into)
    return ids


def _aliases(operation: AnyOperation) -> tuple[str, ...]:
    if isinstance(operation, Put):
        return operation.record.aliases
    return operation.aliases if isinstance(operation, Tombstone) else ()


def refuse_other_content(changeset: ChangeSet, digest: str) -> None:
    """`KeyReused` where the key of a change set stands for content of another digest."""
    if digest != changeset.digest():
        raise KeyReused(changeset.key)


def following(head: int, wanted: int | None) -> int:
    """The revision after `head`; `BadInput` where it must be another one."""
    if wanted not in (None, head + 1):
        raise BadInput([Problem("revision", f"the next revision is {head + 1}, not {wanted}")])
    return head + 1


def plan(request: Request, live: Live, revision: int) -> Plan:
    """What a change set does at this revision; `live` holds all that `named` asks for.

    `Conflict` where a record has another version than expected, `BadInput` where an operation breaks a rule.
    """
    planning = _Planning(request, live, revision)
    planning.check()
    for operation in request.changeset.operations:
        planning.operate(operation)
    planning.plan.digest = request.changeset.digest(planning.plan.bodies)
    return planning.plan


class _Planning:
    """A plan in the making: what it has so far is laid over what is kept."""

    def __init__(self, request: Request, live: Live, revision: int) -> None:
        self.plan = Plan()
        self._request = request
        self._live = live
        self._revision = revision
        self._given: dict[str, list[str]] = {}

    def check(self) -> None:
        for record_id, expected in self._request.expect.items():
            stored = self._stored(record_id)
            actual = stored.version if stored else 0
            if actual != expected:
                raise Conflict(record_id, expected, actual)

    def operate(self, operation: AnyOperation) -> None:
        match operation:
            case Put(record=record):
                body = canonical(record)
                self._keep(operation, "put", encode_put(body), self._put(record, body))
            case Merge(source=source, into=into):
                self._merge(source, into)
                self._keep(operation, "merged", encode(operation))
            case Withdraw(id=record_id, reason=reason):
                self._end(record_id, self._living(record_id), "withdrawn", reason)
                self._keep(operation, "withdrawn", encode(operation))
            case Tombstone():
                self._bury(operation)
                self._keep(operation, operation.state, encode(operation))

    def _keep(
        self, operation: AnyOperation, op: Op, body: str,
        fields: Sequence[str] = (),
    ) -> None:  # fmt: skip
        changeset, kind = self._request.changeset, self.plan.records[operation.target].kind
        self.plan.bodies.append(body)
        self.plan.changes.append(Change(
            self._revision, len(self.plan.changes), self._request.at, kind, operation.target, op,
            changeset.actor, changeset.reason, tuple(fields),
            operation.into if isinstance(operation, Merge | Tombstone) else None,
        ))  # fmt: skip

    def _put(self, record: AnyRecord, body: str) -> list[str]:
        stored = self._stored(record.id)
        if stored is None:
            self._refuse_twin(record.id, record.id)
        if stored and stored.kind != record.kind:
            _refuse(record.id, f"is a {stored.kind} and cannot become a {record.kind}")
        if stored and stored.onward:
            _refuse(record.id, f"was merged into {stored.onward}: write that record")
        before = self._record(record.id) if stored and stored.lives else None
        self._refuse_old_key(record.id)
        self._free(record.id)
        self._set(record.id, record.kind, "live", body)
        self._take(record.id, record.aliases)
        self.plan.written[record.id] = record
        self.plan.stale |= touched(before, record)
        return changed_fields(before, record)

    def _merge(self, source: str, into: str) -> None:
        ending = self._living(source)
        if source == into:
            _refuse(source, "cannot be merged into itself")
        if self._leads_to(into, source):
            _refuse(source, f"cannot be merged into {into}, which leads back to it")
        staying = self._living(into)
        if ending.kind != staying.kind:
            _refuse(source, f"is a {ending.kind}; {into} is a {staying.kind}")
        self._end(source, ending, "merged", into)
        self.plan.stale.add(into)

    def _bury(self, stone: Tombstone) -> None:
        stored = self._stored(stone.id)
        if stored and stored.kind != stone.kind:
            _refuse(stone.id, f"is a {stored.kind}, not a {stone.kind}")
        if stone.into and self._leads_to(stone.into, stone.id):
            _refuse(stone.id, f"cannot lead to {stone.into}, which leads back to it")
        if stored:
            self._end(stone.id, stored, stone.state, stone.note)
        else:
            self._refuse_twin(stone.id, stone.id)
            self._refuse_old_key(stone.id)
            self._set(stone.id, stone.kind, stone.state, "", stone.note)
        self._take(stone.id, stone.aliases)
        self.plan.stale |= {stone.id, stone.into or stone.id}

    def _end(self, record_id: str, stored: StoredRecord, state: State, note: str) -> None:
        if stored.lives:
            self.plan.stale |= touched(self._record(record_id), None)
        self._set(record_id, stored.kind, state, stored.body, note)
        self.plan.written.pop(record_id, None)

    def _set(self, record_id: str, kind: Kind, state: State, body: str, note: str = "") -> None:
        self.plan.records[record_id] = StoredRecord(kind, state, self._revision, self._request.at, body, note)

    def _refuse_twin(self, where: str, new: str) -> None:
        """Ids that differ by case alone are one id; but what a history holds is told as it was."""
        given = self._given.setdefault(new.lower(), [])
        for other in (*self._live.twins.get(new, ()), *given):
            present = other != new and (self._stored(other) or self._owner(other))
            if present and self._request.revision is None:
                _refuse(where, f"{new} differs from {other} by case alone, and such ids are one: use {other}")
        given.append(new)

    def _refuse_old_key(self, record_id: str) -> None:
        if owner := self._owner(record_id):
            _refuse(record_id, f"is already an old key of {owner}")

    def _take(self, record_id: str, aliases: Iterable[str]) -> None:
        for alias in aliases:
            taken = self._owner(alias)
            if taken == record_id:
                continue
            if taken or self._stored(alias):
                _refuse(record_id, f"alias {alias} already leads to {taken or alias}")
            if alias not in self._live.aliases:
                self._refuse_twin(record_id, alias)
            self.plan.aliases[alias] = record_id
            self.plan.stale.add(alias)

    def _free(self, record_id: str) -> None:
        """A record that is written again has the old keys that it is written with, and no others."""
        if self._live.records[record_id]:
            self.plan.freed[record_id] = None
        if record_id in self.plan.records:
            given = self.plan.aliases.items()
            self.plan.aliases = {alias: owner for alias, owner in given if owner != record_id}

    def _owner(self, alias: str) -> str | None:
        """Whose old key an id is by now."""
        if alias in self.plan.aliases:
            return self.plan.aliases[alias]
        owner = self._live.aliases.get(alias)
        return None if owner in self.plan.freed else owner

    def _stored(self, record_id: str) -> StoredRecord | None:
        return self.plan.records.get(record_id) or self._live.records[record_id]

    def _record(self, record_id: str) -> AnyRecord | None:
        return self.plan.written.get(record_id) or self._live.get(record_id)

    def _living(self, record_id: str) -> StoredRecord:
        stored = self._stored(record_id)
        if stored is None:
            _refuse(record_id, "is no live record")
        if stored.onward:
            _refuse(record_id, f"is no live record: it was merged into {stored.onward}")
        if not stored.lives:
            _refuse(record_id, f"is no live record: it was withdrawn ({stored.note})")
        return stored

    def _leads_to(self, start: str, end: str) -> bool:
        current = start
        while current != end and (stored := self._stored(current)) and stored.onward:
            current = stored.onward
        return current == end


def _refuse(where: str, why: str) -> NoReturn:
    raise BadInput([Problem(where, why)])
