"""A list as one table: page after page of the interface itself, until its end.

What fits into a few pages is an answer like any other, with a tag. What does not is sent as it is made; if
somebody writes meanwhile it breaks off without its end, so that nobody takes two states for one whole.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, closing
from hashlib import blake2b
from secrets import token_hex
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.http.asking import asked
from api.http.negotiation import KEPT, VARY, AnswerForm, has_it, preferred
from exchange_graph.errors import ExchangeGraphError
from exchange_graph.exporters.columns import Table
from exchange_graph.exporters.format import Origin, TableWriter, all_formats, table_of

Tagged = Callable[[bytes, str, dict[str, str]], Response]
_AT_ONCE = 400
"""As many rows are an answer like any other; more of them are sent as they are made, as is every workbook."""
_ROWS = 10
_STARTED = token_hex(8)
_PAGE = "200"


class WrittenMeanwhile(ExchangeGraphError):
    """The graph changed while a table was made of it."""


async def whole_table(
    request: Request, form: AnswerForm, body: Any, table: Table, tagged: Tagged
) -> Response:
    """All that follows from a first page, as a table in a form; `tagged` makes an answer of what is short."""
    headers = file_of_list(request, form, body)
    media_type = all_formats()[form].media_type
    if form == "xlsx" or len(body["items"]) < body["page"]["total"] > _AT_ONCE:
        return await _as_it_is_made(request, form, body, table, {**headers, "Content-Type": media_type})
    with closing(await begun(request, form, body, table)) as writer:
        content = [writer.rows(body["items"])]
        while following := body["page"]["next"]:
            body = await _page(request, following, body)
            content.append(writer.rows(body["items"]))
        content.append(writer.end())
    return tagged(b"".join(content), media_type, headers)


async def _as_it_is_made(
    request: Request, form: AnswerForm, body: Any, table: Table, headers: dict[str, str]
) -> Response:
    """Nothing is known of its bytes yet: its tag is that of the question, the revision and this process."""
    asked_for = (body["page"]["data_revision"], request.url.path, request.url.query, form, _lang(request))
    etag = f'"{blake2b(repr((_STARTED, asked_for)).encode(), digest_size=12).hexdigest()}"'
    headers |= {"ETag": etag, "Vary": VARY, "Cache-Control": KEPT}
    if has_it(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    writer = await begun(request, form, body, table)
    return await streamed(request, _pieces(request, writer, body), headers, headers.pop("Content-Type"))


async def _pieces(request: Request, writer: TableWriter, page: Any) -> AsyncGenerator[bytes, None]:
    """The table as it is made, some rows at a time; the end of one is put together beside the loop."""
    with closing(writer):
        yield b""
        while True:
            for start in range(0, len(page["items"]), _ROWS):
                yield writer.rows(page["items"][start : start + _ROWS])
                await asyncio.sleep(0)
            if not (following := page["page"]["next"]):
                break
            page = await _page(request, following, page)
        yield await asyncio.to_thread(writer.end)


async def _page(request: Request, cursor: str, first: Any) -> Any:
    kept = [pair for pair in without_cursor(request) if pair[0] not in ("format", "lang")]
    query = [*kept, ("cursor", cursor), ("limit", _PAGE), ("lang", _lang(request))]
    page = await asked(request, request.scope["path"], query)
    if page["page"]["data_revision"] != first["page"]["data_revision"]:
        raise WrittenMeanwhile("the graph was written to while this table was made: ask again")
    return page


async def begun(request: Request, form: AnswerForm, body: Any, table: Table) -> TableWriter:
    """A table that says where it is from."""
    running = request.app.state.running
    known = await running.catalogues.current()
    query = request.scope["query_string"].decode("ascii", "replace")
    address = request.scope["path"] + (f"?{query}" if query else "")
    revision = body["page"]["data_revision"]
    base: str = running.settings.base_url
    return table_of(form)(table, Origin(base, address, revision, known.data_date, _lang(request)))


def file_of_list(request: Request, form: AnswerForm, body: Any) -> dict[str, str]:
    """What the file of a list is called, after its address."""
    name = "-".join(re.findall(r"[\w.]+", request.url.path.removeprefix("/v1/"), re.ASCII))
    return taken_away(name, body["page"]["data_revision"], form)


def taken_away(name: str, revision: int, suffix: str) -> dict[str, str]:
    """Headers of an answer that is kept as a file: its name, and the revision of the graph it is from."""
    return {
        "Content-Disposition": f'attachment; filename="{name}-r{revision}.{suffix}"',
        "X-Graph-Revision": str(revision),
    }


def without_cursor(request: Request) -> list[tuple[str, str]]:
    """The query without the place to go on from."""
    return [pair for pair in request.query_params.multi_items() if pair[0] != "cursor"]


def _lang(request: Request) -> Any:
    return request.query_params.get("lang") or preferred(request.headers.get("accept-language"))


async def streamed(
    request: Request, pieces: AsyncGenerator[bytes, None], headers: dict[str, str], media_type: str
) -> Response:
    """A file as it is made; what cannot be read at all is a problem, not a file that breaks off."""
    first = await anext(pieces)
    if not request.state.head:
        return StreamingResponse(_all(first, pieces), headers=headers, media_type=media_type)
    await pieces.aclose()
    return StreamingResponse((b"",), headers=headers, media_type=media_type)


async def _all(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """An error on the way leaves the response without its end, so that no client takes it for whole."""
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece
