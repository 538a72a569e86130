"""What is wrong with the parameters or the body of a request, in our words."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from starlette.requests import Request

from exchange_graph.catalogue.nearest import did_you_mean
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.render.refusal import all_of, shown, why


def in_our_words(error: Any, request: Request) -> Problem:
    """An error of pydantic as a problem: the place, and the nearest valid value."""
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
    return Problem(shown(name), Wording("there is no parameter {it}{hint}", it=shown(name), hint=hint))


async def single_values(request: Request) -> None:
    """Refuse a parameter that stands twice where one value is taken: better than letting one win silently.

    Paths without any parameter refuse all; the others refuse what they do not know with what else is wrong.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    if names and not _parameters(request):
        raise BadInput([_unknown(name, Wording("; the path takes none")) for name in dict.fromkeys(names)])
    if len(names) == len(set(names)):
        return
    lists = _lists(request)
    doubled = [n for n in dict.fromkeys(names) if names.count(n) > 1 and n not in lists]
    if doubled:
        raise BadInput([Problem(name, Wording("is given twice but takes one value")) for name in doubled])


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
