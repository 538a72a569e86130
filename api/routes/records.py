"""The lists and records of every kind but exchanges and countries: one pattern, one router for each noun."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import InTurns, RecordId, Store, Vocabulary, record_or_problem, speaker
from api.facts_of_source import facts_of_source
from api.http import cursor
from api.http.answers import answer, listed
from api.params.base import LangParams
from api.params.records import AboutListParams, RecordListParams
from api.routes import described
from api.routes.described import record
from api.shapes.common import Listing
from api.shapes.records import SourceRecord
from api.turns import Turns
from exchange_graph.catalogue.asking import understand_records
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.records import KINDS, NOUNS, Kind
from exchange_graph.domain.vocabulary import Source
from exchange_graph.exporters import tables
from exchange_graph.graph.query import PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.records import SHAPES, render

HERE = {noun: kind for noun, kind in NOUNS.items() if kind not in ("exchange", "country")}
"""The kinds that are listed and shown here; exchanges and countries have files of their own."""
ONE: dict[str, Any] = SHAPES | {"source": SourceRecord}
"""The shape of one record, which tells more than that of a list only of a source."""


def many(kind: Kind) -> Any:
    """The shape of a page of a kind."""
    return Listing[SHAPES[kind]]  # type: ignore[valid-type]


def listing(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>`: records of a kind in the order of their ids."""
    router = APIRouter(tags=[noun])

    @router.get(
        f"/v1/{noun}", name=f"list_{noun}", responses=described.listing(many(kind)), response_class=Response,
        description=f"List {noun} in the order of their ids.",
    )  # fmt: skip
    async def records(
        request: Request, params: Annotated[RecordListParams, Query()], store: Store, known: Vocabulary,
        turns: InTurns,
    ) -> Response:  # fmt: skip
        return await _page(request, params, kind, store, known, turns)

    return router


def listing_about(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>`: the same, with the State and the sectors that a record is about as filters."""
    router = APIRouter(tags=[noun])

    @router.get(
        f"/v1/{noun}", name=f"list_{noun}", responses=described.listing(many(kind)), response_class=Response,
        description=f"List {noun} in the order of their ids; filters combine.",
    )  # fmt: skip
    async def records(
        request: Request, params: Annotated[AboutListParams, Query()], store: Store, known: Vocabulary,
        turns: InTurns,
    ) -> Response:  # fmt: skip
        return await _page(request, params, kind, store, known, turns)

    return router


async def _page(
    request: Request, params: RecordListParams | AboutListParams, kind: Kind, store: GraphStore,
    known: Catalogue, turns: Turns,
) -> Response:  # fmt: skip
    query = await understand_records(params, known, store)
    after = cursor.decode(params.cursor, (kind, query), (str,))
    page = await store.browse(kind, query, PageRequest(params.limit, after))
    speaking = speaker(request, known, params.lang)
    following = cursor.encode(page.next, (kind, query))
    body = {
        "items": await turns.each(lambda found: render(found, speaking), page.items),
        "page": {
            "limit": params.limit,
            "next": following,
            "total": page.total,
            "data_revision": page.revision,
        },
    }
    return listed(request, params, body, tables.OF_KIND[kind])


def single(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>/{id}`: one record."""
    router = APIRouter(tags=[noun])

    @router.get(
        f"/v1/{noun}/{{id}}", name=f"get_{kind}", responses=record(ONE[kind]), response_class=Response,
        description=f"One {kind}; an old id answers with a redirect, a withdrawn one with 'gone' and why.",
    )  # fmt: skip
    async def one(
        request: Request, id: RecordId, params: Annotated[LangParams, Query()], store: Store,
        known: Vocabulary, turns: InTurns,
    ) -> Response:  # fmt: skip
        found = await record_or_problem(id, kind, f"/v1/{noun}/{{id}}", known, store)
        body = dict(render(found, speaker(request, known, params.lang)))
        if isinstance(found.record, Source):
            body["carries"], body["carries_more"] = await facts_of_source(
                found.record.id, known, store, turns
            )
        return answer(request, body)

    return router


def routers() -> list[APIRouter]:
    """Every list and record of the nouns above, and the list of countries."""
    made = [listing(KINDS["country"].traits.noun, "country")]
    for noun, kind in HERE.items():
        list_of = listing_about if KINDS[kind].traits.about else listing
        made += [list_of(noun, kind), single(noun, kind)]
    return made
