"""History without what is redacted: each operation keeps its place, and the digest of what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from exchange_graph.domain.canonical import digest
from exchange_graph.domain.changes import AnyOperation, Operation, Put, Redact, Tombstone, encode
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.redacting import Redaction
from exchange_graph.graph.in_transaction import PastOperation
from exchange_graph.graph.staleness import changed_fields

_OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(Operation)
Redactions = Sequence[Redaction]


def left_of(record: AnyRecord, redactions: Redactions) -> tuple[AnyRecord | None, list[Redaction]]:
    """What may still be told of a record, and which redactions took something of it."""
    met = []
    left: AnyRecord | None = record
    for redaction in redactions:
        before, left = left, redaction.left_of(left) if left else None
        if left is not before:
            met.append(redaction)
    return left, met


def redacted(
    past: Sequence[PastOperation], redactions: Redactions
) -> tuple[list[PastOperation], list[Redaction]]:
    """The operations of a record that are told otherwise from now on, and which redactions met any."""
    told: list[PastOperation] = []
    met: list[Redaction] = []
    before: AnyRecord | None = None
    for one in past:
        operation, by = _left_of(_OPERATION.validate_json(one.body), one.body, redactions)
        record = operation.record if isinstance(operation, Put) else None
        left = one
        if by:
            left = replace(one, op="redacted", body=encode(operation), fields=())
        elif record and one.op == "put":
            left = replace(one, fields=tuple(changed_fields(before, record)))
        if left != one:
            told.append(left)
        met += by
        if not isinstance(operation, Redact):  # it is told of a record, and writes none
            before = record
    return told, met


def _left_of(
    operation: AnyOperation, body: str, redactions: Redactions
) -> tuple[AnyOperation, list[Redaction]]:
    if not isinstance(operation, Put):
        return operation, []
    record, mark = operation.record, operation.redacted or digest(body)
    left, met = left_of(record, redactions)
    if left is record:
        return operation, []
    if left:
        return Put(record=left, redacted=mark), met
    reason = met[-1].operation.reason
    stone = Tombstone(
        id=record.id, kind=record.kind, reason=reason, aliases=record.aliases, redacted=mark
    )  # fmt: skip
    return stone, met
