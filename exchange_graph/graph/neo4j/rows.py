"""From rows to domain objects, without a connection."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import TypeAdapter

from exchange_graph.domain.changes import Author, ChangeSet, Merge, Operation, Put, Recorded, Tombstone
from exchange_graph.domain.records import parse
from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph.neo4j.connection import Row
from exchange_graph.graph.query import Change, ExperienceRow, Found, Listed, Past

_OPERATION: TypeAdapter[Operation] = TypeAdapter(Operation)


def view(body: str) -> ExchangeView:
    return ExchangeView.model_validate_json(body)


def found(body: str, version: int, at: str, reading: str | None = None) -> Found:
    return Found(parse(body), version, at, view(reading) if reading else None)


def listed(item: list[Any]) -> Listed:
    version, at, body = item[-3:]
    return Listed(view(body), version, at)


def past(row: Row) -> Past:
    operation = _OPERATION.validate_json(row["body"])
    return Past(
        row["revision"], row["at"], row["key"], row["op"], _author(row), row["reason"],
        record=operation.record if isinstance(operation, Put) else None,
        into=operation.into if isinstance(operation, Merge | Tombstone) else None,
    )  # fmt: skip


def change(row: Row) -> Change:
    return Change(
        row["revision"], row["position"], row["at"], row["kind"], row["id"], row["op"], _author(row),
        row["reason"], tuple(row["fields"]), row["into"],
    )  # fmt: skip


def tombstone(item: list[Any]) -> Tombstone:
    record_id, kind, into, because, aliases = item
    led = tuple(aliases) if into else ()
    return Tombstone(id=record_id, kind=kind, into=into, reason=because, aliases=led)


def recorded(row: Row) -> Recorded:
    changeset = ChangeSet(
        key=row["key"], actor=_author(row), reason=row["reason"],
        operations=tuple(_OPERATION.validate_json(body) for body in row["bodies"]),
    )  # fmt: skip
    return Recorded(revision=row["revision"], at=row["at"], changeset=changeset)


def experience(item: list[Any]) -> ExperienceRow:
    provider, sector, exchanges, programmes, first, last, outcomes, grade, recipients = item
    rated = Counter(outcomes)
    return ExperienceRow(
        provider, sector, exchanges, programmes, tuple(sorted({r for states in recipients for r in states})),
        first, last, {rating: rated[rating] for rating in ("positive", "mixed", "negative") if rated[rating]},
        grade,
    )  # fmt: skip


def _author(row: Row) -> Author:
    return Author(role=row["role"], organisation=row["organisation"])
