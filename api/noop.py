"""The application with a no-op in it, for measuring, and a no-op without the application.

`/noop/<n>` answers n fixed bytes. It is a plain route of FastAPI and the first that is looked at, so what a
request costs beyond it is what its own route does.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Path
from starlette.responses import Response

from api import app as application


def create_app() -> FastAPI:
    """The application on the store of the environment, its middleware around the no-op too."""
    app = application.create_app()
    _add_noop(app)
    app.router.routes.insert(0, app.router.routes.pop())
    return app


def create_bare() -> FastAPI:
    """Nothing but the no-op: what FastAPI itself takes."""
    app = FastAPI(openapi_url=None)
    _add_noop(app)
    return app


def _add_noop(app: FastAPI) -> None:
    bodies: dict[int, bytes] = {}

    async def noop(size: Annotated[int, Path(ge=0, le=10_000_000)]) -> Response:
        return Response(bodies.setdefault(size, b"x" * size), media_type="application/json")

    app.add_api_route("/noop/{size}", noop, include_in_schema=False)
