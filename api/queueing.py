"""Requests that may cost much are worked on a few at a time; the others pass by them.

What a request may cost is told by its address alone, before anything is done for it. While it waits, its
deadline runs, and a client that leaves leaves the line.
"""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import AsyncExitStack

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = max(2, os.cpu_count() or 1)
_LONG_QUERY = 500
_ONE_RECORD = re.compile(r"/v1/(?!(?:countries|sources|graph|insight|dossiers)/)[a-z]+/[^/]+$")
_LIST = re.compile(r"/v1/(?!stats$|search$|export$|suggestions$)[a-z]+$")
_WIDE = re.compile(rb"(?:^|&)(?:q|facets|format|units)=|(?:^|&)limit=(?!(?:[0-9]|[1-4][0-9]|50)(?:&|$))")


def is_cheap(scope: Scope) -> bool:
    """One record, or a short page of a list that neither searches nor counts; and what is not `/v1`."""
    path, query = scope["path"], scope["query_string"]
    if not path.startswith("/v1/"):
        return True
    if scope["method"] != "GET" or len(query) > _LONG_QUERY:
        return False
    return bool(_ONE_RECORD.match(path)) or (bool(_LIST.match(path)) and not _WIDE.search(query))


class Queueing:
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
