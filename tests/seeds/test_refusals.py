"""A seed that breaks a rule is refused with file, line and reason, and nothing of the run stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from exchange_graph.errors import BadInput
from exchange_graph.graph.store import GraphStore
from exchange_graph.seeding.reading import read_seeds
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import opened_store
from tests.seeds.folder import FILES, edit, write
from tests.served import settings

EXCHANGES, SECTORS, COUNTRIES = "exchanges.yaml", "sectors.yaml", "countries.csv"
OWN = """experiences:
- id: own
  country: ARD
  title: {en: A reform}
  summary: {en: What was done}
  sectors: [tax]
  result: {rating: positive, text: {en: Revenue rose.}}
  cites: [p1]
"""
CLAIMS = FILES[EXCHANGES].partition("  claims:\n")[2]
BROKEN = [
    # what is broken, in which file, what becomes what, the line that is named, the reason
    ("no citation", EXCHANGES, "provider: ARD, cites: [p1]", "provider: ARD", ":9", "citation"),
    ("empty citation", EXCHANGES, "ARD, cites: [p1]", "ARD, cites: []", ":9", "at least one"),
    ("unknown citation", EXCHANGES, "provider: ARD, cites: [p1]", "provider: ARD, cites: [p9]", ":9", "p9"),
    ("unknown country", EXCHANGES, "recipient: CAV", "recipient: QQQ", ":10", "QQQ"),
    ("role without actor", EXCHANGES, "recipient: CAV", 'recipient: ""', ":10", "needs an actor"),
    ("a source as actor", EXCHANGES, "recipient: CAV", "recipient: doc", ":10", "doc is a source"),
    ("unknown sector", EXCHANGES, "sector: tax", "sector: tacks", ":11", "tacks"),
    ("end before start", EXCHANGES, 'end: "2012"', 'end: "2009"', ":12", "before the start"),
    ("no such date", EXCHANGES, 'end: "2012"', 'end: "2012-13"', ":12", "2012-13"),
    ("claim id twice", EXCHANGES, "c2: {recipient", "c1: {recipient", ":10", "used twice"),
    ("claim without a fact", EXCHANGES, "sector: tax, basis", "basis", ":11", "one fact"),
    ("unknown fact", EXCHANGES, "sector: tax", "theme: tax", ":11", "theme"),
    ("unknown basis", EXCHANGES, "basis: assigned", "basis: guessed", ":11", "assigned"),
    ("unknown field", EXCHANGES, "summary: {en", "sumary: {en", ":7", "sumary"),
    ("unknown source", EXCHANGES, "p1: {source: doc", "p1: {source: dok", ":9", "dok"),
    ("long quote", EXCHANGES, "advisers went", "went " * 26, ":9", "25 words"),
    ("no claims", EXCHANGES, CLAIMS, "", ":8", "needs claims"),
    ("bad YAML", EXCHANGES, "  title: {en: Advisers", "\ttitle: {en: Advisers", ":6:", "not YAML"),
    ("unknown kind", "sources.yaml", "sources:", "sourcez:", ":1", "sourcez"),
    ("doubled record id", SECTORS, "id: tax", "id: economy", ":4", "used twice"),
    ("broader in a circle", SECTORS, "{en: economy}", "{en: economy}\n  broader: tax", ":4", "circle"),
    ("broader to nothing", SECTORS, "broader: economy", "broader: econony", ":6", "econony"),
    ("wrong columns", COUNTRIES, "id,iso2", "iso3,iso2", ":1", "columns"),
    ("a cell too many", COUNTRIES, "ARD,AR,000", "ARD,AR,000,", ":2", "cells"),
    ("doubled country", COUNTRIES, "CAV,CA,000", "ARD,CA,000", ":3", "used twice"),
    ("bad code", COUNTRIES, "CAV,CA,000", "CAV,CAV,000", ":3", "iso2"),
    ("unknown stage", EXCHANGES, ', end: "2012"}', ', end: "2012"}, stage: meant', ":12", "planned, actual"),
    ("planned end before start", EXCHANGES, '"2012"}', '"2009"}, stage: planned', ":12", "before the start"),
    ("stage of a role", EXCHANGES, "ARD, cites", "ARD, stage: planned, cites", ":9", "beside period"),
    ("unknown support", EXCHANGES, "ARD, cites", "ARD, support: [cash], cites", ":9", "of support"),
    ("support of a recipient", EXCHANGES, "CAV, cites", "CAV, support: goods, cites", ":10", "a recipient"),
    ("cause of a sector", EXCHANGES, "tax, basis", "tax, cause: a coup, basis", ":11", "beside status"),
    ("result uncited", EXCHANGES, "exchanges:", OWN + "exchanges:", ":9", "citations: is needed"),
    ("result no table", EXCHANGES, "exchanges:", OWN.replace("{rating", "good #"), ":9", "no object"),
    ("published after reading", "sources.yaml", '"2014-01"', '"2020-03"', ":5", "after the day of reading"),
    ("wrong member columns", "groups/south.csv", "from,to", "to,from,since", ":1", "columns"),
]  # fmt: skip


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[GraphStore]:
    (tmp_path / "data").mkdir()
    async with opened_store(settings(tmp_path / "data")) as opened:
        yield opened


async def refused(store: GraphStore, folder: Path) -> list[tuple[str, str]]:
    """The problems of a run, after which the store is as empty as before."""
    with pytest.raises(BadInput) as error:
        await seed(store, read_seeds(folder))
    assert await store.revision() == 0
    return [(problem.where, problem.why) for problem in error.value.problems]


async def test_the_folder_is_correct_before_it_is_broken(store: GraphStore, tmp_path: Path) -> None:
    done = await seed(store, read_seeds(write(tmp_path / "seeds")))
    assert {"ARD", "doc", "tax", "south", "doc-1"} <= set(done.written)


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "reason"),
    [b[1:] for b in BROKEN],
    ids=[b[0].replace(" ", "-") for b in BROKEN],
)
async def test_a_broken_rule_is_named_with_file_line_and_reason(
    store: GraphStore, tmp_path: Path, name: str, old: str, new: str, line: str, reason: str
) -> None:
    folder = write(tmp_path / "seeds")
    edit(folder, name, old, new)
    problems = await refused(store, folder)
    assert [p for p in problems if p[0].startswith(name + line) and reason in p[1]], problems


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "reason"),
    [
        ("groups/south.csv", "CAV", "QQQ", "groups.yaml:4", "QQQ"),
        ("groups.yaml", "members_file: south", "members_file: sud", "groups/sud.csv", "missing"),
    ],
)
async def test_members_are_refused_where_their_group_is_written(
    store: GraphStore, tmp_path: Path, name: str, old: str, new: str, place: str, reason: str
) -> None:
    folder = write(tmp_path / "seeds")
    edit(folder, name, old, new)
    ((where, why),) = await refused(store, folder)
    assert where == place
    assert reason in why


SIDES = """- id: states
  serves: states
  name: {en: States}
  members_file: states
  cites: [list]
- id: north
  serves: north
  name: {en: the North}
  members_file: north
  cites: [list]
"""


@pytest.mark.parametrize(
    ("north", "place", "reason"),
    [
        ("NDM,,,2020,\nCAV,,,2020,", "groups/north.csv:3", "CAV is in south and in north"),
        ("", "groups/states.csv:4", "NDM is in none of south, north"),
    ],
)
async def test_a_state_in_two_lists_or_in_none_is_refused_at_its_line(
    store: GraphStore, tmp_path: Path, north: str, place: str, reason: str
) -> None:
    folder = write(tmp_path / "seeds")
    edit(folder, "groups.yaml", "- id: south\n", "- id: south\n  serves: south\n")
    (folder / "groups.yaml").write_text((folder / "groups.yaml").read_text("utf-8") + SIDES, "utf-8")
    for name, rows in (("states", "ARD,,,2020,\nCAV,,,2020,\nNDM,,,2020,"), ("north", north)):
        (folder / "groups" / f"{name}.csv").write_text(f"country,from,to,seen,reason\n{rows}\n", "utf-8")
    ((where, why),) = await refused(store, folder)
    assert where == place
    assert reason in why


@pytest.mark.parametrize("name", ["countries.csv", "groups/south.csv", "exchanges.yaml"])
async def test_a_file_that_is_not_utf_8_is_named(store: GraphStore, tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "seeds")
    (folder / name).write_bytes(FILES[name].replace("ARD", "Côte").encode("latin-1"))
    problems = await refused(store, folder)
    assert problems == [(name, "not UTF-8 text: save the file as UTF-8")]


async def test_every_problem_of_every_file_is_named_in_one_run(store: GraphStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "seeds")
    edit(folder, "exchanges.yaml", "recipient: CAV", "recipient: QQQ")
    edit(folder, "exchanges.yaml", 'end: "2012"', 'end: "2009"')
    edit(folder, "sectors.yaml", "label: {en: tax}", "labels: {en: tax}")
    places = {where for where, _ in await refused(store, folder)}
    assert {"exchanges.yaml:10", "sectors.yaml:5"} <= places or {
        "exchanges.yaml:12",
        "sectors.yaml:5",
    } <= places


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        read_seeds(tmp_path / "nowhere")
