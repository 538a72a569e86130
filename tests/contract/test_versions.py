"""What is derived from the same records comes out the same as long as its version does: see `Versioned`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, cast

import pytest

from exchange_graph.domain.canonical import canonical, digest, dumps
from exchange_graph.domain.party import Party
from exchange_graph.domain.period import Period
from exchange_graph.domain.records import KINDS, AnyRecord, parse
from exchange_graph.domain.references import values_in
from exchange_graph.domain.value import Value
from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph import trace
from exchange_graph.graph.edges import TYPES, edges_of, links
from exchange_graph.graph.embedded.prepare import SCHEMA_VERSION
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.entry import ENTRY_VERSION, Entry, entry_of
from exchange_graph.graph.in_transaction import StoredRecord
from exchange_graph.graph.neo4j.connection import Transaction
from exchange_graph.graph.neo4j.derived import derive_node
from exchange_graph.graph.neo4j.in_transaction import Neo4jInTransaction
from exchange_graph.graph.neo4j.node import LAYOUT
from exchange_graph.graph.query import UNKNOWN, Dimension, Link
from exchange_graph.graph.trace import Part, Trace
from tests.building import changes

RECORDS: list[AnyRecord] = [
    parse(line)
    for line in (Path(__file__).parent / "files" / "every_kind.ndjson").read_text("utf-8").splitlines()
]


@dataclass(frozen=True)
class Versioned:
    """What RECORDS give, and at which version: neither of the two that are `written` changes alone."""

    what: str
    raised_at: str
    version: str
    written: tuple[str, str]

    def check(self, found: Any) -> None:
        now = self.version, digest(dumps(found))
        assert now == self.written, (
            f"{self.what} is not what version {self.written[0]} gave: raise {self.raised_at}, so that graphs "
            f"are rebuilt (unless that is done, or RECORDS alone changed), and write into this test: {now}"
        )


ENTRY = Versioned(
    "an entry", "ENTRY_VERSION in exchange_graph/graph/entry.py", f"{ENTRY_VERSION}",
    ("10", "1e3f5403b4e382b1f78db1c15168fb9d21358e3821cd977b1224728765d830d0"),
)  # fmt: skip
FILE = Versioned(
    "a file", "SCHEMA_VERSION in exchange_graph/graph/embedded/prepare.py (ENTRY_VERSION if entries changed)",
    f"{SCHEMA_VERSION}.{ENTRY_VERSION}",
    ("8.10", "b048d0075ec3a31e5852f1b0677caaa0f622c0c6289eba1182c276803d6e1260"),
)  # fmt: skip
NODE = Versioned(
    "a node", "LAYOUT in exchange_graph/graph/neo4j/node.py (ENTRY_VERSION if entries changed)", LAYOUT,
    ("10.3", "2287a4e015505ade5e38d1d50b5ff1347d90fefb53a2bf054b16f490e62c8e9f"),
)  # fmt: skip


@pytest.fixture(scope="module")
def live() -> Neo4jInTransaction:
    """RECORDS, all of them here: nothing is asked of a server."""
    here = Neo4jInTransaction(cast(Transaction, None))
    here.records = {r.id: StoredRecord(r.kind, "live", 1, "", canonical(r)) for r in RECORDS}
    return here


@pytest.fixture(scope="module")
def entries(live: Neo4jInTransaction) -> list[tuple[Entry, list[Link]]]:
    return list(derived(live))


def derived(live: Neo4jInTransaction) -> Iterator[tuple[Entry, list[Link]]]:
    for record in RECORDS:
        entry = entry_of(record, live.context())
        yield entry, links(edges_of(record, entry.exchange.view if entry.exchange else None, live.current))


def test_the_records_have_something_of_everything(entries: list[tuple[Entry, list[Link]]]) -> None:
    """A record that is added here for a new kind, dimension or tie changes the digests below."""
    exchanges = [entry.exchange for entry, _ in entries if entry.exchange]
    assert set(_fields(*KINDS.values())) - set(_said(tuple(RECORDS))) == set()
    assert {link.type for _, tied in entries for link in tied} == set(TYPES)
    assert {d for e in exchanges for d, value in e.terms if value != UNKNOWN} == set(Dimension)
    views, traces = [e.view for e in exchanges], [trace.read(e.trace) for e in exchanges]
    told: dict[Any, list[Any]] = {
        ExchangeView: views, Party: [party for view in views for party in view.parties],
        Period: [view.period for view in views],
        Trace: traces, Part: [part for each in traces for part in each.parts],
    }  # fmt: skip
    assert [name for model, found in told.items() for name in _never_varied(model, found)] == []


Field = tuple[str, str]


def _fields(*models: type[Value]) -> Iterator[Field]:
    """Every field of these, at any depth, by the first class that has it."""
    for model in models:
        for name, field in model.model_fields.items():
            yield _owner(model, name), name
            yield from _fields(*values_in(field.annotation))


def _said(value: object) -> Iterator[Field]:
    """The fields, at any depth, that do not say what they say where they are left out."""
    if isinstance(value, Value):
        for name, field in type(value).model_fields.items():
            if name == "kind" or getattr(value, name) != field.default:
                yield _owner(type(value), name), name
            yield from _said(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _said(part)


def _owner(model: type[Value], name: str) -> str:
    return [c.__name__ for c in model.__mro__ if name in getattr(c, "model_fields", ())][-1]


def _never_varied(model: Any, found: list[Any]) -> list[str]:
    """Fields that say the same everywhere: what is done to them would not be seen."""
    names = getattr(model, "model_fields", None) or model._fields
    return [f"{model.__name__}.{n}" for n in names if len({repr(getattr(one, n)) for one in found}) < 2]


def test_an_entry_comes_out_as_its_version_does(entries: list[tuple[Entry, list[Link]]]) -> None:
    ENTRY.check([_plain(entry, tied) for entry, tied in entries])


def _plain(entry: Entry, tied: list[Link]) -> Any:
    words, of = entry.words, entry.exchange
    found: list[Any] = [
        [words.title, words.party, words.sector, words.elsewhere], sorted(entry.depends_on),
        sorted([link.start, link.type, link.end, link.basis or ""] for link in tied),
    ]  # fmt: skip
    if of:
        found += [of.view.model_dump(mode="json"), of.by_newest, of.by_oldest, of.by_title, of.years]
        found += [sorted([d.value, value, int(how)] for (d, value), how in of.terms.items()), of.trace]
        found += [sorted([d.value, value, list(parties)] for (d, value), parties in of.of_party.items())]
    return found


async def test_a_file_comes_out_as_its_version_does(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph.db")
    await store.open()
    await store.apply(changes(*RECORDS))
    await store.close()
    connection = sqlite3.connect(tmp_path / "graph.db")
    script = resources.files("exchange_graph.graph.embedded").joinpath("derived.sql").read_text("utf-8")
    tables = re.findall(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", script, re.MULTILINE)
    rows = {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}
    laid = connection.execute("SELECT sql FROM sqlite_schema WHERE sql > '' AND name NOT GLOB 'words_*'")
    FILE.check([rows, sorted(" ".join(text.split()) for (text,) in laid)])
    connection.close()


def test_a_node_comes_out_as_its_version_does(live: Neo4jInTransaction) -> None:
    nodes = [derive_node(record.id, live) for record in RECORDS]
    NODE.check([node.digest for node in nodes if node])
