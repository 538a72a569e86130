"""What OpenAPI says of answers: declared with each path, and the little that FastAPI has no word for."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from api.http.negotiation import FORMS
from api.http.problems import BAD_REQUEST, GONE, INTERNAL, NOT_FOUND, TOO_HEAVY, ProblemType
from api.shapes.common import ProblemShape
from exchange_graph.domain.records import KINDS
from exchange_graph.exporters.citing import WRITERS
from exchange_graph.exporters.format import all_formats

Json = dict[str, Any]
Answers = dict[int | str, Json]
EXAMPLES: Json = json.loads(resources.files("api").joinpath("examples.json").read_text("utf-8"))
"""What the service answered to real requests, by the name of a shape or a problem (`make openapi`)."""
TAGS = {
    **{model.traits.noun: model.traits.says for model in KINDS.values()},
    "provider experience": "Who has done what, where, and with what result",
    "holes": "Where the record is empty",
    "search": "One box over all records",
    "graph": "What stands around a record, and how two records are tied",
    "suggestions": "Which peers have walked this road, why we say so, and what nobody knows",
    "changes": "What changed, in revision order",
    "taking away": "The graph as a file, and the way on from there",
    "service": "The state of the service and of its data",
}


def _header(says: str, type_: str = "string", *, always: bool = True) -> Json:
    return {"description": says, "required": always, "schema": {"type": type_}}


_EVERY = {"X-Request-ID": _header("The id to quote when reporting")}
_TAGGED = _EVERY | {
    "ETag": _header("Strong tag of this representation"),
    "Vary": _header("The headers of the request that decide the representation"),
}
_RETRY = {"Retry-After": _header("Seconds to wait before trying again", "integer")}
_NEXT = {"Link": _header('The next page, rel="next"; not on the last one', always=False)}
_MOVED = {"Location": _header("Where it lives, with the query kept")}
_TAKEN_AWAY = {
    "X-Graph-Revision": _header("Go on with the changes after it", always=False),
    "Link": _header("The change feed from there on", always=False),
    "Content-Disposition": _header("A name for the file", always=False),
}
_WORKBOOK = {"type": "string", "format": "binary", "description": "The same, typed, with its sources"}
_TABLE = {"type": "string", "description": "RFC 4180 in UTF-8; docs/taking-away.md has the columns"}


def plain(shape: Any, *problems: ProblemType) -> Answers:
    """The answers of a path whose answer clients do not keep: 200 with `shape`, and problems."""
    return {200: _found(shape)} | _problems(*problems)


def described(shape: Any, *problems: ProblemType) -> Answers:
    """The answers of a GET: 200 with `shape`, 304, and problems."""
    same = {"description": "The client's copy is this very representation", "headers": _TAGGED}
    return {200: _found(shape) | {"headers": _TAGGED}, 304: same} | _problems(*problems)


def asked(shape: Any) -> Answers:
    """The answers of a POST that asks: as a GET, but never 304."""
    return {status: answer for status, answer in described(shape).items() if status != 304}


def listing(shape: Any, *problems: ProblemType, one: str | None = None) -> Answers:
    """The answers of a list: as JSON or as a table; `one` is the operation that shows one of its records."""
    answers = described(shape, *problems)
    answers[200]["headers"] = _TAGGED | _NEXT
    answers[200]["content"]["text/csv"] = {"schema": _TABLE}
    answers[200]["content"][FORMS["xlsx"]] = {"schema": _WORKBOOK}
    if one:
        answers[200]["links"] = {
            "record": {
                "description": "The first record of the page; any other by its id",
                "operationId": one,
                "parameters": {"id": "$response.body#/items/0/id"},
            }
        }
    return answers


def record(shape: Any) -> Answers:
    """The answers of a path to one record."""
    return _by_id(described(shape, NOT_FOUND, GONE))


def listing_of_record(shape: Any) -> Answers:
    """The answers of a path to a list that belongs to one record."""
    return _by_id(listing(shape, NOT_FOUND, GONE))


def exported() -> Answers:
    """The answers of an export: a stream in one of the formats, and problems."""
    media = [one.media_type.partition(";")[0] for one in all_formats().values()]
    whole = {
        "description": "All that fits; broken off if it cannot be finished",
        "headers": _EVERY | _TAKEN_AWAY,
        "content": {name: {"schema": {"type": "string"}} for name in media},
    }
    return {200: whole} | _problems()


def kept_text(media_type: str) -> Answers:
    """The answers of a GET for another program, which clients keep."""
    content = {media_type.partition(";")[0]: {"schema": {"type": "string"}}}
    same = {"description": "The client's copy is this very representation", "headers": _TAGGED}
    return {
        200: {"description": "As asked for", "headers": _TAGGED, "content": content},
        304: same,
    } | _problems()


def cited() -> Answers:
    """The answers of a citation: text, or a file for reference managers."""
    listed = {"type": "array", "items": {"type": "object"}}
    shapes = {
        kind.partition(";")[0]: listed if "json" in kind else {"type": "string"}
        for kind, _ in WRITERS.values()
    }
    content = {kind: {"schema": shape} for kind, shape in shapes.items()}
    answers: Answers = {200: {"description": "As asked for", "headers": _EVERY, "content": content}}
    return _by_id(answers | _problems(NOT_FOUND, GONE))


def text(media_type: str) -> Answers:
    """The answers of a path that tells lines for another program."""
    content = {media_type: {"schema": {"type": "string"}}}
    return {200: {"description": "As asked for", "headers": _EVERY, "content": content}} | _problems()


def _found(shape: Any) -> Json:
    first: Json = {"application/json": {}}  # generators take the form that stands first
    return {"model": shape, "description": "As asked for", "headers": _EVERY, "content": first}


def _by_id(answers: Answers) -> Answers:
    moved = {"description": "The record lives under another id", "headers": _EVERY | _MOVED}
    return dict(sorted((answers | {308: moved}).items()))


def _problems(*more: ProblemType) -> Answers:
    """What every path can end with, and what this one can."""
    kinds = sorted({BAD_REQUEST, INTERNAL, TOO_HEAVY, *more}, key=lambda kind: kind.status)
    return {kind.status: _problem(kind) for kind in kinds}


def _problem(kind: ProblemType) -> Json:
    return {
        "description": kind.title,
        "headers": _EVERY | (_RETRY if kind.status == 503 else {}),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }


def example_id(shape: Any) -> str | None:
    """The id of the record that is the example of a shape."""
    shown: Json = EXAMPLES.get(shape.__name__, {})
    return shown.get("id")


def install(app: FastAPI) -> None:
    """Let the application publish the whole document; it is put together once."""
    derived = app.openapi

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(derived())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(document: Json) -> Json:
    """The document with what FastAPI cannot be told where a path is declared."""
    parts = document["components"]["schemas"]
    # It knows a shape under the media type of its path alone; problems have one of their own.
    shape = TypeAdapter(ProblemShape).json_schema(ref_template="#/components/schemas/{model}")
    shown = [EXAMPLES[kind.name] for kind in (BAD_REQUEST, NOT_FOUND) if kind.name in EXAMPLES]
    parts |= shape.pop("$defs") | {"ProblemShape": shape | {"examples": shown}}
    # It says 422 of bad input wherever there is a parameter; ours is 400.
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.pop(unused, None)
    for operation in (one for operations in document["paths"].values() for one in operations.values()):
        operation["responses"].pop("422", None)
        # It describes a parameter that may be left out as null, which an address cannot say.
        for parameter in operation.get("parameters", []):
            parameter["schema"] = _without_null(parameter["schema"])
        # It leaves null out of examples.
        _illustrate(operation["responses"]["200"].get("content", {}).get("application/json", {}))
    return document


def _without_null(schema: Json) -> Json:
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    kept = {key: value for key, value in schema.items() if key != "anyOf"}
    return kept | choices[0] if len(choices) == 1 else schema


def _illustrate(content: Json) -> None:
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    if name in EXAMPLES:
        content["example"] = EXAMPLES[name]
