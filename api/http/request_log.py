"""Around every request: an id, one log line, the metrics, and no answer that leaks an exception."""

from __future__ import annotations

import logging
import sys
import time
import uuid

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import Processor

from api.http.admission import unacceptable
from api.http.deadline import ClientLeft
from api.http.negotiation import allowed, preflight
from api.http.problems import BAD_REQUEST, INTERNAL, problem
from exchange_graph.errors import Wording

log = structlog.get_logger("exchange_graph.http")
REQUESTS = Counter("http_requests_total", "Requests answered", ["method", "path", "status"])
SECONDS = Histogram("http_request_duration_seconds", "Time to answer", ["path"])
_ON_EVERY_ANSWER = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Disposition, ETag, Link, Location, Retry-After, X-Graph-Revision, X-Request-ID"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What an answer may load and do in a browser, unless it says otherwise: nothing."""
CLIENT_LEFT = 499
"""The status in logs and metrics of a request whose client left before the end of its answer."""


def configure() -> None:
    """Send our events, and what libraries log at WARNING or above, to standard error as JSON lines."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.dict_tracebacks,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)


class RequestLog:
    """Outermost of our layers: whatever happens inside, the client gets an answer with a request id."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        scope = {**scope, "method": "GET"} if method == "HEAD" else scope
        answer = _Answer(scope, method, send)
        try:
            refusal = _refused(scope)
            if refusal is not None:
                await refusal(scope, receive, answer.send)
            elif scope["method"] == "OPTIONS" and (methods := allowed(scope)):
                await preflight(methods)(scope, receive, answer.send)
            else:
                await self._app(scope, receive, answer.send)
        except ClientLeft:
            pass
        except Exception:
            log.exception("failed", request_id=answer.request_id)
            if not answer.status:
                await problem(Request(scope), INTERNAL, INTERNAL.way_out)(scope, receive, answer.send)
            answer.status = INTERNAL.status
        finally:
            answer.note()


class _Answer:
    """What is sent for a request, and what is told of it: `scope` is the one that its route is put into."""

    def __init__(self, scope: Scope, method: str, send: Send) -> None:
        self.request_id = str(uuid.uuid4())
        scope.setdefault("state", {}).update(request_id=self.request_id, head=method == "HEAD")
        self._scope, self._method, self._send = scope, method, send
        self._began = time.perf_counter()
        self.status = 0
        self._whole = False

    async def send(self, message: Message) -> None:
        """Pass a message on with our headers; the answer to HEAD is that to GET without its body."""
        if message["type"] == "http.response.body":
            message = {**message, "body": b""} if self._method == "HEAD" else message
            self._whole = not message.get("more_body")
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            headers.update(_ON_EVERY_ANSWER)
            headers.setdefault("Content-Security-Policy", _NOTHING_ELSE)
        await self._send(message)

    def note(self) -> None:
        """Log and count the request; an answer without its end, and without a defect, had no reader."""
        if not self._whole and self.status != INTERNAL.status:
            self.status = CLIENT_LEFT
        seconds = time.perf_counter() - self._began
        scope = self._scope
        path = getattr(scope.get("route"), "path", "unmatched")
        REQUESTS.labels(self._method, path, self.status).inc()
        SECONDS.labels(path).observe(seconds)
        log.info(
            "request", request_id=self.request_id, method=self._method, path=scope["path"],
            route=path, status=self.status, milliseconds=round(seconds * 1000, 2),
        )  # fmt: skip


def _refused(scope: Scope) -> Response | None:
    why = unacceptable(scope)
    return (
        problem(Request(scope), BAD_REQUEST, Wording("{it}: {why}", it=why.where, why=why.why), [why])
        if why
        else None
    )
