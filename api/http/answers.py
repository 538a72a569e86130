"""How answers leave: JSON or a table, a strong ETag for each representation, 304 where the client has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.http.negotiation import prefers_table
from api.params.base import TableParams
from exchange_graph.errors import BadInput, Problem
from exchange_graph.exporters.columns import Table
from exchange_graph.exporters.formats import csv_table

VARY = "Accept, Accept-Language"


def answer(request: Request, body: Any, key: bytes = b"") -> Response:
    """The response to a GET: `body` as JSON, or 304 if the client's copy is this very representation.

    A `key` makes the tag one that nobody without it can work out from a body.
    """
    return _tagged(request, orjson.dumps(body), "application/json", {}, key)


def listed(request: Request, params: TableParams, body: Any, table: Table, key: bytes = b"") -> Response:
    """A page of a list, as JSON or as a table, with a Link to the page that follows; `key` as in `answer`."""
    following = body["page"]["next"]
    headers = {}
    if following:  # relative, so no Host header goes into it
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        query = urlencode([*kept, ("cursor", following)])
        headers["Link"] = f'<{quote(request.scope["path"])}?{query}>; rel="next"'
    if not _wants_table(request, params):
        return _tagged(request, orjson.dumps(body), "application/json", headers, key)
    revision = body["page"]["data_revision"]
    name = "-".join(re.findall(r"[\w.]+", request.url.path.removeprefix("/v1/"), re.ASCII))
    headers |= taken_away(name, revision, "csv")
    content = csv_table.header(table) + csv_table.rows(table, body["items"])
    return _tagged(request, content, csv_table.MEDIA_TYPE, headers, key)


def taken_away(name: str, revision: int, suffix: str) -> dict[str, str]:
    """Headers of an answer that is kept as a file: its name, and the revision of the graph it is from."""
    return {
        "Content-Disposition": f'attachment; filename="{name}-r{revision}.{suffix}"',
        "X-Graph-Revision": str(revision),
    }


def one_language(lang: str | None) -> None:
    """Refuse all languages at once for a table."""
    if lang == "all":
        why = "a cell holds one language: ask for ar, zh, en, fr, ru or es, or for JSON"
        raise BadInput([Problem("lang", why)])


def _wants_table(request: Request, params: TableParams) -> bool:
    if params.format == "json" or not (params.format or prefers_table(request.headers.get("accept"))):
        return False
    one_language(params.lang)
    return True


def _tagged(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str], key: bytes = b""
) -> Response:
    etag = f'"{blake2b(content, digest_size=12, key=key).hexdigest()}"'
    sent = {"ETag": etag, "Vary": VARY, "Cache-Control": "no-cache", **headers}
    if request.method != "POST" and has_it(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=sent)
    return Response(content, 200, {**sent, "Content-Type": media_type})


def has_it(held: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names the tag."""
    if held is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags
