"""Writing: one change set in one transaction, with everything that is derived from it.

What the change set does is worked out in memory, under the lock of the Head node, then written in a few
statements.
"""

from __future__ import annotations

from dataclasses import asdict

from exchange_graph.domain.changes import ChangeSet, Put
from exchange_graph.domain.references import references
from exchange_graph.graph import from_rows
from exchange_graph.graph.applying import ids_needed, next_revision, plan, refuse_other_content
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j import node as nodes
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Transaction, rows_of, run
from exchange_graph.graph.neo4j.cypher import write
from exchange_graph.graph.neo4j.entries import write_entries
from exchange_graph.graph.neo4j.in_transaction import BATCH, Neo4jInTransaction
from exchange_graph.graph.plan import Plan, Request
from exchange_graph.graph.query import Applied


async def apply(transaction: Transaction, request: Request, attempt: str) -> Applied:
    """Apply a change set, or answer what it did before; `attempt` marks this call."""
    look = write.HEAD if request.dry_run else write.LOCK
    (head,) = await rows_of(transaction, look, {"key": request.changeset.key})
    if head["done"] is not None:
        return await _replayed(transaction, request, head, attempt)
    revision = next_revision(int(head["head"]), request.revision)
    live = Neo4jInTransaction(transaction)
    ids = ids_needed(request)
    await live.fetch(ids | _referred(request.changeset))
    await live.fetch_twins(ids)
    if request.redactions:
        await live.fetch_past(request.redactions)
    planned = plan(request, live, revision)
    if not request.dry_run:
        await _write(transaction, request, planned, live, attempt)
    return Applied(revision, tuple(planned.changes))


async def _replayed(transaction: Transaction, request: Request, head: Row, attempt: str) -> Applied:
    """Not `replayed` where it was this very call that wrote it, before an answer was lost."""
    refuse_other_content(request, head["digest"])
    written = await rows_of(transaction, write.WRITTEN, {"revision": head["done"]})
    return Applied(head["done"], tuple(map(from_rows.change, written)), replayed=head["attempt"] != attempt)


def _referred(changeset: ChangeSet) -> set[str]:
    """What the records that are put name: deriving will ask for it, and one statement brings it all."""
    puts = (operation.record for operation in changeset.operations if isinstance(operation, Put))
    return {reference.id for record in puts for reference in references(record)}


async def _write(
    transaction: Transaction, request: Request, planned: Plan, live: Neo4jInTransaction, attempt: str
) -> None:  # fmt: skip
    live.lay(planned.records, planned.written, planned.freed, planned.aliases)
    dependants = await live.dependants(planned.stale)
    await _end(transaction, planned)
    revision = planned.changes[0].revision
    put = planned.written.keys()
    await write_entries(transaction, live, put | dependants, revision, always=put)
    await _lead(transaction, planned)
    await _retell(transaction, planned)
    await _keep(transaction, request.changeset, planned, attempt)


async def _end(transaction: Transaction, planned: Plan) -> None:
    """Nodes of what ended keep no relationship and are found by nothing but their id."""
    rows = [
        {"id": i, "label": nodes.label(stored.kind), "properties": nodes.of_ended(i, stored)}
        for i, stored in sorted(planned.records.items())
        if not stored.lives
    ]
    if rows:
        await run(transaction, write.END, {"rows": rows})


async def _lead(transaction: Transaction, planned: Plan) -> None:
    """Old keys that were given up or given."""
    freed = list(planned.freed)
    added = [{"alias": a, "folded": a.lower(), "of": owner} for a, owner in planned.aliases.items()]
    for start in range(0, len(freed), BATCH):
        await run(transaction, write.FREE, {"owners": freed[start : start + BATCH]})
    for start in range(0, len(added), BATCH):
        await run(transaction, write.ADD_ALIASES, {"rows": added[start : start + BATCH]})


async def _retell(transaction: Transaction, planned: Plan) -> None:
    """History from which something was redacted."""
    rows = [asdict(operation) | {"fields": list(operation.fields)} for operation in planned.retold]
    for start in range(0, len(rows), BATCH):
        await run(transaction, write.RETELL, {"rows": rows[start : start + BATCH]})


async def _keep(transaction: Transaction, changeset: ChangeSet, planned: Plan, attempt: str) -> None:
    """The change set, and its operations with the lines of the change feed."""
    first = planned.changes[0]
    change = {
        "revision": first.revision, "key": changeset.key, "digest": planned.digest,
        "role": changeset.actor.role, "organisation": changeset.actor.organisation,
        "reason": changeset.reason, "at": first.at, "attempt": attempt,
        "operations": len(changeset.operations),
    }  # fmt: skip
    versions = [
        {"revision": line.revision, "position": line.position, "record": line.id, "kind": line.kind,
         "op": line.op, "body": body, "fields": list(line.fields), "into": line.into}
        for line, body in zip(planned.changes, planned.bodies, strict=True)
    ]  # fmt: skip
    key = where.key("head", str(first.revision))
    await run(transaction, write.KEEP, {"key": key, "change": change, "versions": versions})
