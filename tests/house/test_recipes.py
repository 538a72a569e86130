"""What CONTRIBUTING says must be done to add something is enough, and what was forgotten is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```python\n# (?P<file>\S+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
PLACES = [(b["file"], b["code"]) for b in _BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8"))]
USE = (Path(__file__).parent / "use_a_new_kind.py").read_text("utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The service's own code in a folder of its own."""
    for package in ("exchange_graph", "api", "seeds"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run_with(copy: Path, places: list[tuple[str, str]], program: str) -> subprocess.CompletedProcess[str]:
    """A program that runs on the copy, to which these blocks of the recipe were added."""
    for file, code in places:
        with (copy / file).open("a", encoding="utf-8") as source:
            source.write(f"\n\n{code}")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXCHANGE_")}
    env = kept | {"PYTHONPATH": f"{copy}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=copy, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def test_the_recipe_of_a_kind_names_its_three_places() -> None:
    assert [file for file, _ in PLACES] == [
        "exchange_graph/domain/knowledge.py",
        "exchange_graph/render/knowledge.py",
        "exchange_graph/exporters/tables.py",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("forgotten", "told"), [(1, "shape"), (2, "table of its columns")])
def test_a_place_that_was_forgotten_is_told_at_the_start(copy: Path, forgotten: int, told: str) -> None:
    done = run_with(copy, PLACES[:forgotten] + PLACES[forgotten + 1 :], "import api.app")
    assert done.returncode == 1
    assert f"the kind visit has no {told}: exchange_graph/" in done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_a_kind_that_was_added_by_the_recipe_works_everywhere(copy: Path) -> None:
    done = run_with(copy, PLACES, USE)
    assert done.returncode == 0, done.stderr[-2_000:]
