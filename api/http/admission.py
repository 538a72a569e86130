"""Who is let in: what is too long or unreadable is turned away, and what may cost much waits its turn.

An endpoint says where it is declared whether it may cost much. A few such requests are worked on at once,
until their answers begin; all others pass by them. While one waits, its deadline runs, and a client that
leaves leaves the line.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from starlette.datastructures import QueryParams
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exchange_graph.errors import Problem, Wording

LONGEST_ADDRESS = 16_384
MOST_PARAMETERS = 500
LONGEST_HEADERS = 16_384
LONGEST_BODY = 65_536
TOO_LONG = Problem("body", Wording("is longer than {most} bytes: ask for less at once", most=LONGEST_BODY))
_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NO_ESCAPE = Wording(
    "a percent sign in the address is not followed by two hexadecimal digits; write it as %25"
)
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
AT_ONCE = max(2, os.cpu_count() or 1)
_LONG_QUERY = 500
_WIDENING = {"q", "facets", "for", "format", "units"}
_SHORT_PAGES = {"", *map(str, range(51))}


def unacceptable(scope: Scope) -> Problem | None:
    """Why a request is not looked at, or None."""
    path, query = scope.get("raw_path") or b"", scope["query_string"]
    if len(path) + len(query) > LONGEST_ADDRESS:
        return Problem(
            "address", Wording("is longer than {most} bytes: ask for less at once", most=LONGEST_ADDRESS)
        )
    if query.count(b"&") >= MOST_PARAMETERS:
        return Problem(
            "address", Wording("has more than {most} parameters: ask for less at once", most=MOST_PARAMETERS)
        )
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
        return Problem(
            "headers", Wording("are longer than {most} bytes together: leave some out", most=LONGEST_HEADERS)
        )
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return _length(lengths) or _unreadable(path) or _unreadable(query)


def _length(given: list[bytes]) -> Problem | None:
    """What is wrong with Content-Length: not one whole number, or too large a one."""
    if not given:
        return None
    digits = given[0].lstrip(b"0")  # a number of thousands of digits is not even read
    if len(given) > 1 or not given[0].isdigit():
        return Problem("headers", Wording("Content-Length is not one whole number: leave it to your client"))
    return TOO_LONG if len(digits) > 9 or int(digits or b"0") > LONGEST_BODY else None


def _unreadable(part: bytes) -> Problem | None:
    """Broken percent-encoding, or bytes that are no UTF-8."""
    if _ESCAPE.search(part):
        return Problem("address", _NO_ESCAPE)
    try:
        _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part).decode()
    except UnicodeDecodeError:
        return Problem("address", Wording("the address is not UTF-8 after percent-decoding"))
    return None


Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def costly(endpoint: Endpoint) -> Endpoint:
    """Say of an endpoint that its requests may cost much."""
    vars(endpoint)["cost"] = "always"
    return endpoint


def costly_if_wide(endpoint: Endpoint) -> Endpoint:
    """Say of a list that a short page of it is cheap, and what is wide may cost much.

    Wide is what is searched, counted, weighed for somebody or made into a table, asked at length, or longer
    than a usual page.
    """
    vars(endpoint)["cost"] = "if wide"
    return endpoint


class Admission:
    """Lets requests that may cost much wait for each other, until their answers begin."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._places = asyncio.Semaphore(AT_ONCE)
        costs = [
            (route.path, getattr(route.endpoint, "cost", None))
            for route in routes
            if isinstance(route, Route)
        ]
        self._always = _any_of(path for path, cost in costs if cost == "always")
        self._if_wide = _any_of(path for path, cost in costs if cost == "if wide")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._may_cost_much(scope):
            await self._app(scope, receive, send)
            return
        async with AsyncExitStack() as place:

            async def all_of_it() -> Message:
                message = await receive()
                if not message.get("more_body"):
                    await place.enter_async_context(self._places)
                return message

            async def begun(message: Message) -> None:
                await place.aclose()
                await send(message)

            if scope["method"] == "GET":
                await place.enter_async_context(self._places)
                await self._app(scope, receive, begun)
            else:  # whoever sends a body slowly keeps nobody waiting
                await self._app(scope, all_of_it, begun)

    def _may_cost_much(self, scope: Scope) -> bool:
        path = scope["path"]
        return bool(self._always.fullmatch(path)) or (
            bool(self._if_wide.fullmatch(path)) and _is_wide(scope["query_string"])
        )


def _any_of(paths: Iterable[str]) -> re.Pattern[str]:
    """What matches any of the paths, whatever stands for the names in braces."""
    return re.compile("|".join(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) for path in paths))


def _is_wide(query: bytes) -> bool:
    asked = QueryParams(query)
    return (
        len(query) > _LONG_QUERY
        or not _WIDENING.isdisjoint(asked)
        or asked.get("limit", "") not in _SHORT_PAGES
    )
