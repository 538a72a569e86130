"""/v1/holes: where the record is empty, State by sector."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypedDict

from api.deps import Running, speaker
from api.http import cursor
from api.http.admission import costly
from api.http.answers import listed
from api.http.openapi import listing
from api.params.holes import HoleParams
from api.routes import paths_of
from api.shapes.common import PageInfo
from exchange_graph.exporters import tables
from exchange_graph.matching.holes import asked, pairs
from exchange_graph.render.holes import HoleTotals, PairShape, pair_shape, totals
from exchange_graph.render.shapes.common import Ref, WordsShape

router = paths_of("holes")


class HoleList(TypedDict):
    """Pairs in the order of States and sectors; `totals` are of all that the question has, empty or not.

    `countries` and `sectors` are the rows and columns of that table.
    """

    items: list[PairShape]
    page: PageInfo
    countries: list[Ref]
    sectors: list[Ref]
    totals: HoleTotals
    note: WordsShape


@router.get("/v1/holes", name="list_holes", summary="Where the record is empty", responses=listing(HoleList))
@costly
async def holes(request: Request, params: Annotated[HoleParams, Query()], running: Running) -> Response:
    """States by sector: how much is on record of what each received, in roles that a source states."""
    evidence = await running.evidence.current()
    question = await asked(params.group, params.sector, evidence.known, running.store)
    every = await running.worker.whole(pairs, question, evidence)
    wanted = [
        one
        for one in every
        if params.empty is None or (one.held["exchanges"] == 0) == (params.empty == "true")
    ]
    listing_of = ("holes", question, params.empty)
    after = cursor.decode(params.cursor, listing_of, (str, str))
    shown, following = cursor.turned(
        wanted, after, params.limit, lambda one: (one.country, one.sector), listing_of
    )
    speaking = speaker(request, evidence.known, params.lang)
    body: HoleList = {
        "items": await running.worker.each(lambda one: pair_shape(one, speaking), shown),
        "page": cursor.page(params.limit, following, len(wanted), evidence.revision),
        "countries": [speaking.ref(i) for i in dict.fromkeys(one.country for one in every)],
        "sectors": [speaking.ref(i) for i in dict.fromkeys(one.sector for one in every)],
        "totals": totals(every, evidence.known, speaking),
        "note": speaking.say("holes.note"),
    }
    return await listed(request, params, body, tables.HOLES)
