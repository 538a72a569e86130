"""exchange-graph seed: the curated files into the store."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from exchange_graph.cli.printing import as_json, of_what_is_written, progress, say
from exchange_graph.cli.running import on_store
from exchange_graph.seeding.reading import SEEDS, read_seeds
from exchange_graph.seeding.run import Seeded
from exchange_graph.seeding.run import seed as run

KEPT_SHOWN = 10


def seed(
    folder: Annotated[Path, typer.Option(help="Folder of seed files")] = SEEDS,
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Write the curated seed files into the graph; only differences, all or nothing.

    Example: exchange-graph seed
    """
    began = time.monotonic()
    progress(f"reading the seed files of {folder}")
    seeds = read_seeds(folder)
    progress(f"comparing {len(seeds.records)} records with the graph")
    done = on_store(lambda store: run(store, seeds))
    with of_what_is_written():
        if json:
            as_json({"written": len(done.written), "unchanged": done.unchanged, "kept": list(done.kept),
                     "revision": done.revision})  # fmt: skip
        else:
            _tell(done, time.monotonic() - began)


def _tell(done: Seeded, seconds: float) -> None:
    say(f"{len(done.written)} records written, {done.unchanged} unchanged ({seconds:.1f} s)")
    for record_id in done.kept[:KEPT_SHOWN]:
        say(f"kept as edited here: {record_id}")
    if len(done.kept) > KEPT_SHOWN:
        say(f"and {len(done.kept) - KEPT_SHOWN} more kept as edited here")
