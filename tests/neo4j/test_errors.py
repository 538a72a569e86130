"""A server that is away, frozen, restarted or locked: an error of ours in time, and recovery by itself."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TypeVar

import pytest
from neo4j import AsyncManagedTransaction

from exchange_graph.errors import BadInput, TooHeavy, Unavailable, Unusable
from exchange_graph.graph.neo4j.cypher.schema import SCHEMA_VERSION
from exchange_graph.graph.neo4j.node import LAYOUT
from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from tests.building import changes, source, withdraw
from tests.contract.asking import record, write
from tests.neo4j.server import PASSWORD, USER, Server, started
from tests.patience import LONGEST_WAIT, PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("neo4j that is away")]
T = TypeVar("T")
_EVERYTHING = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY elementId(n)"
_INDEXES = "SHOW INDEXES YIELD name RETURN name ORDER BY name"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of these tests' own: they stop it."""
    own = started()
    yield own
    own.stop()


@pytest.fixture
async def store(server: Server) -> AsyncIterator[Neo4jStore]:
    """An open store with the deadlines of a service, on a server that has read and written before."""
    patient = server.store()
    await patient.open()
    await write(patient, source("warm"))
    await record(patient, "warm")
    await patient.close()
    server.wipe()
    opened = server.store(deadline=1.0, write_deadline=2.0)
    await opened.open()
    yield opened
    await opened.close()


async def is_refused(store: Neo4jStore) -> None:
    """Reading, asking for health and writing all say that the server is away; none waits for its return."""
    for call in (
        store.revision,
        store.health,
        lambda: store.get("doc"),
        lambda: write(store, source("other")),
    ):
        async with asyncio.timeout(LONGEST_WAIT):
            with pytest.raises(Unavailable) as told:
                await call()
        assert "\n" not in str(told.value)


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = Neo4jStore(f"bolt://127.0.0.1:{nobody.getsockname()[1]}", USER, PASSWORD)
        async with asyncio.timeout(LONGEST_WAIT):
            with pytest.raises(Unavailable):
                await away.open()


@pytest.mark.parametrize("uri", ["http://localhost:1", "nonsense", "bolt+nothing://localhost:1"])
async def test_an_address_of_something_else_is_unusable(uri: str) -> None:
    with pytest.raises(Unusable):
        await Neo4jStore(uri, USER, PASSWORD).open()


async def test_a_wrong_password_is_one_line_that_names_the_settings(server: Server) -> None:
    with pytest.raises(Unusable, match="EXCHANGE_NEO4J_PASSWORD") as told:
        await Neo4jStore(server.uri, USER, "not this one").open()
    assert "\n" not in str(told.value)


async def test_a_database_that_does_not_exist_is_unusable(server: Server) -> None:
    with pytest.raises(Unusable, match="nowhere"):
        await Neo4jStore(server.uri, USER, PASSWORD, "nowhere").open()


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("h.schema = 99", "schema 99; this one knows 1"),
        ("h.entries = '99.0'", f"entries 99.0; this one knows {LAYOUT}"),
    ],
)
async def test_a_graph_of_a_newer_version_is_left_alone(
    server: Server, store: Neo4jStore, later: str, told: str
) -> None:
    await write(store, source())
    server.run(f"MATCH (h:Head) SET {later}")
    server.run("DROP INDEX alias_of")
    before = server.run(_EVERYTHING), server.run(_INDEXES)
    try:
        with pytest.raises(Unusable, match=f"newer version of this service \\({told}\\): update") as refused:
            await server.store().open()
        assert "\n" not in str(refused.value)
        assert (server.run(_EVERYTHING), server.run(_INDEXES)) == before
    finally:
        server.run(f"MATCH (h:Head) SET h.schema = {SCHEMA_VERSION}, h.entries = '{LAYOUT}'")


async def test_entries_by_other_rules_are_written_anew_at_opening(server: Server, store: Neo4jStore) -> None:
    """A graph from before ids were compared by case among them."""
    await write(store, source("doc", aliases=("OLD",)), source("gone"))
    await write(store, withdraw("gone"))
    server.run("MATCH (n:Record) SET n.words_title = 'other' REMOVE n.folded")
    server.run("MATCH (a:Alias) REMOVE a.folded")
    server.run("MATCH (h:Head) SET h.entries = 0")
    again = server.store()
    await again.open()
    for twin in ("Doc", "Old", "Gone"):
        with pytest.raises(BadInput, match="by case alone"):
            await write(again, source(twin))
    await again.close()
    words = server.run("MATCH (n:Record {id: 'doc'}) RETURN n.words_title AS words")
    assert words == [{"words": "doc document"}]


async def test_a_question_that_takes_too_long_is_too_heavy_and_harms_nothing(
    server: Server, store: Neo4jStore
) -> None:
    hasty = server.store(deadline=0.0001)
    await hasty.open()
    with pytest.raises(TooHeavy):
        await hasty.find(ExchangeQuery(), PageRequest(10))
    await hasty.health()
    await hasty.close()


async def test_a_frozen_server_is_unavailable_by_the_deadline_and_goes_on_afterwards(
    server: Server, store: Neo4jStore
) -> None:
    await write(store, source("doc"))
    server.send(signal.SIGSTOP)
    try:
        await is_refused(store)
    finally:
        server.send(signal.SIGCONT)
    assert (await patiently(lambda: record(store, "doc"))).version == 1
    assert (await write(store, source("later"))).revision == await store.revision()


async def test_reads_do_not_each_wait_for_a_server_that_is_away(
    server: Server, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page asks several times: once the server was found to be away, the others are refused unasked."""
    with monkeypatch.context() as patched:
        patched.setattr("exchange_graph.graph.neo4j.connection._PAUSE_SECONDS", 2 * LONGEST_WAIT)
        server.send(signal.SIGSTOP)
        try:
            with pytest.raises(Unavailable):
                await store.revision()
        finally:
            server.send(signal.SIGCONT)
    with pytest.raises(Unavailable):
        await store.revision()
    await patiently(store.health)
    assert await patiently(store.revision) == 0


async def test_a_restarted_server_is_found_again_by_the_same_store(server: Server, store: Neo4jStore) -> None:
    await write(store, source("doc"))
    changeset = changes(source("doc", "2019"), key="sent-twice")
    server.halt()
    await is_refused(store)
    with pytest.raises(Unavailable):
        await store.apply(changeset)
    server.start()
    assert (await patiently(lambda: record(store, "doc"))).version == 1
    assert (await patiently(lambda: store.apply(changeset))).revision == 2
    assert await store.revision() == 2


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """An answer after some tries: the first ones of a new server may be too slow for the deadline."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return await ask()
        except (TooHeavy, Unavailable):
            await asyncio.sleep(0.1)
    return await ask()


_SLOW = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS n"
_RUNNING = (
    "SHOW TRANSACTIONS YIELD currentQuery AS text WHERE text STARTS WITH 'UNWIND range(1, 10' RETURN text"
)


async def test_who_stops_waiting_ends_the_question_on_the_server_and_frees_its_connection(
    server: Server, store: Neo4jStore
) -> None:
    """More questions than the driver has connections; none of them would end within the hour."""

    async def ask() -> None:
        async def work(transaction: AsyncManagedTransaction) -> None:
            await (await transaction.run(_SLOW)).consume()

        await store.connection.read(work, 3600)

    asked = [asyncio.create_task(ask()) for _ in range(60)]
    while len(server.run(_RUNNING)) < 5:  # noqa: ASYNC110 - the server tells us nothing by itself
        await asyncio.sleep(0.05)
    for question in asked:
        question.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    assert await patiently(store.revision) == 0
    while server.run(_RUNNING):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
