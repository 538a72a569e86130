"""Where the pages are: `/{lang}/...`, one file a page; `/` leads to the reader's language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.http.asking import AsTable, Refused, RenamedRecord
from api.http.negotiation import language_of, preferred
from api.http.problems import RETRY_AFTER_SECONDS
from api.pages import (
    country,
    exchange,
    exchanges,
    experience,
    files,
    holes,
    home,
    search,
    suggest,
    vocabulary,
    words,
)
from api.pages.frame import pieces_of, sent
from api.pages.refusals import refusal
from api.pages.visit import Visit
from exchange_graph.catalogue.nearest import nearest
from exchange_graph.domain.languages import LANGUAGES

router = APIRouter()


Looked = Callable[[Visit], Awaitable[Mapping[str, Any]]]


class _Language(Convertor[str]):
    """A part of a path that is one of the six languages."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Language())
PAGES: dict[str, tuple[str, Looked]] = {
    "/": ("home.html", home.look),
    "/exchanges": ("exchanges.html", exchanges.look),
    "/exchanges/{id}": ("exchange.html", exchange.look),
    "/countries": ("countries.html", country.look_at_all),
    "/countries/{id}": ("country.html", country.look),
    "/experience": ("experience.html", experience.look),
    "/holes": ("holes.html", holes.look),
    "/suggest": ("suggest.html", suggest.look),
    "/needs/{id}/suggestions": ("suggest.html", suggest.look_for_need),
    "/search": ("search.html", search.look),
    "/sources": ("records.html", vocabulary.look_at_all("sources")),
    "/sources/{id}": ("source.html", vocabulary.look_at_source),
    "/programmes": ("records.html", vocabulary.look_at_all("programmes")),
    "/programmes/{id}": ("record.html", vocabulary.look("programmes", "programme")),
    "/institutions": ("records.html", vocabulary.look_at_all("institutions")),
    "/institutions/{id}": ("record.html", vocabulary.look("institutions", "institution")),
    "/sectors": ("records.html", vocabulary.look_at_all("sectors")),
    "/sectors/{id}": ("record.html", vocabulary.look("sectors", "sector")),
    "/groups": ("records.html", vocabulary.look_at_all("groups")),
    "/groups/{id}": ("record.html", vocabulary.look("groups", "group")),
} | {
    f"/{noun}{part}": page
    for noun in ("needs", "offers", "experiences", "lessons", "figures", "deployments")
    for part, page in {
        "": ("records.html", vocabulary.look_at_all(noun)),
        "/{id}": ("knowledge.html", vocabulary.look_at_knowledge(noun)),
    }.items()
}
"""The template of each page, and what looks up what stands in it."""


def _answering(template: str, look: Looked) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        lang = language_of(request.scope["path"]) or "en"
        running = request.app.state.running
        visit = Visit(request, lang, running, await running.catalogues.current())
        words.reading.set(lang)
        if visit.asked_in != lang:
            return RedirectResponse(dict(visit.translations())[visit.asked_in], 307)
        try:
            data = {**await look(visit), "visit": visit, "translations": visit.translations()}
        except Refused as refused:
            return refusal(request, lang, refused.status, refused.problem, _again(refused.status))
        except RenamedRecord as moved:
            return RedirectResponse(_page_of(moved.address, visit), 308)
        except AsTable as table:
            return RedirectResponse(table.address, 307)
        pieces = await running.worker.each(str, pieces_of(template, lang, data))
        return sent(request, "".join(pieces), lang, data.get("status", 200))

    return page


def _again(status: int) -> dict[str, str]:
    return {"Cache-Control": "no-store"} | (
        {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
    )


def _page_of(address: str, visit: Visit) -> str:
    """The page of a record that the interface says has another id."""
    return visit.to(address.partition("?")[0].removeprefix("/v1"), visit.pairs)


for where, (template, look) in PAGES.items():
    router.add_api_route(
        f"/{{lang:lang}}{where}", _answering(template, look), include_in_schema=False, response_model=None
    )


@router.get("/{lang:lang}", include_in_schema=False)
async def slash(request: Request) -> Response:
    """The home of a language, as its address is written."""
    return RedirectResponse(f"{request.scope['path']}/", 308)


@router.get("/{lang:lang}/{rest:path}", include_in_schema=False)
async def nothing(request: Request) -> Response:
    """There is no such page: those that are written alike."""
    path: str = request.scope["path"]
    lang = language_of(path) or "en"
    pages = [f"/{lang}{page}" for page in PAGES if "{" not in page]
    problem = {"nearest": nearest(path.rstrip("/"), pages), "detail": ""}
    return refusal(request, lang, 404, problem, _again(404))


@router.get("/", include_in_schema=False)
async def entrance(request: Request) -> Response:
    """The way in: the home of the language that the reader prefers."""
    lang = preferred(request.headers.get("accept-language"))
    return RedirectResponse(f"/{lang}/", 307, {"Vary": "Accept-Language"})


router.get(f"{files.PREFIX}/{{name}}", include_in_schema=False)(files.file)
