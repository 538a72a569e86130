"""The application with a no-op beside it, for measuring: `/noop/<n>` answers n fixed bytes."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Path
from starlette.responses import Response

from api import app as application


def create_app() -> FastAPI:
    """The application on the store of the environment, its middleware around the no-op too."""
    app = application.create_app()
    bodies: dict[int, bytes] = {}

    async def noop(size: Annotated[int, Path(ge=0, le=10_000_000)]) -> Response:
        return Response(bodies.setdefault(size, b"x" * size), media_type="application/json")

    app.add_api_route("/noop/{size}", noop, include_in_schema=False)
    return app
