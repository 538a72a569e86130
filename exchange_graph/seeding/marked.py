"""YAML as plain data with the line of every value, so that each refusal can name its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from exchange_graph.errors import BadInput, Problem

Where = tuple[str | int, ...]
Events = Iterator[Any]
"""What a YAML parser meets; each has the mark where it starts."""
DEEPEST = 40
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

    def inside(self, depth: int) -> dict[Where, list[tuple[Where, int]]]:
        """By path of that length, the paths one or two steps inside it with their lines."""
        found: dict[Where, list[tuple[Where, int]]] = defaultdict(list)
        for place, line in self.lines.items():
            if len(place) in (depth + 1, depth + 2):
                found[place[:depth]].append((place, line))
        return found

    def refuse(self, where: Sequence[str | int], why: str) -> None:
        """Note a problem at a path."""
        self.problems.append(self.problem(self.line(where), why))

    def problem(self, line: int, why: str) -> Problem:
        """A problem on a line."""
        return Problem(f"{self.file}:{line}", why)


def read_text(path: Path, name: str) -> str:
    """The text of a file; `BadInput` where it is none."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput([Problem(name, "not UTF-8 text: save the file as UTF-8")]) from None
    except OSError as error:
        raise BadInput([Problem(name, f"cannot be read: {error.strerror}")]) from None


def read_yaml(path: Path, name: str) -> Marked:
    """Read one file with every scalar as text; a key that stands twice is a problem, not a surprise."""
    marked = Marked(name)
    try:
        events: Events = yaml.parse(read_text(path, name), Loader=_LOADER)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if () in marked.lines:
                    raise _refused(marked, event, "begins a second document: a file is one")
                marked.data = _build(marked, events, event, ())
    except yaml.YAMLError as error:
        raise BadInput([_unreadable(name, error)]) from None
    return marked


def _unreadable(name: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return Problem(f"{name}:{mark.line + 1}:{mark.column + 1}", f"not YAML: {error.problem}")
    return Problem(name, "not YAML: it holds characters that are no text")


def _build(marked: Marked, events: Events, event: Any, where: Where) -> Any:
    """The value that an event begins. From events, because a composer follows any depth until it dies."""
    if len(where) > DEEPEST:
        raise _refused(marked, event, f"is nested more than {DEEPEST} deep")
    marked.lines.setdefault(where, event.start_mark.line + 1)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(marked, events, where)
    if isinstance(event, yaml.SequenceStartEvent):
        items = enumerate(_until(yaml.SequenceEndEvent, events))
        return [_build(marked, events, item, (*where, i)) for i, item in items]
    if isinstance(event, yaml.AliasEvent):
        raise _refused(marked, event, f"*{event.anchor} stands for something else: write it out")
    return event.value


def _mapping(marked: Marked, events: Events, where: Where) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for event in _until(yaml.MappingEndEvent, events):
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise BadInput([marked.problem(line, "the name of a field is one word")])
        key, inside = event.value, (*where, event.value)
        if key in built:
            marked.problems.append(
                marked.problem(line, f"{key} is used twice (first on line {marked.lines[inside]})")
            )
        marked.lines.setdefault(inside, line)
        value = _build(marked, events, next(events), inside)
        built.setdefault(key, value)
    return built


def _refused(marked: Marked, event: Any, why: str) -> BadInput:
    return BadInput([marked.problem(event.start_mark.line + 1, why)])


def _until(end: type[yaml.Event], events: Events) -> Events:
    """The events that begin what is inside; each is read to its end before the next is asked for."""
    while not isinstance(event := next(events), end):
        yield event
