"""exchange-graph seed: the curated files into the store."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from exchange_graph.cli.files import destination
from exchange_graph.cli.printing import after_writing, as_json, progress, say
from exchange_graph.cli.running import on_store
from exchange_graph.domain.canonical import dumps
from exchange_graph.seeding.reading import SEEDS, read_seeds
from exchange_graph.seeding.run import Seeded
from exchange_graph.seeding.run import seed as run

SHOWN = 10
REASON = "taken out of the seed files"


def seed(
    folder: Annotated[Path, typer.Option(help="Folder of seed files")] = SEEDS,
    withdrawals: Annotated[
        Path | None, typer.Option(help="Write here what withdraws records that the files hold no more")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Write the curated seed files into the graph; only differences, all or nothing.

    A record that is taken out of the files stays in the graph; it is named, with the way to withdraw it.

    Example: exchange-graph seed
    """
    began = time.monotonic()
    progress(f"reading the seed files of {folder}")
    seeds = read_seeds(folder)
    progress(f"comparing {len(seeds.records)} records with the graph")
    done = on_store(lambda store: run(store, seeds))
    with after_writing(done.revision if done.written else None):
        if withdrawals is not None:
            _save(withdrawals, done)
        if json:
            as_json({"written": len(done.written), "unchanged": done.unchanged, "kept": list(done.kept),
                     "taken_out": list(done.taken_out), "revision": done.revision})  # fmt: skip
        else:
            _tell(done, time.monotonic() - began)


def _tell(done: Seeded, seconds: float) -> None:
    say(f"{len(done.written)} records written, {done.unchanged} unchanged ({seconds:.1f} s)")
    _list("kept as edited here", done.kept)
    _list("no longer in the seed files", tuple(done.taken_out))
    if done.taken_out:
        say(
            "They stay until they are withdrawn: exchange-graph seed --withdrawals FILE && "
            f'exchange-graph apply FILE --actor ROLE@ORGANISATION --reason "{REASON}"'
        )


def _list(what: str, ids: Sequence[str]) -> None:
    for record_id in ids[:SHOWN]:
        say(f"{what}: {record_id}")
    if len(ids) > SHOWN:
        say(f"and {len(ids) - SHOWN} more {what}")


def _save(path: Path, done: Seeded) -> None:
    """The operations that withdraw what the files hold no more, for `apply`."""
    with destination(path) as file:
        for record_id, version in done.taken_out.items():
            line = {"op": "withdraw", "id": record_id, "reason": REASON, "expect": version}
            file.write(f"{dumps(line)}\n".encode())
