"""/v1/provider-experience: who has done what, where, with what result, on whose evidence."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api import cursor
from api.answering import answer
from api.deps import InTurns, Store, Vocabulary, speaker
from api.params import ExperienceParams
from api.routes.described import described
from api.shapes.exchange import ExperienceList
from api.telling import understood_as
from exchange_graph.catalogue.asking import understand
from exchange_graph.render.experience import experience_row

router = APIRouter(tags=["provider experience"])


@router.get(
    "/v1/provider-experience",
    name="list_provider_experience",
    responses=described(ExperienceList),
    response_class=Response,
)
async def provider_experience(
    request: Request, params: Annotated[ExperienceParams, Query()], store: Store, known: Vocabulary,
    turns: InTurns,
) -> Response:  # fmt: skip
    """Provider by sector, counted over documented exchanges. No ranking: rows stand in the order of ids."""
    understood = await understand(params.asked(), known, store)
    question = ("experience", understood.query)
    after = cursor.decode(params.cursor, question, (str, str)) or ("", "")
    rows = await store.experience(understood.query)
    ahead = [row for row in rows if (row.provider, row.sector) > after]
    shown = ahead[: params.limit]
    more = len(ahead) > params.limit
    following = cursor.encode((shown[-1].provider, shown[-1].sector), question) if more else None
    speaking = speaker(request, known, params.lang)
    body: ExperienceList = {
        "items": await turns.each(lambda row: experience_row(row, speaking), shown),
        "page": {
            "limit": params.limit,
            "next": following,
            "total": len(rows),
            "data_revision": known.revision,
        },
        "note": speaking.say("experience.note"),
    }
    if told := understood_as(understood, params.q):
        body["understood"] = told
    return answer(request, body, following)
