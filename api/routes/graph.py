"""/v1/graph: what stands around a record, and how two records are tied."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Store, Vocabulary, speaker
from api.http.admission import costly
from api.http.answers import answer
from api.http.openapi import described
from api.params.ties import NeighbourhoodParams, PathsParams
from api.routes import paths_of
from api.shapes.ties import NeighbourhoodShape
from exchange_graph.catalogue.identifying import live_id
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph import walking
from exchange_graph.graph.around import PARTIES
from exchange_graph.graph.around import around as exchanges_around
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.exchange import item
from exchange_graph.render.paths import PathEnd, PathsQuery
from exchange_graph.render.paths import paths as told
from exchange_graph.render.shapes.ties import PathsShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.ties import Walks

router = paths_of("graph")


@router.get(
    "/v1/graph/neighbourhood", name="get_neighbourhood", summary="What stands around a record",
    responses=described(NeighbourhoodShape),
)  # fmt: skip
@costly
async def neighbourhood(
    request: Request, params: Annotated[NeighbourhoodParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """The records around one and the ties between them, the nearest first; `truncated` tells of more."""
    around = await live_id(params.id, "id", known, store)
    if params.shape == "exchanges":
        return answer(
            request, await _whole(around, params.limit, store, speaker(request, known, params.lang))
        )
    graph = await walking.neighbourhood(store, around, params.hops, params.limit)
    records = await store.get_many(graph.nodes)
    walks = Walks(speaker(request, known, params.lang), records)
    body: NeighbourhoodShape = {
        "nodes": [walks.node(i) for i in graph.nodes if i in records],
        "edges": [walks.edge(k) for k in graph.links if k.start in records and k.end in records],
        "truncated": graph.truncated,
    }
    return answer(request, body)


async def _whole(record_id: str, limit: int, store: GraphStore, speaking: Speaker) -> NeighbourhoodShape:
    """Whole exchanges around an exchange or a party."""
    centre = (await store.get_many([record_id]))[record_id]
    if centre.view is None and centre.record.kind not in PARTIES:
        kinds = ", ".join(PARTIES)
        why = Wording(
            "{it} is no exchange and no party ({kinds}): use shape=links", it=record_id, kinds=kinds
        )
        raise BadInput([Problem("id", why)])
    found = await exchanges_around(store, centre, limit)
    return {
        "nodes": [],
        "edges": [],
        "truncated": len(found.exchanges) - (centre.view is not None) < found.total,
        "exchanges": [item(one.view, one.version, one.at, speaking) for one in found.exchanges],
        "touching": found.total,
    }


@router.get(
    "/v1/graph/paths", name="list_paths", summary="How two records are tied", responses=described(PathsShape)
)
@costly
async def paths(
    request: Request, params: Annotated[PathsParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """All shortest paths between two records, each readable as a sentence.

    A tie is taking part in an exchange, belonging to one programme, a chain of institutions, a need; `via`
    adds common groups, sectors or sources.
    """
    asked = PathsQuery(
        PathEnd("from", params.start),
        PathEnd("to", params.end),
        params.max_hops,
        params.widened(),
        params.limit,
    )
    return answer(request, await told(asked, store, speaker(request, known, params.lang)))
