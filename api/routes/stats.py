"""/v1/stats: what the graph holds, how well it is documented, and its fingerprint."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.answering import answer
from api.deps import Running
from api.params import LangParams
from api.routes.described import described
from api.shapes.operate import Stats
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

router = APIRouter(tags=["service"])
COVERED = (
    Dimension.GRADE, Dimension.DATED, Dimension.KIND, Dimension.STATUS, Dimension.OUTCOME,
    Dimension.CONTESTED,
)  # fmt: skip
LICENCES = {"code": "Apache-2.0", "curated data": "CC-BY-4.0", "other data": "see NOTICE"}


@router.get("/v1/stats", responses=described(Stats), response_class=Response)
async def stats(request: Request, params: Annotated[LangParams, Query()], running: Running) -> Response:
    """Counts, coverage, data date and revision, and the content hash by which two copies are compared."""
    catalogue = await running.keeper.current()
    if running.stats.get("data_revision") != catalogue.revision:
        running.stats.update(await _counted(running.store, catalogue.revision))
        kinds = [record.kind for record in catalogue.records.values()]
        counts = running.stats["counts"]
        counts.update({kind: kinds.count(kind) for kind in get_args(Kind) if kind != "exchange"})
    return answer(request, running.stats)


async def _counted(store: GraphStore, revision: int) -> Stats:
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=COVERED)
    newest = await store.changes((revision - 1, 1 << 40), 1)
    return {
        "counts": {"exchange": page.total},
        "coverage": {d.value: dict(values) for d, values in page.facets.items()},
        "data_revision": revision,
        "data_date": newest[0].at if newest else None,
        "content_hash": await store.content_hash(),
        "model": None,
        "licences": LICENCES,
    }
