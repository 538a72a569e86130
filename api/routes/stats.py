"""/v1/stats: what the graph holds, how well it is documented, and its fingerprint."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, get_args

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.answering import answer
from api.deps import Store, Vocabulary
from api.params import LangParams
from api.routes.described import described
from api.shapes.operate import Stats
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.coverage import coverage
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.scoring import MODEL

router = APIRouter(tags=["service"])
LICENCES = {"code": "Apache-2.0", "curated data": "CC-BY-4.0", "other data": "see NOTICE"}


@router.get("/v1/stats", responses=described(Stats), response_class=Response)
async def stats(
    request: Request, params: Annotated[LangParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """Counts, coverage, data date and revision, and the content hash by which two copies are compared."""
    return answer(request, await _counted(store, known))


async def _counted(store: GraphStore, known: Catalogue) -> Stats:
    page = await store.find(ExchangeQuery(), PageRequest(1))
    newest = await store.changes((known.revision - 1, 1 << 40), 1)
    kinds = Counter(record.kind for record in known.records.values())
    return {
        "counts": {"exchange": page.total} | {k: kinds[k] for k in get_args(Kind) if k != "exchange"},
        "coverage": await coverage(store, known),
        "data_revision": known.revision,
        "data_date": newest[0].at if newest else None,
        "content_hash": await store.content_hash(),
        "model": MODEL,
        "licences": LICENCES,
    }
