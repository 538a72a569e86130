"""`exchange-graph bench` on a tiny graph: every line is there, and nothing stays behind."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from exchange_graph.bench.generate import Generator
from exchange_graph.bench.lines import Measured, Target, growth, percentile
from exchange_graph.bench.questions import QUESTIONS
from exchange_graph.bench.requests import REQUESTS
from tests.cli.conftest import Command
from tests.real import seeds

TINY = ("bench", "--exchanges", "10", "--rounds", "1", "--seconds", "0.01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.mark.slow
def test_a_run_prints_every_line_and_leaves_nothing_behind(
    bare: Command, folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.db"
    answered = bare(*TINY, "--json", store=f"sqlite:{own}")
    assert answered.code == 0, answered.err
    lines = json.loads(answered.out)
    said = {line["what"] for line in lines}
    measured = {"load", "open", "apply 20 records", "file", "start to ready", *(q.name for q in QUESTIONS)}
    for request in REQUESTS:
        measured |= {f"HTTP {request.name}", f"HTTP {request.name}, anew", f"HTTP {request.name}, remembered"}
    measured |= {"HTTP no-op of that size, bare FastAPI", "HTTP mixed load", "HTTP by id in a crowd of 200"}
    assert measured <= said
    figures = {line["what"]: line["figure"] for line in lines}
    assert figures["page + 6 facets, provider"] == "<= 12 ms"
    assert figures["HTTP by id, anew"] == ">= 45 %"
    assert list(folder.iterdir()) == []
    assert not own.exists(), "the operator's own graph was touched"


def test_a_table_says_what_each_figure_is_and_whether_it_holds(
    bare: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(*_: object) -> AsyncIterator[Measured]:
        within = Measured(10, "by id", "embedded", 1.5, "ms", 1.75, 2, Target("<= 2 ms", 2), size=1234)
        yield within
        yield replace(within, what="page of 50", value=2.5, refused=3)
        yield Measured(10, "file", "embedded", 7, "MB")

    monkeypatch.setattr("exchange_graph.cli.bench.run", run)
    answered = bare(*TINY)
    assert answered.code == 0, "a figure that is missed is a finding, not a failure"
    _, within, missed, free = (line.split() for line in answered.out.splitlines())
    assert within == "10 by id embedded 1.50 1.75 2.00 1,234 ms <= 2 ms holds".split()
    assert missed == "10 page of 50 embedded 2.50 1.75 2.00 1,234 ms, 3 refused <= 2 ms MISSES".split()
    assert free == "10 file embedded 7.00 MB".split()
    assert "1 of 2 figures missed" in answered.err


def test_a_server_that_is_measured_is_measured_in_one_size(bare: Command) -> None:
    answered = bare(*TINY, "--exchanges", "20", "--neo4j", "bolt://127.0.0.1:1")
    assert answered.code == 2
    assert "one size a run" in answered.err


def test_the_generated_graph_is_the_same_in_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange_graph.bench.generate.read_seeds", seeds)
    first, again = ([c.digest() for c in Generator(30).changesets()] for _ in range(2))
    assert first == again
    assert [c.digest() for c in Generator(30, seed=1).changesets()] != first


def test_figures_are_held_by_what_is_measured() -> None:
    assert Target("<= 40 ms", 40).holds(40)
    assert not Target("<= 40 ms", 40).holds(40.1)
    assert Target(">= 60 %", 60, at_least=True).holds(61)
    assert not Target(">= 60 %", 60, at_least=True).holds(59)


def test_percentiles_are_times_that_were_measured() -> None:
    times = [float(ms) for ms in range(1, 101)]
    assert [percentile(times, part) for part in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert percentile([7.0], 0.99) == 7


def test_growth_is_the_power_of_the_size() -> None:
    lines = [
        Measured(10, "by id", "embedded", 2, "ms"), Measured(10, "load", "embedded", 100, "exchanges/s"),
        Measured(1000, "by id", "embedded", 20, "ms"), Measured(1000, "load", "embedded", 100, "exchanges/s"),
    ]  # fmt: skip
    found = {line.what: line for line in growth(lines, {"load": 1.05})}
    assert found["growth: by id"].value == pytest.approx(0.5)
    assert found["growth: load"].value == pytest.approx(1)
    assert found["growth: load"].holds
