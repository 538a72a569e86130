"""The list itself, where somebody has it: it has no licence and is not shipped (EXCHANGE_REAL_DATA)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.graph.store import GraphStore
from exchange_graph.importers.known import known_from
from exchange_graph.importers.undp_projects.importing import import_list
from exchange_graph.importers.undp_projects.reading import ReadList, read_list
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import opened_store
from tests import real
from tests.contract.stores import Door
from tests.importers.lists import roles
from tests.importers.test_runs import fails_after
from tests.served import settings

REAL = os.environ.get("EXCHANGE_REAL_DATA")
pytestmark = pytest.mark.skipif(REAL is None, reason="EXCHANGE_REAL_DATA names no folder with the list")
FILE = Path(REAL or ".") / "undp_projects" / "ssc_projects_2023-11.csv"


@pytest.fixture(scope="module")
def done() -> ReadList:
    """The reading of the list against the curated seeds."""
    known = known_from(Catalogue({record.id: record for record in real.seeds().records}, 1))
    return read_list(FILE.read_bytes(), FILE.name, known)


def rows(done: ReadList, problem: str) -> list[str]:
    return [finding.row for finding in done.findings.of(problem)]


def test_the_report_names_the_rows_that_share_a_state(done: ReadList) -> None:
    shared = done.findings.of("shared-state")
    assert len(shared) == 52
    assert [f.row for f in shared if "only where ';'" in f.proposal] == ["85"], "51 by commas alone"


def test_the_report_names_the_codes_that_are_none(done: ReadList) -> None:
    none = {(f.row, f.value) for f in done.findings.of("no-code")}
    assert none == {
        ("69", "RKS"), ("72", "XKK"), ("85", "UGA."), ("121", "BGG"), ("129", "PH"), ("159", "VNM."),
        ("247", "PLE"), ("250", "KVX"), ("271", "IDN.JPN"), ("337", "ROK"), ("338", "ROK"),
    }  # fmt: skip


def test_the_report_names_the_doubled_row_and_the_empty_ends(done: ReadList) -> None:
    (doubled,) = done.findings.of("doubled")
    assert (doubled.row, doubled.proposal) == ("123", "merge with 90")
    assert rows(done, "empty-host") == ["1", "211", "227", "249", "271", "331", "332"]
    assert rows(done, "empty-provider") == ["211", "227", "238", "246", "249", "331", "332"]
    assert sorted(done.left_out, key=int) == ["120", "123", "211", "227", "249", "331", "332"]
    assert len(done.taken) == 140


def test_texts_that_contradict_the_columns_are_named(done: ReadList) -> None:
    assert {"20", "55", "120", "121"} <= set(rows(done, "text-other-region"))
    assert {"55", "89", "328"} <= set(rows(done, "text-other-state"))
    assert {"57", "205", "266", "269"} <= set(rows(done, "text-other-years"))
    assert rows(done, "e-mail") == ["269"]
    assert {"57", "141", "260"} == {f.proposal.split()[-1] for f in done.findings.of("perhaps-doubled")}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("82", {"provider GIN": "stated", "funder IND": "inferred"}),
        ("239", {"facilitator undp": "stated", "funder USA": "inferred"}),
        ("158", {"provider RUS": "stated", "funder RUS": "inferred", "provider BLR": "inferred"}),
        ("347", {"participant CHL": "stated", "participant PER": "stated"}),
        ("325", {"provider KOR": "stated", "recipient KHM": "inferred"}),
        ("46", {"provider CHN": "inferred", "recipient KAZ": "stated"}),
        ("250", {"provider KOR": "stated", "recipient KVX": "stated"}),
    ],
)  # fmt: skip
def test_roles_are_read_by_the_rules(done: ReadList, number: str, expected: dict[str, str]) -> None:
    assert expected.items() <= roles(done.taken[number]).items()


def test_no_address_of_a_person_is_taken(done: ReadList) -> None:
    assert not [record.id for record in done.taken.values() if "@" in record.model_dump_json()]


async def seeded(store: GraphStore) -> None:
    await store.open()
    await seed(store, real.seeds())


async def test_twice_or_killed_on_the_way_it_ends_at_the_same_content(door: Door, tmp_path: Path) -> None:
    async with opened_store(settings(tmp_path)) as whole:
        await seed(whole, real.seeds())
        first = await import_list(whole, FILE)
        expected = await whole.content_hash()
        again = await import_list(whole, FILE)
        assert (again.plan.operations, again.revision) == ((), first.revision)
    store = door()
    await seeded(store)
    try:
        await fails_after(store, FILE, 2)
        await fails_after(store, FILE, 1)
        await import_list(store, FILE)
        assert await store.content_hash() == expected
    finally:
        await store.close()
