"""Connections to the database file: their settings, writing transactions, and faults in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exchange_graph.errors import Unusable

BUSY_MILLISECONDS = 15_000


def connect(path: Path) -> sqlite3.Connection:
    """A connection with our settings; `Unusable` where the file cannot be opened as a database."""
    try:
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256,
            timeout=BUSY_MILLISECONDS / 1000,
        )  # fmt: skip
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("CREATE TEMP TABLE hits (n INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE meant (n, p, PRIMARY KEY (n, p)) WITHOUT ROWID")
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
