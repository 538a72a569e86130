"""From what stores keep to what the contract answers: each answer is made once, of one named row.

A row is a mapping; both stores name its columns alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from exchange_graph.domain.canonical import dumps
from exchange_graph.domain.changes import (
    AnyOperation,
    ChangeSet,
    Merge,
    Operation,
    Put,
    Recorded,
    Redact,
    Tombstone,
)
from exchange_graph.domain.notes import Author
from exchange_graph.domain.records import parse
from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph.query import Change, ExperienceRow, Found, Gone, Listed, Moved, Past

Row = Mapping[str, Any]
Look = Callable[[str], Row]
"""The row of an id: state, version, at, body, view, note, and `leads`, whose old key it is."""

_OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(Operation)


def found(body: str, version: int, at: str, view: str | None = None) -> Found:
    return Found(parse(body), version, at, ExchangeView.model_validate_json(view) if view else None)


def listed(version: int, at: str, view: str) -> Listed:
    return Listed(ExchangeView.model_validate_json(view), version, at)


def answer(record_id: str, look: Look) -> Found | Moved | Gone | None:
    """What an id leads to: its record, the one that lives on, or why there is none."""
    row = look(record_id)
    if row["state"] == "live":
        return found(row["body"], row["version"], row["at"], row["view"])
    if row["state"] == "withdrawn":
        return Gone(row["note"], row["at"])
    onward = leads_to(row)
    if onward is None:
        return None
    further = answer(onward, look)
    return Moved(onward) if isinstance(further, Found) else further


def followed(record_id: str, look: Look) -> Found | None:
    """The live record that an id leads to."""
    further = answer(record_id, look)
    if isinstance(further, Moved):
        return followed(further.to, look)
    return further if isinstance(further, Found) else None


def leads_to(row: Row) -> str | None:
    """The id that a row leads on to."""
    onward: str | None = row["leads"] if row["state"] is None else row["note"]
    return onward if row["state"] in (None, "merged") else None


def versions(rows: Iterable[Row]) -> list[Past]:
    """The versions of a record. To redact something of it is no version of it."""
    operations = ((row, _OPERATION.validate_json(row["body"])) for row in rows)
    return [_past(row, operation) for row, operation in operations if not isinstance(operation, Redact)]


def _past(row: Row, operation: AnyOperation) -> Past:
    why = operation.reason if isinstance(operation, Tombstone) and operation.redacted else None
    return Past(
        row["revision"], row["at"], row["key"], row["op"], _author(row), why or row["reason"],
        record=operation.record if isinstance(operation, Put) else None,
        into=operation.into if isinstance(operation, Merge | Tombstone) else None,
    )  # fmt: skip


def change(row: Row) -> Change:
    return Change(
        row["revision"], row["position"], row["at"], row["kind"], row["id"], row["op"], _author(row),
        row["reason"], tuple(row["fields"]), row["into"],
    )  # fmt: skip


def recorded(row: Row, operations: Iterable[str]) -> Recorded:
    changeset = ChangeSet(
        key=row["key"], actor=_author(row), reason=row["reason"],
        operations=tuple(_OPERATION.validate_json(body) for body in operations),
    )  # fmt: skip
    return Recorded(revision=row["revision"], at=row["at"], changeset=changeset, digest=row["digest"])


def _author(row: Row) -> Author:
    return Author(role=row["role"], organisation=row["organisation"])


def tombstone(row: Row) -> Tombstone:
    if row["state"] == "withdrawn":
        return Tombstone(id=row["id"], kind=row["kind"], reason=row["note"])
    return Tombstone(id=row["id"], kind=row["kind"], into=row["note"], aliases=tuple(row["aliases"]))


def experience(row: Row, recipients: Iterable[str], outcomes: Mapping[str, int]) -> ExperienceRow:
    return ExperienceRow(
        row["provider"], row["sector"], row["exchanges"], row["programmes"], tuple(recipients),
        row["first"], row["last"],
        {rating: outcomes[rating] for rating in ("positive", "mixed", "negative") if outcomes[rating]},
        row["grade"],
    )  # fmt: skip


class ContentHash:
    """SHA-256 over JSON lines: [id, canonical record] of the living, then [id, state, into] of the others.

    Rows come in the order of ids.
    """

    def __init__(self) -> None:
        self._living = hashlib.sha256()
        self._ended: list[list[str]] = []

    def add(self, row: Row) -> None:
        """Take in a record's id, state, body and note."""
        if row["state"] == "live":
            self._living.update(dumps([row["id"], row["body"]]).encode() + b"\n")
        else:
            self._ended.append([row["id"], row["state"], row["note"] if row["state"] == "merged" else ""])

    def hexdigest(self) -> str:
        """The hash of all that was taken in."""
        whole = self._living.copy()
        for line in self._ended:
            whole.update(dumps(line).encode() + b"\n")
        return whole.hexdigest()
