"""How answers leave: JSON bytes, a strong ETag for each representation, 304 where the client has it."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

VARY = "Accept, Accept-Language"


def answer(request: Request, body: Any, following: str | None = None) -> Response:
    """The response to a GET: `body` as JSON, or 304 if the client's copy is this very representation.

    `following` is the cursor of the next page; its Link is relative, so no Host header goes into it.
    """
    content = orjson.dumps(body)
    etag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Vary": VARY, "Cache-Control": "no-cache"}
    if following:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        query = urlencode([*kept, ("cursor", following)])
        headers["Link"] = f'<{quote(request.scope["path"])}?{query}>; rel="next"'
    if has_it(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, "application/json")


def has_it(held: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names the tag."""
    if held is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags
