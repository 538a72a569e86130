"""Every error becomes a problem here, once; no exception text of ours or of a library leaves the service."""

from __future__ import annotations

from typing import Any, get_args, get_origin

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
from exchange_graph.catalogue.nearest import did_you_mean, nearest
from exchange_graph.errors import BadInput, Problem, TooHeavy, Unavailable, Unusable
from exchange_graph.render.refusal import all_of, shown, why

log = structlog.get_logger("exchange_graph.http")

_UNREADABLE = Problem("body", "cannot be read: send JSON in UTF-8, without deep nesting or very long numbers")
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
        request, BadInput([_translated(e, request) for e in error.errors()[: _MOST_PROBLEMS + 1]])
    )


async def _bad_input(request: Request, error: BadInput) -> Response:
    detail = error.problems[0].why if len(error.problems) == 1 else "Several things are wrong; see problems."
    if len(error.problems) > _MOST_PROBLEMS:
        detail = f"More than {_MOST_PROBLEMS} things are wrong; problems has the first."
    return problem(request, BAD_REQUEST, detail, error.problems[:_MOST_PROBLEMS])


async def _no_such_record(request: Request, error: NoSuchRecord) -> Response:
    detail = f"No {error.kind} has the id {error.record_id}."
    return problem(request, NOT_FOUND, detail, nearest=error.nearest)


async def _not_known_yet(request: Request, error: NotKnownYet) -> Response:
    return problem(request, NOT_FOUND, f"{error.record_id}: {error.why}.")


async def _gone(request: Request, error: RecordGone) -> Response:
    detail = f"{error.record_id} was withdrawn: {error.reason}"
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
        return problem(request, BAD_REQUEST, f"body: {TOO_LONG.why}", [TOO_LONG])
    if error.status_code == 405:
        return problem(request, METHOD, METHOD.way_out)
    if error.status_code == 404:
        path = request.scope["path"]
        return problem(request, NOT_FOUND, f"There is nothing at {shown(path)}.", nearest=_near(request))
    return problem(request, BAD_REQUEST, f"body: {_UNREADABLE.why}", [_UNREADABLE])


def _near(request: Request) -> list[str]:
    """Paths that may have been meant: without the slash at the end, or written alike."""
    path = request.scope["path"].rstrip("/")
    if path != request.scope["path"] and allowed({**request.scope, "path": path}):
        return [path]
    return nearest(path, [known for known in request.app.openapi()["paths"] if "{" not in known])


def _translated(error: Any, request: Request) -> Problem:
    """A validation error in our words: the place, and the nearest valid value."""
    place = [str(part) for part in error["loc"]]
    in_body = place[0] == "body"
    name = ".".join(place[1:]) if in_body else place[min(1, len(place) - 1)]
    if not name or error["type"] == "json_invalid":
        name = "body"
    if error["type"] == "extra_forbidden":
        known = _fields(request, place[1:-1]) if in_body else _parameters(request)
        return _unknown(name, did_you_mean(place[-1], known) or all_of(known))
    return Problem(name, why(error, name, "parameter"))


def _unknown(name: str, hint: str) -> Problem:
    return Problem(shown(name), f"there is no parameter {shown(name)}{hint}")


async def single_values(request: Request) -> None:
    """Refuse a parameter that stands twice where one value is taken: better than letting one win silently.

    Paths without any parameter refuse all; the others refuse what they do not know with what else is wrong.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    if names and not _parameters(request):
        raise BadInput([_unknown(name, "; the path takes none") for name in dict.fromkeys(names)])
    if len(names) == len(set(names)):
        return
    lists = _lists(request)
    doubled = [n for n in dict.fromkeys(names) if names.count(n) > 1 and n not in lists]
    if doubled:
        raise BadInput([Problem(name, "is given twice but takes one value") for name in doubled])


def _lists(request: Request) -> set[str]:
    """The parameters of the matched path that may be repeated."""
    route = request.scope.get("route")
    models = [p.field_info.annotation for p in getattr(getattr(route, "dependant", None), "query_params", [])]
    fields = [item for m in models for item in getattr(m, "model_fields", {}).items()]
    return {name for name, field in fields if get_origin(field.annotation) is list}


def _fields(request: Request, inside: list[str]) -> list[str]:
    """The names that the body takes at a place."""
    body = getattr(request.scope.get("route"), "body_field", None)
    fields = getattr(getattr(getattr(body, "field_info", None), "annotation", None), "model_fields", {})
    for part in inside:
        kinds = get_args(fields[part].annotation) or (fields[part].annotation,) if part in fields else ()
        fields = next((k.model_fields for k in kinds if hasattr(k, "model_fields")), {})
    return list(fields)


def _parameters(request: Request) -> list[str]:
    """The names of the query parameters that the matched path takes."""
    route = request.scope.get("route")
    names: list[str] = []
    for parameter in getattr(getattr(route, "dependant", None), "query_params", []):
        fields = getattr(parameter.field_info.annotation, "model_fields", None)
        names += list(fields) if fields else [parameter.name]
    return names
