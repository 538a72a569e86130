"""How the command line speaks: answers on standard output, complaints and progress on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from exchange_graph.domain.languages import Lang
from exchange_graph.errors import BadInput, ExchangeGraphError, Unusable
from exchange_graph.render.punctuation import opened
from exchange_graph.render.refusals import said_in

MOST_LINES = 20
"""A refusal names as many problems; the rest would only hide the first."""
LONGEST_LINE = 600


def say(line: str) -> None:
    """A line of the answer; `Unusable` where there is no room for it."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unusable(f"the answer cannot be written: {error.strerror}") from None


@contextmanager
def after_writing(revision: int | None) -> Iterator[None]:
    """Telling what a command has written to the graph: it stands, whether or not anybody hears of it.

    None where nothing was written: then a failure is one.
    """
    try:
        yield
    except (BrokenPipeError, Unusable) as error:
        if revision is None:
            raise
        complain(f"written as revision {revision}; {error}")
        _let_go_of_output()


def _let_go_of_output() -> None:
    """What standard output could not take must not fail once more at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(line: str) -> None:
    """What could not be done, on standard error: one line, whatever stands in the input."""
    plain = "".join(character if character.isprintable() else " " for character in line)
    cut = f"{plain[:LONGEST_LINE]}…" if len(plain) > LONGEST_LINE else plain
    sys.stderr.write(f"exchange-graph: {cut}\n")


reading: ContextVar[Lang] = ContextVar("reading", default="en")
"""The language that a command was asked to speak."""


def refuse(error: ExchangeGraphError) -> None:
    """Why a command could not do what it was asked for: one line for each problem, and how many more."""
    lang, told = reading.get(), [str(error)]
    if isinstance(error, BadInput):
        told = [opened(p.where, said_in(lang, p.why), lang) for p in error.problems]
    for line in told[:MOST_LINES]:
        complain(line)
    if len(told) > MOST_LINES:
        complain(f"and {len(told) - MOST_LINES} more")


def progress(line: str) -> None:
    """What is being done, on standard error, so that answers stay clean."""
    sys.stderr.write(line + "\n")


def as_json(value: Any) -> None:
    """The answer for programs."""
    say(json.dumps(value, ensure_ascii=False, indent=2))
