"""Making a file ready: what was acknowledged stays as it is, what another version derived is made anew."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from exchange_graph.errors import Unusable
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.connect import writing
from exchange_graph.graph.embedded.entries import write_every_entry
from exchange_graph.graph.entry import ENTRY_VERSION

SCHEMA_VERSION = 8
"""Raise it when a table changes, or when an unchanged entry is written otherwise: files are rebuilt."""
APPLICATION = 0x45584752
"""Marks a file as ours ("EXGR"), so that nobody else's database is ever written to."""
TRUTH = {"head", "changeset", "operation", "record", "alias"}
"""The tables of what was acknowledged; a file that has them all is ours though it is from before the mark."""
_ELSE = "name another file in EXCHANGE_STORE"


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to the present versions in one transaction; several processes may try.

    `Unusable` where the file is not ours or a newer version wrote it: it is left as it was.
    """
    current = _is_current(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    if current:
        return
    with writing(connection):
        if not _is_current(connection, path):
            _run(connection, "truth.sql")
            _run(connection, "derived.sql")
            write_every_entry(connection)
            connection.execute(sql.SET_ENTRIES, (ENTRY_VERSION,))
            connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION:d}")


def _is_current(connection: sqlite3.Connection, path: Path) -> bool:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return False
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION and (mark or not tables >= TRUTH):
        raise Unusable(f"{path} is another program's database and was left as it is: {_ELSE}")
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    _refuse_newer(path, "schema", schema, SCHEMA_VERSION)
    entries = int(connection.execute(sql.ENTRIES).fetchone()[0])
    _refuse_newer(path, "entries", entries, ENTRY_VERSION)
    return (schema, entries) == (SCHEMA_VERSION, ENTRY_VERSION)


def _refuse_newer(path: Path, what: str, found: int, known: int) -> None:
    if found > known:
        raise Unusable(
            f"{path} was written by a newer version of this service ({what} {found}; this one knows "
            f"{known}): update the service, or {_ELSE}"
        )


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute a script statement by statement: `executescript` would commit the transaction."""
    statement = ""
    for line in resources.files(__package__).joinpath(script).read_text("utf-8").splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
