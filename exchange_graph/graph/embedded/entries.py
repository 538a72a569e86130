"""What is derived from a record and kept beside it: written with it, and rebuilt when its rules change."""

from __future__ import annotations

import sqlite3

from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.live import Live
from exchange_graph.graph.entry import ENTRY_VERSION, Entry, ExchangeEntry, entry_of

Connection = sqlite3.Connection


def rebuild(connection: Connection) -> None:
    """Write every entry anew where they were made by other rules; several processes may try."""
    if connection.execute(sql.ENTRIES).fetchone()[0] == ENTRY_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        live = Live(connection)
        revision = int(connection.execute(sql.HEAD).fetchone()[0])
        for (record_id,) in connection.execute(sql.LIVE_IDS).fetchall():
            write_entry(connection, live, record_id, revision)
        connection.execute(sql.SET_ENTRIES, (ENTRY_VERSION,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def clear_entry(connection: Connection, n: int) -> None:
    """Take away all that was derived for a record."""
    for statement in sql.CLEAR_ENTRY:
        connection.execute(statement, (n,))


def write_entry(connection: Connection, live: Live, record_id: str, revision: int) -> None:
    """Derive a live record's entry and write it in place of the one before, as of `revision`."""
    row = connection.execute(sql.RECORD, (record_id,)).fetchone()
    record = live.get(record_id)
    if record is None or row is None or row[2] != "live":
        return
    n, entry = row[0], entry_of(record, live.context())
    clear_entry(connection, n)
    connection.executemany(sql.ADD_DEPENDS, ((i, n) for i in sorted(entry.depends_on)))
    _write_words(connection, n, entry)
    if entry.exchange:
        _write_exchange(connection, n, entry.exchange)
        trace = (n, record_id, revision, entry.exchange.trace)
        connection.execute(sql.PUT_TRACE, trace)


def _write_words(connection: Connection, n: int, entry: Entry) -> None:
    words = entry.words
    connection.execute(sql.ADD_WORDS, (n, words.title, words.party, words.sector, words.elsewhere))


def _write_exchange(connection: Connection, n: int, entry: ExchangeEntry) -> None:
    view = entry.view
    active = view.active_years() or (None, None)
    connection.execute(
        sql.ADD_EXCHANGE,
        (n, entry.by_newest, entry.by_oldest, entry.by_title, entry.first_year, entry.last_year,
         view.given, *active, view.programme,
         view.outcome.rating if view.outcome else None, view.grade),
    )  # fmt: skip
    connection.execute(sql.ADD_READING, (n, view.model_dump_json(exclude_defaults=True)))
    connection.executemany(
        sql.ADD_TERM, ((n, d.value, value, how) for (d, value), how in sorted(entry.terms.items()))
    )
