"""The consumer that we show keeps a whole copy: taken once, then following, always at the same content."""

from __future__ import annotations

import ast
import asyncio
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exchange_graph.curation import submit
from exchange_graph.domain.changes import ChangeSet, Redact
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Text
from exchange_graph.domain.vocabulary import Sector, Source
from exchange_graph.wiring import opened_store
from tests.building import body, changes, exchange, merge, need, source, text, withdraw
from tests.patience import LONGEST_WAIT
from tests.real import held
from tests.served import serve, settings

SCRIPT = Path(__file__).parents[2] / "examples" / "copy_the_graph.py"


def later() -> list[ChangeSet]:
    """Change sets as they come: new, corrected, merged, withdrawn, written again, redacted."""
    tax = held(Exchange)["a-68-696-13c"]
    report = held(Source)["a-68-696"]
    police = held(Sector)["police"]
    retitled = tax.model_copy(
        update={"title": Text(en="Advice on \u2028 revenue", zh="税收", ar="الإيرادات")}
    )
    return [
        changes(source(), exchange("x-1", provider="SLE", recipient="LBR")),
        changes(
            exchange("x-1", provider="SLE", recipient="LBR", sectors="police"),
            exchange("x-2", provider="RWA"),
        ),
        changes(retitled),
        changes(report.model_copy(update={"published": "2014-01-07"})),
        changes(body("twin-a"), body("twin-b", aliases=("OLD-B",)), exchange("x-3", provider="twin-b")),
        changes(merge("twin-b", "twin-a")),
        changes(withdraw("x-2", "entered twice")),
        changes(exchange("x-2", provider="GHA", recipient="LBR"), need("new", requested_by="LBR")),
        changes(police.model_copy(update={"definition": text("Police services")})),
        changes(withdraw("new"), body("twin-c"), merge("twin-a", "twin-c")),
        changes(Redact(id="a-68-696-13c", claim="c3", reason="asked for")),
        changes(Redact(id="doc", reason="asked for")),
    ]


async def write(folder: Path, steps: list[ChangeSet]) -> str:
    async with opened_store(settings(folder)) as store:
        for step in steps:
            await submit(store, step)
        return await store.content_hash()


def copied(address: str, file: Path) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, address, file],
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_script_needs_nothing_but_python() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in plain | parts} <= sys.stdlib_module_names


@pytest.mark.slow
def test_a_copy_is_taken_and_follows_every_change_to_the_same_content(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.json"
    with serve(filled) as process:
        first = copied(process.url, file)
        assert "at revision 1, content " in first
        content = asyncio.run(write(filled, later()))
        followed = copied(process.url, file)
        assert f"at revision 13, content {content}" in followed
        afresh = tmp_path / "afresh.json"
        assert copied(process.url, afresh) == followed
    one, other = (json.loads(path.read_text("utf-8")) for path in (file, afresh))
    assert one == other
    assert one["ended"] == {
        "new": ["withdrawn", ""], "twin-a": ["merged", "twin-c"], "twin-b": ["merged", "twin-a"],
        **{i: ["withdrawn", ""] for i in ("doc", "twin-c", "x-1", "x-2", "x-3")},
    }  # fmt: skip


@pytest.mark.slow
def test_a_copy_that_is_not_the_graph_is_not_called_one(tmp_path: Path) -> None:
    folder, file = tmp_path / "graph", tmp_path / "copy.json"
    folder.mkdir()
    asyncio.run(write(folder, [changes(source())]))
    with serve(folder) as process:
        copied(process.url, file)
        broken = json.loads(file.read_text("utf-8"))
        broken["live"].pop("doc")
        file.write_text(json.dumps(broken), "utf-8")
        done = subprocess.run(
            [sys.executable, SCRIPT, process.url, file],
            capture_output=True,
            text=True,
            timeout=LONGEST_WAIT,
            check=False,
        )
    assert done.returncode == 1
    assert "differs" in done.stderr


def test_an_export_that_breaks_off_leaves_no_copy(tmp_path: Path) -> None:
    """The service ends a stream that it cannot finish without its last chunk."""
    head = b"HTTP/1.1 200 OK\r\nX-Graph-Revision: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    line = b'{"id":"x","kind":"source"}\n'
    with socket.create_server(("127.0.0.1", 0)) as server:

        def breaking_off() -> None:
            asking, _ = server.accept()
            with asking:
                asking.recv(65_536)
                asking.sendall(head + b"%x\r\n%s\r\n" % (len(line), line))

        threading.Thread(target=breaking_off, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, SCRIPT, address, tmp_path / "copy.json"], capture_output=True, text=True,
            timeout=LONGEST_WAIT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "IncompleteRead" in done.stderr
    assert not list(tmp_path.iterdir())
