"""/v1/provider-experience: who has done what, where, with what result, on whose evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Running, Store, Vocabulary, speaker
from api.http import cursor
from api.http.admission import costly
from api.http.answers import listed
from api.http.openapi import listing
from api.params.exchanges import ExperienceParams, ExperienceSort
from api.routes import paths_of
from api.shapes.exchange import ExperienceList
from api.understood import tell_nothing_found, understood_as
from exchange_graph.catalogue.asking import understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.identifying import live_id
from exchange_graph.catalogue.lifting import lifted
from exchange_graph.catalogue.ties import ties
from exchange_graph.domain.vocabulary import Country
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.exporters import tables
from exchange_graph.graph.query import ExperienceRow
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.giving import told_ties
from exchange_graph.render.experience import experience_row

router = paths_of("provider experience")
Place = tuple[str | int, str, str]
ORDERS: dict[ExperienceSort, Callable[[ExperienceRow], Place]] = {
    "provider": lambda row: (row.provider, row.provider, row.sector),
    "sector": lambda row: (row.sector, row.provider, row.sector),
    "-exchanges": lambda row: (-row.exchanges, row.provider, row.sector),
    "-programmes": lambda row: (-row.programmes, row.provider, row.sector),
    "first_year": lambda row: (row.first_year or UNDATED, row.provider, row.sector),
    "-last_year": lambda row: (-(row.last_year or 0), row.provider, row.sector),
    "best_grade": lambda row: (row.best_grade, row.provider, row.sector),
}
UNDATED = 10_000
"""After every year: what has no dated exchange stands last."""
PLACES: dict[ExperienceSort, type] = {
    sort: str if sort in ("provider", "sector", "best_grade") else int for sort in ORDERS
}


@router.get(
    "/v1/provider-experience",
    name="list_provider_experience",
    summary="Who has done what, by sector",
    responses=listing(ExperienceList),
)
@costly
async def provider_experience(
    request: Request, params: Annotated[ExperienceParams, Query()], store: Store, known: Vocabulary,
    running: Running,
) -> Response:  # fmt: skip
    """Provider by sector, counted over documented exchanges. No ranking: `sort` is an order to read in."""
    understood = await understand(params, known, store)
    recipient = await _state(params.tied_to, known, store)
    question = ("experience", understood.query, params.sort)
    place = ORDERS[params.sort]
    after = cursor.decode(params.cursor, question, (PLACES[params.sort], str, str))
    rows = sorted(await store.experience(understood.query), key=place)
    shown, following = cursor.turned(rows, after, params.limit, place, question)
    speaking = speaker(request, known, params.lang)
    aside = running.aside
    tied = await ties({row.provider for row in shown}, recipient, known, store) if recipient else {}
    body: ExperienceList = {
        "items": await running.worker.each(
            lambda row: experience_row(
                row, speaking, told_ties(tied.get(row.provider), row.provider, row.sector, known, aside)
            ),
            shown,
        ),
        "page": cursor.page(params.limit, following, len(rows), known.revision),
        "note": speaking.say("experience.note"),
    }
    if not rows:
        tell_nothing_found(body, params, await lifted(understood.query, store), speaking)
    if told := understood_as(understood, params.q, speaking):
        body["understood"] = told
    return await listed(request, params, body, tables.PROVIDER_EXPERIENCE, aside.key if recipient else b"")


async def _state(given: str | None, known: Catalogue, store: GraphStore) -> str | None:
    """The State that ties lead to, by a code in any case; `BadInput` for anything else."""
    if given is None:
        return None
    found = await live_id(given, "for", known, store)
    if known.get(Country, found) is None:
        why = Wording("{it} is not in the M49 list: give an ISO3 or ISO2 code, such as LBR", it=found)
        raise BadInput([Problem("for", why)])
    return found
