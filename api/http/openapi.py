"""The OpenAPI document in full: what FastAPI derives from the routes, and what holds for all of them."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from api.http.problems import BAD_REQUEST, INTERNAL, TOO_HEAVY
from api.routes.described import problem_answer
from api.shapes.common import ProblemShape
from exchange_graph.domain.records import KINDS

Json = dict[str, Any]
TAGS = {
    **{model.traits.noun: model.traits.says for model in KINDS.values()},
    "provider experience": "Who has done what, where, and with what result",
    "search": "One box over all records",
    "graph": "What stands around a record, and how two records are tied",
    "suggestions": "Which peers have walked this road, why we say so, and what nobody knows",
    "changes": "What changed, in revision order",
    "taking away": "The graph as a file, and the way on from there",
    "service": "The state of the service and of its data",
}
_TEXT = {"type": "string"}
_ALWAYS = {
    "X-Request-ID": {"description": "The id to quote when reporting", "required": True, "schema": _TEXT}
}
_NEXT = {"Link": {"description": 'The next page, rel="next"; not on the last one', "schema": _TEXT}}
_BY_STATUS: dict[str, Json] = {
    "405": {"Allow": {"description": "The methods of the path", "required": True, "schema": _TEXT}},
    "503": {
        "Retry-After": {
            "description": "Seconds to wait before trying again",
            "required": True,
            "schema": {"type": "integer"},
        }
    },
}
_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""What pydantic leaves unnamed behind a validator of ours."""
_EVERYWHERE = (BAD_REQUEST, INTERNAL, TOO_HEAVY)


def install(app: FastAPI) -> None:
    """Let the application publish the whole document; it is put together once."""
    derived = app.openapi

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = completed(derived())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def completed(document: Json) -> Json:
    """The document with problems, headers, examples and words that readers need."""
    parts = document["components"]["schemas"]
    shape = TypeAdapter(ProblemShape).json_schema(ref_template="#/components/schemas/{model}")
    parts |= shape.pop("$defs", {}) | {"ProblemShape": shape}
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.pop(unused, None)
    examples = json.loads(resources.files("api").joinpath("examples.json").read_text("utf-8"))
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(operation, parts)
            _illustrate(operation, examples.get(path, {}))
    _link(document["paths"])
    used = {t for operations in document["paths"].values() for o in operations.values() for t in o["tags"]}
    document["tags"] = [{"name": name, "description": says} for name, says in TAGS.items() if name in used]
    return document


def _complete(operation: Json, parts: Json) -> None:
    answers = operation["responses"]
    answers.pop("422", None)
    for kind in _EVERYWHERE:
        answers.setdefault(str(kind.status), problem_answer(kind))
    for status, answer in answers.items():
        headers = _ALWAYS | _BY_STATUS.get(status, {}) | (_NEXT if _is_page(answer, parts) else {})
        answer["headers"] = answer.get("headers", {}) | headers
    operation["responses"] = dict(sorted(answers.items()))
    operation["summary"] = operation["description"].partition(". ")[0].partition(";")[0].rstrip(".")
    for parameter in operation.get("parameters", []):
        parameter["schema"] = _plain(parameter["schema"])


def _link(paths: Json) -> None:
    """From a list to one of its records."""
    for path, operations in paths.items():
        one = paths.get(f"{path}/{{id}}", {}).get("get")
        if one is not None:
            link = {
                "description": "The first record of the page; any other by its id",
                "operationId": one["operationId"],
                "parameters": {"id": "$response.body#/items/0/id"},
            }
            operations["get"]["responses"]["200"]["links"] = {"record": link}


def _is_page(answer: Json, parts: Json) -> bool:
    """Whether an answer is a page of a list."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    return "page" in parts.get(name, {}).get("properties", {})


def _plain(schema: Json) -> Json:
    """The schema of a parameter without null, which an address cannot say, its bounds by their JSON names."""
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        kept = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
        schema = {**kept, **choices[0]}
    return {_BOUNDS.get(key, key): value for key, value in schema.items()}


def _illustrate(operation: Json, example: Json) -> None:
    """The record of an example, and its answer; a query parameter has its example beside its field."""
    asked = example.get("request", {})
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in asked:
            parameter["example"] = asked[parameter["name"]]
    for status, body in example.get("answers", {}).items():
        for content in operation["responses"][status]["content"].values():
            content["example"] = body
