"""What a colleague sees in the browser: natural relationships, readable properties, and both are checked."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from exchange_graph.errors import Problem
from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.seeding.reading import Seeds
from tests import real
from tests.building import body, by, country, exchange, group, member, merge, sector, source, withdraw
from tests.contract.asking import USUAL, write
from tests.neo4j.conftest import load
from tests.neo4j.server import ON_A_SERVER, Server, shared

pytestmark = ON_A_SERVER
EXAMPLES = re.findall(
    r"^## (.+?)\n.*?```cypher\n(.*?)```\n.*?```text\n(.*?)```",
    (Path(__file__).parents[2] / "docs" / "cypher.md").read_text("utf-8"), re.DOTALL | re.MULTILINE,
)  # fmt: skip


@pytest.mark.parametrize(("question", "cypher", "answer"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_every_example_of_the_documents_answers_its_question(
    report: Server, question: str, cypher: str, answer: str
) -> None:
    assert [row["answer"] for row in report.run(cypher)] == answer.splitlines()


@pytest.fixture(scope="module")
def report() -> Server:
    """A server that holds the exchanges and lessons of the report, without those found elsewhere."""
    seeds = real.seeds()
    elsewhere = {r.id for r in seeds.records if not seeds.place(r.id).startswith("report/")}
    told = ("exchange", "lesson")
    said = tuple(r for r in seeds.records if r.kind not in told or r.id not in elsewhere)
    server = shared()
    server.wipe()
    asyncio.run(load(server, Seeds(said, seeds.places)))
    return server


def test_there_are_ten_examples() -> None:
    assert len(EXAMPLES) >= 10


async def test_the_graph_of_the_seeds_is_what_its_records_say(graph: Neo4jStore) -> None:
    assert await graph.examine() == []


def test_every_node_has_a_name_for_a_picture(holding_the_seeds: Server) -> None:
    unnamed = "MATCH (n:Record) WHERE n.state = 'live' AND coalesce(n.name, '') = '' RETURN n.id AS id"
    assert holding_the_seeds.run(unnamed) == []
    shown = "MATCH (:Exchange {id: 'a-68-696-13c'})-->(n) RETURN DISTINCT n.name AS name"
    names = {row["name"] for row in holding_the_seeds.run(shown)}
    assert {"Sierra Leone", "Liberia", "revenue", "A/68/696-S/2014/5", "CAPMATCH"} <= names


@pytest.fixture
async def small() -> Neo4jStore:
    """A few records, two of them ended."""
    server = shared()
    server.wipe()
    store = server.store()
    await store.open()
    await write(
        store, *USUAL, body("agency", "ARD"), sector("economy"), sector("tax", "economy"),
        group("club", member("ARD", "2001", "2010")),
        exchange("x-1", provider=by("agency", "doc"), recipient="CAV", sectors="tax"),
        source("old"), source("gone"), exchange("x-2", provider=by("ARD", "old"), recipient="old-agency"),
        body("old-agency"),
    )  # fmt: skip
    await write(store, merge("old", "doc"), withdraw("gone"), merge("old-agency", "agency"))
    return store


def edges(server: Server, start: str) -> set[tuple[str, str]]:
    found = server.run(f"MATCH (:Record {{id: '{start}'}})-[r]->(m) RETURN type(r) AS type, m.id AS end")
    return {(row["type"], row["end"]) for row in found}


async def test_a_body_and_the_state_behind_it_share_a_participation(small: Neo4jStore) -> None:
    server = shared()
    assert edges(server, "x-1") == {
        ("PROVIDED_BY", "agency"), ("PROVIDED_BY", "ARD"), ("RECEIVED_BY", "CAV"), ("IN_SECTOR", "tax"),
        ("CITED_IN", "doc"),
    }  # fmt: skip
    (row,) = server.run(
        "MATCH (:Exchange {id: 'x-1'})-[r:PROVIDED_BY]->() "
        "RETURN collect(DISTINCT r.participation) AS claims, collect(r.through) AS through"
    )
    assert row == {"claims": ["c1"], "through": ["agency"]}
    assert edges(server, "agency") == {("ACTS_FOR", "ARD"), ("CITED_IN", "doc")}
    assert edges(server, "tax") == {("BROADER", "economy")}
    (row,) = server.run(
        "MATCH (:Country {id: 'ARD'})-[m:MEMBER_OF]->(:Group {id: 'club'}) RETURN m AS m, m.to AS to"
    )
    assert row["to"] == "2010"
    await small.close()


async def test_what_named_a_merged_record_points_to_the_one_that_lives_on(small: Neo4jStore) -> None:
    server = shared()
    assert edges(server, "x-2") == {
        ("PROVIDED_BY", "ARD"), ("RECEIVED_BY", "agency"), ("RECEIVED_BY", "ARD"), ("CITED_IN", "doc"),
    }  # fmt: skip
    assert server.run("MATCH (n:Ended)--() RETURN n.id AS id") == []
    assert server.run("MATCH (n:Source) RETURN n.id AS id ORDER BY id") == [{"id": "doc"}]
    assert await small.examine() == []
    await small.close()


@pytest.mark.parametrize(
    ("harm", "record", "named"),
    [
        ("MATCH (:Exchange {id: 'x-1'})-[r:PROVIDED_BY]->(:Country) DELETE r", "x-1", "PROVIDED_BY"),
        ("MATCH (e:Exchange {id: 'x-1'}), (c {id: 'NDM'}) CREATE (e)-[:FUNDED_BY]->(c)", "x-1", "FUNDED_BY"),
        ("MATCH (:Exchange {id: 'x-1'})-[r:CITED_IN]->() SET r.grade = 'C'", "x-1", "CITED_IN"),
        ("MATCH (c:Country {id: 'ARD'})-[r:MEMBER_OF]->(:Group {id: 'club'}) DELETE r", "club", "MEMBER_OF"),
        ("MATCH (e:Exchange {id: 'x-1'}) SET e.words_title = 'other'", "x-1", "words_title"),
        ("MATCH (e:Exchange {id: 'x-1'}) SET e.providers = ['CAV']", "x-1", "providers"),
        ("MATCH (e:Exchange {id: 'x-1'}) SET e:Need", "x-1", "labels"),
        ("MATCH (n:Ended {id: 'old'}), (c:Country {id: 'ARD'}) CREATE (n)-[:ABOUT]->(c)", "old", "merged"),
    ],
)
async def test_what_was_changed_by_hand_is_found(
    small: Neo4jStore, harm: str, record: str, named: str
) -> None:
    shared().run(harm)
    found: list[Problem] = await small.examine()
    assert [p.where for p in found] == [record]
    assert named in found[0].why
    await small.close()


async def test_names_are_readable_properties(small: Neo4jStore) -> None:
    await write(small, country("WAR", "West Ardania", latitude=1.5, also=("Westland",)))
    (row,) = shared().run(
        "MATCH (c:Country {id: 'WAR'}) RETURN c.name AS name, c.latitude AS at, c.also AS also"
    )
    assert row == {"name": "West Ardania", "at": 1.5, "also": ["Westland"]}
    await small.close()
