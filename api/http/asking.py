"""How a page asks: the addresses of the interface itself, inside the process, in the reader's language.

What is said of an answer inside (that it is not to be remembered) is so said of the page.

So a page shows what the interface answers and nothing else, refusals included: it counts nothing, reads no
store, and knows every filter that the interface knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = Iterable[tuple[str, str]]
_KEPT = ("type", "asgi", "http_version", "scheme", "server", "client", "root_path", "app", "extensions")


class Refused(Exception):
    """The interface answers with a problem; `problem` is its body."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status, self.problem = status, problem


class RenamedRecord(Exception):
    """The record lives at another address of the interface."""

    def __init__(self, address: str) -> None:
        self.address = address


class AsTable(Exception):
    """A page is asked for as a table, which the interface gives at this address."""

    def __init__(self, address: str) -> None:
        self.address = address


class Askable:
    """Lets all that is beneath it be asked once more from within a request, where it waits its turn."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["ask"] = self._app
        await self._app(scope, receive, send)


async def asked(request: Request, path: str, query: Pairs = ()) -> Any:
    """The body of the answer to `GET path?query`; `Refused` or `RenamedRecord` where there is none."""
    scope = {name: request.scope[name] for name in _KEPT if name in request.scope} | {
        "method": "GET",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": urlencode([*query]).encode(),
        "headers": [(b"accept", b"application/json")],
        "state": request.scope["state"],
    }
    heard = _Heard()
    await request.scope["state"]["ask"](scope, request.receive, heard)
    if heard.status >= 400:
        raise Refused(heard.status, orjson.loads(heard.body))
    if heard.status >= 300:
        raise RenamedRecord(heard.headers["location"])
    return orjson.loads(heard.body)


class _Heard:
    """An answer as it comes."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 0, Headers(), b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], Headers(raw=message["headers"])
        else:
            self.body += message.get("body", b"")
