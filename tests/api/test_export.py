"""The graph as a file: all of it, streamed, honest about its end, with the way on to later changes."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from exchange_graph.curation import submit
from exchange_graph.domain.changes import ChangeSet, Put, Tombstone
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import parse
from exchange_graph.errors import TooHeavy
from exchange_graph.exporters import reading
from exchange_graph.exporters.format import all_formats
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.query import PageRequest
from tests.building import CURATOR, body, exchange, merge, source, withdraw
from tests.patience import LONGEST_WAIT
from tests.real import held
from tests.served import Service

PAGE, PIECE = 20, 5
"""Small pages for small graphs."""


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", PAGE)
    monkeypatch.setattr(reading, "PIECE", PIECE)


def lines(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.content.decode().split("\n") if line]


def table(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))


def operations(answer: httpx.Response) -> ChangeSet:
    """The lines of records=all as one change set."""
    steps = []
    for line in answer.content.decode().split("\n")[:-1]:
        is_stone = json.loads(line).get("op") == "tombstone"
        steps.append(Tombstone.model_validate_json(line) if is_stone else Put(record=parse(line)))
    return ChangeSet(key="copy", actor=CURATOR, reason="copied", operations=tuple(steps))


async def test_head_leaves_no_reading_of_the_graph_behind(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = list[Any]()

    async def write(*_: Any) -> AsyncGenerator[bytes, None]:
        try:
            yield b"first"
            yield b"second"
        finally:
            closed.append(asyncio.current_task())

    monkeypatch.setattr("api.routes.export.writer_of", lambda *_: write)
    assert (await service.client.request("HEAD", "/v1/export")).status_code == 200
    assert closed == [asyncio.current_task()], "closed within the request, not by a collector some day"


async def many(workshop: Service, number: int) -> None:
    await workshop.write(*(exchange(f"x-{n:04}", provider="ARD", recipient="CAV") for n in range(number)))


async def test_an_export_has_every_exchange_once_as_the_list_shows_it(service: Service) -> None:
    answer = await service.get("/v1/export")
    assert answer.headers["content-type"] == "application/x-ndjson; charset=utf-8"
    exported = {item["id"]: item for item in lines(answer)}
    assert len(lines(answer)) == len(exported) == len(held(Exchange))
    assert exported == {item["id"]: item async for item in service.walk("/v1/exchanges", limit=200)}
    rows = table(await service.get("/v1/export?format=csv"))
    assert [row["id"] for row in rows] == list(exported)


async def test_an_export_says_its_revision_its_name_and_where_to_go_on(service: Service) -> None:
    for name in all_formats():
        answer = await service.get(f"/v1/export?format={name}")
        assert answer.headers["x-graph-revision"] == "1"
        assert answer.headers["link"] == '</v1/changes?since=1>; rel="changes"'
        disposition = answer.headers["content-disposition"]
        assert disposition == f'attachment; filename="exchange-graph-exchanges-r1.{name}"'


@pytest.mark.parametrize(
    "filters",
    [
        {"provider": "SLE"}, {"sector": "security", "outcome": "unknown"}, {"q": "塞拉利昂 税收"},
        {"year_from": "2005", "year_to": "2010", "kind": "triangular"}, {"party": "ISL"},
        {"contested": "true"},
    ],
)  # fmt: skip
async def test_an_export_has_what_the_list_has_under_the_same_filters(
    service: Service, filters: dict[str, str]
) -> None:
    page = await service.read("/v1/exchanges", limit=200, **filters)
    expected = sorted(item["id"] for item in page["items"])
    assert len(expected) == page["page"]["total"]
    for name, read in (("ndjson", lines), ("csv", table)):
        answer = await service.get(f"/v1/export?format={name}", None, **filters)
        assert [item["id"] for item in read(answer)] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_an_export_speaks_the_language_asked_for(service: Service, lang: str) -> None:
    (item,) = [i for i in lines(await service.get("/v1/export", lang=lang)) if i["id"] == "a-68-696-13c"]
    (row,) = [
        row for row in table(await service.get("/v1/export?format=csv", lang=lang))
        if row["id"] == "a-68-696-13c"
    ]  # fmt: skip
    assert row["heading"] == item["heading"]
    assert item["heading"] == (await service.read("/v1/exchanges/a-68-696-13c", lang=lang))["heading"]


async def test_the_claims_are_exported_one_row_a_citation(service: Service) -> None:
    rows = table(await service.get("/v1/export?format=csv&rows=claims"))
    expected = [
        (e.id, claim.id, cited.source, cited.locator or "")
        for e in sorted(held(Exchange).values(), key=lambda e: e.id)
        for _, claim in facts(e) for cited in claim.citations
    ]  # fmt: skip
    found = [(row["exchange_id"], row["claim_id"], row["source_id"], row["locator"]) for row in rows]
    assert found == expected
    (sweden,) = {row["value"] for row in rows if row["fact"] == "role:supporter:SWE" and row["part"] == ""}
    assert sweden == "SWE"


async def test_all_records_make_the_same_graph_in_an_empty_store(workshop: Service, tmp_path: Any) -> None:
    await workshop.write(
        body("a", "ARD", aliases=("OLD",)), body("b"), source("gone"),
        exchange("x-1", provider="a", recipient="CAV"),
    )  # fmt: skip
    await workshop.write(
        merge("a", "b"), withdraw("gone", "it names a person"), exchange("x-2", provider="b")
    )
    answer = await workshop.get("/v1/export?records=all")
    copy = EmbeddedStore(tmp_path / "copy.db")
    await copy.open()
    await submit(copy, operations(answer))
    stats = await workshop.read("/v1/stats")
    assert await copy.content_hash() == stats["content_hash"]
    assert await copy.get("OLD") == await workshop.store.get("OLD")
    assert "Document gone" not in answer.text, "what was taken back is not published again"
    await copy.close()


@pytest.mark.slow
async def test_the_seeds_make_the_same_graph_in_an_empty_store(service: Service, tmp_path: Any) -> None:
    copy = EmbeddedStore(tmp_path / "copy.db")
    await copy.open()
    await submit(copy, operations(await service.get("/v1/export?records=all")))
    assert await copy.content_hash() == (await service.read("/v1/stats"))["content_hash"]
    await copy.close()


async def test_what_is_written_while_a_file_is_read_is_in_the_feed_that_it_names(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written, merged and withdrawn between two pages: the file and the feed after it make a whole."""
    await many(workshop, 3 * PAGE)
    await workshop.write(source("twin"))
    find, written = workshop.store.browse, asyncio.Event()

    async def meanwhile(kind: Any, query: Any, page: PageRequest) -> Any:
        found = await find(kind, query, page)
        if kind == "exchange" and page.after and not written.is_set():
            written.set()
            await workshop.write(
                exchange("x-0000", provider="NDM", recipient="CAV"), exchange("x-9999", provider="DOS"),
                withdraw("x-0001"), withdraw("x-0050"), merge("twin", "doc"),
            )  # fmt: skip
        return found

    monkeypatch.setattr(workshop.store, "browse", meanwhile)
    answer = await workshop.get("/v1/export?records=all")
    assert written.is_set()
    live = {i["id"]: i for i in lines(answer) if "kind" in i and "op" not in i}
    since = answer.headers["x-graph-revision"]
    assert int(since) < await workshop.store.revision()
    async for change in workshop.walk("/v1/changes", since=since, records="true"):
        if change["record"]:
            live[change["id"]] = change["record"]
        elif change["op"] != "put":
            live.pop(change["id"], None)
    fresh = await workshop.get("/v1/export?records=all")
    assert live == {i["id"]: i for i in lines(fresh) if "op" not in i}


async def test_the_change_feed_carries_records_as_they_stand_and_nothing_of_what_is_gone(
    workshop: Service,
) -> None:
    await workshop.write(source("s", "2015"), source("gone"))
    await workshop.write(source("s", "2016"), withdraw("gone"))
    body_ = await workshop.read("/v1/changes", since=1, records="true")
    carried = [
        (line["id"], line["op"], line["record"] and line["record"]["published"]) for line in body_["items"]
    ]
    assert carried == [
        ("s", "put", "2016"),
        ("gone", "put", None),
        ("s", "put", "2016"),
        ("gone", "withdrawn", None),
    ]
    assert "record" not in (await workshop.read("/v1/changes", since=1))["items"][0]


async def test_no_more_than_a_page_is_read_ahead_of_the_reader(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the service holds does not grow with the graph: a page is asked for when the last one has left."""
    await many(workshop, 6 * PAGE)
    asked: list[int] = []
    find = workshop.store.find

    async def counted(query: Any, page: PageRequest, *more: Any) -> Any:
        asked.append(page.limit)
        return await find(query, page, *more)

    monkeypatch.setattr(workshop.store, "find", counted)
    sent = 0
    ahead: list[int] = []

    async def send(message: Any) -> None:
        nonlocal sent
        if message["type"] == "http.response.body" and message["body"]:
            assert message["body"].count(b"\n") <= PIECE
            sent += message["body"].count(b"\n")
            ahead.append(len(asked) * PAGE - sent)

    await _call(workshop, send, asyncio.Event())
    assert (sent, asked) == (6 * PAGE, [PAGE] * 6)
    assert max(ahead) < PAGE


async def test_a_reader_who_goes_away_ends_the_reading(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many(workshop, 6 * PAGE)
    asked: list[int] = []
    find, gone = workshop.store.find, asyncio.Event()

    async def counted(query: Any, page: PageRequest, *more: Any) -> Any:
        asked.append(page.limit)
        return await find(query, page, *more)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            gone.set()
            await asyncio.sleep(0)

    monkeypatch.setattr(workshop.store, "find", counted)
    await _call(workshop, send, gone)
    assert 0 < len(asked) < 6


async def _call(workshop: Service, send: Any, gone: asyncio.Event) -> None:
    """The application asked as a server asks it; the client goes away when `gone` is set."""
    scope = {
        "type": "http", "method": "GET", "path": "/v1/export", "raw_path": b"/v1/export", "query_string": b"",
        "headers": [], "app": workshop.app, "asgi": {"version": "3.0", "spec_version": "2.3"}, "state": {},
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "root_path": "",
    }  # fmt: skip

    async def receive() -> Any:
        await gone.wait()
        return {"type": "http.disconnect"}

    await workshop.app(scope, receive, send)


@asynccontextmanager
async def listening(workshop: Service) -> AsyncIterator[str]:
    """The workshop behind a real server on this machine."""
    config = uvicorn.Config(workshop.app, host="127.0.0.1", port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


async def test_a_reading_that_fails_on_the_way_is_not_taken_for_a_whole_file(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many(workshop, 3 * PAGE)
    find, pages = workshop.store.find, 0

    async def failing(*words: Any) -> Any:
        nonlocal pages
        pages += 1
        if pages == 3:
            raise TooHeavy("too heavy")
        return await find(*words)

    monkeypatch.setattr(workshop.store, "find", failing)
    async with listening(workshop) as address, httpx.AsyncClient(timeout=LONGEST_WAIT) as client:
        received: list[str] = []
        with pytest.raises(httpx.RemoteProtocolError):
            await _download(client, f"{address}/v1/export", received)
        assert len(received) == 2 * PAGE


async def _download(client: httpx.AsyncClient, address: str, received: list[str]) -> None:
    async with client.stream("GET", address) as answer:
        assert answer.status_code == 200
        async for line in answer.aiter_lines():
            received.append(line)  # noqa: PERF401 - what came before the break is kept


async def test_what_cannot_be_read_at_all_is_a_problem_and_no_file(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: Any) -> Any:
        raise TooHeavy("too heavy")

    monkeypatch.setattr(workshop.store, "find", failing)
    for path in ("/v1/export", "/v1/export?format=csv", "/v1/export?format=csv&rows=claims"):
        answer = await workshop.get(path)
        assert (answer.status_code, answer.json()["title"]) == (503, "The question takes too long")


async def test_head_tells_the_revision_and_reads_no_more_than_a_page(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many(workshop, 3 * PAGE)
    find, pages = workshop.store.find, 0

    async def counted(*words: Any) -> Any:
        nonlocal pages
        pages += 1
        return await find(*words)

    monkeypatch.setattr(workshop.store, "find", counted)
    answer = await workshop.client.head("/v1/export?format=csv")
    assert (answer.status_code, answer.content, pages) == (200, b"", 1)
    assert answer.headers["x-graph-revision"] == "2"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert "content-length" not in answer.headers


async def test_an_empty_answer_is_an_empty_file_with_its_header(service: Service) -> None:
    assert (await service.get("/v1/export?provider=ISL")).content == b""
    answer = await service.get("/v1/export?format=csv&provider=ISL")
    assert answer.content.decode("utf-8-sig").startswith("id,heading,title")
    assert table(answer) == []


@pytest.mark.parametrize(
    ("query", "where", "why"),
    [
        *(
            (f"format={name}", "format", "there are ndjson, csv, xlsx")
            for name in ("ods", "jsonld", "graphml", "JSON")
        ),
        ("format=csv&records=all", "format", "ask for format=ndjson"),
        ("rows=claims", "format", "ask for format=csv"),
        ("records=all&provider=SLE", "records", "leave the filters out"),
        ("records=all&rows=claims&format=csv", "rows", "ask for one"),
        ("records=some", "records", "all"),
        ("format=csv&lang=all", "lang", "one language"),
        ("provider=Libria", "provider", ""),
        ("limit=5", "limit", "no parameter limit"),
    ],
)
async def test_an_export_that_cannot_be_made_is_refused_by_name(
    service: Service, query: str, where: str, why: str
) -> None:
    answer = await service.get(f"/v1/export?{query}")
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["where"] == where
    assert why in problem["why"]


TABLES = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


async def test_openapi_declares_the_formats_of_lists_and_exports(service: Service) -> None:
    paths = (await service.read("/openapi.json"))["paths"]
    export = paths["/v1/export"]["get"]["responses"]["200"]
    assert export["content"].keys() == {"application/x-ndjson", *TABLES}
    assert {"X-Graph-Revision", "Link", "Content-Disposition"} <= export["headers"].keys()
    for path, methods in paths.items():
        names = {p["name"] for p in methods["get"].get("parameters", [])}
        if "cursor" in names:
            content = methods["get"]["responses"]["200"]["content"]
            assert content.keys() == {"application/json", *TABLES}, path


def test_every_format_says_its_name_its_media_type_and_writes_exchanges() -> None:
    for name, one in all_formats().items():
        assert name == one.name
        assert "/" in one.media_type
        assert "exchanges" in one.writers, name
