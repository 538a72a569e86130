"""The published contract is the one that is served, says what clients need, and only grows."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from api.app import create_app
from api.http.openapi import TAGS
from exchange_graph.domain.records import NOUNS
from exchange_graph.settings import Settings
from tests.api.schemas import Described
from tests.house import publish
from tests.house.growth import losses

Json = dict[str, Any]
RUN = "run `make openapi` and commit what it writes"
DOCUMENT: Json = json.loads(publish.CURRENT.read_text("utf-8"))
RELEASED: Json = json.loads(publish.RELEASED.read_text("utf-8"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


def test_the_committed_contract_is_the_one_that_is_served() -> None:
    assert publish.as_text(publish.document()) == publish.CURRENT.read_text("utf-8"), RUN


async def test_the_examples_are_what_the_service_answers(seeded: Path) -> None:
    assert publish.as_text(await publish.examples(seeded)) == publish.EXAMPLES.read_text("utf-8"), RUN


def test_nothing_of_the_released_contract_is_lost() -> None:
    assert losses(RELEASED, DOCUMENT) == [], "`/v1` only grows: keep what clients use, add beside it"


def test_the_document_is_openapi_3_1_with_readable_names() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch("[a-z][a-z0-9_]{2,39}", name)] == []
    shapes = DOCUMENT["components"]["schemas"]
    assert {name: shape["title"] for name, shape in shapes.items()} == {name: name for name in shapes}


def test_the_document_names_the_address_of_the_service() -> None:
    elsewhere = Settings(store="sqlite:unopened", public_url="https://un.example/graph/")
    assert create_app(elsewhere).openapi()["servers"] == [{"url": "https://un.example/graph"}]
    bound = Settings(store="sqlite:unopened", public_url=None, host="0.0.0.0", port=8123)
    assert create_app(bound).openapi()["servers"] == [{"url": "http://localhost:8123"}]


@pytest.mark.parametrize("called", OPERATIONS)
def test_every_operation_tells_what_it_is_for_and_how_it_can_end(called: str) -> None:
    operation = OPERATIONS[called]
    named = operation["operationId"].replace("_", " ")
    assert operation["summary"].lower() != named, "say in a few words what it is for, not its name again"
    assert operation["tags"]
    assert set(operation["tags"]) <= TAGS.keys(), "say in api/http/openapi.py what the tag stands for"
    answers = operation["responses"]
    assert {"400", "500", "503"} <= answers.keys()
    for status, answer in answers.items():
        assert answer["description"], status
        assert "X-Request-ID" in answer["headers"], status
        if int(status) >= 400:
            assert list(answer["content"]) == ["application/problem+json"], status
        if "application/json" in answer.get("content", {}):
            assert next(iter(answer["content"])) == "application/json", "generators take what stands first"
    assert "Retry-After" in answers["503"]["headers"]
    if "304" in answers:
        assert "ETag" in answers["200"]["headers"]
        assert "ETag" in answers["304"]["headers"]
    if "308" in answers:
        assert "Location" in answers["308"]["headers"]
        assert {"404", "410"} <= answers.keys()


@pytest.mark.parametrize("called", OPERATIONS)
def test_every_parameter_is_described_and_has_a_bound(called: str) -> None:
    for parameter in OPERATIONS[called].get("parameters", []):
        schema = parameter["schema"]
        schema = schema.get("items", schema)
        assert schema.get("enum") or parameter.get("description") or parameter["in"] == "path", parameter[
            "name"
        ]
        jsonschema_rs.meta.validate(parameter["schema"])
        if schema["type"] == "string":
            assert {"enum", "const", "maxLength", "pattern"} & schema.keys(), (
                f"{parameter['name']} has no longest value"
            )
        if schema["type"] == "integer":
            assert {"minimum", "maximum"} <= schema.keys(), f"{parameter['name']} has no bounds"


@pytest.mark.parametrize("called", OPERATIONS)
def test_every_parameter_that_takes_words_shows_an_example_that_fits(called: str) -> None:
    for parameter in OPERATIONS[called].get("parameters", []):
        schema = parameter["schema"]
        shown = schema.get("examples", [])
        wordy = "string" in (schema.get("type"), schema.get("items", {}).get("type"))
        closed = {"enum", "const"} & {*schema, *schema.get("items", {})}
        assert shown or closed or not wordy or parameter["name"] == "cursor", parameter["name"]
        for value in shown:
            jsonschema_rs.validate(schema, value)


def test_every_example_is_as_described() -> None:
    described, shown = Described(DOCUMENT), set[str]()
    for path, operations in DOCUMENT["paths"].items():
        for media, content in operations.get("get", {}).get("responses", {})["200"]["content"].items():
            if "example" in content:
                assert media == "application/json"
                assert described.complaints(path, content["example"]) == []
                shown.add(path)
    assert shown >= publish.REQUESTS.keys()
    every = {f"/v1/{noun}" for noun in NOUNS} | {f"/v1/{noun}/{{id}}" for noun in NOUNS}
    assert shown >= every
    problems = DOCUMENT["components"]["schemas"]["ProblemShape"]["examples"]
    assert [described.complaints("/v1/exchanges", problem, 400) for problem in problems] == [[], []]


def _parameter(document: Json, path: str, name: str) -> Json:
    found: Json = next(p for p in document["paths"][path]["get"]["parameters"] if p["name"] == name)
    return found


def _add_required(document: Json) -> None:
    new = {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    document["paths"]["/v1/stats"]["get"]["parameters"].append(new)


BREAKS: dict[str, Callable[[Json], Any]] = {
    "GET /v1/stats is gone": lambda d: d["paths"].pop("/v1/stats"),
    "the parameter provider is gone": lambda d: d["paths"]["/v1/exchanges"]["get"]["parameters"].remove(
        _parameter(d, "/v1/exchanges", "provider")
    ),
    "the parameter key has become required": _add_required,
    "lang: the value zh is refused": lambda d: _parameter(d, "/v1/stats", "lang")["schema"]["enum"].remove(
        "zh"
    ),
    "limit: maximum has become narrower": lambda d: _parameter(d, "/v1/changes", "limit")["schema"].update(
        maximum=100
    ),
    "the answer 410 is gone": lambda d: d["paths"]["/v1/needs/{id}"]["get"]["responses"].pop("410"),
    "the header ETag is gone": lambda d: d["paths"]["/v1/stats"]["get"]["responses"]["200"]["headers"].pop(
        "ETag"
    ),
    "the media type application/json is gone": lambda d: d["paths"]["/v1/stats"]["get"]["responses"]["200"][
        "content"
    ].pop("application/json"),
    "the field content_hash is gone": lambda d: d["components"]["schemas"]["Stats"]["properties"].pop(
        "content_hash"
    ),
    "the field heading may be left out": lambda d: d["components"]["schemas"]["ExchangeItem"][
        "required"
    ].remove("heading"),
    "op: the value merged is gone": lambda d: d["components"]["schemas"]["ChangeShape"]["properties"]["op"][
        "enum"
    ].remove("merged"),
    "total: the type has changed": lambda d: d["components"]["schemas"]["PageInfo"]["properties"][
        "total"
    ].update(type="string"),
    "the operation get_stats has another name": lambda d: d["paths"]["/v1/stats"]["get"].update(
        operationId="stats"
    ),
}


@pytest.mark.parametrize("loss", BREAKS)
def test_what_a_client_would_lose_is_named(loss: str) -> None:
    changed = copy.deepcopy(DOCUMENT)
    BREAKS[loss](changed)
    assert any(loss in line for line in losses(DOCUMENT, changed))


def test_what_is_added_breaks_nobody() -> None:
    grown = copy.deepcopy(DOCUMENT)
    grown["paths"]["/v1/new"] = grown["paths"]["/v1/stats"]
    schemas = grown["components"]["schemas"]
    schemas["Stats"]["properties"]["new"] = {"type": "string"}
    schemas["ChangeShape"]["properties"]["op"]["enum"].append("split")
    grown["paths"]["/v1/stats"]["get"]["parameters"].append({"name": "new", "schema": {"type": "string"}})
    assert losses(DOCUMENT, grown) == []
