"""What the application answers, asked in this process past every client that would mend a request."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from fastapi import FastAPI

from api.app import create_app
from exchange_graph.errors import TooHeavy
from exchange_graph.settings import Settings
from tests.house.net.lines import opened, pack

PATIENCE = 300.0
ATTEMPTS = 20
OUT_OF_TIME = (503, 504)
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TODAY = re.compile(rb"(up to )\d{4}-\d\d-\d\d")
_METRIC = re.compile(rb"^# TYPE \S+ \S+$", re.MULTILINE)
_UNSETTLED = ("x-request-id",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its headers as pairs in their order, its body whole."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[FastAPI]:
    """The application on a store, between its start and its end."""
    async with AsyncExitStack() as stack:
        yield await _started(settings, stack)


async def _started(settings: Settings, stack: AsyncExitStack) -> FastAPI:
    """On a machine with other work the store can be out of time, at the start more than later."""
    for _ in range(ATTEMPTS):
        app = create_app(settings, deadline=PATIENCE)
        try:
            await stack.enter_async_context(app.router.lifespan_context(app))
        except TooHeavy:
            continue
        return app
    raise TooHeavy(f"the store was not ready after {ATTEMPTS} attempts: record on a quieter machine")


async def record(settings: Settings, plan: Iterable[dict[str, Any]], out: Path) -> None:
    """Ask every request of a plan in its order, and write each answer as a line as soon as it is there."""
    async with running(settings) as app:
        with opened(out, "w") as file:
            for asked in plan:
                async for target, answer in _answers(app, asked):
                    line = {"n": asked["n"], "path": asked["path"], "asked": f"{asked['method']} {target}"}
                    more = {key: asked[key] for key in ("headers", "body") if asked[key]}
                    file.write(json.dumps(line | more | _settled(answer), ensure_ascii=False) + "\n")


async def _answers(app: FastAPI, asked: dict[str, Any]) -> AsyncIterator[tuple[str, Answer]]:
    """The answer, the pages that follow it, and what is said to who has it already, as the plan wants."""
    target = asked["target"]
    answer = await _asked(app, asked, target)
    yield target, answer
    for _ in range(asked.get("pages", 0)):
        cursor = _next(answer)
        if cursor is None:
            break
        target = f"{asked['target']}&cursor={quote(cursor, safe='')}"
        answer = await _asked(app, asked, target)
        yield target, answer
    tag = dict(answer.headers).get("etag")
    if asked.get("again") and tag:
        yield target, await _asked(app, asked, target, {"If-None-Match": tag})


async def _asked(
    app: FastAPI, asked: dict[str, Any], target: str, more: dict[str, str] | None = None
) -> Answer:
    """The answer to a request of a plan; where the store ran out of time, it is asked again."""
    for _ in range(ATTEMPTS):
        answer = await ask(app, asked["method"], target, asked["headers"] | (more or {}), asked["body"])
        if answer.status not in OUT_OF_TIME:
            break
    return answer


async def ask(
    app: FastAPI, method: str, target: str, headers: dict[str, str] | None = None, body: str | None = None
) -> Answer:
    """The bytes of the target go to the application as they are."""
    path, _, query = target.partition("?")
    content = (body or "").encode()
    given = [(b"host", b"not-our-name.example")]
    given += [(k.lower().encode(), v.encode("latin-1", "replace")) for k, v in (headers or {}).items()]
    if body is not None:
        given.append((b"content-length", str(len(content)).encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "raw_path": path.encode(),
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "query_string": query.encode(), "root_path": "", "headers": given, "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }  # fmt: skip
    sent: list[Any] = []
    given_away = False

    async def receive() -> Any:
        nonlocal given_away
        if given_away:
            await asyncio.Event().wait()
        given_away = True
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    pairs = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in sent[0]["headers"]]
    return Answer(sent[0]["status"], pairs, b"".join(message.get("body", b"") for message in sent[1:]))


def _next(answer: Answer) -> str | None:
    if answer.status != 200 or not answer.body or "json" not in dict(answer.headers).get("content-type", ""):
        return None
    page = json.loads(answer.body).get("page")
    return page["next"] if page else None


def _settled(answer: Answer) -> dict[str, Any]:
    """An answer as a line: ids of requests, the day of today and what was measured are left out."""
    body = _TODAY.sub(rb"\1TODAY", _ID.sub(b"ID", answer.body))
    if b"# TYPE process_" in body or b"# TYPE python_" in body:
        body = b"\n".join(sorted(set(_METRIC.findall(body))))
    headers = sorted(pair for pair in answer.headers if pair[0] not in _UNSETTLED)
    if len(body) != len(answer.body):
        headers = [pair for pair in headers if pair[0] != "content-length"]
    digest = hashlib.sha256(body).hexdigest()[:32]
    return {"status": answer.status, "answer_headers": headers, "digest": digest, "answer": pack(body)}
