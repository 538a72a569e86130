"""Work is done for somebody: it ends with its deadline, or when the client is gone, and others go on."""

from __future__ import annotations

import asyncio
import json
import socket
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api.app import create_app
from api.http.admission import AT_ONCE, Admission
from api.http.worker import Worker
from exchange_graph.graph.embedded import read
from exchange_graph.graph.query import ExchangeQuery
from tests.api import endless
from tests.patience import LONGEST_WAIT
from tests.served import PUBLIC_URL, Service, serving, settings

MANY = 60


@pytest.fixture(scope="module")
def port(seeded: Path) -> Iterator[int]:
    """A service of its own that has no deadline at all: only a client that leaves ends its question."""
    with endless.at_port(seeded) as free:
        yield free


def _until(comes: Any) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while not comes():
        assert time.monotonic() < end
        time.sleep(0.02)


def _ask(port: int, number: int) -> socket.socket:
    """A client that has asked an endless question of its own and waits."""
    client = socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT)
    client.sendall(
        f"GET /v1/exchanges?q={endless.WORD}&limit={number + 1} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    )
    return client


def _read(port: int, path: str) -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=LONGEST_WAIT) as answer:
        return json.load(answer)


@pytest.mark.slow
def test_clients_that_leave_take_their_questions_with_them(port: int, seeded: Path) -> None:
    waiting = [_ask(port, number) for number in range(MANY)]
    _until(endless.begun(seeded).exists)
    assert _read(port, "/v1/exchanges?limit=3")["items"], "small questions go on beside endless ones"
    assert _read(port, "/v1/exchanges/a-68-696-13c")["id"] == "a-68-696-13c"
    for client in waiting:
        client.close()
    assert _read(port, "/v1/exchanges?q=tax")["items"], "the threads that searched for them are free again"
    _until(lambda: endless.log(seeded).read_text().count('"status": 499') == MANY)


@pytest.fixture
async def hasty(seeded: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    """A service in which nothing may take longer than a moment."""
    monkeypatch.setattr("tests.served.create_app", lambda chosen, **_: create_app(chosen, deadline=0.05))
    async with serving(settings(seeded)) as service:
        yield service


async def test_a_question_ends_at_the_deadline_of_the_request(
    hasty: Service, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "begun", lambda _: seeded / "here")
    monkeypatch.setattr(read, "find", endless.find)
    answers = await asyncio.gather(*(hasty.get(f"/v1/exchanges?q=endless&limit={n}") for n in range(1, 9)))
    for answer in answers:
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.json()["type"] == f"{PUBLIC_URL}/problems/query-too-heavy"


async def test_work_on_the_event_loop_ends_at_the_deadline_too(
    hasty: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: Any) -> Any:
        time.sleep(0.03)
        return {}

    monkeypatch.setattr("api.routes.exchanges.render.item", slow)
    assert (await hasty.get("/v1/exchanges?limit=200")).status_code == 503


async def test_long_work_lets_others_have_their_turn() -> None:
    order = list[str]()

    def work(item: str) -> None:
        time.sleep(0.002)
        order.append(item)

    async def other() -> None:
        order.append("other")

    with Worker() as worker:
        await asyncio.gather(worker.each(work, ["long"] * 20), other())
    assert order.index("other") < 10


async def test_what_stats_looks_at_is_worked_out_once_and_goes_on_without_its_first_reader(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, begun, may_go_on = list[int](), asyncio.Event(), asyncio.Event()
    hash_of = workshop.store.content_hash

    async def slow() -> str:
        counted.append(1)
        begun.set()
        await may_go_on.wait()
        return await hash_of()

    monkeypatch.setattr(workshop.store, "content_hash", slow)
    first = asyncio.create_task(workshop.get("/v1/stats"))
    await begun.wait()
    second = asyncio.create_task(workshop.get("/v1/stats?lang=fr"))
    await asyncio.sleep(0)
    first.cancel()
    may_go_on.set()
    assert (await second).json()["content_hash"] == await hash_of()
    assert counted == [1]


async def test_requests_that_may_cost_much_wait_for_each_other_and_the_others_pass_by(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    working, may_go_on, find = list[int](), asyncio.Event(), workshop.store.find

    async def slow(query: ExchangeQuery, *rest: Any) -> Any:
        if query.text:
            working.append(1)
            await may_go_on.wait()
        return await find(query, *rest)

    monkeypatch.setattr(workshop.store, "find", slow)
    crowd = [asyncio.create_task(workshop.get("/v1/exchanges", q="tax", limit=str(n))) for n in range(1, 41)]
    for path in ("/v1/exchanges?limit=5", "/v1/countries", "/v1/groups/south", "/healthz"):
        assert (await workshop.get(path)).status_code == 200, path
    assert 0 < len(working) <= AT_ONCE
    crowd[-1].cancel()
    may_go_on.set()
    answers = await asyncio.gather(*crowd, return_exceptions=True)
    assert [a.status_code for a in answers if isinstance(a, httpx.Response)] == [200] * 39


CHEAP = (
    "/v1/exchanges/a-68-696-13c", "/v1/exchanges?provider=SLE&limit=50", "/healthz", "/v1/groups/south",
    "/v1/needs?country=LBR", "/v1/changes?since=0&limit=3", "/docs", "/v1/nothing",
)  # fmt: skip
COSTLY = (
    "/v1/exchanges?q=tax", "/v1/exchanges?%71=tax", "/v1/exchanges?limit=51", "/v1/exchanges?facets=year",
    "/v1/sectors?format=csv", "/v1/exchanges?provider=" + "x" * 600, "/v1/countries/SLE",
    "/v1/sources/a-68-696", "/v1/provider-experience", "/v1/graph/paths?from=SLE&to=LBR",
    "/v1/graph/neighbourhood?id=SLE", "/v1/stats", "/v1/export", "/v1/search?q=tax", "/v1/suggestions",
    "/v1/exchanges/a-68-696-13c/history", "/v1/needs/a-68-696-need-lbr-revenue/suggestions",
    "/v1/needs?for=BRA",
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "at_once"), [(a, AT_ONCE + 3) for a in CHEAP] + [(a, AT_ONCE) for a in COSTLY]
)
async def test_an_endpoint_says_whether_its_requests_may_cost_much(
    service: Service, address: str, at_once: int
) -> None:
    working, may_go_on = list[int](), asyncio.Event()

    async def work(scope: Scope, receive: Receive, send: Send) -> None:
        working.append(1)
        await may_go_on.wait()

    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    admission = Admission(work, service.app.routes)
    asked = [asyncio.create_task(admission(scope, nothing, nothing)) for _ in range(AT_ONCE + 3)]
    await asyncio.sleep(0)
    assert len(working) == at_once
    may_go_on.set()
    await asyncio.gather(*asked)
    assert len(working) == AT_ONCE + 3, "whoever waits has its turn"


async def nothing(*_: Any) -> Any:
    """Nothing is received from these clients, and nothing sent to them."""


async def test_who_sends_a_body_slowly_holds_no_place(service: Service) -> None:
    may_end = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"recipient": "LBR", '
        await may_end.wait()
        yield b'"sectors": ["revenue"]}'

    headers = {"content-type": "application/json"}
    slow = [
        asyncio.create_task(service.client.post("/v1/suggestions", content=slowly(), headers=headers))
        for _ in range(AT_ONCE)
    ]
    assert (await service.get("/v1/exchanges?q=slowly")).status_code == 200
    may_end.set()
    assert [(await answer).status_code for answer in slow] == [200] * AT_ONCE
