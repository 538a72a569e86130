"""`exchange-graph bench` on a tiny graph: every line is there, and nothing stays behind."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from exchange_graph.bench.generate import Generator
from exchange_graph.bench.lines import Measured, Target, growth, percentile
from exchange_graph.bench.questions import QUESTIONS
from exchange_graph.bench.service import ASKED
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
    for asked in ASKED:
        measured |= {f"HTTP {asked.name}", f"HTTP {asked.name}, remembered"}
    assert measured <= said
    assert list(folder.iterdir()) == []
    assert not own.exists(), "the operator's own graph was touched"


@pytest.mark.slow
def test_a_table_says_what_each_figure_is_and_whether_it_holds(bare: Command, folder: Path) -> None:
    answered = bare(*TINY)
    assert answered.code == 0, answered.err
    held = [line for line in answered.out.splitlines() if line.endswith(("holds", "MISSES"))]
    assert any("page + 6 facets, provider" in line and "<= 40 ms" in line for line in held)
    assert "figures missed" in answered.err
    assert list(folder.iterdir()) == []


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
