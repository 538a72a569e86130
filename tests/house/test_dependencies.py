"""A dependency is used by what runs and says in CONTRIBUTING what for; build tools are locked apart."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PRODUCT = ("exchange_graph", "api", "seeds")
NOT_IMPORTED = {"httptools": "uvicorn imports it for us", "networkx": "for what is to come"}


def _name(requirement: str) -> str:
    """The name of a distribution as all spell it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub("[-_.]+", "-", found[0]).lower()


DECLARED = {_name(requirement) for requirement in PROJECT["dependencies"]}


def _imported() -> set[str]:
    """The distributions that some file of the product imports."""
    known = packages_distributions()
    modules: set[str] = set()
    for path in (path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    return {_name(owner) for module in modules for owner in known.get(module, ())}


DEVELOPING = {_name(requirement) for requirement in PROJECT["optional-dependencies"]["dev"]}


def _locked(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {_name(line) for line in lines if re.match(r"[A-Za-z0-9]", line)}


def test_every_dependency_is_used_by_the_product() -> None:
    assert DECLARED - _imported() == NOT_IMPORTED.keys()


def test_every_dependency_stands_in_contributing_with_its_reason() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Dependencies")[2]
    assert set(re.findall(r"^- `([^`]+)`: \w.+\.$", told, re.MULTILINE)) == DECLARED


def test_what_runs_is_locked_as_it_was_tested_and_without_what_builds_it() -> None:
    run, dev, build = (_locked(f"requirements{name}.lock") for name in ("", "-dev", "-build"))
    assert DECLARED <= run <= dev
    assert dev >= DEVELOPING
    assert "hatchling" in build
    assert not (build - {"packaging"}) & run
    pins = (ROOT / "requirements-dev.lock").read_text("utf-8")
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            assert f"{line}\n" in pins, "another version is tested than runs"


def test_no_lock_names_the_address_of_a_registry() -> None:
    for path in ROOT.glob("requirements*.lock"):
        assert "://" not in path.read_text("utf-8"), path.name
