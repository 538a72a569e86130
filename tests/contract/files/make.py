"""Writes a small graph with the code of the commit that PYTHONPATH leads to: see README.md."""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
import sys
import tempfile
from pathlib import Path

from exchange_graph.domain.changes import ChangeSet, Merge, Put, Withdraw
from exchange_graph.domain.records import parse_object
from exchange_graph.graph.embedded.store import EmbeddedStore

HERE = Path(__file__).parent
RECORDS = [json.loads(line) for line in (HERE / "records.ndjson").read_text("utf-8").splitlines()]
LATER = {"id": "x-dated", "title": {"en": "Tax officers trained", "fr": "Formation de percepteurs"}}
"""What the second change set writes over."""


async def fill(path: Path) -> None:
    """Three change sets: the records; one of them written again; a merge and a withdrawal."""
    again = [record | LATER for record in RECORDS if record["id"] == LATER["id"]]
    steps = [
        [Put(record=parse_object(record)) for record in RECORDS],
        [Put(record=parse_object(record)) for record in again],
        [Merge(source="old-agency", into="agency"), Withdraw(id="x-twice", reason="entered twice")],
    ]
    store = EmbeddedStore(path)
    await store.open()
    for number, operations in enumerate(steps, 1):
        who = {"role": "curator", "organisation": "Test Bureau"}
        said = {"key": f"step-{number}", "actor": who, "reason": "testing", "operations": operations}
        await store.apply(ChangeSet.model_validate(said))
    await store.close()


def main() -> None:
    """`make.py COMMIT` writes COMMIT.db.gz beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.db"
        asyncio.run(fill(path))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        content = gzip.compress(path.read_bytes(), mtime=0)
        (HERE / f"{sys.argv[1]}.db.gz").write_bytes(content)


if __name__ == "__main__":
    main()
