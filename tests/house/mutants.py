"""Would a test notice? Small faults are put into the code, one at a time, and the tests of that line run.

    python -m tests.house.mutants [--sample 120] [--seed 1] [--seconds 60] [--at-once 2] [--anew] [--neo4j]

The first run asks every fast test which lines it runs and keeps that in `.coverage.mutants`; `--anew` asks
again. With `--neo4j` the Neo4j store is in the sample too, and each of its mutants starts a server.

A tool of our own, because none does this: mutmut leaves out what is decorated or stands outside of functions
(signals, validators, weights) and takes all mutants of what it is pointed at, not a sample; cosmic-ray runs
one command for every mutant, and here all fast tests take a minute and a half.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from coverage import Coverage, CoverageData

from tests.house.mutating import mutants
from tests.patience import LONGEST_WAIT

ROOT = Path(__file__).parents[2]
PARTS = ("domain", "matching", "curation*", "graph")
NEO4J = "exchange_graph/graph/neo4j"
MAP = ROOT / ".coverage.mutants"
MOST_TESTS = 80
"""Of the tests that run a line, those that run the fewest others: they say the most of it, and soon."""
OF_GROUP = re.compile(r"@[^\]]*$")
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file of ours with one fault in it."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        was = (ROOT / self.path).read_text("utf-8").splitlines()
        changed = list(difflib.unified_diff(was, self.text.splitlines(), n=0, lineterm=""))
        return "\n".join([f"{self.path}:{self.line}", *(f"    {line}" for line in changed[3:])])


def faults(*, neo4j: bool) -> list[Fault]:
    """Every fault that can be put into `PARTS` of the product."""
    files = (
        path for part in PARTS for found in (ROOT / "exchange_graph").glob(part) for path in _files(found)
    )
    names = sorted(path.relative_to(ROOT).as_posix() for path in files)
    chosen = (name for name in names if neo4j or not name.startswith(NEO4J))
    return [Fault(name, m.line, m.text) for name in chosen for m in mutants((ROOT / name).read_text("utf-8"))]


def _files(found: Path) -> Iterator[Path]:
    return found.rglob("*.py") if found.is_dir() else iter((found,))


def mapped(*, anew: bool, neo4j: bool) -> CoverageData:
    """Which test runs which line."""
    if anew or not MAP.exists():
        marked = [] if neo4j else ["-m", "not slow"]
        cover = ["-p", "tests.house.covering", "-n", "logical", "--dist", "loadgroup"]
        env = os.environ | {"COVERAGE_FILE": str(MAP)}
        subprocess.run([*PYTEST, *marked, *cover], cwd=ROOT, env=env, check=True)
        _join(MAP)
    data = CoverageData(str(MAP))
    data.read()
    return data


def _join(file: Path) -> None:
    """One file of those that the processes of a run left."""
    together = Coverage(data_file=str(file))
    together.combine([str(file.parent)])
    together.save()


class Choosing:
    """Chooses the tests of a line."""

    def __init__(self, data: CoverageData) -> None:
        self._by_file = {name: data.contexts_by_lineno(name) for name in data.measured_files()}
        self._reach = Counter(t for lines in self._by_file.values() for at in lines.values() for t in at)

    def tests(self, fault: Fault) -> list[str]:
        """The ids of the tests that run the line, or, where it is run by imports alone, the file's."""
        lines = self._by_file.get(str(ROOT / fault.path), {})
        found = _tests(lines.get(fault.line, ())) or _tests(t for at in lines.values() for t in at)
        return sorted(found, key=lambda test: (self._reach[test], test))[:MOST_TESTS]


def _tests(contexts: Iterable[str]) -> set[str]:
    """Their ids; with many processes the group of a test stands behind its id."""
    return {OF_GROUP.sub("", context) for context in contexts if context}


def copies(count: int, folder: Path) -> SimpleQueue[Path]:
    """Copies of the files here as they are, each for one mutant at a time."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    made: SimpleQueue[Path] = SimpleQueue()
    for number in range(count):
        for name in filter(None, names):
            target = folder / str(number) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
        made.put(folder / str(number))
    return made


def outcome(fault: Fault, tests: list[str], seconds: float, free: SimpleQueue[Path]) -> str:
    """What the tests say of a fault: killed, timeout or survived."""
    if not tests:
        return "survived"
    tree = free.get()
    file = tree / fault.path
    was = file.read_text("utf-8")
    try:
        (tree / "chosen.txt").write_text("\n".join(tests), "utf-8")
        _put(file, fault.text)
        ended = _ended(tree, seconds, "-x")
        _put(file, was)
        # Nothing could be run: is it the fault, or are there no such tests?
        unclear = ended not in (None, 0, 1)
        assert not unclear or _ended(tree, LONGEST_WAIT, "--collect-only") == 0, f"no tests for {fault}"
    finally:
        free.put(tree)
    return {None: "timeout", 0: "survived"}.get(ended, "killed")


def _ended(tree: Path, seconds: float, *words: str) -> int | None:
    """How the chosen tests end; None if they do not."""
    env = os.environ | {"PYTHONPATH": str(tree)}
    command = [*PYTEST, *words, "@chosen.txt"]
    try:
        return subprocess.run(
            command, cwd=tree, env=env, capture_output=True, timeout=seconds, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _put(file: Path, text: str) -> None:
    """What Python compiled of the file before is forgotten: the next one may have its size and second."""
    file.write_text(text, "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.unlink()


def main() -> None:
    """Draw mutants, run their tests, and name those that nobody noticed."""
    reading = argparse.ArgumentParser(description="Small faults, and whether a test notices them.")
    for name, default in (("sample", 120), ("seed", 1), ("seconds", 60), ("at-once", 2)):
        reading.add_argument(f"--{name}", type=int, default=default)
    reading.add_argument("--anew", action="store_true")
    reading.add_argument("--neo4j", action="store_true")
    asked = reading.parse_args()
    every = faults(neo4j=asked.neo4j)
    drawn = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    choosing = Choosing(mapped(anew=asked.anew, neo4j=asked.neo4j))
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.at_once) as pool:
        free = copies(asked.at_once, Path(folder))
        told = pool.map(lambda fault: outcome(fault, choosing.tests(fault), asked.seconds, free), drawn)
        for fault, what in zip(drawn, told, strict=True):
            said[what] += 1
            if what != "killed":
                print(f"{what}: {fault}", flush=True)
    noticed = 100 * (said["killed"] + said["timeout"]) / len(drawn)
    print(f"{len(drawn)} of {len(every)} mutants: {noticed:.0f}% noticed, {dict(said)}")


if __name__ == "__main__":
    main()
