"""How the graph changes: a change set is applied whole or not at all, and kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from exchange_graph.domain.canonical import canonical, digest, dumps
from exchange_graph.domain.claims import ClaimId
from exchange_graph.domain.notes import Author, Line
from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.domain.value import Id, Value

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal."""


def digest_of_quote(quote: str) -> str:
    """What stands for the words of a quote where they must not stand themselves."""
    return digest(quote.strip())


def _as_digest(quote: object) -> object:
    is_one = isinstance(quote, str) and len(quote) == 64 and set(quote) <= set("0123456789abcdef")
    return digest_of_quote(quote) if isinstance(quote, str) and not is_one else quote


class Put(Value):
    """Write a record whole.

    `redacted`, here and below, is in history alone: the digest of the operation that was written, where
    something of it has been redacted since.
    """

    op: Literal["put"] = "put"
    record: AnyRecord
    redacted: Sha256 | None = None

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
    redacted: Sha256 | None = None

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
        if self.into is None and self.aliases and not self.redacted:
            raise ValueError("only a merged record leaves old keys that lead on")
        return self


class Redact(Value):
    """Take out of present and past what must not be told any more, with a reason that readers will see.

    That is a record, and with a source every citation of it; or one `claim` of an exchange; or the citations
    of a source that have one `quote`, given as its words or their SHA-256, and kept as that. What rests on
    it alone goes with it.
    """

    op: Literal["redact"] = "redact"
    id: Id
    claim: ClaimId | None = None
    quote: Annotated[Sha256, BeforeValidator(_as_digest)] | None = None
    reason: Line

    @property
    def target(self) -> str:
        return self.id

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if self.claim and self.quote:
            raise ValueError("redact a claim or a quote, each by itself")
        return self


AnyOperation = Put | Merge | Withdraw | Tombstone | Redact
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


def encode(operation: AnyOperation, body: str | None = None) -> str:
    """The canonical JSON of one operation; `body` is that of a record that is put, where it is at hand."""
    if isinstance(operation, Put):
        mark = f',"redacted":"{operation.redacted}"' if operation.redacted else ""
        return f'{{"op":"put","record":{body or canonical(operation.record)}{mark}}}'
    return dumps(operation.model_dump(mode="json", exclude=_unset(operation)))


def _unset(operation: AnyOperation) -> set[str]:
    """What was added later and is not said, so that a new field changes no old text."""
    return {name for name in ("redacted", "claim", "quote") if getattr(operation, name, None) is None}


class Recorded(Value):
    """A change set as it is kept: its revision, and when it was written (UTC, ISO).

    `digest` is that of what was written, which `changeset` need not have any more: what has been redacted
    is not told, and what redacting did is.
    """

    revision: int
    at: str
    changeset: ChangeSet
    digest: Sha256 | None = None
