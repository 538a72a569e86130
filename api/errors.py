"""Every error becomes a problem here, once; no exception text of ours or of a library leaves the service."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.http.admission import TOO_LONG
from api.http.negotiation import allowed
from api.http.problems import (
    BAD_REQUEST,
    GONE,
    METHOD,
    NOT_FOUND,
    TOO_HEAVY,
    UNAVAILABLE,
    problem,
)
from api.http.validation import in_our_words
from exchange_graph.catalogue.nearest import nearest
from exchange_graph.errors import BadInput, Problem, TooHeavy, Unavailable, Unusable, Wording
from exchange_graph.render.refusal import shown

log = structlog.get_logger("exchange_graph.http")

_UNREADABLE = Problem(
    "body", Wording("cannot be read: send JSON in UTF-8, without deep nesting or very long numbers")
)
_MOST_PROBLEMS = 20


class NoSuchRecord(Exception):
    """There is no record under the id; `nearest` are ids written alike."""

    def __init__(self, kind: str, record_id: str, nearest: list[str]) -> None:
        self.kind, self.record_id, self.nearest = kind, record_id, nearest


class NotKnownYet(Exception):
    """The record exists, but not at the time that was asked for."""

    def __init__(self, record_id: str, why: str) -> None:
        self.record_id, self.why = record_id, why


class RecordGone(Exception):
    """The record was withdrawn."""

    def __init__(self, record_id: str, reason: str, at: str) -> None:
        self.record_id, self.reason, self.at = record_id, reason, at


class RecordMoved(Exception):
    """The record lives at another path."""

    def __init__(self, path: str) -> None:
        self.path = path


def install(app: FastAPI) -> None:
    """Let the application answer every expected error as a problem."""
    handlers: dict[Any, Any] = {
        RequestValidationError: _invalid,
        BadInput: _bad_input,
        NoSuchRecord: _no_such_record,
        NotKnownYet: _not_known_yet,
        RecordGone: _gone,
        RecordMoved: _moved,
        TooHeavy: _too_heavy,
        Unavailable: _unavailable,
        Unusable: _unusable,
        HTTPException: _http,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    return await _bad_input(
        request, BadInput([in_our_words(e, request) for e in error.errors()[: _MOST_PROBLEMS + 1]])
    )


async def _bad_input(request: Request, error: BadInput) -> Response:
    detail = (
        error.problems[0].why
        if len(error.problems) == 1
        else Wording("Several things are wrong; see problems.")
    )
    if len(error.problems) > _MOST_PROBLEMS:
        detail = Wording("More than {most} things are wrong; problems has the first.", most=_MOST_PROBLEMS)
    return problem(request, BAD_REQUEST, detail, error.problems[:_MOST_PROBLEMS])


async def _no_such_record(request: Request, error: NoSuchRecord) -> Response:
    detail = Wording("No record of the kind {kind} has the id {it}.", kind=error.kind, it=error.record_id)
    return problem(request, NOT_FOUND, detail, nearest=error.nearest)


async def _not_known_yet(request: Request, error: NotKnownYet) -> Response:
    return problem(request, NOT_FOUND, Wording("{it}: {why}.", it=error.record_id, why=error.why))


async def _gone(request: Request, error: RecordGone) -> Response:
    detail = Wording("{it} was withdrawn: {reason}", it=error.record_id, reason=error.reason)
    return problem(request, GONE, detail, reason=error.reason, at=error.at)


async def _moved(request: Request, error: RecordMoved) -> Response:
    query = request.scope["query_string"].decode("ascii", "replace")
    return RedirectResponse(f"{error.path}?{query}" if query else error.path, 308)


async def _too_heavy(request: Request, error: TooHeavy) -> Response:
    return problem(request, TOO_HEAVY, TOO_HEAVY.way_out)


async def _unavailable(request: Request, error: Unavailable) -> Response:
    return problem(request, UNAVAILABLE, UNAVAILABLE.way_out)


async def _unusable(request: Request, error: Unusable) -> Response:
    """The operator has to act and is told why; the client can only come back."""
    log.error("unusable", request_id=request.state.request_id, why=str(error))
    return problem(request, UNAVAILABLE, UNAVAILABLE.way_out)


async def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 413:
        return problem(
            request, BAD_REQUEST, Wording("{it}: {why}", it=TOO_LONG.where, why=TOO_LONG.why), [TOO_LONG]
        )
    if error.status_code == 405:
        return problem(request, METHOD, METHOD.way_out)
    if error.status_code == 404:
        path = request.scope["path"]
        return problem(
            request, NOT_FOUND, Wording("There is nothing at {it}.", it=shown(path)), nearest=_near(request)
        )
    return problem(
        request, BAD_REQUEST, Wording("{it}: {why}", it=_UNREADABLE.where, why=_UNREADABLE.why), [_UNREADABLE]
    )


def _near(request: Request) -> list[str]:
    """Paths that may have been meant: without the slash at the end, or written alike."""
    path = request.scope["path"].rstrip("/")
    if path != request.scope["path"] and allowed({**request.scope, "path": path}):
        return [path]
    return nearest(path, [known for known in request.app.openapi()["paths"] if "{" not in known])
