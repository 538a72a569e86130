"""Answers remembered for as long as nothing is written.

At one revision of the graph the answer to a GET depends on its address, the language and the form preferred
and how it may be compressed, so it is worked out once, unless the reader asks for that again (Cache-Control:
no-cache). Another revision forgets everything; what is held is bounded in bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.negotiation import (
    AnswerForm,
    Encoding,
    encoding_of,
    has_it,
    language_of,
    preferred,
    preferred_form,
)
from exchange_graph.domain.languages import Lang
from exchange_graph.errors import ExchangeGraphError

LARGEST_ANSWER = 512 * 1024
BYTES = 32 * 1024 * 1024
_PREFIX = "/v1/"
_NOT_IN_304 = (b"content-length", b"content-type")
_BESIDE = 1024
"""Bytes that an answer takes beside its body, its headers and its address."""
Asked = tuple[Lang, AnswerForm, Encoding | None]
"""The language and the form preferred, and how the answer may be compressed."""
AnswerKey = tuple[int, str, bytes, Asked]
"""Revision, path, query, and what decides beside."""


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: str
    route: Any
    size: int


def leave_out(request: Request) -> None:
    """Say of the answer to a request that it may be of an earlier revision, and is not to be remembered."""
    request.state.left_out = True


class AnswerCache:
    """Answers a GET from memory where the same one was answered at this revision."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._revision = -1
        self._answers: LRUCache[AnswerKey, _KeptAnswer] = LRUCache(
            BYTES, getsizeof=lambda answer: answer.size
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_remembered(scope):
            await self._app(scope, receive, send)
            return
        try:
            revision: int = await scope["app"].state.running.store.revision()
        except ExchangeGraphError:
            await self._app(scope, receive, send)  # which meets the same error and says so
            return
        self._renew(revision)
        headers = Headers(scope=scope)
        asked = _asked(scope["path"], headers)
        key = (revision, scope["path"], scope["query_string"], asked)
        known = None if "no-cache" in headers.get("cache-control", "") else self._answers.get(key)
        if known is None:
            await self._app(scope, receive, _Listening(self._answers, key, scope, send))
        else:
            scope["route"] = known.route
            await _send(known, has_it(headers.get("if-none-match"), known.etag), send)

    def _renew(self, revision: int) -> None:
        if revision != self._revision:
            self._answers.clear()
            self._revision = revision


def _is_remembered(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    return path.startswith(_PREFIX) or language_of(path) is not None


def _asked(path: str, headers: Headers) -> Asked:
    """What decides the answer beside its address; of a page, how it may be compressed alone."""
    encoding = encoding_of(headers.get("accept-encoding"))
    if lang := language_of(path):
        return lang, "json", encoding
    return preferred(headers.get("accept-language")), preferred_form(headers.get("accept")), encoding


async def _send(answer: _KeptAnswer, unchanged: bool, send: Send) -> None:
    headers = [h for h in answer.headers if not (unchanged and h[0] in _NOT_IN_304)]
    status = 304 if unchanged else 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if unchanged else answer.body})


class _Listening:
    """Passes an answer on and keeps it if it is a whole, tagged 200."""

    def __init__(
        self, answers: LRUCache[AnswerKey, _KeptAnswer], key: AnswerKey, scope: Scope, send: Send
    ) -> None:
        self._answers, self._key, self._scope, self._send = answers, key, scope, send
        self._headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = message["status"] == 200 and "left_out" not in self._scope["state"]
            self._headers = list(message["headers"]) if kept else []
        elif message["type"] == "http.response.body" and self._headers:
            self._keep(message)
        await self._send(message)

    def _keep(self, message: Message) -> None:
        body, etag = message.get("body", b""), dict(self._headers).get(b"etag")
        if etag and not message.get("more_body") and len(body) <= LARGEST_ANSWER:
            route = self._scope.get("route")
            size = _size(self._key, self._headers, body)
            self._answers[self._key] = _KeptAnswer(self._headers, body, etag.decode(), route, size)
        self._headers = []


def _size(key: AnswerKey, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    """The bytes that an answer takes in memory, roughly and not less."""
    address = 4 * len(key[1]) + len(key[2])
    return _BESIDE + address + sum(len(name) + len(value) for name, value in headers) + len(body)
