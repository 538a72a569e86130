"""How the graph changes: a change set is applied whole or not at all, and kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from exchange_graph.domain.base import Id, Value
from exchange_graph.domain.canonical import canonical, digest, dumps
from exchange_graph.domain.records import AnyRecord, Kind

Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Author(Value):
    """Who writes: a role at an organisation ("curator", "UNDP"), never a person."""

    role: Line
    organisation: Line


class Put(Value):
    """Write a record whole."""

    op: Literal["put"] = "put"
    record: AnyRecord

    @property
    def target(self) -> str:
        return self.record.id


class Merge(Value):
    """Let `source` lead to `into` from now on; both are of one kind."""

    op: Literal["merge"] = "merge"
    source: Id
    into: Id

    @property
    def target(self) -> str:
        return self.source


class Withdraw(Value):
    """Take a record back, with the reason that its readers will see."""

    op: Literal["withdraw"] = "withdraw"
    id: Id
    reason: Line

    @property
    def target(self) -> str:
        return self.id


class Tombstone(Value):
    """What became of a record that lives elsewhere no more, for a copy that need never have held it.

    Either it was merged `into` another, with the old keys that led to it, or withdrawn for a `reason`. Its
    content is no part of it: what was taken back is not published again.
    """

    op: Literal["tombstone"] = "tombstone"
    id: Id
    kind: Kind
    into: Id | None = None
    reason: Line | None = None
    aliases: tuple[Id, ...] = ()

    @property
    def target(self) -> str:
        return self.id

    @property
    def state(self) -> Literal["merged", "withdrawn"]:
        return "merged" if self.into else "withdrawn"

    @property
    def note(self) -> str:
        """Where the id leads, or why it leads nowhere."""
        return self.into or self.reason or ""

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if (self.into is None) == (self.reason is None):
            raise ValueError("a tombstone says either into or reason")
        if self.into is None and self.aliases:
            raise ValueError("only a merged record leaves old keys that lead on")
        return self


AnyOperation = Put | Merge | Withdraw | Tombstone
Operation = Annotated[AnyOperation, Field(discriminator="op")]


class ChangeSet(Value):
    """Operations that belong together, under a key that makes writing them again harmless."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    actor: Author
    reason: Line
    operations: Annotated[tuple[Operation, ...], Field(min_length=1)]

    def digest(self, encoded: Sequence[str] | None = None) -> str:
        """SHA-256 of all that the key stands for; `encoded` are the operations, where they are at hand."""
        operations = encoded or [encode(operation) for operation in self.operations]
        return digest(dumps([canonical(self.actor), self.reason, *operations]))


def encode(operation: AnyOperation) -> str:
    """The canonical JSON of one operation."""
    if isinstance(operation, Put):
        return encode_put(canonical(operation.record))
    return dumps(operation.model_dump(mode="json"))


def encode_put(body: str) -> str:
    """The canonical JSON of writing a record, whose own canonical JSON is `body`."""
    return f'{{"op":"put","record":{body}}}'


class Recorded(Value):
    """A change set as it was kept: its revision, and when it was written (UTC, ISO)."""

    revision: int
    at: str
    changeset: ChangeSet
