"""What is taken along of a record of any kind: how to cite it, and its history.

Annotations are not put off here (no `from __future__`): FastAPI reads what is made for each noun.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.as_of import history_of
from api.by_id import id_of, record_or_problem, was
from api.deps import Running, Store, Vocabulary, speaker
from api.http import cursor, openapi
from api.http.admission import costly
from api.http.answer_cache import leave_out
from api.http.answers import listed, one_language
from api.http.negotiation import VARY
from api.params.base import CitationParams, PageParams
from api.routes import paths_of
from api.shapes.operate import History
from api.shapes.records import SourceRecord
from exchange_graph.domain.records import NOUNS, Kind
from exchange_graph.exporters import tables
from exchange_graph.exporters.citing import WRITERS, reference
from exchange_graph.exporters.format import Origin
from exchange_graph.render.records import SHAPES, told_as_listed
from exchange_graph.render.shapes.country import CountryProfile

_SHOWN = {**SHAPES, "country": CountryProfile, "source": SourceRecord}
"""The shape of each kind's record as clients get it, of which there are examples."""


def citation(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>/{id}/citation`: for a footnote or a reference manager."""
    router = paths_of(noun)
    record_id, address = id_of(openapi.example_id(_SHOWN[kind])), f"/v1/{noun}/{{id}}/citation"

    @router.get(
        address, name=f"cite_{kind}", summary=f"How to cite one {kind}", responses=openapi.cited(),
        description="As text, RIS, BibTeX or CSL-JSON, with address, revision and day of access.",
    )  # fmt: skip
    async def cite(
        request: Request, params: Annotated[CitationParams, Query()], known: Vocabulary, running: Running,
        id: str = record_id,
    ) -> Response:  # fmt: skip
        one_language(params.lang)
        leave_out(request)  # the day of access is today's
        found = await record_or_problem(id, kind, address, known, running.store)
        speaking = speaker(request, known, params.lang)
        day = datetime.now(UTC).date().isoformat()
        base = running.settings.base_url
        origin = Origin(base, request.scope["path"], known.revision, known.data_date, speaking.lang)
        media_type, write = WRITERS[params.style]
        content = write(reference(told_as_listed(found, speaking), kind, day, speaking, origin))
        return Response(content, 200, {"Vary": VARY, "Cache-Control": "no-cache"}, media_type)

    return router


def history(noun: str, kind: Kind) -> APIRouter:
    """`GET /v1/<noun>/{id}/history`: its versions."""
    router = paths_of(noun)
    record_id, address = id_of(openapi.example_id(_SHOWN[kind])), f"/v1/{noun}/{{id}}/history"

    @router.get(
        address, name=f"get_{kind}_history", summary=f"The versions of one {kind}",
        responses=openapi.listing_of_record(History),
        description=f"The versions of one {kind} that this service held, oldest first, with what each changed"
        " in words before and after.",
    )  # fmt: skip
    @costly
    async def versions(
        request: Request, params: Annotated[PageParams, Query()], store: Store, known: Vocabulary,
        running: Running, id: str = record_id,
    ) -> Response:  # fmt: skip
        past = await store.versions(id)
        if not past or not was(kind, past):
            await record_or_problem(id, kind, address, known, store)
        question = ("history", id)
        after = cursor.decode(params.cursor, question, (int,)) or (0,)
        first = sum(line.version <= int(after[0]) for line in past)
        shown, following = cursor.cut(past[first:], params.limit, lambda line: (line.version,), question)
        before = past[first - 1].record if first else None
        speaking = speaker(request, known, params.lang)
        body = {
            "items": await history_of(shown, before, running.worker, speaking),
            "page": cursor.page(params.limit, following, len(past), known.revision),
        }
        return await listed(request, params, body, tables.HISTORY)

    return router


def _declared() -> Iterator[APIRouter]:
    for noun, kind in NOUNS.items():
        yield citation(noun, kind)
        yield history(noun, kind)


ROUTERS = tuple(_declared())
"""Citation and history of every kind."""
