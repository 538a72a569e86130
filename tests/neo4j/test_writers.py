"""Writers at once: nothing acknowledged is lost, nothing done twice, and readers see one state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.vocabulary import Source
from exchange_graph.errors import Conflict
from exchange_graph.graph.neo4j import write as writing
from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.graph.plan import Request
from exchange_graph.graph.query import Dimension, Found, PageRequest
from tests.building import changes, exchange, source, text
from tests.contract.asking import USUAL, question, record, write
from tests.neo4j.server import ON_A_SERVER, shared

pytestmark = ON_A_SERVER
WRITERS, ROUNDS = 8, 10


@pytest.fixture
async def store() -> AsyncIterator[Neo4jStore]:
    server = shared()
    server.wipe()
    opened = server.store()
    await opened.open()
    yield opened
    await opened.close()


async def test_the_same_change_set_sent_by_many_at_once_is_done_once(store: Neo4jStore) -> None:
    for number in range(5):
        changeset = changes(source(f"doc-{number}"), key=f"once-{number}")
        done = await asyncio.gather(*(store.apply(changeset) for _ in range(WRITERS)))
        assert {applied.revision for applied in done} == {number + 1}
        assert sum(not applied.replayed for applied in done) == 1
    assert await store.revision() == 5


async def test_writers_who_add_to_one_record_lose_nothing(store: Neo4jStore) -> None:
    await write(store, source("doc", aliases=()))

    async def add(writer: int) -> None:
        for number in range(ROUNDS):
            while True:
                found = await record(store, "doc")
                assert isinstance(found.record, Source)
                longer = found.record.model_copy(
                    update={"languages": (*found.record.languages, f"{writer}-{number}")}
                )
                try:
                    await store.apply(changes(longer), {"doc": found.version})
                except Conflict:
                    continue
                break

    await asyncio.gather(*(add(writer) for writer in range(4)))
    kept = (await record(store, "doc")).record
    assert isinstance(kept, Source)
    assert sorted(kept.languages) == sorted(f"{w}-{n}" for w in range(4) for n in range(ROUNDS))
    assert await store.revision() == 1 + 4 * ROUNDS


async def test_a_call_that_did_its_work_before_its_answer_was_lost_does_not_say_replayed(
    store: Neo4jStore,
) -> None:
    request = Request(changes(source("doc")), "2020-01-01T00:00:00.000Z")
    call = partial(writing.apply, request=request, attempt="this call")
    first, again = await store.connection.write(call, 10), await store.connection.write(call, 10)
    assert first == again
    assert not again.replayed
    assert (await store.apply(request.changeset)).replayed


async def test_readers_see_one_state_while_somebody_writes(store: Neo4jStore) -> None:
    await write(store, *USUAL)
    many = 20

    def state(revision: int) -> list[Exchange]:
        title, provider = text(f"At {revision}"), "ARD" if revision % 2 else "CAV"
        return [exchange(f"x-{n}", title=title, provider=provider, recipient="DOS") for n in range(many)]

    async def keep_writing() -> None:
        for revision in range(2, 2 + ROUNDS * 2):
            assert (await write(store, *state(revision))).revision == revision

    async def keep_reading() -> None:
        while not writer.done():
            page = await store.find(question(provider="ARD"), PageRequest(many), facets=[Dimension.YEAR])
            assert page.total == (many if page.revision % 2 and page.revision > 1 else 0)
            assert {listed.view.title.en for listed in page.items} <= {f"At {page.revision}"}
            found = await store.get("x-3")
            if isinstance(found, Found) and found.view:
                assert found.record == state(found.version)[3]
                assert found.view.title.en == f"At {found.version}"
            lines = await store.changes((0, -1), 10_000)
            assert len(lines) in {0, *(len(USUAL) + many * n for n in range(ROUNDS * 2 + 1))}

    writer = asyncio.create_task(keep_writing())
    await asyncio.gather(writer, keep_reading(), keep_reading())
