"""How answers leave: JSON bytes, a strong ETag for each representation, 304 where the client has it."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

VARY = "Accept, Accept-Language"


def answer(request: Request, body: Any, following: str | None = None) -> Response:
    """The response to a read: `body` as JSON, or 304 if the client's copy is this very representation.

    `following` is the cursor of the next page; its Link is relative, so no Host header goes into it.
    """
    content = orjson.dumps(body)
    etag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Vary": VARY, "Cache-Control": "no-cache"}
    if following:
        url = request.url.include_query_params(cursor=following)
        headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    if request.method != "POST" and has_it(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, "application/json")


def has_it(held: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names the tag."""
    if held is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags
