"""A CSV file of others as rows of cells; what is no such file is refused with the place and the way out.

Memory is bounded by the sizes below. A file is refused whole where its shape is broken (another format,
missing columns, a truncated row), because then no cell can be trusted to stand under its own name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from exchange_graph.errors import BadInput, Problem

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_CELL = 20_000
SAVE_AS = "open it in a spreadsheet and save it as CSV UTF-8 (comma separated)"
_SIGNATURES = {
    b"PK\x03\x04": "an Excel or zip file", b"\xd0\xcf\x11\xe0": "an old Excel file", b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip file", b"\xff\xfe": "UTF-16 text", b"\xfe\xff": "UTF-16 text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileRow:
    """The cells of one row by column, stripped, and the line of the file it begins on."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class FileTable:
    """A file's rows under the columns asked for; `others` are columns that were not read."""

    rows: tuple[FileRow, ...]
    others: tuple[str, ...]


def read_bytes(path: Path) -> bytes:
    """The content of a file of bounded size."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(str(path), f"cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise _refused(
            path.name, f"is larger than {MAX_BYTES // 1_000_000} MB: this is not the list, or split it"
        )
    return data


def read_table(data: bytes, name: str, columns: Sequence[str]) -> FileTable:
    """The rows of a CSV file that has at least these columns; `BadInput` says why it is refused."""
    lines = csv.reader(io.StringIO(_text(data, name), newline=""), strict=True)
    head = [cell.strip() for cell in _next(lines, name) or []]
    _check_head(head, columns, name)
    others = tuple(column for column in head if column not in columns)
    return FileTable(tuple(_rows(lines, head, columns, name)), others)


def _text(data: bytes, name: str) -> str:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise _refused(name, f"is {what}, not CSV: {SAVE_AS}")
    if b"\x00" in data:
        raise _refused(name, f"is not UTF-8 text (it holds zero bytes): {SAVE_AS}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(f"{name}:{line}", f"is not UTF-8 text: {SAVE_AS}") from None


def _next(lines: Iterator[list[str]], name: str) -> list[str] | None:
    """The next row that is not empty, None at the end."""
    try:
        return next((row for row in lines if row), None)
    except csv.Error as error:
        place = f"{name}:{_line(lines)}"
        why = f"a cell is longer than {MAX_CELL} characters" if "field limit" in str(error) else str(error)
        raise _refused(place, f"the row cannot be read ({why}): repair or shorten it") from None


def _check_head(head: list[str], columns: Sequence[str], name: str) -> None:
    missing = [column for column in columns if column not in head]
    if missing:
        hints = [_hint(column, head) for column in missing]
        separated = " (its cells are separated by ';', not ',')" if ";" in "".join(head) else ""
        why = f"is not the list{separated}: it has no column {', '.join(hints)}"
        raise _refused(f"{name}:1", f"{why}; the columns must be {', '.join(columns)}")
    doubled = sorted({column for column in head if head.count(column) > 1})
    if doubled:
        raise _refused(f"{name}:1", f"the column {doubled[0] or 'without a name'} stands twice: take one out")


def _hint(column: str, head: list[str]) -> str:
    close = get_close_matches(column, [h[:100] for h in head if h][:200], 1, 0.6)
    return f"{column!r} (is it {close[0]!r}?)" if close else f"{column!r}"


def _rows(
    lines: Iterator[list[str]], head: list[str], columns: Sequence[str], name: str
) -> Iterator[FileRow]:
    line, count = _line(lines) + 1, 0
    while (cells := _next(lines, name)) is not None:
        count += 1
        named = {column: cell.strip() for column, cell in zip(head, cells, strict=False) if column in columns}
        why = _broken(cells, head, named, count)
        if why:
            raise _refused(f"{name}:{line}", why)
        yield FileRow(line, named)
        line = _line(lines) + 1


def _line(lines: Iterator[list[str]]) -> int:
    """The line of the file that was read last."""
    number: int = getattr(lines, "line_num", 0)
    return number


def _broken(cells: list[str], head: list[str], named: Mapping[str, str], count: int) -> str | None:
    """Why a row breaks the file, and the way out."""
    if len(cells) != len(head):
        return f"the row has {len(cells)} cells, not {len(head)}: complete or remove it"
    if count > MAX_ROWS:
        return f"the file has more than {MAX_ROWS} rows: this is not the list, or split it"
    longest = max(named, key=lambda column: len(named[column]))
    if len(named[longest]) > MAX_CELL:
        return f"{longest} has {len(named[longest])} characters, at most {MAX_CELL}: shorten it"
    return None


def _refused(where: str, why: str) -> BadInput:
    return BadInput([Problem(where, why)])
