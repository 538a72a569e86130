"""What OpenAPI says of the answers that every path can give."""

from __future__ import annotations

from typing import Any

from api.problems import BAD_REQUEST, GONE, INTERNAL, NOT_FOUND, TOO_HEAVY, ProblemType

Described = dict[int | str, dict[str, Any]]
_HEADERS = {
    "ETag": {"description": "Strong tag of this representation", "schema": {"type": "string"}},
    "X-Request-ID": {"description": "The id to quote when reporting", "schema": {"type": "string"}},
}


def described(shape: Any, *problems: ProblemType) -> Described:
    """The answers of a GET: 200 with `shape`, 304, and problems."""
    answers: Described = {
        200: {"model": shape, "headers": _HEADERS},
        304: {"description": "The client's copy is this very representation"},
    }
    for kind in (BAD_REQUEST, *problems, TOO_HEAVY, INTERNAL):
        answers[kind.status] = _problem(kind)
    return answers


def asked(shape: Any) -> Described:
    """The answers of a POST that asks: as a GET, but never 304."""
    return {status: answer for status, answer in described(shape).items() if status != 304}


def record(shape: Any) -> Described:
    """The answers of a path to one record."""
    moved = {
        "description": "The record lives under another id",
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
    return described(shape, NOT_FOUND, GONE) | {308: moved}


def _problem(kind: ProblemType) -> dict[str, Any]:
    return {
        "description": kind.title,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
