"""What requests are drawn from: the operations that are published, and the ids and words that are held."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI

from tests.house.net.recording import ask

_WORD = re.compile(r"[^\W\d_]{2,}")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_CODES = ("iso2", "m49", "code", "aliases", "symbol")
_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path as published, with the parameters of its path and query."""

    method: str
    path: str
    parameters: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Stock:
    """Values by what they are: ids by kind ("ended": those of no record any more), words by language."""

    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: set[str] = field(default_factory=set)
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    revisions: int = 0


async def stocked(app: FastAPI) -> tuple[list[Operation], Stock]:
    """Read the published document and every record through the service itself."""
    document = json.loads((await ask(app, "GET", "/openapi.json")).body)
    operations = [
        Operation(method.upper(), path, tuple(operation.get("parameters", ())))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    stock = Stock()
    for line in (await ask(app, "GET", "/v1/export?records=all")).body.decode().splitlines():
        _take(json.loads(line), stock)
    stock.revisions = json.loads((await ask(app, "GET", "/readyz")).body)["data_revision"]
    return operations, stock


def _take(record: dict[str, Any], stock: Stock) -> None:
    stock.ids["ended" if "op" in record else record["kind"]].append(record["id"])
    for name, value in _leaves(record):
        if not isinstance(value, str):
            continue
        if name in _CODES:
            stock.codes.add(value)
        if _DATE.fullmatch(value):
            stock.dates.add(value)
        if name in _LANGUAGES:
            stock.words[name].update(_WORD.findall(value))
            if len(value) < _LONGEST_NAME:
                stock.names.add(value)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, name)
    else:
        yield name, value
