"""Every filter of exchanges in every place: OpenAPI, help, and what list, commands and files find."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.cli.filters import FIELDS, YES_NO, values_of
from exchange_graph.graph.query import Dimension
from tests.cli.conftest import Command, Read
from tests.house import publish
from tests.served import serving, settings

PATHS = ("/v1/exchanges", "/v1/provider-experience", "/v1/export")
COMMANDS = ("find", "experience", "export")
DOCUMENT = json.loads(publish.CURRENT.read_text("utf-8"))


def asked(name: str) -> dict[str, str]:
    """A query that uses a filter: its example, or the last of its values."""
    if name == "units":
        return {"institution": "undp", "units": "true"}
    if values_of(FIELDS[name].annotation):
        return {
            name: "true"
            if values_of(FIELDS[name].annotation) == YES_NO
            else values_of(FIELDS[name].annotation)[-1]
        }
    example = (FIELDS[name].examples or [""])[0]
    return {name: str(example[0] if isinstance(example, list) else example)}


def words(query: dict[str, str]) -> list[str]:
    """The same on the command line."""
    given: list[str] = []
    for name, value in query.items():
        option = f"--{name.replace('_', '-')}"
        flag = name == "units" or values_of(FIELDS[name].annotation) == YES_NO
        given += [value] if name == "q" else [option] if flag else [option, value]
    return given


def unbroken(text: str) -> str:
    """The letters of a text, wherever its lines end."""
    return re.sub(r"[-:\s]", "", text)


@pytest.fixture(scope="module")
def found(seeded: Path) -> dict[str, list[str]]:
    """What `/v1/exchanges` finds by each filter alone, and by none; words in the order of relevance."""

    async def ask() -> dict[str, list[str]]:
        async with serving(settings(seeded)) as service:
            alone = {
                "": {},
                **{name: asked(name) for name in FIELDS},
                "q": asked("q") | {"sort": "relevance"},
            }
            return {name: await service.found(**query) for name, query in alone.items()}

    return asyncio.run(ask())


def test_every_dimension_of_exchanges_is_a_filter_and_years_are_two() -> None:
    assert {*Dimension} - {Dimension.YEAR} <= FIELDS.keys()
    assert {"year_from", "year_to"} <= FIELDS.keys()


@pytest.mark.parametrize("name", FIELDS)
def test_openapi_has_the_filter_with_its_sentence_and_what_can_be_given(name: str) -> None:
    field = FIELDS[name]
    assert field.description
    for path in PATHS:
        parameters = {p["name"]: p for p in DOCUMENT["paths"][path]["get"]["parameters"]}
        assert parameters[name]["description"] == field.description
        schema = parameters[name]["schema"]
        closed = schema.get("items", schema).get("enum", [])
        assert tuple(closed) == values_of(field.annotation)
        assert closed or schema.get("examples") == field.examples


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_every_filter_with_its_sentence_and_its_values(
    bare: Command, command: str
) -> None:
    told = bare(command, "--help").out
    for name, field in FIELDS.items():
        assert name == "q" or f"--{name.replace('_', '-')} " in told
        values = () if values_of(field.annotation) == YES_NO else values_of(field.annotation)
        assert unbroken(f"{field.description}{', '.join(values)}") in unbroken(told), name


@pytest.mark.parametrize("name", FIELDS)
def test_a_command_finds_by_a_filter_what_the_list_finds_and_not_everything(
    graph: Command, found: dict[str, list[str]], name: str
) -> None:
    told = graph("find", "--limit", "200", *words(asked(name)), "--json")
    assert told.code == 0, told.err
    shown = json.loads(told.out)
    assert [item["id"] for item in shown["items"]] == found[name][:200]
    assert shown["total"] == len(found[name])
    assert 0 < len(found[name]) < len(found[""])


def test_filters_combine_in_each_command_as_in_the_list(
    graph: Command, read: Read, found: dict[str, list[str]]
) -> None:
    query = asked("recipient") | asked("year_to") | asked("grade")
    expected = set(found["recipient"]) & set(found["year_to"]) & set(found["grade"])
    file = graph("export", *words(query))
    assert {json.loads(line)["id"] for line in file.out.splitlines()} == expected
    rows = json.loads(graph("experience", *words(query), "--json").out)
    assert rows == read("/v1/provider-experience", limit=200, **query)["items"]
    assert rows


def test_a_flag_says_no_too_and_several_values_are_any_of_them(
    graph: Command, found: dict[str, list[str]]
) -> None:
    agreed = graph("export", "--no-contested").out.splitlines()
    assert {json.loads(line)["id"] for line in agreed} == set(found[""]) - set(found["contested"])
    either = ("find", *words(asked("provider")), "--provider", "RWA", "--limit", "200", "--json")
    providers = {
        p["country"] for item in json.loads(graph(*either).out)["items"]
        for p in item["participations"] if p["role"] == "provider"
    }  # fmt: skip
    assert {"SLE", "RWA"} <= providers


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("wrong", "option", "way"),
    [
        *((("--" + n, "foo"), "--" + n, ", ".join(values_of(f.annotation))) for n, f in FIELDS.items()
          if values_of(f.annotation) not in ((), YES_NO)),
        (("--year-from", "20x4"), "--year-from", "whole number"),
        (("--year-from", "999"), "--year-from", "1000"),
        (("--year-from", "2014", "--year-to", "2012"), "--year-to", "2014"),
        (("--provider", ""), "--provider", ""),
        (tuple(f"word{n}" for n in range(33)), "WORDS", "32 words"),
    ],
)  # fmt: skip
def test_a_value_that_there_is_not_is_wrong_use_with_those_that_there_are(
    bare: Command, command: str, wrong: tuple[str, ...], option: str, way: str
) -> None:
    answered = bare(command, *wrong)
    assert (answered.code, answered.out) == (2, "")
    assert f"Invalid value for {option}: " in answered.err
    assert way in answered.err


def test_the_whole_graph_takes_no_filter(graph: Command) -> None:
    for name in ("q", "provider", "units", "contested", "year_to"):
        answered = graph("export", "--records", "all", *words(asked(name)))
        assert (answered.code, answered.out) == (2, "")
        assert "leave the filters out" in answered.err
    assert not ExchangeFilters.model_validate({}).are_given()
