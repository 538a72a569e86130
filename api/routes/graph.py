"""/v1/graph: what stands around a record, and how two records are tied."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.answering import answer
from api.deps import Store, Vocabulary, speaker
from api.params import NeighbourhoodParams, PathsParams
from api.routes.described import described
from api.shapes.ties import NeighbourhoodShape, PathsShape
from exchange_graph.catalogue.identifying import live_id
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph import walking
from exchange_graph.render.ties import Walks

router = APIRouter(tags=["graph"])


@router.get(
    "/v1/graph/neighbourhood", name="get_neighbourhood", responses=described(NeighbourhoodShape),
    response_class=Response,
)  # fmt: skip
async def neighbourhood(
    request: Request, params: Annotated[NeighbourhoodParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """The records around one and the ties between them, the nearest first; `truncated` tells of more."""
    around = await live_id(params.id, "id", known, store)
    graph = await walking.neighbourhood(store, around, params.hops, params.limit)
    records = await store.get_many(graph.nodes)
    walks = Walks(speaker(request, known, params.lang), records)
    body: NeighbourhoodShape = {
        "nodes": [walks.node(i) for i in graph.nodes if i in records],
        "edges": [walks.edge(k) for k in graph.links if k.start in records and k.end in records],
        "truncated": graph.truncated,
    }
    return answer(request, body)


@router.get("/v1/graph/paths", name="list_paths", responses=described(PathsShape), response_class=Response)
async def paths(
    request: Request, params: Annotated[PathsParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """All shortest paths between two records, each readable as a sentence.

    A tie is taking part in an exchange, belonging to one programme, a chain of institutions, a need; `via`
    adds common groups, sectors or sources.
    """
    start = await live_id(params.start, "from", known, store)
    end = await live_id(params.end, "to", known, store)
    if start == end:
        raise BadInput([Problem("to", f"is the same record as `from`, {start}: name another one")])
    found, truncated = await walking.paths(store, start, end, params.max_hops, params.widened(), params.limit)
    records = await store.get_many({i for path in found for i in path.nodes})
    speaking = speaker(request, known, params.lang)
    walks = Walks(speaking, records)
    body: PathsShape = {
        "paths": [walks.path(path) for path in found if records.keys() >= {*path.nodes}],
        "truncated": truncated,
    }
    if not found:
        body["note"] = speaking.say("paths.none", hops=params.max_hops)
    return answer(request, body)
