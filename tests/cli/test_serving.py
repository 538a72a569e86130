"""`exchange-graph serve`: it says where it is and what to ask, answers, logs, and ends when told."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_graph.curation import submit
from exchange_graph.domain.exchange import Exchange
from exchange_graph.wiring import opened_store
from tests.building import STATES, changes, exchange, source
from tests.patience import LONGEST_WAIT
from tests.real import held
from tests.served import Process, serve, settings

pytestmark = pytest.mark.xdist_group("one service")


@pytest.fixture(scope="module")
def process(seeded: Path) -> Iterator[Process]:
    with serve(seeded, EXCHANGE_CONTACT="records@un.example") as running:
        yield running


def test_it_prints_its_address_one_request_and_what_that_answers(process: Process) -> None:
    first, request, *_ = process.said
    assert first.startswith(f"Exchange Graph serves {len(held(Exchange))} exchanges at {process.url}")
    assert request.strip() == f"Try:  curl '{process.url}/v1/exchanges?provider=SLE&recipient=LBR'"


def test_the_request_it_prints_answers_what_it_printed(process: Process) -> None:
    address = process.said[1].split("'")[1]
    with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:
        body = json.load(answer)
    assert f'"heading":"{body["items"][0]["heading"]}"' == process.said[2].strip()


def test_every_request_is_one_log_line_with_its_id(process: Process) -> None:
    with urllib.request.urlopen(f"{process.url}/v1/countries/sle", timeout=LONGEST_WAIT) as answer:
        request_id = answer.headers["x-request-id"]
    with urllib.request.urlopen(f"{process.url}/healthz", timeout=LONGEST_WAIT) as answer:
        later = answer.headers["x-request-id"]
    while not any(later in line for line in process.logged):
        time.sleep(0.01)
    lines = [json.loads(line) for line in process.logged]
    (line,) = [line for line in lines if line.get("request_id") == request_id]
    assert line["method"] == "GET"
    assert line["route"] == "/v1/countries/{id}"
    assert line["status"] == 200


@pytest.mark.slow
def test_an_empty_graph_is_served_and_says_how_to_fill_it_and_what_another_process_writes_is_seen(
    tmp_path: Path,
) -> None:
    with serve(tmp_path) as process:
        assert "run `exchange-graph seed`" in process.said[0]
        for total in (0, 1):
            with urllib.request.urlopen(f"{process.url}/v1/exchanges", timeout=LONGEST_WAIT) as answer:
                assert json.load(answer)["page"]["total"] == total
            asyncio.run(_write(tmp_path))


async def _write(folder: Path) -> None:
    async with opened_store(settings(folder)) as store:
        await submit(store, changes(source(), *STATES, exchange(provider="ARD", recipient="CAV")))


@pytest.mark.slow
def test_one_command_fills_an_empty_graph_and_serves_it(tmp_path: Path) -> None:
    with serve(tmp_path, "--seed") as process:
        introduced = next(line for line in process.said if line.startswith("Exchange Graph serves"))
    assert f"serves {len(held(Exchange))} exchanges" in introduced


@pytest.mark.parametrize("words", ["塞拉利昂+税收", "سيراليون+الضرائب", "Côte+d'Ivoire", "xyzzy100%25"])
def test_an_address_as_it_is_typed_into_curl_is_understood(process: Process, words: str) -> None:
    """curl sends letters as they are; HTTP wants them encoded, and most people do not."""
    with socket.create_connection(("127.0.0.1", process.port), timeout=LONGEST_WAIT) as connection:
        line = f"GET /v1/exchanges?q={words}&limit=1 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
        connection.sendall(line.encode())
        with connection.makefile("rb") as answer:
            status, body = answer.readline(), answer.read()
    assert status.split()[1] == b"200"
    assert (b'"total":0' in body) is (words == "xyzzy100%25")


def _say(process: Process, *parts: bytes, pause: float = 0) -> bytes:
    """What the server answers to these bytes until it closes the connection; a pause keeps parts apart."""
    with socket.create_connection(("127.0.0.1", process.port), timeout=LONGEST_WAIT) as connection:
        with contextlib.suppress(ConnectionError):  # it need not listen to the end
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
        with contextlib.suppress(ConnectionError), connection.makefile("rb") as answer:
            return answer.read()
    return b""


def test_the_server_does_not_tell_what_it_is_built_with(process: Process) -> None:
    answer = _say(process, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"200 ok" in head
    assert b"\r\nserver:" not in head
    assert b"uvicorn" not in head


def test_headers_without_end_are_cut_off(process: Process) -> None:
    answer = _say(process, b"GET / HTTP/1.1\r\n", *(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(1000)))
    assert not answer or answer.startswith(b"HTTP/1.1 400 ")


def test_long_headers_are_refused_in_plain_words(process: Process) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    answer = _say(process, head, b"X-Long: " + b"x" * 20_000 + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["problems"][0]["where"] == "headers"


@pytest.mark.parametrize("size", [65_600, 200_000])
def test_a_long_body_is_refused_as_a_problem_of_the_body(process: Process, size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=LONGEST_WAIT)
    with contextlib.closing(connection):
        connection.request("POST", "/v1/suggestions", b"x" * size, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
        (problem,) = json.load(answer)["problems"]
    assert problem["where"] == "body"
    assert "longer than 65536 bytes" in problem["why"]


def test_a_body_is_read_as_it_was_sent_whatever_it_begins_with(process: Process) -> None:
    body = '{"sectors": ["revenue"], "recipient": "GET 塞拉利昂"}'.encode()
    cut = body.index(b"GET ")
    head = b"POST /v1/suggestions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    head += b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = _say(process, head + body[:cut], body[cut:], pause=0.2)
    assert "塞拉利昂" in answer.decode()
    assert b"%E5" not in answer


@pytest.mark.parametrize("cut", [0, 3, 30, 40])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_typed_letters_are_understood_on_a_kept_connection_however_they_arrive(
    process: Process, method: str, cut: int
) -> None:
    first = b"\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    second = (
        f"{method} /v1/exchanges?q=塞拉利昂&limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )
    answer = _say(process, first, second[:cut], second[cut:], pause=0.1)
    assert answer.count(b"HTTP/1.1 200 ") == 2, answer[:500]


@pytest.mark.slow
def test_a_connection_that_says_nothing_is_closed(process: Process) -> None:
    assert _say(process) == b""
