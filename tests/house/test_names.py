"""A type name has one meaning: no two types of the product are called alike."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("exchange_graph", "api")


def types_of(source: str) -> Iterator[str]:
    """The classes and the aliases of types in a module; a leading underscore makes no other word of it."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = (target.id.lstrip("_") for target in targets if isinstance(target, ast.Name))
            yield from (name for name in names if name[:1].isupper() and not name.isupper())


def places() -> dict[str, list[str]]:
    """The modules in which each type name stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in types_of(path.read_text("utf-8")):
                found[name].append(str(path.relative_to(ROOT)))
    return found


def test_no_two_types_are_called_alike() -> None:
    twice = {name: where for name, where in places().items() if len(where) > 1}
    assert not twice, "give one of them a name of its own"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class Row: ...", ["Row"]),
        ("class Outer:\n    class _Inner: ...", ["Outer", "Inner"]),
        ("Row = dict[str, str]\n_Key = tuple[str, ...]", ["Row", "Key"]),
        ("Lang: TypeAlias = str", ["Lang"]),
        ("T = TypeVar('T')\nROWS = ()\nrows = ()\n_T = 1", []),
    ],
)
def test_classes_and_aliases_are_types_and_constants_are_none(source: str, names: list[str]) -> None:
    assert list(types_of(source)) == names
