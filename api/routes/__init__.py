"""One file for each noun: parse, ask the store, render."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.http.validation import single_values


def paths_of(noun: str) -> APIRouter:
    """Where the paths of a noun are declared, with what holds for every path of ours."""
    return APIRouter(
        tags=[noun],
        dependencies=[Depends(single_values)],
        default_response_class=Response,
        generate_unique_id_function=_name,
    )


def _name(route: APIRoute) -> str:
    """The operation id of OpenAPI, by which generated clients call a function."""
    return route.name
