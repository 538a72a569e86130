"""What OpenAPI says of the answers that every path can give."""

from __future__ import annotations

from typing import Any

from api.problems import BAD_REQUEST, GONE, INTERNAL, NOT_FOUND, TOO_HEAVY, ProblemType
from exchange_graph.exporters.format import all_formats

Described = dict[int | str, dict[str, Any]]
_HEADERS = {
    "ETag": {"description": "Strong tag of this representation", "schema": {"type": "string"}},
    "X-Request-ID": {"description": "The id to quote when reporting", "schema": {"type": "string"}},
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
        200: {"model": shape, "headers": _HEADERS},
        304: {"description": "The client's copy is this very representation"},
    }
    for kind in (BAD_REQUEST, *problems, TOO_HEAVY, INTERNAL):
        answers[kind.status] = _problem(kind)
    return answers


def listing(shape: Any, *problems: ProblemType) -> Described:
    """The answers of a list: `described`, and the same page as a table."""
    answers = described(shape, *problems)
    answers[200] |= {"content": TABLE, "headers": {**_HEADERS, "Link": _LINK}}
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
    answers: Described = {200: {**whole, "headers": {**headers, "X-Request-ID": _HEADERS["X-Request-ID"]}}}
    return answers | {kind.status: _problem(kind) for kind in (BAD_REQUEST, TOO_HEAVY, INTERNAL)}


def record(shape: Any, *, table: bool = False) -> Described:
    """The answers of a path to one record, or to a list of its own, which is a table too."""
    moved = {
        "description": "The record lives under another id",
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
    return (listing if table else described)(shape, NOT_FOUND, GONE) | {308: moved}


def _problem(kind: ProblemType) -> dict[str, Any]:
    return {
        "description": kind.title,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
