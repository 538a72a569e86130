"""YAML as plain data with the line of every value, so that each refusal can name its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from exchange_graph.errors import BadInput, Problem

Where = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The C loader where PyYAML was built with it: ten times as fast, the same marks."""


@dataclass(slots=True)
class Marked:
    """A file's data and, for each path into it, the line it starts on (from 1)."""

    file: str
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, where: Sequence[str | int]) -> int:
        """The line of the nearest place that is known: the path itself or the closest one around it."""
        for length in range(len(where), -1, -1):
            found = self.lines.get(tuple(where[:length]))
            if found is not None:
                return found
        return 1

    def refuse(self, where: Sequence[str | int], why: str) -> None:
        """Note a problem at a path."""
        self.problems.append(Problem(f"{self.file}:{self.line(where)}", why))


def read_yaml(path: Path, name: str) -> Marked:
    """Read one file with every scalar as text; a key that stands twice is a problem, not a surprise."""
    marked = Marked(name)
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput([_unreadable(name, error)]) from None
    if node is not None:
        marked.data = _build(marked, node, ())
    return marked


def _unreadable(name: str, error: Exception) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return Problem(f"{name}:{mark.line + 1}:{mark.column + 1}", f"not YAML: {error.problem}")
    return Problem(name, "not UTF-8 text: save the file as UTF-8")


def _build(marked: Marked, node: yaml.Node, where: Where) -> Any:
    marked.lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(marked, node, where)
    if isinstance(node, yaml.SequenceNode):
        return [_build(marked, item, (*where, i)) for i, item in enumerate(node.value)]
    return node.value


def _mapping(marked: Marked, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, inside = str(key_node.value), (*where, str(key_node.value))
        if key in built:
            line = key_node.start_mark.line + 1
            marked.problems.append(
                Problem(
                    f"{marked.file}:{line}", f"{key} is used twice (first on line {marked.lines[inside]})"
                )
            )
            continue
        marked.lines[inside] = key_node.start_mark.line + 1
        built[key] = _build(marked, value_node, inside)
    return built
