"""What OpenAPI says of the answers that every path can give."""

from __future__ import annotations

from typing import Any

from api.http.problems import BAD_REQUEST, GONE, INTERNAL, NOT_FOUND, TOO_HEAVY, ProblemType
from exchange_graph.exporters.format import all_formats

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
_LINK = {"description": "The page that follows, where there is one", "schema": {"type": "string"}}
TABLE = {
    "text/csv": {
        "schema": {"type": "string", "description": "RFC 4180 in UTF-8; docs/taking-away.md has the columns"}
    }
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


def listing(shape: Any, *problems: ProblemType) -> Described:
    """The answers of a list: `described`, and the same page as a table."""
    answers = described(shape, *problems)
    answers[200] |= {"content": TABLE, "headers": {**_TAGGED, "Link": _LINK}}
    return answers


def exported() -> Described:
    """The answers of an export: a stream in one of the formats, and problems."""
    text = {
        one.media_type.partition(";")[0]: {"schema": {"type": "string"}} for one in all_formats().values()
    }
    headers = {
        "X-Graph-Revision": {"description": "Go on with the changes after it", "schema": {"type": "string"}},
        "Link": {"description": "The change feed from there on", "schema": {"type": "string"}},
        "Content-Disposition": {"description": "A name for the file", "schema": {"type": "string"}},
    }
    whole = {"description": "All that fits; broken off if it cannot be finished", "content": text}
    answers: Described = {200: {**whole, "headers": headers}}
    return answers | {kind.status: problem_answer(kind) for kind in (BAD_REQUEST, TOO_HEAVY, INTERNAL)}


def asked(shape: Any) -> Described:
    """The answers of a POST that asks: as a GET, but never 304."""
    return {status: answer for status, answer in described(shape).items() if status != 304}


def record(shape: Any, *, table: bool = False) -> Described:
    """The answers of a path to one record, or to a list of its own, which is a table too."""
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
    return (listing if table else described)(shape, NOT_FOUND, GONE) | {308: moved}


def problem_answer(kind: ProblemType) -> dict[str, Any]:
    """An answer that is a problem of that kind."""
    return {
        "description": kind.title,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
