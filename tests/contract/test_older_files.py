"""A file that an earlier commit wrote opens and loses nothing; one of a later version is left as it is."""

from __future__ import annotations

import asyncio
import gzip
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from exchange_graph.domain.changes import Redact
from exchange_graph.domain.records import KINDS
from exchange_graph.errors import Unusable
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.embedded import read
from exchange_graph.graph.embedded.prepare import SCHEMA_VERSION, TRUTH
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.entry import ENTRY_VERSION
from exchange_graph.graph.query import Dimension, RecordQuery, Sort
from exchange_graph.graph.store import GraphStore
from tests.building import changes, exchange, merge, withdraw
from tests.contract.asking import ALL, question

ROOT = Path(__file__).parents[2]
FILES = {path.name.partition(".")[0]: path for path in sorted((Path(__file__).parent / "files").glob("*.gz"))}
MORE = changes(
    Redact(id="press", reason="asked for by the donor"), merge("fund", "agency"), withdraw("x-funded"),
    exchange("x-new", provider="agency", recipient="DOS", sectors="tax", aliases=("NEW-1",)),
)  # fmt: skip


@pytest.fixture(
    params=[pytest.param(commit, marks=pytest.mark.slow if n % 4 else ()) for n, commit in enumerate(FILES)]
)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of every commit that is kept; fast tests read every fourth."""
    return unpacked(request.param, tmp_path)


def unpacked(commit: str, folder: Path) -> Path:
    path = folder / f"{commit}.db"
    path.write_bytes(gzip.decompress(FILES[commit].read_bytes()))
    return path


def acknowledged(path: Path) -> dict[str, object]:
    """All that was ever acknowledged, read past the store, and the content hash of it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rows: dict[str, object] = {
            t: sorted(connection.execute(f"SELECT * FROM {t}")) for t in TRUTH - {"head"}
        }
        return rows | {"revision": read.revision(connection), "hash": read.content_hash(connection)}


async def answers(store: GraphStore) -> list[object]:
    """Questions of every kind, over everything that the store holds."""
    feed = await store.changes((0, -1), 1000)
    ids = sorted({line.id for line in feed})
    sorts: tuple[Sort, ...] = get_args(Sort)
    asked = [question(), question("tax"), question(provider="ARD"), question(years=(2009, 2012))]
    traces = (await store.snapshot()).traces
    return [
        feed, await store.revision(), await store.changesets(0, 1000), await store.ended("", 1000),
        [await store.get(i) for i in (*ids, "OLD-7", "NEW-1")], [await store.versions(i) for i in ids],
        [await store.find(query, ALL, sort, list(Dimension)) for query in asked for sort in sorts],
        [await store.experience(query) for query in asked],
        [await store.browse(kind, RecordQuery(text), ALL) for kind in KINDS for text in (None, "re")],
        await store.links(ids, TYPES, 1000), sorted(traces),
    ]  # fmt: skip


async def test_a_file_of_an_earlier_commit_loses_nothing_answers_and_can_be_written(
    older: Path, tmp_path: Path
) -> None:
    """It answers as one that is newly filled with the same history does."""
    before = acknowledged(older)
    store, filled = EmbeddedStore(older), EmbeddedStore(tmp_path / "filled.db")
    await store.open()
    await filled.open()
    try:
        for recorded in await store.changesets(0, 1000):
            await filled.replay(recorded)
        assert acknowledged(older) == before
        assert await store.content_hash() == before["hash"]
        assert await answers(store) == await answers(filled)
        await store.apply(MORE)
        (written,) = await store.changesets(await filled.revision(), 1000)
        await filled.replay(written)
        assert await answers(store) == await answers(filled)
        assert await store.examine() == []
    finally:
        await store.close()
        await filled.close()


async def test_several_may_open_an_older_file_at_once(tmp_path: Path) -> None:
    path = unpacked("21bf1ea", tmp_path)
    stores = [EmbeddedStore(path) for _ in range(3)]
    await asyncio.gather(*(store.open() for store in stores))
    told = [await answers(store) for store in stores]
    assert told[0] == told[1] == told[2]
    for store in stores:
        await store.close()


@pytest.mark.slow
@pytest.mark.parametrize("statement", [20, 60, 120, 200, 270])
async def test_who_is_killed_while_opening_an_older_file_has_changed_nothing(
    tmp_path: Path, statement: int
) -> None:
    path = unpacked("21bf1ea", tmp_path)
    before = acknowledged(path)
    command = [sys.executable, "-m", "tests.contract.crash_opener", str(path), str(statement)]
    killed = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    assert await killed.wait() == -signal.SIGKILL
    assert (acknowledged(path), versions(path)) == (before, (4, 2))
    left = await opened(path)
    assert (acknowledged(path), versions(path)) == (before, (SCHEMA_VERSION, ENTRY_VERSION))
    assert left == await opened(unpacked("21bf1ea", tmp_path))


async def opened(path: Path) -> list[object]:
    store = EmbeddedStore(path)
    await store.open()
    try:
        return await answers(store)
    finally:
        await store.close()


def versions(path: Path) -> tuple[int, int]:
    """The schema and the entries of a file."""
    with closing(sqlite3.connect(path)) as connection:
        (schema,), (entries,) = (
            connection.execute(text).fetchone()
            for text in ("PRAGMA user_version", "SELECT entries FROM head")
        )
        return schema, entries


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("PRAGMA user_version = 99", f"schema 99; this one knows {SCHEMA_VERSION}"),
        ("UPDATE head SET entries = 99", f"entries 99; this one knows {ENTRY_VERSION}"),
        ("PRAGMA application_id = 7", "another program's database"),
        ("DROP TABLE alias", "another program's database"),
    ],
)
async def test_a_file_of_a_later_version_or_of_another_program_is_left_as_it_is(
    tmp_path: Path, later: str, told: str
) -> None:
    path = unpacked("57deba2", tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(later)
        connection.commit()
    before = path.read_bytes()
    store = EmbeddedStore(path)
    with pytest.raises(Unusable, match=told) as refused:
        await store.open()
    await store.close()
    assert str(refused.value).endswith("name another file in EXCHANGE_STORE")
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
