"""The ground all domain values stand on: frozen, hashable, strict about unknown fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Value(BaseModel):
    """An immutable domain value. Equal content is equal and hashes alike."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,95}$")]
"""A record's id: readable, URL-safe, minted once and never recomputed."""


class Record(Value):
    """Any node of the graph: a stable id, and the old keys that lead to it."""

    id: Id
    aliases: tuple[Id, ...] = ()
