"""exchange-graph bench: how fast it is on this machine, next to what is promised."""

from __future__ import annotations

import asyncio
import os
import platform
import signal
from dataclasses import asdict
from typing import Annotated, Any

import typer

from exchange_graph.bench.lines import Measured
from exchange_graph.bench.run import BenchPlan, run
from exchange_graph.cli.printing import as_json, progress, say
from exchange_graph.cli.running import settings

_FORM = "{:>9}  {:<43}{:<10}{:>11}{:>9}{:>9}{:>10}  {:<30}{:<28}{}"
_COLUMNS = ("exchanges", "what", "store", "median", "p95", "p99", "bytes", "unit", "figure", "")
_SEVERAL = "Several times measures several sizes, and how times grow"


def bench(
    exchanges: Annotated[list[int] | None, typer.Option(min=10, help=_SEVERAL)] = None,
    neo4j: Annotated[
        str | None,
        typer.Option(help="bolt://HOST:PORT of an empty database; user, password: EXCHANGE_NEO4J_*"),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often each question is asked")] = 40,
    seconds: Annotated[float, typer.Option(min=0.01, help="How long each HTTP request is repeated")] = 0.5,
    json: Annotated[bool, typer.Option("--json", help="For programs, at the end")] = False,
) -> None:
    """Measure load, questions, writes and HTTP on a generated graph, in files of its own.

    Examples: `exchange-graph bench`, `exchange-graph bench --exchanges 10000 --exchanges 100000`
    """
    if neo4j and len(exchanges or ()) > 1:
        why = "measure one size a run: a server's database is never emptied from here"
        raise typer.BadParameter(why, param_hint="--neo4j")
    plan = BenchPlan(exchanges or [10_000], rounds, seconds, neo4j)

    async def measured() -> list[Measured]:
        _end_tidily()
        lines = []
        async for line in run(plan, settings(), progress):
            lines.append(line)
            if not json:
                say(_said(line))
        return lines

    progress(_machine())
    if not json:
        say(_FORM.format(*_COLUMNS).rstrip())
    try:
        lines = asyncio.run(measured())
    except asyncio.CancelledError:
        raise typer.Exit(1) from None
    if json:
        as_json([_for_programs(line) for line in lines])
    missed = [line for line in lines if line.holds is False]
    progress(f"{len(missed)} of {sum(1 for line in lines if line.figure)} figures missed")


def _end_tidily() -> None:
    """Whoever ends the process ends the measurement: its files and its service go with it."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _machine() -> str:
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    machine = f"{cores} cores, Python {platform.python_version()}, load average {load:.1f}"
    return f"{machine}: others are at work, all times are too long" if load > cores / 2 else machine


def _said(line: Measured) -> str:
    p95, p99 = ("" if value is None else f"{value:.2f}" for value in (line.p95, line.p99))
    figure = line.figure.words if line.figure else ""
    size = "" if line.size is None else f"{line.size:,}"
    unit = f"{line.unit}, {line.refused} refused" if line.refused else line.unit
    holds = {True: "holds", False: "MISSES", None: ""}[line.holds]
    named = f"{line.exchanges:,}", line.what, line.store
    return _FORM.format(*named, f"{line.value:,.2f}", p95, p99, size, unit, figure, holds).rstrip()


def _for_programs(line: Measured) -> dict[str, Any]:
    body = asdict(line)
    body["figure"] = line.figure.words if line.figure else None
    return body | {"holds": line.holds}
