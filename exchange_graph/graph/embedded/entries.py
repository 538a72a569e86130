"""What is derived from a record and kept beside it: written with it, and rebuilt when its rules change."""

from __future__ import annotations

import sqlite3

from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.edges import MEMBER_OF, TYPES, edges_of, links
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.live import Live
from exchange_graph.graph.embedded.terms import clear_terms, write_taught, write_terms
from exchange_graph.graph.entry import ENTRY_VERSION, Entry, ExchangeEntry, entry_of
from exchange_graph.graph.query import Link

Connection = sqlite3.Connection
MEMBER = TYPES.index(MEMBER_OF)
"""The one type whose links belong to the record where they end: a group lists its members."""
_SOME = 2_000
"""How many records are rebuilt on what is read once: a large graph must not be held whole."""


def rebuild(connection: Connection) -> None:
    """Write every entry anew where they were made by other rules; several processes may try."""
    if connection.execute(sql.ENTRIES).fetchone()[0] == ENTRY_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        ids = [record_id for (record_id,) in connection.execute(sql.LIVE_IDS)]
        for start in range(0, len(ids), _SOME):
            live = Live(connection)
            for record_id in ids[start : start + _SOME]:
                write_entry(connection, live, record_id)
        connection.execute(sql.SET_ENTRIES, (ENTRY_VERSION,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def clear_entry(connection: Connection, n: int) -> None:
    """Take away all that was derived for a record."""
    for statement in sql.CLEAR_ENTRY:
        connection.execute(statement, (n,))
    clear_terms(connection, n)
    for statement in sql.CLEAR_LINKS:
        connection.execute(statement, (n, MEMBER))


def links_of(live: Live, record: AnyRecord, entry: Entry) -> list[Link]:
    """The links that belong to a record."""
    view = entry.exchange.view if entry.exchange else None
    return links(edges_of(record, view, live.current))


def write_entry(connection: Connection, live: Live, record_id: str, *, new: bool = False) -> None:
    """Derive a live record's entry and write it in place of the one before; a `new` record has none."""
    row = connection.execute(sql.RECORD, (record_id,)).fetchone()
    record = live.get(record_id)
    if record is None or row is None or row[2] != "live":
        return
    n, entry = row[0], entry_of(record, live.context())
    if not new:
        clear_entry(connection, n)
    connection.executemany(sql.ADD_DEPENDS, ((i, n) for i in sorted(entry.depends_on)))
    _write_words(connection, n, entry)
    rows = (
        (link.start, TYPES.index(link.type), link.end, link.basis) for link in links_of(live, record, entry)
    )
    connection.executemany(sql.ADD_LINK, rows)
    if entry.exchange:
        _write_exchange(connection, n, entry.exchange)
        write_terms(connection, live, n, entry.exchange.terms)
        if entry.exchange.view.given:
            write_taught(connection, live, n, entry.exchange.terms)


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
