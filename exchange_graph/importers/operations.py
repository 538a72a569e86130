"""Operations from a file: JSON lines or a JSON array, every problem with the line it stands on.

A line is an operation ({"op": "put", "record": {...}}, merge, withdraw, tombstone, redact) or a bare record,
which is put: so an export of all records is such a file. `expect` beside an operation is the version it was
read at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from exchange_graph.domain.changes import AnyOperation, Operation
from exchange_graph.errors import BadInput, Problem

_OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(Operation)
_BETWEEN = " \t\r\n,"


@dataclass(frozen=True, slots=True)
class Steps:
    """The operations of a file, the versions it expects, and the line of each record it touches."""

    operations: tuple[AnyOperation, ...]
    expect: dict[str, int]
    places: dict[str, str]

    def placed(self, problem: Problem) -> Problem:
        """A problem of the graph with the line that it comes from."""
        record_id = problem.where.partition(" ")[0]
        place = self.places.get(record_id)
        return Problem(place, f"{problem.where}: {problem.why}") if place else problem


def read_operations(path: Path) -> Steps:
    """Read a whole file; `BadInput` names every line that cannot be used."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput([Problem(path.name, "not UTF-8 text: save the file as UTF-8")]) from None
    except OSError as error:
        raise BadInput([Problem(str(path), f"cannot be read: {error.strerror}")]) from None
    reading = _Reading(path.name)
    array = text.lstrip().startswith("[")
    for line, body in (_elements if array else _lines)(text, reading):
        reading.operation(line, body)
    if not reading.problems and not reading.operations:
        reading.refuse(1, "no operation in it")
    if reading.problems:
        raise BadInput(reading.problems)
    return Steps(tuple(reading.operations), reading.expect, reading.places)


class _Reading:
    def __init__(self, name: str) -> None:
        self._name = name
        self.operations: list[AnyOperation] = []
        self.expect: dict[str, int] = {}
        self.places: dict[str, str] = {}
        self.problems: list[Problem] = []

    def refuse(self, line: int, why: str) -> None:
        self.problems.append(Problem(f"{self._name}:{line}", why))

    def operation(self, line: int, body: Any) -> None:
        if not isinstance(body, dict):
            self.refuse(line, "an operation is a JSON object")
            return
        expect = body.pop("expect", None)
        if expect is not None and (type(expect) is not int or expect < 0):
            self.refuse(line, "expect is the version that was read, a whole number; 0 where there was none")
            return
        written = body if "op" in body else {"op": "put", "record": body}
        try:
            self._take(line, _OPERATION.validate_json(json.dumps(written)), expect)
        except ValidationError as error:
            for problem in error.errors():
                where = ".".join(str(part) for part in problem["loc"] if part not in _TAGS) or "operation"
                self.refuse(line, f"{where}: {problem['msg'].removeprefix('Value error, ')}")

    def _take(self, line: int, operation: AnyOperation, expect: int | None) -> None:
        self.operations.append(operation)
        self.places.setdefault(operation.target, f"{self._name}:{line}")
        if expect is not None:
            self.expect.setdefault(operation.target, expect)


_TAGS = {"put", "merge", "withdraw", "tombstone", "redact"}


def _lines(text: str, reading: _Reading) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                reading.refuse(number, f"not JSON: {_plainly(error)}")


def _elements(text: str, reading: _Reading) -> Iterator[tuple[int, Any]]:
    """The elements of an array with their lines; what follows a broken one cannot be told apart."""
    decoder = json.JSONDecoder()
    try:
        json.loads(text)
    except ValueError as error:
        reading.refuse(getattr(error, "lineno", 1), f"not JSON: {_plainly(error)}")
        return
    at = _after(text, text.index("[") + 1)
    while text[at] != "]":
        body, end = decoder.raw_decode(text, at)
        yield text.count("\n", 0, at) + 1, body
        at = _after(text, end)


def _after(text: str, at: int) -> int:
    while text[at] in _BETWEEN:
        at += 1
    return at


def _plainly(error: ValueError) -> str:
    return f"{error.msg} in column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
