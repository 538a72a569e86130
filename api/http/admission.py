"""Who is let in: what is too long or unreadable is turned away, and what may cost much waits its turn.

What a request may cost is told by its address alone, before anything is done for it. While it waits, its
deadline runs, and a client that leaves leaves the line.
"""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import AsyncExitStack

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exchange_graph.errors import Problem

LONGEST_ADDRESS = 16_384
MOST_PARAMETERS = 500
LONGEST_HEADERS = 16_384
LONGEST_BODY = 65_536
TOO_LONG = Problem("body", f"is longer than {LONGEST_BODY} bytes: ask for less at once")
_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
AT_ONCE = max(2, os.cpu_count() or 1)
_LONG_QUERY = 500
_ONE_RECORD = re.compile(r"/v1/(?!(?:countries|sources|graph|insight|dossiers)/)[a-z]+/[^/]+$")
_LIST = re.compile(r"/v1/(?!stats$|search$|export$|suggestions$)[a-z]+$")
_WIDE = re.compile(rb"(?:^|&)(?:q|facets|format|units)=|(?:^|&)limit=(?!(?:[0-9]|[1-4][0-9]|50)(?:&|$))")


def unacceptable(scope: Scope) -> Problem | None:
    """Why a request is not looked at, or None."""
    path, query = scope.get("raw_path") or b"", scope["query_string"]
    if len(path) + len(query) > LONGEST_ADDRESS:
        return Problem("address", f"is longer than {LONGEST_ADDRESS} bytes: ask for less at once")
    if query.count(b"&") >= MOST_PARAMETERS:
        return Problem("address", f"has more than {MOST_PARAMETERS} parameters: ask for less at once")
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
        return Problem("headers", f"are longer than {LONGEST_HEADERS} bytes together: leave some out")
    length = dict(scope["headers"]).get(b"content-length", b"0")
    if not length.isdigit() or int(length) > LONGEST_BODY:
        return TOO_LONG
    return _unreadable(path) or _unreadable(query)


def _unreadable(part: bytes) -> Problem | None:
    """Broken percent-encoding, or bytes that are no UTF-8."""
    if _ESCAPE.search(part):
        why = "a percent sign in the address is not followed by two hexadecimal digits; write it as %25"
        return Problem("address", why)
    try:
        _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part).decode()
    except UnicodeDecodeError:
        return Problem("address", "the address is not UTF-8 after percent-decoding")
    return None


def is_cheap(scope: Scope) -> bool:
    """One record, or a short page of a list that neither searches nor counts; and what is not `/v1`."""
    path, query = scope["path"], scope["query_string"]
    if not path.startswith("/v1/"):
        return True
    if scope["method"] != "GET" or len(query) > _LONG_QUERY:
        return False
    return bool(_ONE_RECORD.match(path)) or (bool(_LIST.match(path)) and not _WIDE.search(query))


class Admission:
    """Lets requests that may cost much wait for each other, until their answers begin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._few = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_cheap(scope):
            await self._app(scope, receive, send)
            return
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self._few)

            async def begun(message: Message) -> None:
                await turn.aclose()
                await send(message)

            await self._app(scope, receive, begun)
