"""/v1/export: the graph as a file, streamed, with the revision from which the change feed goes on."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Store, Vocabulary, speaker
from api.http.admission import costly
from api.http.answers import one_language
from api.http.negotiation import KEPT, VARY
from api.http.openapi import exported
from api.http.whole import streamed, taken_away
from api.params.exchanges import ExportParams
from api.routes import paths_of
from exchange_graph.catalogue.asking import understand
from exchange_graph.exporters.format import Origin, all_formats, content_of, writer_of

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
    if all_formats()[params.format].table:
        one_language(params.lang)
    query = (await understand(params, known, store)).query
    name = "exchange-graph" if content == "records" else f"exchange-graph-{content}"
    headers = {
        **taken_away(name, known.revision, params.format),
        "Link": f'</v1/changes?since={known.revision}>; rel="changes"',
        "Vary": VARY,
        "Cache-Control": KEPT,
    }
    address = f"/v1/export?{request.url.query}"
    speaking = speaker(request, known, params.lang)
    base = request.app.state.settings.base_url
    origin = Origin(base, address, known.revision, known.data_date, speaking.lang)
    pieces = writer(store, query, speaking, origin)
    return await streamed(request, pieces, headers, all_formats()[params.format].media_type)
