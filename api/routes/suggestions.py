"""/v1/suggestions: which peers could answer a need, with reasons, for a person who decides."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Body, Query
from starlette.requests import Request
from starlette.responses import Response

from api.by_id import id_of, record_or_problem
from api.deps import Running, State, speaker
from api.http.admission import costly
from api.http.answers import answer
from api.http.openapi import asked, described, record
from api.params.base import LangParams
from api.params.suggestions import NeedSuggestionParams, SuggestionBody, SuggestionParams
from api.routes import paths_of
from exchange_graph.domain import knowledge
from exchange_graph.matching.explain import explain as explaining
from exchange_graph.matching.need import AskedNeed, ResolvedNeed, from_record, one_state, understood
from exchange_graph.matching.suggest import suggest
from exchange_graph.render.explanation import explained
from exchange_graph.render.shapes.suggestions import SuggestionsShape
from exchange_graph.render.speaking import LangOrAll
from exchange_graph.render.suggestions import suggestions

router = paths_of("suggestions")


@router.get(
    "/v1/suggestions",
    name="list_suggestions",
    summary="Peers for a recipient and sectors",
    responses=described(SuggestionsShape),
)
@costly
async def for_question(
    request: Request, params: Annotated[SuggestionParams, Query()], running: Running
) -> Response:
    """Peers for a recipient and sectors, as experiences. Nobody is contacted or ranked; a person decides."""
    return await _asked(request, params.asked(), params.lang, running, params.explain)


@router.post(
    "/v1/suggestions",
    name="ask_suggestions",
    summary="Peers for a need sent as JSON",
    responses=asked(SuggestionsShape),
)
@costly
async def for_body(
    request: Request,
    body: Annotated[SuggestionBody, Body()],
    params: Annotated[LangParams, Query()],
    running: Running,
) -> Response:
    """The same question as JSON, the same answer. Nothing is stored."""
    return await _asked(request, body.asked(), params.lang, running, body.explain)


@router.get(
    "/v1/needs/{id}/suggestions",
    name="get_need_suggestions",
    summary="Peers for a need on record",
    responses=record(SuggestionsShape),
)
@costly
async def for_need(
    request: Request,
    id: Annotated[str, id_of("a-68-696-need-lbr-revenue")],
    params: Annotated[NeedSuggestionParams, Query()],
    running: Running,
) -> Response:
    """Peers for a need on record, with what it says of languages and gender expertise."""
    known = await running.catalogues.current()
    found = await record_or_problem(id, "need", "/v1/needs/{id}/suggestions", known, running.store)
    need = await from_record(cast(knowledge.Need, found.record), known, running.store)
    return await _answered(request, need, params.lang, running, params.explain)


async def _asked(
    request: Request, asked: AskedNeed, lang: LangOrAll | None, running: State, explain: str | None
) -> Response:
    known = await running.catalogues.current()
    need = await understood(asked, known, running.store)
    return await _answered(request, need, lang, running, explain)


async def _answered(
    request: Request, need: ResolvedNeed, lang: LangOrAll | None, running: State, explain: str | None
) -> Response:
    evidence = await running.evidence.current(need.as_of)
    state = await one_state(explain, "explain", evidence.known, running.store) if explain else None
    aside, work = running.aside, running.worker
    worked_out = await work.whole(suggest, need, evidence, aside)
    views = await running.evidence.told(evidence, worked_out.named())
    speaking = speaker(request, evidence.known, lang)
    body = await work.whole(suggestions, worked_out, views, speaking)
    if state:
        reckoning = await work.whole(explaining, need, evidence, state, aside)
        body["explanation"] = explained(reckoning, speaking)
    return answer(request, body, aside.key)
