"""How long a request may take, and an end to the work for a client that is gone.

A deadline stands around the whole of a request, whatever part of it is slow. A client whose request takes
longer than a moment is watched: when it leaves, everything that was being done for it is cancelled.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import TOO_HEAVY, UNAVAILABLE, problem
from exchange_graph.errors import Unavailable

DEADLINE_SECONDS = 1.0
_BEFORE_WATCHING = 0.02
_WITHOUT_BODY = ("GET", "HEAD")


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class Attending:
    """Around a request: it ends by its deadline, or with its client, whichever comes first."""

    def __init__(self, app: ASGIApp, seconds: float = DEADLINE_SECONDS) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = asyncio.timeout(self._seconds)
        client = _Client(receive, send, limit, scope["method"] in _WITHOUT_BODY)
        try:
            async with limit:
                await self._app(scope, client.receive, client.send)
        except TimeoutError:
            if not limit.expired():
                raise
            if client.left:
                raise ClientLeft from None
            await _too_late(scope, receive, send)
        finally:
            client.forget()


async def _too_late(scope: Scope, receive: Receive, send: Send) -> None:
    """The answer at the deadline: the store is away, or the question is too heavy for it."""
    try:
        await scope["app"].state.running.store.health()
        kind = TOO_HEAVY
    except Unavailable:
        kind = UNAVAILABLE
    await problem(Request(scope), kind, kind.way_out)(scope, receive, send)


class _Client:
    """Who waits. `limit` is lifted once an answer begins, and reached when the client leaves."""

    def __init__(self, receive: Receive, send: Send, limit: asyncio.Timeout, asked: bool) -> None:
        self._receive, self._send, self._limit = receive, send, limit
        self._timer: asyncio.TimerHandle | None = None
        self._watching: asyncio.Task[None] | None = None
        self._done = False
        self.left = False
        if asked:
            self._watch_soon()

    async def receive(self) -> Message:
        """The next part of the request; the client is watched when all of it has come."""
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body") and self._timer is None:
            self._watch_soon()
        return message

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on: one that has begun may take as long as its reader does."""
        if message["type"] == "http.response.start" and not self.left:
            self._limit.reschedule(None)
        self._done = message["type"] == "http.response.body" and not message.get("more_body")
        await self._send(message)

    def forget(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _watch_soon(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_BEFORE_WATCHING, self._watch)

    def _watch(self) -> None:
        self._watching = asyncio.create_task(self._until_gone())

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if not self._done:
            self.left = True
            self._limit.reschedule(asyncio.get_running_loop().time())
