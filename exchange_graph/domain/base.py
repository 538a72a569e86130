"""The ground all domain values stand on: frozen, hashable, strict about unknown fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

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


About = tuple[()] | tuple[Literal["country"]] | tuple[Literal["country"], Literal["sector"]]


@dataclass(frozen=True, slots=True)
class Traits:
    """What a kind of record says of itself, once; every list of kinds is made of it.

    `noun` is the word for many of it: in addresses, in seed files. `says`: what a list of it holds.
    `order`: its place in an export, mostly after the kinds it refers to. `rank`: before which kinds it is
    offered where names fit equally well. Both are its own.
    `called`: the fields that name it, first the one that labels it; without any, what it refers to labels it.
    `proper`: these are names rather than titles, so typing errors are mended to them.
    `lends`: where its names stand among the words of a record that refers to it.
    `borrows`: whether it is found by the names of what it refers to.
    `about`: by which of these that it refers to lists of it are filtered.
    """

    noun: str
    says: str
    order: int
    rank: int
    called: tuple[str, ...] = ()
    proper: bool = False
    lends: Literal["party", "sector", "elsewhere"] | None = None
    borrows: bool = True
    about: About = ()


class Record(Value):
    """Any node of the graph: a stable id, and the old keys that lead to it. Each kind has its `traits`."""

    traits: ClassVar[Traits]

    id: Id
    aliases: tuple[Id, ...] = ()
    kind: str
