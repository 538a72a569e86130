"""/v1/stats: what the graph holds, how well it is documented, and its fingerprint."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Running
from api.http.admission import costly
from api.http.answer_cache import leave_out
from api.http.answers import answer
from api.http.openapi import described
from api.params.base import LangParams
from api.routes import paths_of
from api.shapes.operate import Stats

router = paths_of("service")


@router.get("/v1/stats", name="get_stats", summary="What the graph holds", responses=described(Stats))
@costly
async def stats(request: Request, params: Annotated[LangParams, Query()], running: Running) -> Response:
    """Counts, coverage, data date and revision, and the content hash by which two copies are compared."""
    leave_out(request)
    counted = await running.stats.current()
    return answer(request, counted.stats)
