"""What an operator relies on: health, metrics, pages that ask no other host, and failures that say so."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import structlog
from starlette.types import Message

from api import errors
from api.http import request_log
from api.http.problems import TYPES
from exchange_graph.domain.exchange import Exchange
from exchange_graph.errors import TooHeavy, Unavailable, Unusable
from tests.api.schemas import Described
from tests.real import held, without_record
from tests.served import PUBLIC_URL, Service, serving, settings

STORE_READS = (
    "/v1/exchanges?q=outage", "/v1/exchanges/a-68-696-13b", "/v1/countries/RWA", "/v1/sectors?q=outage",
    "/v1/provider-experience?q=outage", "/v1/changes?since=0&limit=2", "/v1/stats", "/v1/countries?q=outage",
)  # fmt: skip


def failing(error: Exception) -> Any:
    async def fail(*args: Any, **named: Any) -> Any:
        raise error

    return fail


def logged(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> Any:
    """What a module logs from here on."""
    capture = structlog.testing.LogCapture()
    monkeypatch.setattr(module, "log", structlog.wrap_logger(None, processors=[capture]))
    return capture.entries


def stopped(service: Service, monkeypatch: pytest.MonkeyPatch, error: Exception, *methods: str) -> None:
    for method in methods:
        monkeypatch.setattr(service.store, method, failing(error))


@pytest.mark.parametrize("path", STORE_READS)
async def test_a_store_that_does_not_answer_is_a_503_that_says_when_to_try_again(
    service: Service, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    everything = ("health", "revision", "get", "get_many", "find", "browse", "experience", "changes")
    stopped(service, monkeypatch, Unavailable("bolt://secret:7687 refused"), *everything)
    answer = await service.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["type"] == f"{PUBLIC_URL}/problems/unavailable"
    assert "secret" not in answer.text
    monkeypatch.undo()
    assert (await service.get(path)).status_code == 200, "it recovers without a restart"


@pytest.mark.parametrize("path", [*STORE_READS, "/readyz", "/v1/export"])
async def test_a_store_that_a_person_must_mend_is_a_503_and_only_the_operator_reads_why(
    service: Service, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """As when the password of Neo4j is changed while the service runs."""
    why = "bolt://inside:7687 refuses the user or the password"
    everything = ("health", "revision", "get", "get_many", "find", "browse", "experience", "changes")
    stopped(service, monkeypatch, Unusable(why), *everything)
    log = logged(monkeypatch, errors)
    answer = await service.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["type"] == f"{PUBLIC_URL}/problems/unavailable"
    assert "bolt" not in answer.text
    assert "password" not in answer.text
    of_request = answer.headers["x-request-id"]
    assert log == [{"event": "unusable", "log_level": "error", "why": why, "request_id": of_request}]


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/v1/exchanges?q=heavy", "find"), ("/v1/provider-experience?q=heavy", "experience"),
        ("/v1/lessons?q=heavy", "browse"), ("/v1/countries/ETH", "find"), ("/v1/changes?limit=9", "changes"),
    ],
)  # fmt: skip
async def test_a_question_that_takes_too_long_is_stopped_and_says_what_to_do(
    service: Service, described: Described, monkeypatch: pytest.MonkeyPatch, path: str, method: str
) -> None:
    stopped(service, monkeypatch, TooHeavy("SELECT of something"), method)
    answer = await service.get(path)
    assert answer.status_code == 503
    assert "retry-after" in answer.headers
    problem = answer.json()
    assert problem["type"] == f"{PUBLIC_URL}/problems/query-too-heavy"
    assert "filter" in problem["detail"]
    assert "SELECT" not in answer.text
    route = re.sub("/[A-Z]{3}$", "/{id}", path.partition("?")[0])
    assert described.complaints(route, problem, 503) == []


async def test_ready_says_no_while_the_store_is_away_and_health_says_yes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await service.read("/readyz"))["data_revision"] == await service.store.revision()
    stopped(service, monkeypatch, Unavailable("gone"), "health", "revision")
    assert (await service.get("/readyz")).status_code == 503
    assert (await service.get("/healthz")).json() == {"status": "ok"}


async def test_a_defect_answers_without_its_text(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(service, monkeypatch, RuntimeError("password=hunter2 in /srv/app.py"), "find")
    answer = await service.get("/v1/exchanges?q=defect")
    problem = answer.json()
    assert answer.status_code == problem["status"] == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "hunter2" not in answer.text
    assert problem["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("name", TYPES)
async def test_every_problem_type_has_its_page(service: Service, name: str) -> None:
    page = await service.get(f"/problems/{name}")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert TYPES[name].title in page.text


@pytest.mark.parametrize(
    ("chosen", "base"),
    [
        ({"public_url": "https://un.example/graph/"}, "https://un.example/graph"),
        ({"public_url": None, "host": "0.0.0.0", "port": 8123}, "http://localhost:8123"),
        ({"public_url": None, "host": "::1", "port": 80}, "http://[::1]:80"),
    ],
)
async def test_addresses_of_problems_come_from_the_settings_and_never_from_the_request(
    tmp_path: Path, chosen: dict[str, Any], base: str
) -> None:
    async with serving(settings(tmp_path, **chosen)) as service:
        headers = {
            "Host": "evil.example",
            "X-Forwarded-Host": "evil.example",
            "Forwarded": "host=evil.example",
        }
        answer = await service.get("/v1/exchanges?limit=0", headers=headers)
        assert answer.json()["type"] == f"{base}/problems/bad-request"
        for path in ("/", "/v1/exchanges/", "/docs"):
            elsewhere = await service.get(path, headers=headers)
            assert "evil.example" not in elsewhere.text + str(elsewhere.headers)


async def test_the_documentation_asks_no_other_host(service: Service) -> None:
    page = await service.get("/docs")
    assert page.status_code == 200
    asked = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""", page.text)
    assert len(asked) >= 3
    for address in asked:
        assert re.match(r"/(?!/)", address), f"{address} is not a path of our own"
        part = await service.get(address)
        assert part.status_code == 200, address
        assert "@import" not in part.text[:200_000] or not address.endswith(".css")
        if address.endswith(".css"):
            assert not re.search(r"url\(\s*[\"']?https?:", part.text), address
    home = await service.get((await service.get("/")).headers["location"])
    assert 'href="/docs"' in home.text, "the way from the pages to the documentation"


async def test_openapi_tells_no_shape_that_is_never_sent(service: Service) -> None:
    document = await service.read("/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert "HTTPValidationError" not in str(document)
    for path, operations in document["paths"].items():
        assert "422" not in operations["get"]["responses"], path


async def test_metrics_count_requests_by_route_and_status_and_not_by_address(service: Service) -> None:
    await service.get("/v1/exchanges/a-68-696-13c")
    await service.get("/v1/exchanges/secret-id")
    text = (await service.get("/metrics")).text
    pattern = r'http_requests_total\{method="GET",path="/v1/exchanges/\{id\}",status="(\d+)"\} (\S+)'
    counted = {status: float(count) for status, count in re.findall(pattern, text)}
    assert counted["200"] >= 1
    assert counted["404"] >= 1
    assert "secret-id" not in text
    assert "http_request_duration_seconds_bucket" in text


async def counted(service: Service, method: str, path: str, status: int) -> float:
    """How many requests with that end the metrics have."""
    text = (await service.get("/metrics")).text
    line = f'http_requests_total{{method="{method}",path="{path}",status="{status}"}} '
    found = [float(rest.removeprefix(line)) for rest in text.splitlines() if rest.startswith(line)]
    return found[0] if found else 0.0


async def test_head_is_counted_and_logged_by_its_route(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logged(monkeypatch, request_log)
    before = await counted(service, "HEAD", "/v1/exchanges/{id}", 200)
    await service.client.request("HEAD", "/v1/exchanges/a-68-696-13c")
    assert await counted(service, "HEAD", "/v1/exchanges/{id}", 200) == before + 1
    (line,) = [line for line in log if line["method"] == "HEAD"]
    assert line["route"] == "/v1/exchanges/{id}"


@pytest.mark.parametrize("version", ["2.3", "2.4"])
async def test_an_export_whose_client_left_is_not_counted_as_answered(
    service: Service, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """Under both versions of ASGI: in the older one the stream itself looks whether its client is there."""
    log, gone = logged(monkeypatch, request_log), asyncio.Event()
    before = await counted(service, "GET", "/v1/export", 499)

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            gone.set()
            await asyncio.Event().wait()

    await service.app({**export_scope(), "asgi": {"version": "3.0", "spec_version": version}}, receive, send)
    assert [line["status"] for line in log if line["path"] == "/v1/export"] == [499]
    assert await counted(service, "GET", "/v1/export", 499) == before + 1


def export_scope() -> dict[str, Any]:
    path = "/v1/export"
    return {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip


async def test_the_fingerprint_of_the_graph_is_that_of_its_store(service: Service) -> None:
    stats = await service.read("/v1/stats")
    assert stats["content_hash"] == await service.store.content_hash()
    assert stats["data_revision"] == await service.store.revision()
    assert stats["counts"]["exchange"] == len(held(Exchange))
    assert sum(stats["coverage"]["grade"].values()) == len(held(Exchange))
    assert stats["licences"]["code"] == "Apache-2.0"


async def test_a_state_that_took_part_in_nothing_has_no_partners(service: Service) -> None:
    profile = await service.read(f"/v1/countries/{without_record()[0]}")
    assert profile["took_part"] == {
        "exchanges": 0,
        "partners": [],
        "sectors": [],
        "years": [],
        "undated": 0,
        "newest": [],
    }


async def test_partners_are_those_of_the_same_exchange(service: Service) -> None:
    profile = await service.read("/v1/countries/SEN")
    met = {p["id"] for p in profile["took_part"]["partners"]}
    together = set()
    async for item in service.walk("/v1/exchanges", participant="SEN"):
        together |= {p["country"] for p in item["participations"] if p["role"] == "participant"}
    assert met == together - {"SEN", None}


async def test_head_has_the_headers_of_get_and_no_body(service: Service) -> None:
    get, head = [await service.client.request(m, "/v1/exchanges/a-68-696-13c") for m in ("GET", "HEAD")]
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]
    assert head.headers["content-length"] == get.headers["content-length"]


async def test_a_browser_may_ask_before_it_reads(service: Service) -> None:
    answer = await service.client.request("OPTIONS", "/v1/exchanges")
    assert answer.status_code == 204
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
    assert "ETag" in answer.headers["access-control-expose-headers"]


async def test_what_was_only_planned_is_not_counted_as_experience(service: Service) -> None:
    planned = await service.read("/v1/exchanges", status="planned")
    assert planned["page"]["total"] > 0
    assert (await service.read("/v1/provider-experience", status="planned"))["items"] == []


async def test_an_empty_answer_is_not_absence_of_experience(service: Service) -> None:
    body = await service.read("/v1/exchanges", q="xyzzy", lang="fr")
    assert body["items"] == []
    assert "absence d’expérience" in body["note"]


async def test_grammar_that_was_left_out_is_told(service: Service) -> None:
    body = await service.read("/v1/exchanges", q="tax in Liberia")
    assert "a-68-696-13c" in [item["id"] for item in body["items"]]
    assert body["understood"]["q"] == {"from": "tax in Liberia", "to": "tax Liberia"}
