"""What a format is, and which there are."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.domain.languages import Lang
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.exporters import formats
from exchange_graph.exporters.columns import ShapedRecord, Table
from exchange_graph.graph.query import ExchangeQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.speaking import Speaker

Content = Literal["exchanges", "claims", "records"]
"""Exchanges as lists show them; a row for each claim and citation; canonical records of every kind."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file is from: the address of the service, what of it was asked, and the state of the data."""

    base_url: str
    address: str
    revision: int
    data_date: str | None
    lang: Lang


Writer = Callable[[GraphStore, ExchangeQuery, Speaker, Origin], AsyncGenerator[bytes, None]]
"""Writes what fits as pieces of a file, each made when it is asked for; `records` takes no question."""


class TableWriter(Protocol):
    """A table in the making: `rows` and `end` give the bytes that can be sent so far."""

    def rows(self, records: Iterable[ShapedRecord]) -> bytes:
        """More rows."""

    def end(self) -> bytes:
        """The rest of the file."""

    def close(self) -> None:
        """Let go of what is held, whether or not the file came to its end."""


DEFAULT = "ndjson"
ASKED_BY: dict[Content, str] = {"exchanges": "", "claims": "rows=claims", "records": "records=all"}


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, which also ends file names, its media type, and what can be written in it.

    `table` begins a table of any list, where the format has tables.
    """

    name: str
    media_type: str
    writers: Mapping[Content, Writer]
    table: Callable[[Table, Origin], TableWriter] | None = None


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name."""
    modules = (
        import_module(f"{formats.__name__}.{module.name}") for module in iter_modules(formats.__path__)
    )
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {one.name: one for one in sorted(found, key=lambda one: one.name != DEFAULT)}


def table_of(name: str) -> Callable[[Table, Origin], TableWriter]:
    """What begins a table in a format; `BadInput` names the formats that have tables."""
    chosen = all_formats().get(name)
    if chosen is None or chosen.table is None:
        having = " or ".join(one.name for one in all_formats().values() if one.table)
        raise BadInput(
            [Problem("format", Wording("{it} has no tables: ask for {having}", it=name, having=having))]
        )
    return chosen.table


def content_of(filters: ExchangeFilters, *, claims: bool, records: bool) -> Content:
    """What is asked for; `BadInput` where one part of it excludes another."""
    if records and filters.are_given():
        raise BadInput([Problem("records", Wording("records=all is the whole graph: leave the filters out"))])
    if claims and records:
        raise BadInput([Problem("rows", Wording("rows=claims and records=all are two exports: ask for one"))])
    return "records" if records else "claims" if claims else "exchanges"


def writer_of(name: str, content: Content) -> Writer:
    """The writer of that content in that format; `BadInput` names the formats that have it."""
    chosen = all_formats().get(name)
    if chosen is None:
        every = ", ".join(all_formats())
        raise BadInput(
            [Problem("format", Wording("{it} is not written here; there are {every}", it=name, every=every))]
        )
    if content not in chosen.writers:
        having = [one.name for one in all_formats().values() if content in one.writers]
        what, forms = ASKED_BY[content] or content, ", ".join(having)
        why = Wording("{it} has no {what}: ask for format={forms}", it=name, what=what, forms=forms)
        raise BadInput([Problem("format", why)])
    return chosen.writers[content]
