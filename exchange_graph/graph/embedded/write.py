"""Writing: one change set in one transaction, with everything that is derived from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

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
from exchange_graph.domain.records import AnyRecord, parse
from exchange_graph.errors import BadInput, Conflict, KeyReused, Problem
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.entries import clear_entry, write_entry
from exchange_graph.graph.embedded.live import Live
from exchange_graph.graph.query import Applied
from exchange_graph.graph.staleness import changed_fields, touched

Connection = sqlite3.Connection
NO_BODY = ""
"""Of an id that was merged or withdrawn before this graph ever held its record."""


def apply(
    connection: Connection, changeset: ChangeSet, expect: Mapping[str, int], at: str,
    revision: int | None = None,
) -> Applied:  # fmt: skip
    """Apply a change set, or answer what it did before; `revision` is given where it must be that one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        applied = _apply(connection, changeset, expect, at, revision)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return applied


def _apply(
    connection: Connection, changeset: ChangeSet, expect: Mapping[str, int], at: str,
    revision: int | None,
) -> Applied:  # fmt: skip
    done = connection.execute(sql.CHANGESET_BY_KEY, (changeset.key,)).fetchone()
    if done is not None:
        return _replayed(connection, changeset, *done)
    following = int(connection.execute(sql.HEAD).fetchone()[0]) + 1
    if revision not in (None, following):
        raise BadInput([Problem("revision", f"the next revision is {following}, not {revision}")])
    return _Writing(connection, changeset, following, at).run(expect)


def _replayed(connection: Connection, changeset: ChangeSet, revision: int, digest: str) -> Applied:
    if digest != changeset.digest():
        raise KeyReused(changeset.key)
    written = connection.execute(sql.VERSIONS_WRITTEN, (revision,))
    return Applied(revision, dict(written), replayed=True)


class _Writing:
    """One change set being written."""

    def __init__(self, connection: Connection, changeset: ChangeSet, revision: int, at: str) -> None:
        self._connection = connection
        self._changeset = changeset
        self._revision = revision
        self._at = at
        self._stale: set[str] = set()
        self._written: dict[str, AnyRecord] = {}
        self._new: set[str] = set()
        self._encoded: list[str] = []

    def run(self, expect: Mapping[str, int]) -> Applied:
        self._check(expect)
        for position, operation in enumerate(self._changeset.operations):
            self._operate(position, operation)
        self._derive()
        self._keep()
        written = {operation.target: self._revision for operation in self._changeset.operations}
        return Applied(self._revision, written)

    def _check(self, expect: Mapping[str, int]) -> None:
        for record_id, expected in expect.items():
            row = self._row(record_id)
            actual = int(row[3]) if row else 0
            if actual != expected:
                raise Conflict(record_id, expected, actual)

    def _operate(self, position: int, operation: AnyOperation) -> None:
        kind: str
        op: str
        body = canonical(operation.record) if isinstance(operation, Put) else None
        fields: list[str] = []
        match operation:
            case Put(record=record):
                kind, op = record.kind, "put"
                fields = self._put(record, str(body))
            case Merge(source=source, into=into):
                kind, op = self._merge(source, into), "merged"
            case Withdraw(id=record_id, reason=reason):
                kind, op = self._withdraw(record_id, reason), "withdrawn"
            case Tombstone(kind=kind, state=op):
                self._bury(operation)
        encoded = encode_put(body) if body else encode(operation)
        self._encoded.append(encoded)
        self._connection.execute(
            sql.ADD_OPERATION,
            (self._revision, position, operation.target, kind, op, encoded, json.dumps(fields)),
        )

    def _put(self, record: AnyRecord, body: str) -> list[str]:
        row = self._row(record.id)
        before = parse(row[5]) if row and row[2] == "live" else None
        if row and row[1] != record.kind:
            self._refuse(record.id, f"is a {row[1]} and cannot become a {record.kind}")
        if row and row[2] == "merged":
            self._refuse(record.id, f"was merged into {row[6]}: write that record")
        self._free(record.id)
        self._connection.execute(sql.DROP_ALIASES, (record.id,))
        self._take_aliases(record.id, record.aliases)
        values = (record.id, record.kind, self._revision, self._at, body)
        self._connection.execute(sql.PUT_RECORD, values)
        self._written[record.id] = record
        if row is None:
            self._new.add(record.id)
        self._stale |= touched(before, record)
        return changed_fields(before, record)

    def _free(self, record_id: str) -> None:
        owner = self._connection.execute(sql.ALIAS, (record_id,)).fetchone()
        if owner:
            self._refuse(record_id, f"is already an old key of {owner[0]}")

    def _take_aliases(self, record_id: str, aliases: Iterable[str]) -> None:
        for alias in aliases:
            taken = self._connection.execute(sql.ALIAS, (alias,)).fetchone()
            if taken == (record_id,):
                continue
            if taken or alias == record_id or self._row(alias):
                self._refuse(record_id, f"alias {alias} already leads to {taken[0] if taken else alias}")
            self._connection.execute(sql.ADD_ALIAS, (alias, record_id))
            self._stale.add(alias)

    def _merge(self, source: str, into: str) -> str:
        from_row, into_row = self._living(source), self._living(into)
        if source == into:
            self._refuse(source, "cannot be merged into itself")
        if from_row[1] != into_row[1]:
            self._refuse(source, f"is a {from_row[1]}; {into} is a {into_row[1]}")
        self._end(source, "merged", into)
        self._stale.add(into)
        return str(from_row[1])

    def _withdraw(self, record_id: str, reason: str) -> str:
        row = self._living(record_id)
        self._end(record_id, "withdrawn", reason)
        return str(row[1])

    def _end(self, record_id: str, state: str, note: str) -> None:
        (n, _, _, _, _, body, _) = self._living(record_id)
        self._connection.execute(sql.END_RECORD, (state, self._revision, self._at, note, record_id))
        clear_entry(self._connection, n)
        self._written.pop(record_id, None)
        self._connection.execute(sql.END_TRACE, (self._revision, n))
        self._stale |= touched(parse(body), None)

    def _bury(self, stone: Tombstone) -> None:
        row = self._row(stone.id)
        if row and row[1] != stone.kind:
            self._refuse(stone.id, f"is a {row[1]}, not a {stone.kind}")
        if stone.into and self._leads_to(stone.into, stone.id):
            self._refuse(stone.id, f"cannot lead to {stone.into}, which leads back to it")
        if row and row[2] == "live":
            self._end(stone.id, stone.state, stone.note)
        else:
            self._mark(stone, row is None)
        self._take_aliases(stone.id, stone.aliases)
        self._stale |= {stone.id} | ({stone.into} if stone.into else set())

    def _mark(self, stone: Tombstone, is_new: bool) -> None:
        """What ended elsewhere, on a record that ended here too, or on none."""
        if is_new:
            self._free(stone.id)
            self._connection.execute(
                sql.PUT_RECORD, (stone.id, stone.kind, self._revision, self._at, NO_BODY)
            )
        self._connection.execute(
            sql.END_RECORD, (stone.state, self._revision, self._at, stone.note, stone.id)
        )

    def _leads_to(self, start: str, end: str) -> bool:
        current = start
        while current != end and (row := self._row(current)) and row[2] == "merged":
            current = row[6]
        return current == end

    def _derive(self) -> None:
        """Entries of what was written, then of all that depends on it, in the same transaction."""
        dependants = self._connection.execute(sql.DEPENDANTS, (json.dumps(sorted(self._stale)),))
        live = Live(self._connection, self._written)
        for record_id in sorted({record_id for (record_id,) in dependants} | self._written.keys()):
            write_entry(self._connection, live, record_id, self._revision, new=record_id in self._new)

    def _keep(self) -> None:
        actor = self._changeset.actor
        self._connection.execute(
            sql.ADD_CHANGESET,
            (self._revision, self._changeset.key, self._changeset.digest(self._encoded), actor.role,
             actor.organisation, self._changeset.reason, self._at),
        )  # fmt: skip
        self._connection.execute(sql.ADVANCE, (self._revision,))

    def _row(self, record_id: str) -> tuple[int, str, str, int, str, str, str] | None:
        row: tuple[int, str, str, int, str, str, str] | None = self._connection.execute(
            sql.RECORD, (record_id,)
        ).fetchone()
        return row

    def _living(self, record_id: str) -> tuple[int, str, str, int, str, str, str]:
        row = self._row(record_id)
        if row is None or row[2] != "live":
            self._refuse(record_id, "is no live record")
        assert row is not None  # noqa: S101 - _refuse raises
        return row

    def _refuse(self, where: str, why: str) -> None:
        raise BadInput([Problem(where, why)])
