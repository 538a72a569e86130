"""What the documents show is what happens: every command in a `console` block is run, in order.

In the output `...` stands for anything; `make` lines are left to the test of a fresh clone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.patience import LONGEST_WAIT
from tests.served import COMMAND, Process, environment, serve

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN_ADDRESS = "127.0.0.1:8000"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a document and the lines shown under it."""

    document: str
    command: str
    lines: tuple[str, ...]


def shown(text: str, document: str) -> Iterator[Shown]:
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            if not command.startswith("make"):
                yield Shown(document, command, tuple(lines))


EVERY = [s for path in DOCUMENTS for s in shown(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())]


@pytest.fixture(scope="module")
def process(seeded: Path) -> Iterator[Process]:
    with serve(seeded) as running:
        yield running


@pytest.mark.slow
@pytest.mark.xdist_group("documents")
@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("example", EVERY, ids=[f"{s.document}: {s.command[:60]}" for s in EVERY])
def test_a_command_in_a_document_does_what_is_shown(example: Shown, seeded: Path, process: Process) -> None:
    env = environment(EXCHANGE_DATA=str(seeded))
    env["PATH"] = f"{COMMAND.parent}:{env['PATH']}"
    address = process.url.removeprefix("http://")
    command = example.command.replace(SHOWN_ADDRESS, address)
    done = subprocess.run(
        ["bash", "-c", command],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for line in example.lines:
        pattern = ".*".join(map(re.escape, line.replace(SHOWN_ADDRESS, address).split("...")))
        assert re.search(f"^{pattern}$", done.stdout, re.MULTILINE), (
            f"not shown: {line}\n{done.stdout[:2000]}"
        )


def test_the_readme_shows_the_service_and_the_command_line() -> None:
    commands = [example.command for example in EVERY if example.document == "README.md"]
    for words in ("curl ", "exchange-graph find", "exchange-graph show", "exchange-graph experience"):
        assert any(command.startswith(words) for command in commands), words


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *DOCUMENTS[1:]]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} leads to {target}"
