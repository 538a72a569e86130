"""The ground all domain values stand on: frozen, hashable, strict about unknown fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Value(BaseModel):
    """An immutable domain value. Equal content is equal and hashes alike."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


ID = StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,95}$")
Id = Annotated[str, ID]
"""A record's id: readable, URL-safe, minted once and never recomputed."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship of the graph: its type, and which fields of what names the other record it tells.

    `backwards`: it leads from the record that is named.
    """

    type: str
    tells: Mapping[str, str] = field(default_factory=dict)
    backwards: bool = False


class Refers:
    """Marks a whole field that names other records by id: of which kinds (none: any), and the tie it makes.

    `sectors: Annotated[tuple[Id, ...], Refers("sector", tie="IN_SECTOR")]`
    """

    def __init__(self, *kinds: str, tie: str | Tie | None = None) -> None:
        self.kinds = kinds
        self.tie = Tie(tie) if isinstance(tie, str) else tie
