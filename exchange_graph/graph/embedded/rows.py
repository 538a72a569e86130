"""From rows to domain objects, without a connection."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from exchange_graph.domain.changes import Author, ChangeSet, Merge, Operation, Put, Recorded, Tombstone
from exchange_graph.domain.records import parse
from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph.query import Change, ExperienceRow, Found, Past

Row = tuple[Any, ...]
_OPERATION: TypeAdapter[Operation] = TypeAdapter(Operation)


def view(body: str) -> ExchangeView:
    return ExchangeView.model_validate_json(body)


def found(body: str, version: int, at: str, reading: str | None = None) -> Found:
    return Found(parse(body), version, at, view(reading) if reading else None)


def past(row: Row) -> Past:
    version, at, key, op, role, organisation, reason, body = row
    operation = _OPERATION.validate_json(body)
    return Past(
        version, at, key, op, Author(role=role, organisation=organisation), reason,
        record=operation.record if isinstance(operation, Put) else None,
        into=operation.into if isinstance(operation, Merge | Tombstone) else None,
    )  # fmt: skip


def change(row: Row) -> Change:
    revision, position, at, kind, record_id, op, role, organisation, reason, fields, body = row
    into = json.loads(body)["into"] if op == "merged" else None
    return Change(
        revision, position, at, kind, record_id, op, Author(role=role, organisation=organisation),
        reason, tuple(json.loads(fields)), into,
    )  # fmt: skip


def tombstone(row: Row) -> Tombstone:
    record_id, kind, state, note, aliases = row
    if state == "withdrawn":
        return Tombstone(id=record_id, kind=kind, reason=note)
    return Tombstone(id=record_id, kind=kind, into=note, aliases=tuple(json.loads(aliases)))


def recorded(row: Row, operations: list[str]) -> Recorded:
    revision, key, role, organisation, reason, at = row
    changeset = ChangeSet(
        key=key, actor=Author(role=role, organisation=organisation), reason=reason,
        operations=tuple(_OPERATION.validate_json(body) for body in operations),
    )  # fmt: skip
    return Recorded(revision=revision, at=at, changeset=changeset)


def experience(row: Row, recipients: list[str]) -> ExperienceRow:
    provider, sector, exchanges, programmes, first, last, positive, mixed, negative, grade = row
    rated = {"positive": positive, "mixed": mixed, "negative": negative}
    return ExperienceRow(
        provider, sector, exchanges, programmes, tuple(recipients), first, last,
        {rating: count for rating, count in rated.items() if count}, grade,
    )  # fmt: skip
