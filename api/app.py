"""The application: wires settings, store, routes and errors together."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from api import errors
from api.deps import State
from api.http import openapi
from api.http.admission import Admission
from api.http.answer_cache import AnswerCache
from api.http.asking import Askable
from api.http.deadline import Deadline
from api.http.packing import Packing
from api.http.request_log import RequestLog, configure
from api.http.worker import Worker
from api.pages.frame import warm
from api.pages.refusals import refusal
from api.pages.routes import router as pages
from api.routes import (
    along,
    ask,
    changes,
    countries,
    exchanges,
    experience,
    export,
    graph,
    holes,
    needs,
    operate,
    records,
    search,
    sources,
    stats,
    suggestions,
)
from api.statistics import follow_stats
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.graph import store as contract
from exchange_graph.matching import set_aside
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store

DESCRIPTION = """Who has walked this road before, and what came of it?

Documented exchanges of experience between countries, each fact with its source. Unknown is null, "no record"
is never "no experience", and where sources contradict each other both sides are shown."""


def create_app(settings: Settings | None = None, *, deadline: float | None = None) -> FastAPI:
    """The application on the store that the settings name; without settings, those of the environment.

    `deadline` is the longest that a request may take before its answer begins, in seconds; else as a read.
    """
    settings = settings or Settings()
    configure()

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with opened_store(settings) as store:
            catalogues = follow_catalogue(store, complete=True)
            evidence = EvidenceFollower(store, catalogues)
            aside = set_aside.read(settings.set_aside, (await evidence.current()).known)
            stats = follow_stats(store, catalogues)
            warm()
            with Worker() as worker, _frozen():
                app.state.running = State(settings, store, catalogues, stats, evidence, aside, worker)
                yield

    app: FastAPI = FastAPIOffline(
        title="Exchange Graph", description=DESCRIPTION, version=version("exchange-graph"),
        lifespan=running, docs_url=None, redoc_url=None, redirect_slashes=False,
        contact={"name": settings.contact or "the operator"},
        openapi_tags=[{"name": name, "description": says} for name, says in openapi.TAGS.items()],
        servers=[{"url": settings.base_url}],
        license_info={"name": "Apache-2.0 (code), CC-BY-4.0 (curated data)"},
    )  # fmt: skip
    app.state.settings, app.state.refusal = settings, refusal
    for router in (
        exchanges.router, countries.router, sources.router, needs.router, *records.ROUTERS, *along.ROUTERS,
        suggestions.router, experience.router, holes.router, search.router, ask.router, graph.router,
        changes.router, export.router, stats.router, operate.router, pages,
    ):  # fmt: skip
        app.router.routes += (
            router.routes
        )  # side by side: included routers are asked one after the other, twice
    errors.install(app)
    app.add_middleware(Admission, routes=app.routes)
    app.add_middleware(Askable)
    app.add_middleware(Packing)
    app.add_middleware(AnswerCache)
    app.add_middleware(Deadline, seconds=deadline or contract.READ_SECONDS)
    app.add_middleware(RequestLog)
    openapi.install(app)
    return app


@contextmanager
def _frozen() -> Iterator[None]:
    """What is held from the start is no garbage: a collector that walks it all halts requests for 0.1 s."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
