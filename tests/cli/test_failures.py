"""What cannot be done ends with one clear line and exit code 1; wrong use with 2. Never a trace."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from exchange_graph.wiring import FILE_NAME
from tests.cli.conftest import Answered, Command
from tests.seeds.folder import edit, write
from tests.served import run

NEEDING_A_STORE = (
    ("seed",),
    ("find", "tax"),
    ("show", "SLE"),
    ("experience",),
    ("holes",),
    ("doctor",),
    ("serve",),
)


def one_line(answered: Answered, *, saying: str) -> None:
    complaints = [line for line in answered.err.splitlines() if line.startswith("exchange-graph: ")]
    assert answered.code == 1
    assert len(complaints) == 1, answered.err
    assert saying in complaints[0]
    assert "Traceback" not in answered.err
    assert answered.out == ""


@pytest.mark.parametrize("words", NEEDING_A_STORE, ids=[words[0] for words in NEEDING_A_STORE])
def test_a_data_folder_that_was_given_and_is_missing(
    bare: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    missing = tmp_path / "missing"
    one_line(bare(*words, data=missing), saying=f"EXCHANGE_DATA={missing} is no folder: create it")
    assert not missing.exists()


def test_a_data_folder_that_is_a_file(bare: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    one_line(bare("doctor", data=tmp_path / "file"), saying="is no folder")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder here that even root cannot write")
@pytest.mark.parametrize("words", NEEDING_A_STORE, ids=[words[0] for words in NEEDING_A_STORE])
def test_a_data_folder_that_cannot_be_written(bare: Command, words: tuple[str, ...]) -> None:
    one_line(bare(*words, data="/proc/self"), saying="written")


@pytest.mark.parametrize("words", NEEDING_A_STORE, ids=[words[0] for words in NEEDING_A_STORE])
def test_a_file_that_is_no_database(bare: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / FILE_NAME).write_text("minutes of a meeting, " * 100)
    one_line(bare(*words, data=tmp_path), saying="Move it away, or name another file in EXCHANGE_STORE")
    assert (tmp_path / FILE_NAME).read_text().startswith("minutes"), "the file is left as it was"


@pytest.mark.parametrize("words", NEEDING_A_STORE, ids=[words[0] for words in NEEDING_A_STORE])
@pytest.mark.parametrize(
    ("later", "saying"),
    [("PRAGMA user_version = 99", "(schema 99"), ("UPDATE head SET entries = 99", "(entries 99")],
)
def test_a_graph_of_a_newer_version(
    bare: Command, seeded: Path, tmp_path: Path, words: tuple[str, ...], later: str, saying: str
) -> None:
    shutil.copy(seeded / FILE_NAME, tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute(later)
    database.close()
    one_line(bare(*words, data=tmp_path), saying=f"newer version of this service {saying}")


def test_a_store_that_is_none(bare: Command) -> None:
    one_line(bare("doctor", store="postgres://here"), saying="EXCHANGE_STORE=postgres://here names no store")


def test_a_port_that_is_no_number(graph: Command) -> None:
    one_line(graph("doctor", port="http"), saying="EXCHANGE_PORT=http cannot be used")


def test_a_port_that_is_taken(graph: Command) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        one_line(graph("serve", port=port), saying=f"port {port} on 127.0.0.1 cannot be used")


def test_the_default_folder_is_made(bare: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert bare("doctor").code == 0
    assert (tmp_path / "data" / FILE_NAME).is_file()


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (("show", "a-68-696-13z"), "there is no record 'a-68-696-13z'; did you mean a-68-696-13"),
        (("show", "capmach"), "did you mean capmatch?"),
        (("find", "--provider", "Libera"), "no record has this name or code: 'Libera'"),
        (("find", "--provider", "Libera"), "did you mean LBR?"),
        (("find", "--sector", "polize"), "did you mean police?"),
        (("experience", "--sector", "polize"), "did you mean police?"),
        (("holes", "--sector", "polize"), "did you mean police?"),
        (("holes", "--group", "g8plus"), "did you mean g7plus?"),
        (("seed", "--folder", "nowhere"), "nowhere: is no folder of seed files"),
        (("seed", "--folder", "x" * 300), "cannot be read: File name too long"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_with_the_nearest_that_is(
    graph: Command, words: tuple[str, ...], saying: str
) -> None:
    one_line(graph(*words), saying=saying)


def test_a_broken_seed_is_named_with_file_and_line(bare: Command, tmp_path: Path) -> None:
    folder = write(tmp_path / "seeds")
    edit(folder, "exchanges.yaml", "recipient: CAV", "recipient: QQQ")
    answered = bare("seed", "--folder", str(folder), data=tmp_path)
    assert answered.code == 1
    assert "exchange-graph: exchanges.yaml:10: QQQ is no known country" in answered.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fnd",),
        ("find", "--limit", "0"),
        ("find", "--colour", "red"),
        ("show",),
        ("find", "--lang", "xx"),
        ("show", "SLE", "--lang", "xx"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2_and_says_how(graph: Command, words: tuple[str, ...]) -> None:
    answered = graph(*words)
    assert answered.code == 2
    assert "Usage: " in answered.out + answered.err


@pytest.mark.slow
def test_the_installed_command_keeps_the_exit_codes(seeded: Path, tmp_path: Path) -> None:
    done = run("show", "SLE", EXCHANGE_DATA=str(seeded))
    assert (done.returncode, done.stderr) == (0, "")
    could_not = run("doctor", EXCHANGE_DATA=str(tmp_path / "missing"))
    assert (could_not.returncode, could_not.stdout) == (1, "")
    assert could_not.stderr.count("\n") == 1
    assert run("find", "--limit", "0").returncode == 2


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_trace(seeded: Path) -> None:
    """`exchange-graph find | head -1`"""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = run("find", EXCHANGE_DATA=str(seeded), stdout=closed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("written", ["Taiwan", "TWN", "Yugoslavya"])
@pytest.mark.parametrize("command", ["show", "cite"])
def test_no_command_offers_another_state_than_was_written(graph: Command, command: str, written: str) -> None:
    told = graph(command, written)
    assert told.code == 1
    assert "did you mean" not in told.err
