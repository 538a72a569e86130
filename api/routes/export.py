"""/v1/export: the graph as a file, streamed, with the revision from which the change feed goes on."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.deps import Store, Vocabulary, speaker
from api.http.admission import costly
from api.http.answers import VARY, one_language, taken_away
from api.http.openapi import exported
from api.params.exchanges import ExportParams
from api.routes import paths_of
from exchange_graph.catalogue.asking import understand
from exchange_graph.exporters.format import all_formats, content_of, writer_of

router = paths_of("taking away")


@router.get("/v1/export", name="export_exchanges", summary="Take the graph as one file", responses=exported())
@costly
async def export(
    request: Request, params: Annotated[ExportParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """Everything that fits as one file. Apply `/v1/changes?since=n` afterwards, n is `X-Graph-Revision`.

    The catalogue is read before any exchange, so no line is older than its revision; what others write
    meanwhile may or may not be in the lines, and is in the feed.
    """
    content = content_of(params, claims=params.rows is not None, records=params.records is not None)
    writer = writer_of(params.format, content)
    if params.format == "csv":
        one_language(params.lang)
    query = (await understand(params, known, store)).query
    name = "exchange-graph" if content == "records" else f"exchange-graph-{content}"
    headers = {
        **taken_away(name, known.revision, params.format),
        "Link": f'</v1/changes?since={known.revision}>; rel="changes"',
        "Vary": VARY,
        "Cache-Control": "no-cache",
    }
    pieces = writer(store, query, speaker(request, known, params.lang))
    first = await anext(pieces)  # what cannot be read at all is a problem, not a file that breaks off
    body: Iterable[bytes] | AsyncIterator[bytes] = _all(first, pieces)
    if request.state.head:
        await pieces.aclose()
        body = ()
    return StreamingResponse(body, headers=headers, media_type=all_formats()[params.format].media_type)


async def _all(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """An error on the way leaves the response without its end, so that no client takes it for whole."""
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece
