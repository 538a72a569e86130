"""The lists and records of every kind, one pattern; what tells more than that has a file of its own.

Annotations are not put off here (no `from __future__`): FastAPI reads what is made for each noun.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.by_id import id_of, record_or_problem
from api.deps import Running, State, Vocabulary, correctable, speaker
from api.http import cursor, openapi
from api.http.admission import costly_if_wide
from api.http.answers import answer, listed
from api.params.base import LangParams
from api.params.records import LISTED, ListParams
from api.routes import paths_of
from api.shapes.common import page_of
from exchange_graph.catalogue.asking import understand_records
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.records import KINDS, NOUNS, Kind
from exchange_graph.exporters import tables
from exchange_graph.graph.query import PageRequest
from exchange_graph.render.records import SHAPES, render

LISTED_ELSEWHERE = ("exchange", "need")
"""Kinds whose lists are asked in more ways than the pattern, each in a file of its own."""
OF_THEIR_OWN = ("exchange", "country", "source")
"""Kinds whose records tell more than the pattern, each in a file of its own, as exchanges are."""


def listing(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>`: records of a kind in the order of their ids, filtered by what they are about."""
    router, answers = paths_of(noun), openapi.listing(page_of(SHAPES[kind]), one=f"get_{kind}")
    about = KINDS[kind].traits.about
    params_of = LISTED[about]

    @router.get(
        f"/v1/{noun}", name=f"list_{noun}", summary=f"Browse {noun}", responses=answers,
        description=f"List {noun} in the order of their ids{'; filters combine' if about else ''}.",
    )  # fmt: skip
    @costly_if_wide
    async def records(
        request: Request, params: Annotated[params_of, Query()],  # type: ignore[valid-type]
        known: Vocabulary, running: Running,
    ) -> Response:  # fmt: skip
        return await page_of_records(request, params, kind, known, running)

    return router


async def page_of_records(
    request: Request, params: ListParams, kind: Kind, known: Catalogue, running: State
) -> Response:  # fmt: skip
    query = await understand_records(params, known, running.store)
    after = cursor.decode(params.cursor, (kind, query), (str,))
    page = await running.store.browse(kind, query, PageRequest(params.limit, after))
    speaking = speaker(request, known, params.lang)
    following = cursor.encode(page.next, (kind, query))
    body = {
        "items": await running.worker.each(lambda found: render(found, speaking), page.items),
        "page": cursor.page(params.limit, following, page.total, page.revision),
    }
    return await listed(request, params, body, tables.OF_KIND[kind])


def single(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>/{id}`: one record."""
    router = paths_of(noun)
    record_id = id_of(openapi.example_id(SHAPES[kind]))

    @router.get(
        f"/v1/{noun}/{{id}}", name=f"get_{kind}", summary=f"One {kind}",
        responses=openapi.record(SHAPES[kind]),
        description=f"One {kind}; an old id answers with a redirect, a withdrawn one with 'gone' and why.",
    )  # fmt: skip
    async def one(
        request: Request, params: Annotated[LangParams, Query()], known: Vocabulary, running: Running,
        id: str = record_id,
    ) -> Response:  # fmt: skip
        found = await record_or_problem(id, kind, f"/v1/{noun}/{{id}}", known, running.store)
        speaking = speaker(request, known, params.lang)
        return answer(request, correctable(render(found, speaking), speaking, running))

    return router


def _declared() -> Iterator[APIRouter]:
    for noun, kind in NOUNS.items():
        if kind not in LISTED_ELSEWHERE:
            yield listing(noun, kind)
        if kind not in OF_THEIR_OWN:
            yield single(noun, kind)


ROUTERS = tuple(_declared())
"""The lists and records of all kinds that follow the pattern."""
