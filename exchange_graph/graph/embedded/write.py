"""Writing: one change set in one transaction, with everything that is derived from it."""

from __future__ import annotations

import json
import sqlite3

from exchange_graph.domain.changes import ChangeSet
from exchange_graph.graph.applying import ids_needed, next_revision, plan, refuse_other_content
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.connect import writing
from exchange_graph.graph.embedded.entries import clear_entry, write_entry
from exchange_graph.graph.embedded.in_transaction import EmbeddedInTransaction
from exchange_graph.graph.embedded.read import lines, one_state
from exchange_graph.graph.in_transaction import StoredRecord
from exchange_graph.graph.plan import Plan, Request
from exchange_graph.graph.query import Applied


def apply(connection: sqlite3.Connection, request: Request) -> Applied:
    """Apply a change set, or answer what it did before."""
    changeset = request.changeset
    with (one_state if request.dry_run else writing)(connection):
        done = connection.execute(sql.CHANGESET_BY_KEY, (changeset.key,)).fetchone()
        if done is not None:
            refuse_other_content(request, done[1])
            return Applied(done[0], tuple(lines(connection, sql.CHANGES_OF, (done[0],))), replayed=True)
        revision = next_revision(int(connection.execute(sql.HEAD).fetchone()[0]), request.revision)
        live = EmbeddedInTransaction(connection)
        ids = ids_needed(request)
        live.fetch(ids)
        live.fetch_twins(ids)
        if request.redactions:
            live.fetch_past(request.redactions)
        planned = plan(request, live, revision)
        if not request.dry_run:
            _write(connection, changeset, planned, live)
        return Applied(revision, tuple(planned.changes))


def _write(
    connection: sqlite3.Connection, changeset: ChangeSet, planned: Plan, live: EmbeddedInTransaction
) -> None:
    new = {record_id for record_id in planned.records if live.records[record_id] is None}
    for record_id, stored in planned.records.items():
        _put(connection, record_id, stored, new=record_id in new)
        if not stored.lives:
            _clear(connection, live.number(record_id), stored.version)
    connection.executemany(sql.DROP_ALIASES, ((record_id,) for record_id in planned.freed))
    connection.executemany(sql.ADD_ALIAS, planned.aliases.items())
    live.lay(planned.records, planned.written, planned.freed, planned.aliases)
    _derive(connection, planned, live, new)
    retold = ((o.op, o.body, json.dumps(o.fields), o.revision, o.position) for o in planned.retold)
    connection.executemany(sql.RETELL, retold)
    _keep(connection, changeset, planned)


def _put(connection: sqlite3.Connection, record_id: str, stored: StoredRecord, *, new: bool) -> None:
    values = (stored.state, stored.version, stored.at, stored.body, stored.note, record_id)
    if new:
        connection.execute(sql.ADD_RECORD, (*values, stored.kind))
    else:
        connection.execute(sql.SET_RECORD, values)


def _clear(connection: sqlite3.Connection, n: int, revision: int) -> None:
    """What lives no more keeps nothing that it could be found by."""
    clear_entry(connection, n)
    connection.execute(sql.END_TRACE, (revision, n))


def _derive(
    connection: sqlite3.Connection, planned: Plan, live: EmbeddedInTransaction, new: set[str]
) -> None:
    """Entries of what was written, then of all that depends on it, in the same transaction."""
    dependants = connection.execute(sql.DEPENDANTS, (json.dumps(sorted(planned.stale)),))
    revision = planned.changes[0].revision
    for record_id in sorted({record_id for (record_id,) in dependants} | planned.written.keys()):
        write_entry(connection, live, record_id, revision, new=record_id in new)


def _keep(connection: sqlite3.Connection, changeset: ChangeSet, planned: Plan) -> None:
    """The change set, and its operations with the lines of the change feed."""
    first, actor = planned.changes[0], changeset.actor
    connection.executemany(
        sql.ADD_OPERATION,
        ((line.revision, line.position, line.id, line.kind, line.op, body, json.dumps(line.fields))
         for line, body in zip(planned.changes, planned.bodies, strict=True)),
    )  # fmt: skip
    connection.execute(
        sql.ADD_CHANGESET,
        (first.revision, changeset.key, planned.digest, actor.role, actor.organisation, changeset.reason,
         first.at),
    )  # fmt: skip
    connection.execute(sql.ADVANCE, (first.revision,))
