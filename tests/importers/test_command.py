"""The command and its reports, for people, programs and spreadsheets."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import sys
from pathlib import Path

import pytest

from exchange_graph.cli.main import main
from exchange_graph.curation import submit
from exchange_graph.wiring import opened_store
from tests.building import changes
from tests.importers.lists import AROUND, a_list, row
from tests.served import settings

FILE = a_list(
    row(1), row(2, hosts="CAV.", title="Pumps"), row(3, hosts="", providers=""), row(4, title="=1+1")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a graph and a list; the settings name it."""

    async def fill() -> None:
        async with opened_store(settings(tmp_path)) as store:
            await submit(store, changes(*AROUND))

    asyncio.run(fill())
    (tmp_path / "list.csv").write_bytes(FILE)
    for name in [name for name in os.environ if name.startswith("EXCHANGE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXCHANGE_DATA", str(tmp_path))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str) -> int | str | None:
    given = ["exchange-graph", "import", "undp-projects", str(folder / "list.csv"), *words]
    monkeypatch.setattr(sys, "argv", given)
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_a_dry_run_then_the_import_then_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, folder, "--dry-run") == 0
    dry = capfd.readouterr().out
    assert "list.csv: 4 rows, 2 can stand, 2 left out" in dry
    assert "3 records would be written" in dry
    assert "left out   3: no provider and no recipient" in dry
    assert (
        "row 2 (line 3), Host/Recipient Country/ies: 'CAV.'; CAV: the code without its full stop; not loaded"
        in dry
    )
    assert run(monkeypatch, folder) == 0
    assert "3 records written, 0 unchanged" in capfd.readouterr().out
    assert run(monkeypatch, folder) == 0
    assert "0 records written, 2 unchanged" in capfd.readouterr().out


def test_json_tells_programs_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, folder, "--dry-run", "--json", "--report", str(folder / "report.json"))
    told = json.loads(capfd.readouterr().out)
    assert told == json.loads((folder / "report.json").read_text())
    assert (told["rows"], told["taken"], sorted(told["left_out"])) == (4, 2, ["3", "4"])
    assert told["written"] == ["undp-projects", "undp-projects-1", "undp-projects-2"]
    assert told["problems"]["no-code"] == 1
    assert {"row", "line", "column", "value", "problem", "proposal", "done"} == told["findings"][0].keys()


def test_the_table_of_findings_holds_no_formula(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, folder, "--dry-run", "--report", str(folder / "report.csv"))
    with (folder / "report.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["value"] for r in rows if r["problem"] == "formula"] == ["'=1+1"]
    assert not [cell for r in rows for cell in r.values() if cell.startswith(("=", "+", "-", "@"))]
    capfd.readouterr()


def test_accepted_proposals_are_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, folder, "--accept-proposals")
    assert "loaded as inferred, as proposed" in capfd.readouterr().out


def test_a_bad_file_or_report_ends_with_one_clear_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, folder, "--dry-run", "--report", str(folder / "no" / "report.csv")) == 1
    assert "report.csv cannot be written" in capfd.readouterr().err
    (folder / "list.csv").write_bytes(b"PK\x03\x04")
    assert run(monkeypatch, folder) == 1
    lines = capfd.readouterr().err.splitlines()
    assert lines[-1].startswith("exchange-graph: list.csv: is an Excel or zip file, not CSV")
