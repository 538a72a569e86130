"""/v1/ask: a question as a person asks it, read into filters that are shown and can be undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Running, Store, Vocabulary, speaker
from api.http import cursor
from api.http.admission import costly
from api.http.answers import listed
from api.http.openapi import listing
from api.params.ties import AskParams
from api.routes import paths_of
from api.shapes.ask import AskAnswer
from exchange_graph.catalogue.lifting import lifted
from exchange_graph.exporters import tables
from exchange_graph.graph.query import PageRequest
from exchange_graph.questions.asking import question
from exchange_graph.questions.telling import read_shape, see
from exchange_graph.render import exchange as render
from exchange_graph.render.lifting import lifted_shapes, nothing_found

router = paths_of("search")


@router.get(
    "/v1/ask", name="ask", summary="Ask in your own words", responses=listing(AskAnswer, one="get_exchange")
)
@costly
async def ask(
    request: Request, params: Annotated[AskParams, Query()], store: Store, known: Vocabulary, running: Running
) -> Response:
    """A question in six languages: who, in which role, where, on what, since when, with what result.

    `understood` shows what each part of it was read as, and how to undo it; the rest is searched as words.
    """
    speaking = speaker(request, known, params.lang)
    asked = await question(params.q, speaking.lang, known, store)
    put = (asked.understood.query, asked.sort)
    after = cursor.decode(params.cursor, put, (int, str) if asked.sort == "relevance" else (str,))
    page = await store.find(asked.understood.query, PageRequest(params.limit, after), asked.sort)
    items = await running.worker.each(lambda i: render.item(i.view, i.version, i.at, speaking), page.items)
    following = cursor.encode(page.next, put)
    body: AskAnswer = {
        "understood": read_shape(asked, speaking),
        "items": items,
        "page": cursor.page(params.limit, following, page.total, page.revision),
        "see": see(asked),
    }
    if not page.total:
        conditions = await lifted(asked.understood.query, store)
        body |= {"note": nothing_found(conditions, speaking), "without": lifted_shapes(conditions)}
    return await listed(request, params, body, tables.EXCHANGES)
