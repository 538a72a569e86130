"""/v1/countries/{iso3}: what is recorded of a country, both ways, and what is not."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.by_id import id_of, record_or_problem
from api.deps import Running, Vocabulary, correctable, speaker
from api.http.admission import costly
from api.http.answers import answer
from api.http.openapi import record
from api.params.base import LangParams
from api.routes import paths_of
from exchange_graph.render.profile import profile
from exchange_graph.render.shapes.country import CountryProfile

router = paths_of("countries")


@router.get(
    "/v1/countries/{id}",
    name="get_country",
    summary="A country and what is on record of it",
    responses=record(CountryProfile),
)
@costly
async def country(
    request: Request,
    id: Annotated[str, id_of("TLS")],
    params: Annotated[LangParams, Query()],
    known: Vocabulary,
    running: Running,
) -> Response:
    """A country by ISO3 or ISO2 code. Nothing recorded is not absence of experience."""
    found = await record_or_problem(id, "country", "/v1/countries/{id}", known, running.store)
    speaking = speaker(request, known, params.lang)
    body = await profile(found, running.store, speaking)
    return answer(request, correctable(body, speaking, running))
