"""/v1/sources/{id}: a document, and every fact that it carries."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.by_id import id_of, record_or_problem
from api.deps import Running, Vocabulary, correctable, speaker
from api.facts_of_source import facts_of_source
from api.http.admission import costly
from api.http.answers import answer
from api.http.openapi import record
from api.params.base import LangParams
from api.routes import paths_of
from api.shapes.records import SourceRecord
from exchange_graph.render.records import render

router = paths_of("sources")


@router.get(
    "/v1/sources/{id}",
    name="get_source",
    summary="A source and the facts it carries",
    responses=record(SourceRecord),
)
@costly
async def source(
    request: Request,
    id: Annotated[str, id_of("a-68-696")],
    params: Annotated[LangParams, Query()],
    known: Vocabulary,
    running: Running,
) -> Response:
    """One source with the facts it carries, by their place in it; an old id answers with a redirect."""
    found = await record_or_problem(id, "source", "/v1/sources/{id}", known, running.store)
    facts, more = await facts_of_source(found.record.id, known, running.store, running.worker)
    speaking = speaker(request, known, params.lang)
    shape = correctable(render(found, speaking), speaking, running)
    return answer(request, {**shape, "carries": facts, "carries_more": more})
