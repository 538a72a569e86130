"""What every record has: an id, the old keys that lead to it, what parties hold against it; and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from exchange_graph.domain.notes import Note
from exchange_graph.domain.value import Id, Value

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
    """Any node of the graph. Each kind has its `traits`.

    `notes` stand beside what it says and decide nothing.
    """

    traits: ClassVar[Traits]

    id: Id
    aliases: tuple[Id, ...] = ()
    notes: tuple[Note, ...] = ()
    kind: str
