"""What OpenAPI says of the answers that every path can give."""

from __future__ import annotations

from typing import Any

from api.problems import BAD_REQUEST, GONE, INTERNAL, NOT_FOUND, TOO_HEAVY, ProblemType

Described = dict[int | str, dict[str, Any]]
_TAGGED = {
    "ETag": {
        "description": "Strong tag of this representation",
        "required": True,
        "schema": {"type": "string"},
    },
    "Vary": {
        "description": "The headers of the request that decide the representation",
        "required": True,
        "schema": {"type": "string"},
    },
}


def described(shape: Any, *problems: ProblemType) -> Described:
    """The answers of a GET: 200 with `shape`, 304, and problems."""
    answers: Described = {
        200: {"model": shape, "description": "As asked for", "headers": _TAGGED},
        304: {"description": "The client's copy is this very representation", "headers": _TAGGED},
    }
    for kind in (BAD_REQUEST, *problems, TOO_HEAVY, INTERNAL):
        answers[kind.status] = problem_answer(kind)
    return answers


def record(shape: Any) -> Described:
    """The answers of a path to one record."""
    moved = {
        "description": "The record lives under another id",
        "headers": {
            "Location": {
                "description": "Where it lives, with the query kept",
                "required": True,
                "schema": {"type": "string"},
            }
        },
    }
    return described(shape, NOT_FOUND, GONE) | {308: moved}


def problem_answer(kind: ProblemType) -> dict[str, Any]:
    """An answer that is a problem of that kind."""
    return {
        "description": kind.title,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
