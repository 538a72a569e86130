"""What a change set does to a graph, worked out in memory: the rules of writing stand here, once.

Pure: no store and no clock. A store brings what is kept under the ids that a change set names, asks for the
plan, and writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exchange_graph.domain.canonical import canonical, digest
from exchange_graph.domain.changes import AnyOperation, Merge, Put, Redact, Tombstone, Withdraw, encode
from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.domain.redacting import Redaction
from exchange_graph.errors import BadInput, Conflict, KeyReused, Problem
from exchange_graph.graph.in_transaction import InTransaction, RecordState, StoredRecord
from exchange_graph.graph.old_keys import OldKeys, refuse
from exchange_graph.graph.plan import Plan, Request
from exchange_graph.graph.query import Change, Op
from exchange_graph.graph.redacting import left_of, redacted
from exchange_graph.graph.staleness import changed_fields, touched


def ids_needed(request: Request) -> set[str]:
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


def refuse_other_content(request: Request, kept: str) -> None:
    """`KeyReused` where the key of a change set stands for content of another digest."""
    if kept != (request.digest or request.changeset.digest()):
        raise KeyReused(request.changeset.key)


def next_revision(head: int, wanted: int | None) -> int:
    """The revision after `head`; `BadInput` where it must be another one."""
    if wanted not in (None, head + 1):
        raise BadInput([Problem("revision", f"the next revision is {head + 1}, not {wanted}")])
    return head + 1


def plan(request: Request, live: InTransaction, revision: int) -> Plan:
    """What a change set does at this revision; `live` holds all that `ids_needed` asks for.

    `Conflict` where a record has another version than expected, `BadInput` where an operation breaks a rule.
    """
    planning = _Planning(request, live, revision)
    planning.check()
    planning.redact(request.redactions)
    for operation in request.changeset.operations[len(request.redactions) :]:
        planning.operate(operation)
    return planning.done()


class _Planning:
    """A plan in the making: what it has so far is laid over what is kept."""

    def __init__(self, request: Request, live: InTransaction, revision: int) -> None:
        self._plan = Plan()
        self._request = request
        self._live = live
        self._revision = revision
        self._keys = OldKeys(live, self._plan.records, strict=not request.is_replay)

    def done(self) -> Plan:
        plan, request = self._plan, self._request
        plan.freed, plan.aliases = self._keys.freed, self._keys.given
        bodies = None if request.redactions else plan.bodies  # redacting does more than was said
        plan.digest = request.digest or request.changeset.digest(bodies)
        return plan

    def check(self) -> None:
        for record_id, expected in self._request.expect.items():
            stored = self._stored(record_id)
            actual = stored.version if stored else 0
            if actual != expected:
                raise Conflict(record_id, expected, actual)

    def redact(self, operations: Sequence[Redact]) -> None:
        """Take it out of history and of what ended; what still lives is written anew, or withdrawn."""
        if not operations:
            return
        redactions = [Redaction(o, {o.id} if o.claim else self._live.leading[o.id]) for o in operations]
        met = []
        for _, past in sorted(self._live.past.items()):
            retold, some = redacted(past, redactions)
            self._plan.retold += retold
            met += some
        for redaction in redactions:
            self._known(redaction.operation.id)
            if redaction not in met and not self._request.is_replay:
                refuse(redaction.operation.id, _nothing_to(redaction.operation))
            self._keep(redaction.operation, "redacted")
        for record_id in sorted(self._live.past):
            self._leave(record_id, redactions)

    def _leave(self, record_id: str, redactions: Sequence[Redaction]) -> None:
        stored = self._stored(record_id)
        if stored is None or not stored.body:
            return
        left, met = left_of(stored.record(), redactions)
        if not met:
            return
        if not stored.lives:
            self._plan.records[record_id] = replace(stored, body=canonical(left) if left else "")
        elif self._request.is_replay:
            return  # a history goes on to say what became of it
        elif left:
            self._operate_put(left, digest(encode(Put(record=stored.record()))))
        else:
            self.operate(Withdraw(id=record_id, reason=met[-1].operation.reason))

    def operate(self, operation: AnyOperation) -> None:
        if isinstance(operation, Put | Tombstone) and operation.redacted and not self._request.is_replay:
            refuse(operation.target, "`redacted` is said by history alone: leave it out")
        match operation:
            case Put(record=record, redacted=mark):
                self._operate_put(record, mark)
            case Merge(source=source, into=into):
                self._merge(source, into)
                self._keep(operation, "merged")
            case Withdraw(id=record_id, reason=reason):
                self._end(record_id, self._living(record_id), "withdrawn", reason)
                self._keep(operation, "withdrawn")
            case Tombstone():
                self._bury(operation)
                self._keep(operation, "redacted" if operation.redacted else operation.state)
            case Redact():
                refuse(operation.id, "a change set redacts before all else: move it to the front")

    def _operate_put(self, record: AnyRecord, mark: str | None = None) -> None:
        body, operation = canonical(record), Put(record=record, redacted=mark)
        fields = self._put(record, body)
        if mark:
            self._keep(operation, "redacted", encode(operation, body))
        else:
            self._keep(operation, "put", encode(operation, body), fields)

    def _keep(
        self, operation: AnyOperation, op: Op, body: str | None = None, fields: Sequence[str] = ()
    ) -> None:  # fmt: skip
        changeset, kind = self._request.changeset, self._known(operation.target).kind
        self._plan.bodies.append(body or encode(operation))
        self._plan.changes.append(Change(
            self._revision, len(self._plan.changes), self._request.at, kind, operation.target, op,
            changeset.actor, changeset.reason, tuple(fields),
            operation.into if isinstance(operation, Merge | Tombstone) else None,
        ))  # fmt: skip

    def _put(self, record: AnyRecord, body: str) -> list[str]:
        stored = self._stored(record.id)
        if stored is None:
            self._keys.refuse_taken(record.id)
        elif stored.kind != record.kind:
            refuse(record.id, f"is a {stored.kind} and cannot become a {record.kind}")
        elif stored.onward:
            refuse(record.id, f"was merged into {stored.onward}: write that record")
        before = self._record(record.id) if stored and stored.lives else None
        self._keys.free(record.id)
        self._set(record.id, record.kind, "live", body)
        self._plan.stale |= {*self._keys.take(record.id, record.aliases), *touched(before, record)}
        self._plan.written[record.id] = record
        return changed_fields(before, record)

    def _merge(self, source: str, into: str) -> None:
        ending = self._living(source)
        if source == into:
            refuse(source, "cannot be merged into itself")
        if self._leads_to(into, source):
            refuse(source, f"cannot be merged into {into}, which leads back to it")
        staying = self._living(into)
        if ending.kind != staying.kind:
            refuse(source, f"is a {ending.kind}; {into} is a {staying.kind}")
        self._end(source, ending, "merged", into)
        self._plan.stale.add(into)

    def _bury(self, stone: Tombstone) -> None:
        stored = self._stored(stone.id)
        if stored and stored.kind != stone.kind:
            refuse(stone.id, f"is a {stored.kind}, not a {stone.kind}")
        if stone.into and self._leads_to(stone.into, stone.id):
            refuse(stone.id, f"cannot lead to {stone.into}, which leads back to it")
        if stone.redacted:
            self._keys.free(stone.id)
        if stored:
            self._end(stone.id, stored, stone.state, stone.note)
        else:
            if stone.into is None or self._keys.owner(stone.id) != stone.into:
                self._keys.refuse_taken(stone.id)
            self._set(stone.id, stone.kind, stone.state, "", stone.note)
        self._plan.stale |= {stone.id, stone.into or stone.id, *self._keys.take(stone.id, stone.aliases)}

    def _end(self, record_id: str, stored: StoredRecord, state: RecordState, note: str) -> None:
        if stored.lives:
            self._plan.stale |= touched(self._record(record_id), None)
        self._set(record_id, stored.kind, state, stored.body, note)
        self._plan.written.pop(record_id, None)

    def _set(self, record_id: str, kind: Kind, state: RecordState, body: str, note: str = "") -> None:
        self._plan.records[record_id] = StoredRecord(
            kind, state, self._revision, self._request.at, body, note
        )

    def _stored(self, record_id: str) -> StoredRecord | None:
        return self._plan.records.get(record_id) or self._live.records[record_id]

    def _known(self, record_id: str) -> StoredRecord:
        stored = self._stored(record_id)
        if stored is None:
            refuse(record_id, "is no record")
        return stored

    def _record(self, record_id: str) -> AnyRecord | None:
        return self._plan.written.get(record_id) or self._live.get(record_id)

    def _living(self, record_id: str) -> StoredRecord:
        stored = self._stored(record_id)
        if stored is None:
            refuse(record_id, "is no live record")
        if not (stored.lives or self._request.is_replay):
            became = f"merged into {stored.onward}" if stored.onward else f"withdrawn ({stored.note})"
            refuse(record_id, f"is no live record: it was {became}")
        return stored

    def _leads_to(self, start: str, end: str) -> bool:
        current = start
        while current != end and (stored := self._stored(current)) and stored.onward:
            current = stored.onward
        return current == end


def _nothing_to(operation: Redact) -> str:
    """Why a redaction that finds nothing is refused: it would be taken for done."""
    if operation.claim:
        return f"has no claim {operation.claim}, and had none"
    return "is cited with no such quote" if operation.quote else "is redacted already"
