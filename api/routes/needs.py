"""/v1/needs: what States asked for; `for=` lists those that one State could answer."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Running, State, Vocabulary, speaker
from api.http import cursor
from api.http.admission import costly_if_wide
from api.http.answers import listed
from api.http.openapi import listing
from api.params.records import NeedListParams
from api.routes import paths_of
from api.routes.records import page_of_records
from api.shapes.common import page_of
from exchange_graph.catalogue.asking import understand_records
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.exporters import tables
from exchange_graph.graph.paging import pages
from exchange_graph.matching.giving import answerable
from exchange_graph.matching.need import one_state
from exchange_graph.render.records import SHAPES, render

router = paths_of("needs")
_PAGE = 200


@router.get(
    "/v1/needs",
    name="list_needs",
    summary="Browse needs",
    responses=listing(page_of(SHAPES["need"]), one="get_need"),
)
@costly_if_wide
async def needs(
    request: Request, params: Annotated[NeedListParams, Query()], known: Vocabulary, running: Running
) -> Response:
    """List needs in the order of their ids; filters combine. With `for`, those that a State could answer."""
    if params.giver is None:
        return await page_of_records(request, params, "need", known, running)
    return await _for_giver(request, params, params.giver, known, running)


async def _for_giver(
    request: Request, params: NeedListParams, giver: str, known: Catalogue, running: State
) -> Response:
    """Needs in whose sector it has done this, lived it or offers it, by the rules of suggestions."""
    state = await one_state(giver, "for", known, running.store)
    evidence = await running.evidence.current()
    wanted = {*await running.worker.whole(answerable, state, evidence, running.aside)}
    query = await understand_records(params, known, running.store)
    question = ("needs for", state, query)
    after = cursor.decode(params.cursor, question, (str,))
    found = [
        one
        async for page in pages(partial(running.store.browse, "need", query), _PAGE)
        for one in page.items
        if one.record.id in wanted
    ]
    shown, following = cursor.turned(found, after, params.limit, lambda one: (one.record.id,), question)
    speaking = speaker(request, known, params.lang)
    body = {
        "items": await running.worker.each(lambda one: render(one, speaking), shown),
        "page": cursor.page(params.limit, following, len(found), known.revision),
    }
    return await listed(request, params, body, tables.OF_KIND["need"], running.aside.key)
