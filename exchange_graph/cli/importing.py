"""exchange-graph import: the lists of others into the graph, each with a quality report."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from exchange_graph.cli.files import destination
from exchange_graph.cli.printing import after_writing, as_json, progress, say
from exchange_graph.cli.running import on_store
from exchange_graph.errors import Unusable
from exchange_graph.importers.undp_projects import report
from exchange_graph.importers.undp_projects.importing import Imported, import_list

_FORMS = {".csv": report.as_csv, ".json": report.as_json}

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
    done = _imported(file, report_file, accept=accept, dry_run=dry_run)
    with after_writing(None if dry_run else done.revision):
        if json:
            as_json(report.as_data(done))
        else:
            say(report.as_text(done).rstrip("\n"))


def _imported(file: Path, report_file: Path | None, *, accept: bool, dry_run: bool) -> Imported:
    """The import, and its report in the form that the name of the file asks for.

    The file of the report is made before the import, so that one that cannot be written stops it; what can
    only fail afterwards (a full disk) is said, and the import stands.
    """
    done: Imported | None = None
    try:
        with destination(report_file) if report_file else nullcontext() as written:
            done = on_store(lambda store: import_list(store, file, accept=accept, dry_run=dry_run))
            if report_file and written:
                words = _FORMS.get(report_file.suffix.lower(), report.as_text)
                written.write(words(done).encode())
    except Unusable as error:
        if done is None or dry_run:
            raise
        progress(f"imported as revision {done.revision}, but the report is missing: {error}")
    return done
