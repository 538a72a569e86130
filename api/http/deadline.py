"""How long a request may take, and an end to the work for a client that is gone.

A deadline stands around the whole of a request, whatever part of it is slow. A client whose request takes
longer than a moment is watched: when it leaves, everything that was being done for it is cancelled.
"""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.admission import LONGEST_BODY
from api.http.problems import BAD_REQUEST, TOO_HEAVY, UNAVAILABLE, problem
from exchange_graph.errors import Problem, Unavailable, Unusable, Wording

BODY_SECONDS = 10.0
_BEFORE_WATCHING = 0.02
_WITHOUT_BODY = ("GET", "HEAD")
SLOW = Problem("body", Wording("did not come within {most} seconds: send it again", most=int(BODY_SECONDS)))


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class Deadline:
    """Around a request: it ends by its deadline, or with its client, whichever comes first."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = scope["method"] in _WITHOUT_BODY
        limit = asyncio.timeout(self._seconds if asked else BODY_SECONDS)
        client = _Client(receive, send, limit, self._seconds)
        if asked:
            client.has_asked()
        try:
            async with limit:
                await self._app(scope, client.receive, client.send)
        except TimeoutError:
            if not limit.expired():
                raise
            if client.left:
                raise ClientLeft from None
            await (await _late(scope, client.asked))(scope, receive, send)
        finally:
            client.forget()


async def _late(scope: Scope, asked: bool) -> Response:
    """The answer at the deadline: half a request, a store that is away, or a question too heavy for it."""
    request = Request(scope)
    if not asked:
        return problem(request, BAD_REQUEST, Wording("{it}: {why}", it=SLOW.where, why=SLOW.why), [SLOW])
    try:
        await scope["app"].state.running.store.health()
    except (Unavailable, Unusable):
        return problem(request, UNAVAILABLE, UNAVAILABLE.way_out)
    return problem(request, TOO_HEAVY, TOO_HEAVY.way_out)


class _Client:
    """Who waits. `limit` is lifted once an answer begins, and reached when the client leaves."""

    def __init__(self, receive: Receive, send: Send, limit: asyncio.Timeout, seconds: float) -> None:
        self._receive, self._send, self._limit, self._seconds = receive, send, limit, seconds
        self._timer: asyncio.TimerHandle | None = None
        self._watching: asyncio.Task[None] | None = None
        self._done = False
        self._length = 0
        self.asked = self.left = False

    def has_asked(self) -> None:
        """All of the request has come: from here on the client is watched."""
        self.asked = True
        self._timer = asyncio.get_running_loop().call_later(_BEFORE_WATCHING, self._watch)

    async def receive(self) -> Message:
        """The next part of the request; the deadline is that of an answer when all of it has come."""
        message = await self._receive()
        self._length += len(message.get("body", b""))
        if self._length > LONGEST_BODY:
            raise HTTPException(413)
        if message["type"] == "http.request" and not message.get("more_body") and not self.asked:
            self._limit.reschedule(asyncio.get_running_loop().time() + self._seconds)
            self.has_asked()
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

    def _watch(self) -> None:
        self._watching = asyncio.create_task(self._until_gone())

    async def _until_gone(self) -> None:
        message = await self._receive()
        while message.get("more_body"):
            message = await self._receive()
        if message["type"] != "http.disconnect":
            message = await self._receive()
        if message["type"] == "http.disconnect" and not self._done:
            self.left = True
            self._limit.reschedule(asyncio.get_running_loop().time())
