"""Every statement is planned by a real server: no scan of all nodes, no deprecation, on two versions."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from exchange_graph.graph.neo4j import cypher
from exchange_graph.graph.neo4j.cypher.schema import SCHEMA
from exchange_graph.seeding.run import seed
from tests import real
from tests.building import body, exchange, merge, source, withdraw
from tests.contract.asking import write
from tests.neo4j.java import LTS, NEWEST
from tests.neo4j.server import ON_A_SERVER, PASSWORD, USER, Server, shared, started

WHOLE_LABEL: set[str] = set()
"""Statements that may read every node of a label. None does."""
NOT_PLANNED = {"SCHEMA", "NAMES", "AWAIT", "KINDS"}
PARAMETERS: dict[str, Any] = {
    "after": "", "after_worth": 9, "owners": ["x"], "change": {"revision": 2, "key": "k"},
    "counted": ["providers"], "entries": 1, "id": "LBR", "ids": ["LBR"], "key": "k", "kind": "source",
    "kinds": ["source"],
    "limit": 3, "others": [], "places": [], "position": 0, "property": "providers",
    "providers": ["SLE"], "ranks": {"MEMBER_OF": 0},
    "revision": 1, "schema": 1,
    "question": "+keys:(record\\:exchange)", "sectors": None, "since": 0, "versions": [], "words": 1,
    "edges": [{"start": "LBR", "type": "ACTS_FOR", "end": "SLE", "properties": {}}],
    "rows": [{"id": "x", "label": "Source", "properties": {}, "alias": "OLD", "of": "x"}],
    "new": [{"id": "X", "folded": "x"}],
}  # fmt: skip


def statements() -> Iterator[tuple[str, str]]:
    """Every constant of every file of Cypher, by its name."""
    for module in pkgutil.iter_modules(cypher.__path__):
        constants = vars(importlib.import_module(f"{cypher.__name__}.{module.name}"))
        for name, value in constants.items():
            if name.isupper() and not name.startswith("_") and name not in NOT_PLANNED:
                yield from _texts(f"{module.name}.{name}", value)


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((f"{name}[{part}]", text) for part, text in value.items())
    elif isinstance(value, str):
        whole = "RETURN before" if name.endswith(".STEADY") else ""
        yield name, value + whole


STATEMENTS = dict(statements())
VERSIONS = [
    pytest.param(LTS, marks=ON_A_SERVER),
    pytest.param(NEWEST, marks=[pytest.mark.slow, pytest.mark.xdist_group("newest neo4j")]),
]


@pytest.fixture(scope="module", params=VERSIONS)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """A driver on a server that holds the seeds, so that no label and no property is unknown to it."""
    server = shared() if request.param == LTS else started(request.param)
    server.wipe()
    asyncio.run(_seeded(server))
    with GraphDatabase.driver(server.uri, auth=(USER, PASSWORD)) as opened:
        yield opened
    if request.param != LTS:
        server.stop()


async def _seeded(server: Server) -> None:
    store = server.store()
    await store.open()
    await seed(store, real.seeds())
    await write(
        store,
        source("one", aliases=("OLD",)),
        source("two"),
        merge("one", "two"),
        withdraw("two"),
        source("doc"),
        body("agency", "SLE"),
        exchange("x", provider="agency", recipient="LBR"),
    )
    await store.close()


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_is_planned_over_an_index_and_without_complaint(driver: Driver, name: str) -> None:
    with driver.session() as session:
        summary = session.run("EXPLAIN " + STATEMENTS[name], PARAMETERS).consume()
    operators = set(_operators(summary.plan))
    assert not [o for o in operators if "AllNodesScan" in o or "AllRelationshipsScan" in o]
    assert name in WHOLE_LABEL or not [o for o in operators if "LabelScan" in o]
    told = {s.raw_classification: s.status_description for s in summary.gql_status_objects}
    assert not told.keys() & {"DEPRECATION", "UNRECOGNIZED"}, told


def _operators(plan: Any) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", []):
        yield from _operators(child)


def test_the_schema_is_what_the_server_has(driver: Driver) -> None:
    with driver.session() as session:
        (row,) = session.run("SHOW INDEXES YIELD name, state RETURN collect([name, state]) AS found")
    assert {name for name, _ in row["found"]} >= SCHEMA.keys()
    assert {state for _, state in row["found"]} == {"ONLINE"}
