"""How the command line speaks: tables on a terminal, plain lines in a pipe, complaints on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table


def say(line: str) -> None:
    """A line of the answer."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """What could not be done, on standard error."""
    sys.stderr.write(f"exchange-graph: {line}\n")


def progress(line: str) -> None:
    """What is being done, on standard error, so that answers stay clean."""
    sys.stderr.write(line + "\n")


def as_json(value: Any) -> None:
    """The answer for programs."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A readable table; tab-separated lines where the output is no terminal."""
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(row))
        return
    shown = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        shown.add_row(*row)
    Console().print(shown)
