"""Records of every kind can be leafed through, searched, and found by what they refer to."""

from __future__ import annotations

import pytest

from exchange_graph.domain.knowledge import Experience, Figure, Lesson, Offer
from exchange_graph.domain.languages import Text
from exchange_graph.domain.records import KINDS, AnyRecord, Kind
from exchange_graph.graph.query import PageRequest, RecordQuery
from exchange_graph.graph.store import GraphStore
from tests.building import (
    body,
    cite,
    deployment,
    exchange,
    merge,
    need,
    programme,
    sector,
    source,
    text,
    withdraw,
)
from tests.contract.asking import USUAL, browsed, write

PLAIN = {"title": text("Reform"), "citations": (cite("report"),)}
AROUND: list[AnyRecord] = [
    *USUAL, source("report", title=Text(zh="年度报告", ar="التقرير السنوي")), programme("prog"),
    sector("economy", label=text("Economy")), sector("tax", "economy", label=text("Taxation")),
    body("agency", "ARD"), body("branch", part_of="agency", name=text("Southern branch")),
    body("office", type="un-entity"),
    exchange("x-1", provider="agency", recipient="CAV", sectors="tax"),
    need("need", requested_by="agency", sectors=("tax",)),
    need("other", statement=text("Advisers on floods")),
    Experience(id="own", country="ARD", summary=text("Its own road"), sectors=("tax",), **PLAIN),
    Offer(id="offer", statement=text("Ten officials"), offered_by=("ARD", "office"), **PLAIN),
    Lesson(id="lesson", text=text("Start early"), lesson="principle", exchanges=("x-1",),
           citations=(cite(),)),
    Figure(id="figure", measure="requests", unit="%", value=85, about=("office",), **PLAIN),
    deployment("police", "office", host="CAV", women=3, most=9),
]  # fmt: skip


@pytest.fixture
async def graph(store: GraphStore) -> GraphStore:
    await write(store, *AROUND)
    return store


async def found(store: GraphStore, kind: Kind, text: str | None = None, *about: str) -> list[str]:
    page = await store.browse(kind, RecordQuery(text, about), PageRequest(100))
    assert page.total == len(page.items)
    return [item.record.id for item in page.items]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_is_listed_by_id_page_by_page(graph: GraphStore, kind: Kind) -> None:
    expected = sorted(record.id for record in AROUND if record.kind == kind)
    assert expected
    for limit in (1, 2, 100):
        items = await browsed(graph, kind, limit)
        assert [item.record.id for item in items] == expected
        assert all(item.record in AROUND and item.version == 1 for item in items)


@pytest.mark.parametrize(
    ("kind", "asked", "expected"),
    [
        ("source", "年度", ["report"]),
        ("source", "تقرير", ["report"]),
        ("source", "document", ["doc"]),
        ("country", "nordm", ["NDM"]),
        ("institution", "southern", ["branch"]),
        ("institution", "ardania", ["agency", "branch"]),
        ("need", "floods", ["other"]),
        ("need", "taxation", ["need"]),
        ("need", "economy", ["need"]),
        ("lesson", "early", ["lesson"]),
        ("experience", "road ardania", ["own"]),
        ("exchange", "ardania", ["x-1"]),
        ("offer", "nothing of the kind", []),
        ("deployment", "ardania office", ["police"]),
    ],
)  # fmt: skip
async def test_records_are_found_by_their_words(
    graph: GraphStore, kind: Kind, asked: str, expected: list[str]
) -> None:
    assert await found(graph, kind, asked) == expected


@pytest.mark.parametrize(
    ("kind", "about", "expected"),
    [
        ("institution", ["ARD"], ["agency", "branch"]),
        ("institution", ["agency"], ["agency", "branch"]),
        ("need", ["tax"], ["need"]),
        ("need", ["economy"], ["need"]),
        ("need", ["tax", "CAV"], []),
        ("need", ["CAV"], ["other"]),
        ("need", ["ARD"], ["need"]),
        ("experience", ["ARD", "tax", "report"], ["own"]),
        ("offer", ["office"], ["offer"]),
        ("lesson", ["x-1"], ["lesson"]),
        ("figure", ["office"], ["figure"]),
        ("deployment", ["ARD"], ["police"]),
        ("deployment", ["office", "CAV"], ["police"]),
        ("deployment", ["DOS"], []),
        ("exchange", ["doc", "ARD", "tax"], ["x-1"]),
        ("group", ["NDM"], ["north"]),
        ("sector", ["economy"], ["economy", "tax"]),
        ("lesson", ["nothing"], []),
    ],
)  # fmt: skip
async def test_records_are_found_by_what_they_refer_to(
    graph: GraphStore, kind: Kind, about: list[str], expected: list[str]
) -> None:
    assert await found(graph, kind, None, *about) == expected


async def test_merged_and_withdrawn_records_are_not_listed(graph: GraphStore) -> None:
    await write(graph, merge("branch", "office"), withdraw("other"), withdraw("lesson"))
    assert await found(graph, "institution") == ["agency", "office"]
    assert await found(graph, "need") == ["need"]
    assert await found(graph, "lesson", "early") == []


async def test_what_referred_to_a_merged_record_refers_to_the_one_that_lives_on(graph: GraphStore) -> None:
    await write(graph, merge("agency", "office"))
    assert await found(graph, "institution", None, "office") == ["branch", "office"]
    assert await found(graph, "need", None, "office") == ["need"]
