"""Health, readiness, metrics, and the page of each problem."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.deps import Store
from api.http.openapi import plain, text
from api.http.problems import NOT_FOUND, TYPES, problem
from api.pages.docs import DOCS_PAGE, DOCS_POLICY
from api.pages.frame import page_of
from api.routes import paths_of
from api.shapes.operate import Health, Ready

router = paths_of("service")


@router.get(
    "/healthz",
    name="get_health",
    summary="Whether the process answers",
    responses=plain(Health),
    response_class=JSONResponse,
)
async def healthz() -> Health:
    """The process answers."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    name="get_readiness",
    summary="Whether the store answers",
    response_class=JSONResponse,
    responses=plain(Ready),
)
async def readyz(store: Store) -> Ready:
    """The store answers."""
    await store.health()
    return {"status": "ready", "data_revision": await store.revision()}


@router.get("/metrics", name="get_metrics", summary="Counters and timings", responses=text("text/plain"))
async def metrics() -> Response:
    """Counters and timings in the format of Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@router.get("/docs", include_in_schema=False)
async def docs() -> Response:
    """Every path and parameter, to read and to try."""
    return HTMLResponse(DOCS_PAGE, headers={"Content-Security-Policy": DOCS_POLICY})


@router.get("/problems/{name}", include_in_schema=False)
async def problem_type(request: Request, name: str) -> Response:
    """What a kind of problem means and what to do."""
    if name not in TYPES:
        return problem(request, NOT_FOUND, f"There is no problem type {name[:60]}.", nearest=[*TYPES])
    return HTMLResponse(page_of("problem.html", "en", {"kind": TYPES[name]}))
