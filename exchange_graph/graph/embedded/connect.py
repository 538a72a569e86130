"""Opening the database file: settings of every connection, and the way to the current schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

from exchange_graph.errors import Unusable

BUSY_MILLISECONDS = 15_000
APPLICATION = 0x45584752
"""Marks a file as ours ("EXGR"), so that nobody else's database is ever written to."""
MIGRATIONS: tuple[str, ...] = (
    "schema.sql", "with_links.sql", "terms_by_number.sql", "trace.sql", "ids_by_case.sql",
    "years_unknown.sql",
)  # fmt: skip
"""Scripts that lead from schema version n to n + 1, in order; the first makes an empty file."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection with our settings; `Unusable` where the file cannot be opened as a database."""
    try:
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256,
            timeout=BUSY_MILLISECONDS / 1000,
        )  # fmt: skip
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("CREATE TEMP TABLE hits (n INTEGER PRIMARY KEY)")
    except sqlite3.Error as error:
        raise Unusable(f"{path} cannot be used as the graph's database: {plainly(error)}") from None
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One writing transaction: all of it or, where an error leaves the block, nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has ended the transaction already: to end it again would hide why.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


_KNOWN = {
    "not a database": "the file is something else. Move it away, or name another file in EXCHANGE_STORE",
    "malformed": "the file is damaged. Restore a copy, or move it away and seed or copy again",
    "is full": "the disk is full. Make room, then do it again: nothing was written",
}


def known_fault(error: sqlite3.Error) -> str | None:
    """What is wrong with the file or the disk, in words for the operator; None where it is something else."""
    return next((words for sign, words in _KNOWN.items() if sign in str(error)), None)


def plainly(error: sqlite3.Error) -> str:
    """What is wrong where a file cannot be opened or prepared, in words for the operator."""
    return known_fault(error) or f"{error}. Check that the folder exists and can be written"


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the current schema, one committed step at a time; several processes may try."""
    _refuse_foreign(connection, path)
    while (version := _version(connection)) < len(MIGRATIONS):
        with writing(connection):
            if _version(connection) == version:
                _run(connection, MIGRATIONS[version])
                connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
                connection.execute(f"PRAGMA user_version = {version + 1:d}")
    if version > len(MIGRATIONS):
        raise Unusable(
            f"{path} was written by a newer version of this service (schema {version}; this one "
            f"knows {len(MIGRATIONS)}): update the service, or name another file in EXCHANGE_STORE"
        )


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and mark != APPLICATION:
        raise Unusable(
            f"{path} is another program's database and was left as it is: name another file in EXCHANGE_STORE"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute a script statement by statement: `executescript` would commit the transaction."""
    statement = ""
    for line in resources.files(__package__).joinpath(script).read_text("utf-8").splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
