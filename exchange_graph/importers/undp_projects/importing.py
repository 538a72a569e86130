"""The whole way of the list: file, reading, comparison, and unless it is a dry run, the graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.graph.store import GraphStore
from exchange_graph.importers.cells import read_bytes
from exchange_graph.importers.known import known_from
from exchange_graph.importers.run import ImportPlan, plan, write
from exchange_graph.importers.undp_projects.reading import ReadList, read_list
from exchange_graph.importers.undp_projects.source import RECORD

REASON = "UNDP's list of South-South and triangular cooperation projects"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a run read, what it did or would do, and the revision of the graph after it."""

    file: str
    reading: ReadList
    plan: ImportPlan
    dry_run: bool
    revision: int


async def import_list(
    store: GraphStore, path: Path, *, accept: bool = False, dry_run: bool = False
) -> Imported:
    """Import the list at `path`. `BadInput` where it is no such list: then nothing was written."""
    data = read_bytes(path)
    known = known_from(await follow_catalogue(store).current())
    reading = read_list(data, path.name, known, accept=accept)
    planned = await plan(store, RECORD, reading.taken)
    revision = await write(store, planned, REASON, dry_run=dry_run)
    return Imported(path.name, reading, planned, dry_run, revision)
