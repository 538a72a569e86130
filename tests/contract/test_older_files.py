"""A file that an older version of the embedded store wrote opens, and answers as before."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from exchange_graph.graph.embedded.connect import APPLICATION, MIGRATIONS
from exchange_graph.graph.embedded.store import EmbeddedStore
from tests.contract.test_history import HISTORY
from tests.contract.test_opening import everything

KEPT = ("head", "changeset", "operation", "record", "alias")
"""What is not derived, and is the same in every version."""


def of_the_first_version(new: Path, old: Path) -> None:
    """The same graph in a file as the first version made it; what is derived is not there yet."""
    script = resources.files("exchange_graph.graph.embedded").joinpath(MIGRATIONS[0])
    connection = sqlite3.connect(old)
    connection.executescript(script.read_text("utf-8"))
    connection.execute("ATTACH ? AS new", (str(new),))
    connection.execute("DELETE FROM head")
    for table in KEPT:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


async def test_a_file_of_the_first_version_opens_and_answers_as_before(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "new.db")
    await store.open()
    for changeset in HISTORY:
        await store.apply(changeset)
    before = await everything(store)
    await store.close()
    of_the_first_version(tmp_path / "new.db", tmp_path / "old.db")
    again = EmbeddedStore(tmp_path / "old.db")
    await again.open()
    try:
        assert await everything(again) == before
        assert await again.examine() == []
    finally:
        await again.close()
