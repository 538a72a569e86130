"""Requests drawn at random, always the same ones for the same graph, count and seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote

from tests.house.net.bodies import drawn_body
from tests.house.net.stock import Operation, Stock
from tests.house.net.values import LANGUAGES, Values

WEIGHTS = {
    "/v1/exchanges": 22, "/v1/exchanges/{id}": 12, "/v1/exchanges/{id}/history": 3, "/v1/countries": 3,
    "/v1/countries/{id}": 5, "/v1/suggestions": 7, "/v1/needs/{id}/suggestions": 2,
    "/v1/provider-experience": 6, "/v1/search": 10, "/v1/graph/neighbourhood": 3, "/v1/graph/paths": 3,
    "/v1/changes": 3, "/v1/export": 2, "/healthz": 0.1, "/readyz": 0.2, "/metrics": 0.1, "/v1/stats": 0.5,
}  # fmt: skip
"""How often a path is asked; one that is not named, once."""
ELSEWHERE = (
    "/", "/docs", "/openapi.json", "/v1", "/v1/", "/v1/exchange", "/v1/exchanges/", "/v2/exchanges", "/redoc",
    "/problems/not-found", "/problems/bad-request", "/problems/none", "//v1/exchanges", "/favicon.ico",
    "/v1/exchanges/a/b/c", "/v1/countries/LBR/history", "/static/x.js", "/V1/EXCHANGES",
)  # fmt: skip
ACCEPTED = (
    "text/csv", "application/json", "text/html", "application/x-ndjson", "*/*", "image/png", "text/*;q=0.5",
    "application/json;q=0.1, text/csv;q=0.9", "nonsense", "", "text/csv;q=0, application/json",
)  # fmt: skip
SPOKEN = (
    "fr", "zh-CN,zh;q=0.9", "es-419", "de", "ar;q=0.5, ru;q=0.9", "*", "x", "", "en-GB,en;q=0.7,fr;q=0.3",
    "fr;q=0", "ru, *;q=0.1",
)  # fmt: skip


def draw(operations: list[Operation], stock: Stock, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` requests, each as a line of a plan."""
    random = Random(seed)
    values = Values(stock, random)
    weights = [WEIGHTS.get(operation.path, 1) for operation in operations]
    for n in range(count):
        if random.random() < 0.015:
            yield {"n": n, "path": "elsewhere", **_plain(random, random.choice(ELSEWHERE))}
            continue
        operation = random.choices(operations, weights)[0]
        yield {"n": n, "path": f"{operation.method} {operation.path}", **_request(operation, values, random)}


def _plain(random: Random, target: str) -> dict[str, Any]:
    return {
        "method": random.choice(("GET", "GET", "HEAD", "POST")),
        "target": target,
        "headers": {},
        "body": None,
    }


def _request(operation: Operation, values: Values, random: Random) -> dict[str, Any]:
    """A request of an operation: mostly one that can be answered, sometimes spoilt in one place."""
    pairs = [pair for p in _chosen(operation, random) for pair in _pairs(p, operation.path, values, random)]
    if random.random() < 0.02:
        pairs.append((random.choice(("x", "Limit", "providers", "_", "debug")), values.word()))
    if pairs and random.random() < 0.03:
        pairs.append(random.choice(pairs))
    random.shuffle(pairs)
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            name = f"{{{parameter['name']}}}"
            path = path.replace(name, quote(values.of_path(operation.path), safe=""))
    query = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in pairs)
    request: dict[str, Any] = {
        "method": _method(operation, random),
        "target": f"{path}?{query}" if pairs else path,
        "headers": _headers(random),
        "body": None,
    }
    if operation.method == "POST":
        request["body"], kind = drawn_body(values, random)
        request["headers"] |= {"Content-Type": kind}
    if pairs and any(p["name"] == "cursor" for p in operation.parameters) and random.random() < 0.25:
        request["pages"] = random.choice((1, 1, 2, 4))
    if random.random() < 0.05:
        request["again"] = True
    return request


def _method(operation: Operation, random: Random) -> str:
    if random.random() < 0.97:
        return operation.method
    return random.choice(("HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH", "TRACE"))


def _headers(random: Random) -> dict[str, str]:
    given = {}
    if random.random() < 0.06:
        given["Accept"] = random.choice(ACCEPTED)
    if random.random() < 0.1:
        given["Accept-Language"] = random.choice((*SPOKEN, *LANGUAGES))
    if random.random() < 0.02:
        given["If-None-Match"] = random.choice(("*", '"x"', 'W/"1"', "broken"))
    if random.random() < 0.02:
        given["Origin"] = "https://elsewhere.example"
    return given


def _chosen(operation: Operation, random: Random) -> list[dict[str, Any]]:
    """The parameters of the query that are given: those that must be, and few of the others."""
    asked = [p for p in operation.parameters if p["in"] == "query"]
    needed = [p for p in asked if p.get("required") and random.random() < 0.97]
    others = [p for p in asked if not p.get("required") and p["name"] != "cursor"]
    few = random.choices((0, 1, 2, 3, 5), (2, 4, 4, 2, 1))[0]
    chosen = needed + random.sample(others, min(few, len(others)))
    if random.random() < 0.015:
        chosen += [p for p in asked if p["name"] == "cursor"]
    return chosen


def _pairs(parameter: dict[str, Any], path: str, values: Values, random: Random) -> list[tuple[str, str]]:
    """A parameter with its value, or with several where a list is taken."""
    several = parameter["schema"].get("type") == "array"
    often = random.choices((1, 2, 4), (7, 2, 1))[0] if several else 1
    return [(parameter["name"], values.of(parameter, path)) for _ in range(often)]
