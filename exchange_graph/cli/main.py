"""exchange-graph: the commands, and the exit codes: 0 done, 1 could not, 2 wrong use."""

from __future__ import annotations

import sys
from importlib import metadata
from io import TextIOWrapper
from typing import Annotated

import typer

from exchange_graph.cli import (
    apply,
    ask,
    bench,
    cite,
    copying,
    doctor,
    experience,
    export,
    find,
    holes,
    importing,
    path,
    seeding,
    serving,
    show,
    suggest,
)
from exchange_graph.cli.printing import complain, refuse, say
from exchange_graph.errors import ExchangeGraphError

app = typer.Typer(
    help="Who has walked this road before, and what came of it?",
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
)  # fmt: skip
app.command()(serving.serve)
app.command()(seeding.seed)
app.command()(find.find)
app.command()(ask.ask)
app.command()(show.show)
app.command()(cite.cite)
app.command()(experience.experience)
app.command()(holes.holes)
app.command()(suggest.suggest)
app.command()(path.path)
app.command()(export.export)
app.command()(apply.apply)
app.command()(copying.copy)
app.add_typer(importing.app, name="import")
app.command()(doctor.doctor)
app.command()(bench.bench)


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop")] = False,
) -> None:
    """Who has walked this road before, and what came of it?"""
    if version:
        say(f"exchange-graph {metadata.version('exchange-graph')}")
        raise typer.Exit


def main() -> None:
    """Run the command line; expected errors are a few clear lines, without a trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may know fewer letters than six languages have
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ExchangeGraphError as error:
        refuse(error)
        sys.exit(1)
    except UnicodeEncodeError:
        complain("an argument is no text in UTF-8")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
