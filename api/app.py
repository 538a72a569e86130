"""The application: wires settings, store, routes and errors together."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from pydantic import TypeAdapter

from api import errors
from api.deps import State
from api.logs import configure
from api.middleware import Around
from api.remembering import Remembering
from api.routes import changes, countries, exchanges, experience, operate, records, stats, suggestions
from api.shapes.common import ProblemShape
from exchange_graph.catalogue.following import CatalogueKeeper
from exchange_graph.matching.standing import GroundKeeper
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store

DESCRIPTION = """Who has walked this road before, and what came of it?

Documented exchanges of experience between countries, each fact with its source. Unknown is null, "no record"
is never "no experience", and where sources contradict each other both sides are shown."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application on the store that the settings name; without settings, those of the environment."""
    settings = settings or Settings()
    configure()

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with opened_store(settings) as store:
            keeper = CatalogueKeeper(store)
            grounds = GroundKeeper(store, keeper)
            await grounds.current()
            app.state.running = State(settings, store, keeper, grounds)
            with _set_aside():
                yield

    app: FastAPI = FastAPIOffline(
        title="Exchange Graph", description=DESCRIPTION, version=version("exchange-graph"),
        lifespan=running, dependencies=[Depends(errors.single_values)],
        redoc_url=None, redirect_slashes=False,
        contact={"name": settings.contact or "the operator"},
        license_info={"name": "Apache-2.0 (code), CC-BY-4.0 (curated data)"},
    )  # fmt: skip
    app.state.settings = settings
    for router in (exchanges.router, countries.router, *records.routers()):
        app.include_router(router)
    for router in (suggestions.router, experience.router, changes.router, stats.router, operate.router):
        app.include_router(router)
    errors.install(app)
    app.add_middleware(Remembering)
    app.add_middleware(Around)
    _describe_problems(app)
    return app


@contextmanager
def _set_aside() -> Iterator[None]:
    """What is held from the start is no garbage: a collector that walks it all halts requests for 0.1 s."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _describe_problems(app: FastAPI) -> None:
    """Add the shape of problems to OpenAPI and drop FastAPI's own validation errors, which we never send."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = made()
            parts = schema["components"]["schemas"]
            shape = TypeAdapter(ProblemShape).json_schema(ref_template="#/components/schemas/{model}")
            parts |= shape.pop("$defs", {}) | {"ProblemShape": shape}
            for unused in ("HTTPValidationError", "ValidationError"):
                parts.pop(unused, None)
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["responses"].pop("422", None)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
