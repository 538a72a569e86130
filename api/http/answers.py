"""How answers leave: JSON or a table, a strong ETag for each representation, 304 where the client has it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.http.negotiation import KEPT, VARY, AnswerForm, has_it, preferred_form
from api.http.whole import begun, file_of_list, whole_table, without_cursor
from api.params.base import TableParams
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.exporters.columns import Table
from exchange_graph.exporters.format import all_formats


def answer(request: Request, body: Any, key: bytes = b"") -> Response:
    """The response to a GET: `body` as JSON, or 304 if the client's copy is this very representation.

    A `key` makes the tag one that nobody without it can work out from a body.
    """
    return tagged(request, orjson.dumps(body), "application/json", {}, key)


async def listed(
    request: Request, params: TableParams, body: Any, table: Table, key: bytes = b""
) -> Response:
    """A page of a list with a Link to the page that follows, or all of it as a table; `key` as in `answer`.

    A table is whole unless a `limit` was given.
    """
    form = _form(request, params)
    following = body["page"]["next"]
    if form != "json" and not {"limit"} & params.model_fields_set:
        return await whole_table(request, form, body, table, partial(tagged, request, key=key))
    headers = {}
    if following:  # relative, so no Host header goes into it
        query = urlencode([*without_cursor(request), ("cursor", following)])
        headers["Link"] = f'<{quote(request.scope["path"])}?{query}>; rel="next"'
    if form == "json":
        return tagged(request, orjson.dumps(body), "application/json", headers, key)
    with closing(await begun(request, form, body, table)) as writer:
        content = writer.rows(body["items"]) + writer.end()
    headers |= file_of_list(request, form, body)
    return tagged(request, content, all_formats()[form].media_type, headers, key)


def one_language(lang: str | None) -> None:
    """Refuse all languages at once for a table."""
    if lang == "all":
        why = Wording("a cell holds one language: ask for ar, zh, en, fr, ru or es, or for JSON")
        raise BadInput([Problem("lang", why)])


def _form(request: Request, params: TableParams) -> AnswerForm:
    """The form asked for by name, else the one that Accept prefers."""
    form = params.format or preferred_form(request.headers.get("accept"))
    if form != "json":
        one_language(params.lang)
    return form


def tagged(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str], key: bytes = b""
) -> Response:
    """The response to a GET with its tag, or 304 where the client has this very one; `key` as above."""
    etag = f'"{blake2b(content, digest_size=12, key=key).hexdigest()}"'
    sent = {"ETag": etag, "Vary": VARY, "Cache-Control": KEPT, **headers}
    if request.method != "POST" and has_it(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=sent)
    return Response(content, 200, {**sent, "Content-Type": media_type})
