"""exchange-graph path: ties as sentences, in words or as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

import pytest

from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.graph.query import Found
from tests.cli.conftest import Command, Read


def test_paths_are_told_as_sentences_and_for_programs_as_by_the_interface(graph: Command, read: Read) -> None:
    shape = read("/v1/graph/paths", **{"from": "IRQ", "to": "YEM"})
    assert shape["paths"]
    assert json.loads(graph("path", "IRQ", "YEM", "--json").out) == shape
    said = " ".join(graph("path", "irq", "YEM").out.split())
    assert said == " ".join(path["sentence"] for path in shape["paths"])


def test_more_than_are_shown_are_told_of(graph: Command) -> None:
    first, *_, last = graph("path", "SWE", "LBR", "--limit", "1").out.splitlines()
    assert first.startswith("In “Sierra Leone, Sweden → Liberia: revenue”, Sweden is provider")
    assert last == "There are more of this length (2): raise --limit."


def test_an_end_that_is_none_says_what_may_have_been_meant(graph: Command) -> None:
    wrong = graph("path", "Rwnada", "LBR")
    assert wrong.code != 0
    assert "start" in wrong.err
    assert "did you mean RWA?" in wrong.err
    same = graph("path", "RWA", "rwa")
    assert "end: is the same record as `start`, RWA" in same.err


def test_records_withdrawn_in_between_are_left_out(graph: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    get_many = EmbeddedStore.get_many

    async def later(store: EmbeddedStore, ids: Collection[str]) -> Mapping[str, Found]:
        found = await get_many(store, ids)
        return {i: one for i, one in found.items() if one.record.kind == "country"}

    monkeypatch.setattr(EmbeddedStore, "get_many", later)
    told = graph("path", "IRQ", "YEM")
    assert told.code == 0
    assert "not absence of experience" in " ".join(told.out.split())
