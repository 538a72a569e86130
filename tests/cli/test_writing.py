"""What a command has written it never calls a failure, and what it could not write it explains."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from exchange_graph.domain.changes import Put, encode
from exchange_graph.graph.embedded.connect import connect
from exchange_graph.wiring import FILE_NAME
from tests.building import source
from tests.cli.conftest import Command
from tests.seeds.folder import edit, write
from tests.served import run

WHO = ("--actor", "curator@UNDP", "--reason", "report of May")
FULL = Path("/dev/full")
ON_A_FULL_DEVICE = pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "steps.ndjson"
    path.write_text("".join(f"{encode(Put(record=source(f'doc-{n}')))}\n" for n in range(3)), "utf-8")
    return str(path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.mark.slow
@ON_A_FULL_DEVICE
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_write_that_cannot_be_told_is_done(data: Path, file: str, more: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = run("apply", file, *WHO, *more, EXCHANGE_DATA=str(data), stdout=full)
        dry = run("apply", file, *WHO, "--dry-run", EXCHANGE_DATA=str(data), stdout=full)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith("exchange-graph: written as revision 1; the answer cannot be written: ")
    assert (dry.returncode, dry.stderr.count("\n")) == (1, 1)
    again = run("apply", file, *WHO, EXCHANGE_DATA=str(data))
    assert again.stdout == "nothing to do: this file was written before, as revision 1\n"


@pytest.mark.slow
def test_a_reader_that_goes_away_undoes_no_write(data: Path, file: str) -> None:
    """`exchange-graph apply FILE | true`"""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = run("apply", file, *WHO, EXCHANGE_DATA=str(data), stdout=closed)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "written as revision 1" in done.stderr


@pytest.mark.slow
@ON_A_FULL_DEVICE
def test_seeds_that_cannot_be_told_are_written(data: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "seeds")
    with FULL.open("w") as full:
        done = run("seed", "--folder", str(folder), EXCHANGE_DATA=str(data), stdout=full)
    assert done.returncode == 0
    assert "written as revision 1; " in done.stderr
    assert run("seed", "--folder", str(folder), EXCHANGE_DATA=str(data)).stdout.startswith(
        "0 records written"
    )


@pytest.mark.parametrize("pages", [4, 80])
def test_a_full_disk_is_called_by_its_name(
    bare: Command, data: Path, file: str, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the file is made, and while it is written: in both cases what SQLite ended is not ended again."""
    threads = "exchange_graph.graph.embedded.threads"

    def limited(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(f"{threads}.connect", limited)
    large = Path(file)
    large.write_text("".join(f"{encode(Put(record=source(f'doc-{n}')))}\n" for n in range(400)), "utf-8")
    done = bare("apply", file, *WHO, data=data)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "the disk is full. Make room" in done.err
    monkeypatch.setattr(f"{threads}.connect", connect)
    assert bare("apply", file, *WHO, data=data).out.startswith("revision 1: 400 put")


def test_a_damaged_file_is_called_by_its_name(bare: Command, data: Path, file: str) -> None:
    assert bare("apply", file, *WHO, data=data).code == 0
    path = data / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    done = bare("find", data=data)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "the file is damaged" in done.err


def test_records_taken_out_of_the_seed_files_are_withdrawn_as_the_command_says(
    bare: Command, data: Path, tmp_path: Path
) -> None:
    folder = write(tmp_path / "seeds")
    seeding = ("seed", "--folder", str(folder))
    bare(*seeding, data=data)
    edit(folder, "sectors.yaml", "- id: tax\n  label: {en: tax}\n  broader: economy\n", "")
    (folder / "exchanges.yaml").unlink()
    said = bare(*seeding, data=data).out
    assert "no longer in the seed files: doc-1\nno longer in the seed files: tax\n" in said
    assert "exchange-graph seed --withdrawals FILE && exchange-graph apply FILE" in said
    steps = tmp_path / "withdrawals.ndjson"
    told = json.loads(bare(*seeding, "--withdrawals", str(steps), "--json", data=data).out)
    assert told["taken_out"] == ["doc-1", "tax"]
    done = bare("apply", str(steps), *WHO, data=data)
    assert done.out == "revision 2: 2 withdrawn\nwithdrawn doc-1\nwithdrawn tax\n"
    assert "no longer" not in bare(*seeding, data=data).out
