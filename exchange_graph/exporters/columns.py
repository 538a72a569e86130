"""The parts of a table: a column has a name and reads its value from a record as clients get it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

ShapedRecord = Mapping[str, Any]
Table = tuple["Column", ...]
"""The columns of a kind of record, in the order that its readers rely on: new ones go to the end."""


@dataclass(frozen=True, slots=True)
class Column:
    """`read` gives text, a number, true or false, a list of these, or None where it is unknown.

    `number`: what reads as text, so that no digit is lost, is a number all the same.
    """

    name: str
    read: Callable[[ShapedRecord], Any]
    number: bool = False


def plain(*names: str) -> Table:
    """Fields as they are, null or absent ones unknown."""
    return tuple(Column(name, partial(_field, name)) for name in names)


def decimals(*names: str) -> Table:
    """Fields that hold a number as text."""
    return tuple(Column(name, partial(_field, name), number=True) for name in names)


def _field(name: str, row: ShapedRecord) -> Any:
    return row.get(name)


def inside(field: str, **columns: str) -> Table:
    """Parts of an object that may be null: `start="period_start"` puts its `start` under that name."""
    return tuple(Column(column, partial(_part, field, part)) for part, column in columns.items())


def _part(field: str, part: str, row: ShapedRecord) -> Any:
    return (row[field] or {}).get(part)


def ref(field: str, name: str | None = None) -> Table:
    """Another record, or none: its id and its label."""
    return inside(field, id=f"{name or field}_id", label=f"{name or field}_label")


def each(field: str, **columns: str) -> Table:
    """One part of every object in a list; the columns of a list stay paired, entry by entry."""
    return tuple(Column(column, partial(_parts, field, part)) for part, column in columns.items())


def _parts(field: str, part: str, row: ShapedRecord) -> list[Any]:
    return [entry[part] for entry in row[field]]


def refs(field: str, name: str) -> Table:
    """Other records: their ids, and their labels in the same order."""
    return each(field, id=f"{name}_ids", label=f"{name}_labels")


def sources() -> Table:
    """What a record rests on: for each citation the source, the place in it and the grade."""
    return (
        Column("source_ids", lambda row: [c["source"]["id"] for c in row["citations"]]),
        Column("source_labels", lambda row: [c["source"]["label"] for c in row["citations"]]),
        *each("citations", locator="source_locators", grade="source_grades"),
    )


def names(table: Table) -> list[str]:
    """The header of a table."""
    return [column.name for column in table]


def values(table: Table, row: ShapedRecord) -> list[Any]:
    """One record as a row of its table."""
    return [column.read(row) for column in table]
