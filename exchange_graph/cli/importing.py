"""exchange-graph import: the lists of others into the graph, each with a quality report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from exchange_graph.cli.printing import as_json, progress
from exchange_graph.cli.running import on_store
from exchange_graph.errors import Unusable
from exchange_graph.importers.undp_projects import report
from exchange_graph.importers.undp_projects.importing import Imported, import_list

app = typer.Typer(help="Import the list of somebody else.", no_args_is_help=True)


@app.callback()
def importing() -> None:
    """Import the list of somebody else; the whole file is checked before the first write."""


@app.command("undp-projects")
def undp_projects(
    file: Annotated[Path, typer.Argument(help="UNDP's list of projects, as CSV in UTF-8")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and report; write nothing")] = False,
    accept: Annotated[
        bool, typer.Option("--accept-proposals", help="Load codes that are only proposed, as inferred")
    ] = False,
    report_file: Annotated[
        Path | None, typer.Option("--report", help="Write the report here: .csv, .json or text by its name")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Import UNDP's list of South-South and triangular cooperation projects, with a quality report.

    Example: `exchange-graph import undp-projects ssc_projects.csv --dry-run --report report.csv`
    """
    progress(f"reading and checking {file}")
    done = on_store(lambda store: import_list(store, file, accept=accept, dry_run=dry_run))
    if report_file is not None:
        _save(report_file, done)
    if json:
        as_json(report.as_data(done))
    else:
        sys.stdout.write(report.as_text(done))


def _save(path: Path, done: Imported) -> None:
    """Write the report in the form that the name of the file asks for."""
    say = {".csv": report.as_csv, ".json": report.as_json}.get(path.suffix.lower(), report.as_text)
    try:
        path.write_text(say(done), "utf-8")
    except OSError as error:
        raise Unusable(f"the report cannot be written to {path}: {error.strerror or error}") from None
