"""/v1/exchanges: browse, and one exchange with every claim behind it."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.as_of import as_asked, ended_since, words_as_of
from api.by_id import id_of, record_or_problem
from api.counted import counted_page
from api.deps import Running, State, Store, Vocabulary, correctable, speaker
from api.http import cursor
from api.http.admission import costly_if_wide
from api.http.answers import answer, listed
from api.http.openapi import listing, record
from api.params.exchanges import ExchangeListParams, ExchangeParams
from api.routes import paths_of
from api.shapes.common import FacetValue
from api.shapes.exchange import ExchangeList
from api.understood import tell_nothing_found, understood_as
from exchange_graph.catalogue.asking import Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.lifting import lifted
from exchange_graph.catalogue.searching import find_mended
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.view import ExchangeView
from exchange_graph.exporters import tables
from exchange_graph.graph.query import UNKNOWN, Dimension, Facets, Listed, Page, PageRequest
from exchange_graph.render import exchange as render
from exchange_graph.render.shapes.exchange import ExchangeItem, ExchangeRecord
from exchange_graph.render.speaking import Speaker

router = paths_of("exchanges")
TOP = 50
ExchangeId = Annotated[str, id_of("a-68-696-13c")]
NAMED = (Dimension.MODALITY, Dimension.KIND, Dimension.OUTCOME, Dimension.STATUS)
"""Dimensions whose values are words of ours, said in the reader's language; the others' are records."""
BARE = (Dimension.YEAR, Dimension.GRADE, Dimension.CONTESTED)
"""Dimensions whose values say themselves."""


@router.get(
    "/v1/exchanges",
    name="list_exchanges",
    summary="Browse exchanges",
    responses=listing(ExchangeList, one="get_exchange"),
)
@costly_if_wide
async def exchanges(
    request: Request, params: Annotated[ExchangeListParams, Query()], store: Store, known: Vocabulary,
    running: Running,
) -> Response:  # fmt: skip
    """Browse documented exchanges. Filters combine; `unknown` is a value; no record is not no experience."""
    if params.counted:
        return await _counted(request, params, known, running)
    understood = await understand(params, known, store)
    question = (understood.query, params.sort)
    parts = (int, str) if params.sort == "relevance" and params.q else (str,)
    after = cursor.decode(params.cursor, question, parts)
    speaking = speaker(request, known, params.lang)
    understood, page = await find_mended(
        understood, known, store, PageRequest(params.limit, after), params.sort, params.dimensions(),
        speaking.lang,
    )  # fmt: skip
    following = cursor.encode(page.next, question)
    items = await running.worker.each(lambda i: render.item(i.view, i.version, i.at, speaking), page.items)
    body = _list(items, page, params, following, understood, speaking)
    if not page.total:
        tell_nothing_found(body, params, await lifted(understood.query, store), speaking)
    return await listed(request, params, body, tables.EXCHANGES)


@router.get(
    "/v1/exchanges/{id}",
    name="get_exchange",
    summary="One exchange with its evidence",
    responses=record(ExchangeRecord),
)
async def exchange(
    request: Request,
    id: ExchangeId,
    params: Annotated[ExchangeParams, Query()],
    store: Store,
    known: Vocabulary,
    running: Running,
) -> Response:
    """One exchange: roles, facts, every claim with its citations, and where sources contradict each other."""
    found = await ended_since(id, params.revision, store)
    found = found or await record_or_problem(id, "exchange", "/v1/exchanges/{id}", known, store)
    then = await as_asked(found, params, known, store)
    held, view = cast(Exchange, then.record), cast(ExchangeView, then.view)
    speaking = speaker(request, known, params.lang)
    shape = render.record(held, view, then.version, then.at, speaking)
    if params.as_of and held != found.record:
        shape = words_as_of(params.as_of, shape, view, speaking)
    return answer(request, correctable(shape, speaking, running))


async def _counted(
    request: Request, params: ExchangeListParams, known: Catalogue, running: State
) -> Response:
    page, following = await counted_page(params, known, running.store, running.evidence)
    speaking = speaker(request, known, params.lang)
    items = await running.worker.each(lambda i: render.item(i.view, i.version, i.at, speaking), page.items)
    body: ExchangeList = {
        "items": items,
        "page": cursor.page(params.limit, following, page.total, page.revision),
    }
    return await listed(request, params, body, tables.EXCHANGES)


def _list(
    items: list[ExchangeItem], page: Page[Listed], params: ExchangeListParams, following: str | None,
    understood: Understood, speaking: Speaker,
) -> ExchangeList:  # fmt: skip
    body: ExchangeList = {
        "items": items,
        "page": cursor.page(params.limit, following, page.total, page.revision),
    }
    if told := understood_as(understood, params.q, speaking):
        body["understood"] = told
    if params.facets:
        body["facets"] = _facets(page.facets, speaking)
    return body


def _facets(facets: Facets, speaking: Speaker) -> dict[str, list[FacetValue]]:
    return {
        dimension.value: [_facet(dimension, value, count, speaking) for value, count in _top(values)]
        for dimension, values in facets.items()
    }


def _top(values: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The first 50, and what is unknown."""
    return values[:TOP] + [pair for pair in values[TOP:] if pair[0] == UNKNOWN]


def _facet(dimension: Dimension, value: str, count: int, speaking: Speaker) -> FacetValue:
    """A value of a facet; years, grades, true and false, and what is unknown need no label."""
    if value == UNKNOWN or dimension in BARE:
        return {"id": value, "count": count}
    if dimension in NAMED:
        return {"id": value, "label": speaking.say(f"value.{dimension.value}.{value}"), "count": count}
    return {"id": value, "label": speaking.ref(value)["label"], "count": count}
