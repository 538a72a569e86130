"""The quality report: what was taken, held, left out and why, and every problem."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from exchange_graph.importers.findings import Finding, listed
from exchange_graph.importers.undp_projects.importing import Imported
from exchange_graph.importers.undp_projects.problems import title

_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def as_data(done: Imported) -> dict[str, Any]:
    """The report for programs."""
    reading, plan = done.reading, done.plan
    return {
        "file": done.file, "dry_run": done.dry_run, "revision": done.revision, "rows": reading.rows,
        "taken": len(reading.taken), "written": [o.target for o in plan.operations if o.op == "put"],
        "withdrawn": [o.target for o in plan.operations if o.op == "withdraw"],
        "unchanged": len(plan.unchanged), "kept": {n: list(ids) for n, ids in plan.kept.items()},
        "left_out": reading.left_out, "lingering": list(plan.lingering),
        "problems": reading.findings.counts(), "findings": [asdict(f) for f in reading.findings.items],
    }  # fmt: skip


def as_json(done: Imported) -> str:
    """The report for programs, as a text."""
    return json.dumps(as_data(done), ensure_ascii=False, indent=2) + "\n"


def as_csv(done: Imported) -> str:
    """The findings as a table that a spreadsheet can open: no cell of it is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f.name for f in fields(Finding)])
    for finding in done.reading.findings.items:
        writer.writerow([_plain(str(cell)) for cell in asdict(finding).values()])
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_SIGNS) else cell


def as_text(done: Imported) -> str:
    """The report for people."""
    return "\n".join([*_summary(done), "", *_rows(done), *_problems(done)]) + "\n"


def _summary(done: Imported) -> Iterator[str]:
    reading, plan = done.reading, done.plan
    writes = sum(o.op == "put" for o in plan.operations)
    taken, out = len(reading.taken), len(reading.left_out)
    yield f"{done.file}: {reading.rows} rows, {taken} can stand, {out} left out"
    verb = "would be written" if done.dry_run else "written"
    unchanged, held = len(plan.unchanged), len(plan.kept)
    yield f"{writes} records {verb}, {unchanged} unchanged, {held} rows held by curated records"
    if done.dry_run:
        yield "This was a dry run: nothing was written."


def _rows(done: Imported) -> Iterator[str]:
    for number, why in done.reading.left_out.items():
        yield f"left out   {number}: {why}"
    for number, ids in done.plan.kept.items():
        yield f"held       {number}: by {listed(ids)}"
    for operation in done.plan.operations:
        if operation.op == "withdraw":
            yield f"withdrawn  {operation.id}: {operation.reason}"
    for record in done.plan.lingering:
        yield f"lingering  {record}: of an earlier import; its row was not taken now; it stays"


def _problems(done: Imported) -> Iterator[str]:
    for problem, count in done.reading.findings.counts().items():
        yield ""
        yield f"{problem} ({count}): {title(problem)}"
        for f in done.reading.findings.of(problem):
            said = f" {f.value!r}" if f.value else ""
            yield f"  row {f.row} (line {f.line}), {f.column}:{said}; {f.proposal}; {f.done}"
