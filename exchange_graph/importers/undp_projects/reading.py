"""The whole list as exchanges, what was left out, and every problem; nothing here touches the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exchange_graph.domain.exchange import Exchange
from exchange_graph.importers.cells import FileTable, read_table
from exchange_graph.importers.findings import Findings
from exchange_graph.importers.known import Known
from exchange_graph.importers.undp_projects.columns import COLUMNS, FORMULA, NUMBER, ListEntry
from exchange_graph.importers.undp_projects.doubles import doubles
from exchange_graph.importers.undp_projects.rows import LeftOut, read_row

NONE = "-"


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file gives: exchanges by row number, rows left out with the reason, problems."""

    rows: int
    taken: dict[str, Exchange]
    left_out: dict[str, str]
    findings: Findings


def read_list(data: bytes, name: str, known: Known, *, accept: bool = False) -> ReadList:
    """Read and check the whole list. `accept` also loads codes that are only proposed, as inferred."""
    findings = Findings()
    table = read_table(data, name, COLUMNS)
    _note_other_columns(table, findings)
    entries, left_out = _numbered(table, findings)
    left_out |= _formulas(entries)
    entries = [entry for entry in entries if entry.number not in left_out]
    repeated = doubles(entries)
    taken: dict[str, Exchange] = {}
    for entry in entries:
        made = read_row(entry, known, accept=accept)
        if entry.number in repeated:
            left_out[entry.number] = f"says the same as {repeated[entry.number]}"
        elif isinstance(made, LeftOut):
            left_out[entry.number] = made.why
        else:
            taken[entry.number] = made
    findings.items.sort(key=lambda finding: finding.line)
    return ReadList(len(table.rows), taken, left_out, findings)


def _note_other_columns(table: FileTable, findings: Findings) -> None:
    for column in table.others:
        findings.note(NONE, 1, column, "", "column-not-read",
                      proposal="persons and contacts are not loaded", done="not read")  # fmt: skip


def _numbered(table: FileTable, findings: Findings) -> tuple[list[ListEntry], dict[str, str]]:
    counts = Counter(row[NUMBER] for row in table.rows)
    entries: list[ListEntry] = []
    left_out: dict[str, str] = {}
    for row in table.rows:
        number = row[NUMBER]
        entry = ListEntry(number or NONE, row, findings)
        if not (number.isascii() and number.isdigit()) or str(int(number[:9])) != number:
            entry.note(NUMBER, "no-number", proposal="a number of its own", done="left out")
            left_out[f"line {row.line}"] = "the row has no number"
        elif counts[number] > 1:
            entry.note(NUMBER, "number-twice", proposal="a number of its own", done="left out")
            left_out[number] = f"the number stands on {counts[number]} rows"
        else:
            entries.append(entry)
    return entries, left_out


def _formulas(entries: Sequence[ListEntry]) -> dict[str, str]:
    """Rows with a cell that a spreadsheet would run."""
    return {entry.number: "a cell begins like a formula" for entry in entries if _has_formula(entry)}


def _has_formula(entry: ListEntry) -> bool:
    cells = [column for column in COLUMNS if entry[column].startswith(FORMULA)]
    for column in cells:
        entry.note(column, "formula", proposal="begin the cell with a letter", done="the row is left out")
    return bool(cells)
