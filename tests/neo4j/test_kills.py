"""A server killed again and again under writers, and under readers of the service that stands in front of it.

Nothing acknowledged is lost, nothing is done twice or by half; readers get a true answer or a 503 that says
when to come back; and the service finds the server again by itself. How soon is told at the end of the run.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from exchange_graph.errors import Unavailable
from exchange_graph.graph.neo4j.store import Neo4jStore
from tests.building import by, changes, exchange, source
from tests.conftest import FIGURES
from tests.contract.asking import USUAL, write
from tests.neo4j.server import PASSWORD, USER, Server, started
from tests.patience import LONGEST_WAIT
from tests.served import Process, run, serve

KILLS = min(10, int(os.environ.get("EXCHANGE_KILL_CYCLES", "3")))
WRITERS, READERS = 4, 4
LIST = "/v1/exchanges?provider=ARD&facets=recipient&limit=2"


@dataclass
class Told:
    """What was acknowledged to writers, and what readers were answered."""

    revisions: dict[str, int] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    slowest: dict[int, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this test's own: it is killed."""
    own = started()
    yield own
    own.stop()


@pytest.fixture
async def store(server: Server) -> AsyncIterator[Neo4jStore]:
    """The writers' store, on the usual records."""
    opened = server.store(write_deadline=5.0)
    await opened.open()
    await write(opened, *USUAL)
    yield opened
    await opened.close()


@contextmanager
def service(server: Server, folder: Path) -> Iterator[Process]:
    """The service on that server, as a process."""
    with serve(
        folder, EXCHANGE_STORE=server.uri, EXCHANGE_NEO4J_USER=USER, EXCHANGE_NEO4J_PASSWORD=PASSWORD
    ) as process:
        yield process


async def keep_writing(store: Neo4jStore, writer: int, told: Told, stopping: asyncio.Event) -> None:
    """A source and an exchange that cites it in each change set, again until it is acknowledged."""
    number = 0
    while not stopping.is_set():
        name = f"{writer}-{number}"
        told_of = exchange(f"x-{name}", provider=by("ARD", f"doc-{name}"), recipient="CAV")
        try:
            applied = await store.apply(changes(source(f"doc-{name}"), told_of, key=name))
        except Unavailable:
            await asyncio.sleep(0.2)
            continue
        told.revisions[name] = applied.revision
        number += 1


async def asked(client: httpx.AsyncClient, path: str, told: Told) -> Any:
    """The body of a 200; None where the service says in the proper way that the graph is away."""
    began = time.monotonic()
    answer = await client.get(path)
    status = answer.status_code
    told.slowest[status] = max(told.slowest.get(status, 0), time.monotonic() - began)
    told.answers[status] += 1
    if status == 200:
        return answer.json()
    proper = answer.headers["content-type"] == "application/problem+json" and answer.headers.get(
        "retry-after"
    )
    if status != 503 or not proper:
        told.wrong.append(f"{path}: {status} {answer.text[:300]}")
    await asyncio.sleep(0.1)
    return None


async def keep_reading(client: httpx.AsyncClient, told: Told, stopping: asyncio.Event) -> None:
    """A record that was acknowledged, and the list of all of them with its counts."""
    while not stopping.is_set():
        acknowledged = list(told.revisions)
        if acknowledged:
            name = random.choice(acknowledged)
            body = await asked(client, f"/v1/exchanges/x-{name}", told)
            if body and (body["id"], _sources(body)) != (f"x-{name}", {f"doc-{name}", "doc"}):
                told.wrong.append(f"x-{name} is {body}")
        body = await asked(client, LIST, told)
        if body and not len(acknowledged) <= body["page"]["total"] == _recipients(body):
            told.wrong.append(f"{len(acknowledged)} were acknowledged; the list says {body['page']}")


def _sources(body: Any) -> set[str]:
    return {citation["source"]["id"] for citation in body["citations"]}


def _recipients(body: Any) -> int:
    return sum(value["count"] for value in body["facets"]["recipient"])


async def killed_and_back(server: Server, client: httpx.AsyncClient, told: Told) -> float:
    """Seconds from the server's first answer after a kill to the service's."""
    await asyncio.to_thread(server.kill)
    for _ in range(5):
        assert await asked(client, "/readyz", told) is None
    await asyncio.to_thread(server.start)
    back = time.monotonic()
    while time.monotonic() - back < LONGEST_WAIT:
        if await asked(client, "/readyz", told) and await asked(client, LIST, told):
            return time.monotonic() - back
        await asyncio.sleep(0.05)
    raise AssertionError("the service did not come back")


async def killed_while_used(server: Server, store: Neo4jStore, process: Process) -> tuple[Told, list[float]]:
    """Writers and readers at work while the server is killed and comes back, again and again."""
    told, stopping = Told(), asyncio.Event()
    async with httpx.AsyncClient(base_url=process.url, timeout=LONGEST_WAIT) as client:
        writers = [keep_writing(store, writer, told, stopping) for writer in range(WRITERS)]
        readers = [keep_reading(client, told, stopping) for _ in range(READERS)]
        tasks = [asyncio.create_task(work) for work in (*writers, *readers)]
        recovered = []
        for _ in range(KILLS):
            await asyncio.sleep(4)
            recovered.append(await killed_and_back(server, client, told))
        await asyncio.sleep(1)
        stopping.set()
        await asyncio.gather(*tasks)
    return told, recovered


@pytest.mark.slow
async def test_a_server_killed_under_writers_and_readers_loses_nothing_and_comes_back(
    server: Server, store: Neo4jStore, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with service(server, tmp_path) as process:
        told, recovered = await killed_while_used(server, store, process)
    record_property(FIGURES, f"{KILLS} kills of Neo4j: {figures(told, recovered)}")
    assert told.wrong == []
    assert told.answers.keys() == {200, 503}
    await nothing_is_lost_or_doubled(store, told)
    assert await store.examine() == []
    checked = run(
        "doctor", "--deep",
        EXCHANGE_STORE=server.uri, EXCHANGE_NEO4J_USER=USER, EXCHANGE_NEO4J_PASSWORD=PASSWORD,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def figures(told: Told, recovered: list[float]) -> str:
    """One line for the record of a run."""
    answers = (
        f"{n} x {status}, the slowest {told.slowest[status]:.2f} s" for status, n in told.answers.items()
    )
    back = ", ".join(f"{seconds:.1f}" for seconds in sorted(recovered))
    return f"{len(told.revisions)} change sets acknowledged; {'; '.join(answers)}; back after {back} s"


async def nothing_is_lost_or_doubled(store: Neo4jStore, told: Told) -> None:
    """Every change set that was acknowledged is there once, whole, under the revision that was told."""
    kept = [(r.changeset.key, r.revision) for r in await store.changesets(1, 100_000)]
    assert told.revisions.items() <= dict(kept).items()
    assert len(dict(kept)) == len(kept)
    assert [revision for _, revision in kept] == list(range(2, await store.revision() + 1))
    wanted = [name for key, _ in kept for name in (f"x-{key}", f"doc-{key}")]
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        assert (await store.get_many(some)).keys() == set(some)
