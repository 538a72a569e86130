"""A file or an output that cannot be used: a few clear lines with the place, nothing half-done, no trace."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.cli.printing import MOST_LINES
from exchange_graph.domain.canonical import canonical
from tests.building import source
from tests.cli.conftest import Answered, Command
from tests.importers.lists import AROUND, a_list, row
from tests.seeds.folder import write
from tests.served import run

WHO = ("--actor", "curator@UNDP", "--reason", "report of May")
DOC: dict[str, Any] = json.loads(canonical(source("doc-1")))
OTHER: dict[str, Any] = json.loads(canonical(source("doc-2")))
DEEP = 100_000
ACCEPTED = "an operation or a record is a JSON object; a file has them one after another or in one array"
UNREADABLE = "cannot be read: write JSON in UTF-8, without deep nesting or very long numbers"


def refused(answered: Answered) -> list[str]:
    """The lines that say why a command could not do what it was asked for."""
    assert (answered.code, answered.out) == (1, "")
    lines = [line for line in answered.err.splitlines() if not line.startswith("reading ")]
    assert all(line.startswith("exchange-graph: ") for line in lines), answered.err
    return [line.removeprefix("exchange-graph: ") for line in lines]


NO_OPERATIONS = {
    "xml": ("<?xml version='1.0'?>\n<list>\n" + "<a>1</a>\n" * 5_000 + "</list>\n", f":1: {ACCEPTED}"),
    "csv": ("id,title\n" + "1,one\n" * 5_000, f":1: {ACCEPTED}"),
    "brackets": ("[" * DEEP, f":1: {UNREADABLE}"),
    "braces": ('{"op": ' * DEEP, f":1: {UNREADABLE}"),
    "brackets inside a record": (
        json.dumps(DOC | {"title": 1}).replace("1", "[" * DEEP + "]" * DEEP),
        f":1: {UNREADABLE}",
    ),
    "a number without end": (json.dumps(DOC | {"title": 1}).replace("1", "1" * 5_000), f":1: {UNREADABLE}"),
    "half a character": ('{"op": "withdraw", "id": "a", "reason": "\\ud800"}', f":1: {UNREADABLE}"),
    "a word": ("null", f":1: {ACCEPTED}"),
    "an array that does not end": (f"[\n{json.dumps(DOC)},\n]", ":3: not JSON"),
    "text after an array": (f"[{json.dumps(DOC)}]\n{json.dumps(OTHER)}", ":2: not JSON"),
    "a record that does not end": (json.dumps(DOC, indent=2)[:-2], ":1: not JSON"),
    "nothing": ("", ":1: no operation in it"),
}


@pytest.mark.parametrize("what", NO_OPERATIONS)
def test_a_file_that_holds_no_operations_is_one_line_that_says_what_would_be(
    bare: Command, tmp_path: Path, what: str
) -> None:
    content, said = NO_OPERATIONS[what]
    (tmp_path / "steps.json").write_text(content, "utf-8")
    (line,) = refused(bare("apply", str(tmp_path / "steps.json"), *WHO, data=tmp_path))
    assert line.startswith("steps.json")
    assert said in line


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("as_array", [False, True])
def test_records_are_read_however_they_are_laid_out(
    bare: Command, tmp_path: Path, indent: int | str | None, as_array: bool
) -> None:
    written = [DOC, {"op": "put", "record": OTHER}]
    text = (
        json.dumps(written, indent=indent)
        if as_array
        else "\n\n".join(json.dumps(one, indent=indent) for one in written)
    )
    (tmp_path / "steps.json").write_text(text + "\n", "utf-8")
    done = bare("apply", str(tmp_path / "steps.json"), *WHO, data=tmp_path)
    assert done.code == 0, done.err
    assert done.out.startswith("revision 1: 2 put\nput doc-1: ")


def test_a_record_over_several_lines_is_named_by_the_line_it_begins_on(bare: Command, tmp_path: Path) -> None:
    wrong = [DOC | {"colour": "red"}, OTHER | {"published": "soon"}]
    (tmp_path / "steps.json").write_text("\n".join(json.dumps(one, indent=1) for one in wrong), "utf-8")
    second = len(json.dumps(wrong[0], indent=1).splitlines()) + 1
    one, other = refused(bare("apply", str(tmp_path / "steps.json"), *WHO, data=tmp_path))
    assert one == "steps.json:1: record.source.colour: there is no such field"
    assert other.startswith(f"steps.json:{second}: record.source.published: soon is no date")


def test_a_refusal_names_twenty_things_and_how_many_more_there_are(bare: Command, tmp_path: Path) -> None:
    (tmp_path / "steps.ndjson").write_text('{"op": "remove"}\n' * 50, "utf-8")
    lines = refused(bare("apply", str(tmp_path / "steps.ndjson"), *WHO, data=tmp_path))
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "and 30 more"
    folder = write(tmp_path / "seeds", sectors_yaml="sectors:\n" + "- {id: }\n" * 50)
    assert refused(bare("seed", "--folder", str(folder), data=tmp_path))[-1].startswith("and ")


def test_what_stands_in_a_file_cannot_break_the_line_or_write_to_the_terminal(
    bare: Command, tmp_path: Path
) -> None:
    wrong = DOC | {"kind": "so\nurce\x1b[31m\u202e" + "x" * 10_000}
    (tmp_path / "steps.json").write_text(json.dumps(wrong), "utf-8")
    (line,) = refused(bare("apply", str(tmp_path / "steps.json"), *WHO, data=tmp_path))
    assert line.isprintable()
    assert len(line) < 1_000


BOMB = "a: &a [x, x]\n" + "".join(
    f"{n}: &{n} [*{b}, *{b}]\n" for n, b in zip("bcdefghi", "abcdefgh", strict=True)
)
NO_SEEDS = {
    "brackets": ("needs: " + "[" * DEEP, ":1: is nested more than"),
    "a list in itself": ("needs: &a [*a]", ":1: *a stands for something else"),
    "a text that doubles": (BOMB, ":2: *a stands for something else"),
    "a list": ("- a\n- b\n", ":1: is no list of records by kind"),
    "a word": ("hello", ":1: is no list of records by kind"),
    "fields in place of records": ("needs: {a: b}", ":1: needs holds no records"),
    "a list in place of citations": ("citations: [a]", ":1: citations holds no citations"),
    "a list as a name": ("? [a]\n: b", ":1: the name of a field is one word"),
    "two documents": ("needs:\n---\nneeds:\n", ":3: begins a second document"),
    "an unknown kind": ("nonsense: [a]", ":1: nonsense is no kind of record"),
    "control characters": ("needs: \x01", ": not YAML"),
    "several actors": (
        "exchanges:\n- id: x\n  claims:\n    c1: {provider: [ARD, CAV], cites: []}", ":4: a role needs an"
    ),
    "a citation in a list": (
        "exchanges:\n- id: x\n  claims:\n    c1: {provider: ARD, cites: [[p1]]}", ":4: cites is a list of"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_SEEDS)
def test_a_seed_file_of_another_shape_is_named_with_its_line(
    bare: Command, tmp_path: Path, what: str
) -> None:
    content, said = NO_SEEDS[what]
    folder = write(tmp_path / "seeds")
    (folder / "wrong.yaml").write_text(content, "utf-8")
    lines = refused(bare("seed", "--folder", str(folder), data=tmp_path))
    assert lines[0].startswith("wrong.yaml")
    assert said in lines[0]


@pytest.mark.parametrize("name", ["exchanges.yaml", "countries.csv", "groups/south.csv"])
def test_a_seed_file_that_cannot_be_read_is_named(bare: Command, tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "seeds")
    (folder / name).unlink()
    (folder / name).mkdir()
    (line,) = refused(bare("seed", "--folder", str(folder), data=tmp_path))
    assert line == f"{name}: cannot be read: Is a directory"


def test_a_table_that_breaks_off_is_named(bare: Command, tmp_path: Path) -> None:
    folder = write(tmp_path / "seeds", groups_south_csv='country,from,to,seen,reason\nARD,,,2020,"so')
    (line,) = refused(bare("seed", "--folder", str(folder), data=tmp_path))
    assert line.startswith("groups/south.csv:")
    assert "not CSV" in line


@pytest.mark.parametrize(
    "words", [("show",), ("path", "RWA"), ("suggest",), ("find", "--provider"), ("find",)], ids=" ".join
)
def test_an_argument_that_is_no_text_is_wrong_use(graph: Command, words: tuple[str, ...]) -> None:
    """Bytes that are no UTF-8 come as half a surrogate pair."""
    answered = graph(*words, "\udcff")
    assert (answered.code, answered.out) == (2, "")
    assert len(answered.err.splitlines()) <= 4
    assert "Traceback" not in answered.err


@pytest.mark.slow
def test_a_terminal_that_knows_few_letters_gets_an_answer(seeded: Path) -> None:
    done = run("show", "LBR", "--lang", "zh", EXCHANGE_DATA=str(seeded), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u" in done.stdout


def test_a_copy_of_a_graph_that_is_not_there_is_refused(bare: Command, tmp_path: Path) -> None:
    (line,) = refused(
        bare("copy", "--from", f"sqlite:{tmp_path / 'typo.db'}", "--to", f"sqlite:{tmp_path / 'new.db'}")
    )
    assert line.endswith("typo.db holds no graph: there is nothing to copy")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is full")
@pytest.mark.parametrize("words", [("find",), ("find", "--json"), ("show", "LBR"), ("export",)], ids=" ".join)
def test_an_output_without_room_is_one_line(seeded: Path, words: tuple[str, ...]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = run(*words, EXCHANGE_DATA=str(seeded), stdout=full)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written: No space left on device" in done.stderr


# -- what is written stays written, and is never told as a failure ---------------------------------


@pytest.fixture
def importing(bare: Command, tmp_path: Path) -> Command:
    """Runs the import of a list into a graph that knows what it names; `revision 1` is before it."""
    steps = "\n".join(json.dumps({"op": "put", "record": json.loads(canonical(one))}) for one in AROUND)
    (tmp_path / "around.ndjson").write_text(steps, "utf-8")
    assert bare("apply", str(tmp_path / "around.ndjson"), *WHO, data=tmp_path).code == 0
    (tmp_path / "list.csv").write_bytes(a_list(row(1)))
    return lambda *words: bare("import", "undp-projects", str(tmp_path / "list.csv"), *words, data=tmp_path)


def revision(bare: Command, folder: Path) -> int:
    return int(json.loads(bare("doctor", "--json", data=folder).out)["revision"])


def test_a_report_that_cannot_be_written_stops_the_import(
    importing: Command, bare: Command, tmp_path: Path
) -> None:
    (line,) = refused(importing("--report", str(tmp_path / "no" / "report.csv")))
    assert line.endswith("report.csv cannot be written: No such file or directory")
    assert revision(bare, tmp_path) == 1


def test_a_report_that_fails_after_the_import_is_said_and_the_import_stands(
    importing: Command, bare: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    report = tmp_path / "report.csv"
    monkeypatch.setattr("exchange_graph.cli.files.os.fsync", full)
    assert importing("--dry-run", "--report", str(report)).code == 1
    done = importing("--report", str(report))
    assert done.code == 0
    assert "imported as revision 2, but the report is missing" in done.err
    assert "1 rows, 1 can stand" in done.out
    assert not report.exists()
    assert revision(bare, tmp_path) == 2


@pytest.mark.slow
@pytest.mark.parametrize("words", [("seed",), ("seed", "--json")], ids=" ".join)
def test_whoever_does_not_listen_to_what_was_written_is_no_failure(
    bare: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    folder = write(tmp_path / "seeds")
    with os.fdopen(writing, "w") as closed:
        done = run(*words, "--folder", str(folder), EXCHANGE_DATA=str(tmp_path), stdout=closed)
    assert done.returncode == 0
    assert "Exception" not in done.stderr
    assert revision(bare, tmp_path) == 1
