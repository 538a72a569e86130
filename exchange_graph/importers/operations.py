"""Operations from a file: JSON objects one after another or in one array, every problem with its line.

An object is an operation ({"op": "put", "record": {...}}, merge, withdraw, tombstone, redact) or a bare
record, which is put: so an export of all records is such a file. `expect` beside an operation is the version
it was read at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from exchange_graph.domain.changes import AnyOperation, Operation
from exchange_graph.errors import BadInput, Problem
from exchange_graph.render.refusal import of_field

_OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(Operation)
_TAGS = {"put", "merge", "withdraw", "tombstone", "redact"}
_SPACE = " \t\r\n"
ACCEPTED = "an operation or a record is a JSON object; a file has them one after another or in one array"
UNREADABLE = "cannot be read: write JSON in UTF-8, without deep nesting or very long numbers"


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
    for line, body in (_elements if array else _objects)(text, reading):
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
            self.refuse(line, ACCEPTED)
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
                self.refuse(line, _said(problem))
        except RecursionError:
            self.refuse(line, UNREADABLE)

    def _take(self, line: int, operation: AnyOperation, expect: int | None) -> None:
        self.operations.append(operation)
        self.places.setdefault(operation.target, f"{self._name}:{line}")
        if expect is not None:
            self.expect.setdefault(operation.target, expect)


def _objects(text: str, reading: _Reading) -> Iterator[tuple[int, Any]]:
    """Objects one after another, each on a line or spread over several, with the line that each begins on.

    After a broken one, reading goes on with the next line that begins an object.
    """
    decoder, at, line = json.JSONDecoder(), 0, 1
    while (begins := _after(text, at)) < len(text):
        line += text.count("\n", at, begins)
        try:
            body, at = decoder.raw_decode(text, begins)
        except (ValueError, RecursionError) as error:
            reading.refuse(line, _plainly(error) if text[begins] == "{" else ACCEPTED)
            following = text.find("\n{", begins)
            at = following if following >= 0 else len(text)
        else:
            yield line, body
        line += text.count("\n", begins, at)


def _elements(text: str, reading: _Reading) -> Iterator[tuple[int, Any]]:
    """The elements of an array with their lines; what follows a broken one cannot be told apart."""
    decoder = json.JSONDecoder()
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        reading.refuse(getattr(error, "lineno", 1), _plainly(error))
        return
    at, line = 0, 1
    begins = _after(text, text.index("[") + 1)
    while text[begins] != "]":
        line += text.count("\n", at, begins)
        body, at = decoder.raw_decode(text, begins)
        yield line, body
        line, begins = line + text.count("\n", begins, at), _after(text, at, _SPACE + ",")


def _after(text: str, at: int, between: str = _SPACE) -> int:
    while at < len(text) and text[at] in between:
        at += 1
    return at


def _said(problem: ErrorDetails) -> str:
    """What is wrong with a field, after its name."""
    if problem["type"] == "json_invalid":
        return UNREADABLE
    return of_field(problem, [part for part in problem["loc"] if part not in _TAGS] or ["operation"])


def _plainly(error: ValueError | RecursionError) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return UNREADABLE
    return f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
