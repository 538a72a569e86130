"""`export` writes files that are whole or absent; `apply` writes change sets that are whole or refused."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.exchange import Exchange
from tests.building import body, exchange, source
from tests.cli.conftest import Command
from tests.patience import LONGEST_WAIT
from tests.real import held

WHO = ("--actor", "curator@UNDP", "--reason", "report of May")


def put(record: Any, **more: Any) -> str:
    return json.dumps({"op": "put", "record": json.loads(canonical(record)), **more})


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    def written(*lines: str, name: str = "steps.ndjson") -> str:
        path = tmp_path / name
        path.write_text("\n".join(lines), "utf-8")
        return str(path)

    return written


CITED = ({"source": "doc-1", "lang": "en", "grade": "A"},)
BASE = (put(source("doc-1")), put(body("one", citations=CITED)))
"""Two records that refer to nothing else."""


# -- export ----------------------------------------------------------------------------------


def test_an_export_is_the_whole_graph_line_by_line(graph: Command, tmp_path: Path) -> None:
    path = tmp_path / "graph.ndjson"
    done = graph("export", "-o", str(path))
    assert done.code == 0, done.err
    assert "revision 1 in" in done.err
    assert "/v1/changes?since=1" in done.err
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {item["id"] for item in items} == held(Exchange).keys()
    assert list(tmp_path.iterdir()) == [path], "no draft stays behind"


def test_an_export_takes_the_conditions_of_find(graph: Command) -> None:
    found = json.loads(graph("find", "--provider", "SLE", "--json").out)["items"]
    lines = graph("export", "--provider", "SLE", "--lang", "zh").out.splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == sorted(item["id"] for item in found)
    assert "塞拉利昂" in lines[0]


def test_an_export_for_spreadsheets(graph: Command, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    assert graph("export", "tax", "Liberia", "--format", "csv", "--rows", "claims", "-o", str(path)).code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfexchange_id,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {"a-68-696-13c"} <= {row["exchange_id"] for row in rows}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--format", "docx"), 2, "ndjson, csv"),
        (("--records", "all", "--provider", "SLE"), 2, "leave the filters out"),
        (("--records", "some"), 2, "all"),
        (("--lang", "de"), 2, "'de' is not one of 'ar'"),
        (("--format", "csv", "--records", "all"), 2, "ask for format=ndjson"),
        (("--provider", "Libria"), 1, "provider"),
        (("-o", "/nowhere/at/all.ndjson"), 1, "cannot be written"),
    ],
)
def test_an_export_that_cannot_be_made_says_why_and_leaves_no_file(
    graph: Command, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    path = tmp_path / "graph.ndjson"
    path.write_text("the one of yesterday")
    done = graph("export", "-o", str(path), *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert path.read_text() == "the one of yesterday"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_plain_file_is_written_to_and_stays_what_it_is(graph: Command, tmp_path: Path) -> None:
    """A pipe or a device under `-o` must never be replaced by a file; a link stays a link."""
    pipe, target, link = tmp_path / "pipe", tmp_path / "target", tmp_path / "link"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    assert graph("export", "--provider", "SLE", "-o", str(pipe)).code == 0
    reader.join(timeout=LONGEST_WAIT)
    assert pipe.is_fifo()
    link.symlink_to(target)
    assert graph("export", "--provider", "SLE", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert target.read_bytes() == received[0] != b""
    assert graph("export", "-o", str(tmp_path)).code == 1


# -- apply -----------------------------------------------------------------------------------


def test_a_file_is_written_as_one_change_set_and_again_changes_nothing(
    bare: Command, file: Callable[..., str], tmp_path: Path
) -> None:
    path = file(*BASE)
    first = bare("apply", path, *WHO, data=tmp_path)
    assert first.code == 0, first.err
    assert first.out.startswith("revision 1: 2 put\nput doc-1: ")
    again = bare("apply", path, *WHO, data=tmp_path)
    assert (again.code, again.out) == (0, "nothing to do: this file was written before, as revision 1\n")
    told = json.loads(bare("apply", path, *WHO, "--json", data=tmp_path).out)
    assert (told["revision"], told["replayed"], len(told["changes"])) == (1, True, 2)


@pytest.mark.slow
def test_an_export_of_all_records_applied_to_an_empty_graph_is_the_same_graph(
    graph: Command, bare: Command, tmp_path: Path
) -> None:
    path = tmp_path / "graph.ndjson"
    assert graph("export", "--records", "all", "-o", str(path)).code == 0
    done = bare("apply", str(path), *WHO, data=tmp_path)
    assert done.code == 0, done.err
    one, other = (json.loads(run("doctor", "--json", **where).out)["content_hash"]
                  for run, where in ((graph, {}), (bare, {"data": tmp_path})))  # fmt: skip
    assert one == other


def test_what_a_file_did_is_told(bare: Command, file: Callable[..., str], tmp_path: Path) -> None:
    bare("apply", file(*BASE, put(source("doc-2")), put(source("doc-3"))), *WHO, data=tmp_path)
    steps = file(
        "[", put(source("doc-1", "2016")) + ",", '{"op": "merge", "source": "doc-2", "into": "doc-1"},',
        '{"op": "withdraw", "id": "doc-3", "reason": "entered twice"}', "]", name="steps.json",
    )  # fmt: skip
    done = bare("apply", steps, *WHO, data=tmp_path)
    assert done.out.splitlines() == [
        "revision 2: 1 put, 1 merged, 1 withdrawn", "put doc-1: published", "merged doc-2 into doc-1",
        "withdrawn doc-3",
    ]  # fmt: skip


def test_every_problem_of_a_file_is_named_with_its_line_and_nothing_is_written(
    bare: Command, file: Callable[..., str], tmp_path: Path
) -> None:
    path = file(
        BASE[0], "{broken", '{"op": "remove", "id": "doc-1"}', '{"op": "withdraw", "id": "doc-1"}', "7",
        '{"kind": "source", "id": "doc 2"}', put(source("doc-4"), expect="new"),
    )  # fmt: skip
    done = bare("apply", path, *WHO, data=tmp_path)
    assert (done.code, done.out) == (1, "")
    for place in (
        "2: not JSON",
        "3: ",
        "4: reason: is needed",
        "5: an operation",
        "6: ",
        "7: expect is",
    ):
        assert f"steps.ndjson:{place}" in done.err, place
    assert bare("apply", file(BASE[0]), *WHO, data=tmp_path).out.startswith("revision 1")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (put(exchange("x-1", provider="ARD")), "steps.ndjson:3: x-1 c1: ARD is no known country"),
        ('{"op": "withdraw", "id": "doc-9", "reason": "why"}', "steps.ndjson:3: doc-9: is no live record"),
        (put(source("doc-5"), expect=4), "steps.ndjson:3: doc-5: doc-5 is at version 0, not 4"),
    ],
)
def test_what_the_graph_refuses_is_named_with_its_line(
    bare: Command, file: Callable[..., str], tmp_path: Path, line: str, said: str
) -> None:
    done = bare("apply", file(*BASE, line), *WHO, data=tmp_path)
    assert done.code == 1
    assert said in done.err
    assert bare("apply", file(BASE[0]), *WHO, data=tmp_path).out.startswith("revision 1")


GRAPH = (
    *BASE,
    put(source("doc-2", aliases=("OLD",))),
    put(body("two", citations=CITED)),
    put(source("doc-3")),
)


@pytest.mark.parametrize(
    "steps",
    [
        (put(source("new")), put(source("doc-1", "2016"), expect=1)),
        (
            '{"op": "merge", "source": "doc-2", "into": "doc-1"}',
            '{"op": "withdraw", "id": "doc-3", "reason": "x"}',
        ),
        ('{"op": "merge", "source": "doc-1", "into": "doc-1"}',),
        ('{"op": "merge", "source": "doc-1", "into": "two"}',),
        (
            '{"op": "merge", "source": "doc-1", "into": "doc-2"}',
            '{"op": "merge", "source": "doc-2", "into": "doc-1"}',
        ),
        ('{"op": "tombstone", "id": "doc-1", "kind": "source", "into": "doc-1"}',),
        ('{"op": "withdraw", "id": "nobody", "reason": "x"}',),
        (put(source("new", aliases=("OLD",))),),
        (put(source("new", aliases=("doc-1",))),),
        (put(source("OLD")),),
        (put(source("doc-1", "2016"), expect=7),),
        (put(source("one")),),
        (put(source("Doc-1")),),
        (put(exchange("x-1", provider="ARD")),),
        (
            put(body("one", citations=CITED, part_of="two")),
            put(body("two", citations=CITED, part_of="one")),
        ),
    ],
)  # fmt: skip
def test_a_dry_run_says_what_apply_says_and_writes_nothing(
    bare: Command, file: Callable[..., str], tmp_path: Path, steps: tuple[str, ...]
) -> None:
    assert bare("apply", file(*GRAPH), *WHO, data=tmp_path).code == 0
    path = file(*steps)
    dry = bare("apply", path, *WHO, "--dry-run", data=tmp_path)
    assert bare("apply", path, *WHO, "--dry-run", data=tmp_path) == dry
    done = bare("apply", path, *WHO, data=tmp_path)
    assert (dry.code, dry.err) == (done.code, done.err)
    assert dry.out == done.out.replace("revision 2: ", "nothing was written; this can be: ")


def test_a_source_is_redacted_with_what_rests_on_it(
    bare: Command, file: Callable[..., str], tmp_path: Path
) -> None:
    bare("apply", file(put(source("memo")), put(source("doc-1")), put(body("two", citations=CITED)),
                       put(body("one", citations=({**CITED[0], "source": "memo"},)))), *WHO,
         data=tmp_path)  # fmt: skip
    steps = '{"op": "redact", "id": "memo", "reason": "asked for by the donor"}'
    assert bare("apply", file(steps), *WHO, data=tmp_path).out.splitlines() == [
        "revision 2: 1 redacted, 2 withdrawn", "redacted memo", "withdrawn memo", "withdrawn one",
    ]  # fmt: skip
    exported = bare("export", "--records", "all", data=tmp_path).out
    assert [json.loads(line)["id"] for line in exported.splitlines()] == ["doc-1", "two", "memo", "one"]
    assert "Document memo" not in exported


def test_a_dry_run_of_a_file_that_was_written_says_so(
    bare: Command, file: Callable[..., str], tmp_path: Path
) -> None:
    path = file(*BASE)
    bare("apply", path, *WHO, data=tmp_path)
    dry = bare("apply", path, *WHO, "--dry-run", data=tmp_path)
    assert dry.out == "nothing to do: this file was written before, as revision 1\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("missing.ndjson", *WHO), 1),
        (("x", "--actor", "somebody", "--reason", "why"), 2),
        (("x", "--actor", "a@b", "--reason", " "), 2),
        (("x", "--actor", "a@b"), 2),
    ],
)
def test_a_wrong_call_is_told_apart_from_one_that_could_not(
    bare: Command, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    done = bare("apply", *words, data=tmp_path)
    assert done.code == code
    assert done.err
