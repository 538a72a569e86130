"""/v1/search: one box over all records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Store, Vocabulary, speaker
from api.http import cursor
from api.http.admission import costly
from api.http.answers import listed
from api.http.openapi import listing
from api.params.ties import SearchParams
from api.routes import paths_of
from api.shapes.common import UnderstoodShape
from api.shapes.ties import SearchHit, SearchList
from api.understood import names_read, offered
from exchange_graph.catalogue.searching import Searching, Sought
from exchange_graph.exporters import tables
from exchange_graph.render.speaking import Speaker

router = paths_of("search")


@router.get(
    "/v1/search", name="search_records", summary="Search records and exchanges", responses=listing(SearchList)
)
@costly
async def find(
    request: Request, params: Annotated[SearchParams, Query()], store: Store, known: Vocabulary
) -> Response:
    """Records by the beginning of their names in six languages, then exchanges by the words they hold.

    Where nothing is written like `q`, its spelling is mended or what may be meant is offered, and where no
    record has all its words, `understood` says what each part finds alone.
    """
    speaking = speaker(request, known, params.lang)
    searching = Searching(params.kind, speaking.lang, params.limit)
    sought = await searching.search(params.q, known, store)
    total = len(sought.names) + sought.exchanges.total
    body: SearchList = {
        "items": list(_hits(sought, speaking))[: params.limit],
        "page": cursor.page(params.limit, None, total, sought.exchanges.revision),
    }
    if told := _understood(sought, params.q, speaking):
        body["understood"] = told
    if not sought:
        body["note"] = speaking.say("search.apart" if sought.alone else "search.none")
    return await listed(request, params, body, tables.SEARCH)


def _understood(sought: Sought, q: str, speaking: Speaker) -> UnderstoodShape:
    told = UnderstoodShape()
    if sought.text != q:
        told["q"] = {"from": q, "to": sought.text}
    if sought.led:
        told["names"] = list(names_read(sought.led, speaking))
    if sought.meant:
        told["did_you_mean"] = offered(sought.meant, speaking)
    if sought.alone:
        told["alone"] = [{"text": part.text, "exchanges": part.total} for part in sought.alone]
    return told


def _hits(sought: Sought, speaking: Speaker) -> Iterator[SearchHit]:
    for name in sought.names:
        label = speaking.ref(name.record)["label"]
        yield {"kind": name.kind, "id": name.record, "label": label, "matched": name.words, "lang": name.lang}
    for view in (item.view for item in sought.exchanges.items):
        matched, lang = view.title.best(speaking.lang)
        yield {
            "kind": "exchange",
            "id": view.id,
            "label": speaking.heading(view),
            "matched": matched,
            "lang": lang,
        }
