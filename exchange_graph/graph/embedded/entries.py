"""What is derived from a record and kept beside it: written with it."""

from __future__ import annotations

import sqlite3

from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import MEMBER_OF
from exchange_graph.graph.edges import TYPES, edges_of, links
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.in_transaction import EmbeddedInTransaction
from exchange_graph.graph.embedded.terms import clear_terms, write_terms
from exchange_graph.graph.entry import Entry, ExchangeEntry, entry_of
from exchange_graph.graph.query import Link
from exchange_graph.graph.words import Words

KeptLink = tuple[int, str, str, str | None]
MEMBER = TYPES.index(MEMBER_OF.type)
"""The one type whose links belong to the record where they end: a group lists its members."""
_SOME = 2_000
"""How many records are written on what is read once: a large graph must not be held whole."""


def write_every_entry(connection: sqlite3.Connection) -> None:
    """Write the entry of every live record into tables that are empty."""
    revision = int(connection.execute(sql.HEAD).fetchone()[0])
    ids = [record_id for (record_id,) in connection.execute(sql.LIVE_IDS)]
    for start in range(0, len(ids), _SOME):
        live = EmbeddedInTransaction(connection)
        for record_id in ids[start : start + _SOME]:
            write_entry(connection, live, record_id, revision, new=True)


def clear_entry(connection: sqlite3.Connection, n: int) -> None:
    """Take away all that was derived for a record."""
    for statement in sql.CLEAR_ENTRY:
        connection.execute(statement, (n,))
    clear_terms(connection, n)
    _clear_links(connection, n)


def links_of(live: EmbeddedInTransaction, record: AnyRecord, entry: Entry) -> list[Link]:
    """The links that belong to a record."""
    view = entry.exchange.view if entry.exchange else None
    return links(edges_of(record, view, live.current))


def kept_links(connection: sqlite3.Connection, n: int) -> list[KeptLink]:
    """The links that are kept for a record, in order: type, start, end, basis."""
    found = connection.execute(sql.LINKS_OF, (n, MEMBER))
    return [(place, start, end, basis) for start, place, end, basis in found]


def write_entry(
    connection: sqlite3.Connection, live: EmbeddedInTransaction, record_id: str, revision: int, *,
    new: bool = False,
) -> None:  # fmt: skip
    """Derive a live record's entry and write what differs from the one before; a `new` record has none.

    What suggestions rest on is marked with `revision` where it differs.
    """
    record = live.get(record_id)
    if record is None or record.id != record_id:
        return
    n, entry = live.number(record_id), entry_of(record, live.context())
    _write_depends(connection, n, entry.depends_on, new=new)
    _write_words(connection, n, entry.words, new=new)
    _write_links(connection, live, n, links_of(live, record, entry), new=new)
    if entry.exchange:
        _write_exchange(connection, n, entry.exchange, new=new)
        write_terms(connection, live, n, entry.exchange, new=new)
        _write_trace(connection, (n, record_id, revision, entry.exchange.trace))


def _write_trace(connection: sqlite3.Connection, trace: tuple[int, str, int, str]) -> None:
    kept = connection.execute(sql.TRACE_OF, (trace[0],)).fetchone()
    if kept != (trace[-1],):
        if kept:
            connection.execute(sql.DROP_TRACE, (trace[0],))
        connection.execute(sql.ADD_TRACE, trace)


def _write_depends(connection: sqlite3.Connection, n: int, wanted: frozenset[str], *, new: bool) -> None:
    kept = set() if new else {record_id for (record_id,) in connection.execute(sql.DEPENDS_OF, (n,))}
    connection.executemany(sql.DROP_DEPENDS, ((i, n) for i in kept - wanted))
    connection.executemany(sql.ADD_DEPENDS, ((i, n) for i in sorted(wanted - kept)))


def _write_words(connection: sqlite3.Connection, n: int, words: Words, *, new: bool) -> None:
    wanted = (words.title, words.party, words.sector, words.elsewhere)
    kept = None if new else connection.execute(sql.WORDS_OF, (n,)).fetchone()
    if kept != wanted:
        if kept:
            connection.execute(sql.DROP_WORDS, (n,))
        connection.execute(sql.ADD_WORDS, (n, *wanted))


def _write_links(
    connection: sqlite3.Connection, live: EmbeddedInTransaction, n: int, wanted: list[Link], *, new: bool
) -> None:
    rows = sorted((TYPES.index(link.type), link.start, link.end, link.basis) for link in wanted)
    kept = [] if new else kept_links(connection, n)
    if kept != rows:
        if kept:
            _clear_links(connection, n)
        numbered = ((live.number(start), p, live.number(end), basis) for p, start, end, basis in rows)
        connection.executemany(sql.ADD_LINK, numbered)


def _clear_links(connection: sqlite3.Connection, n: int) -> None:
    for statement in sql.CLEAR_LINKS:
        connection.execute(statement, (n, MEMBER))


def _write_exchange(connection: sqlite3.Connection, n: int, entry: ExchangeEntry, *, new: bool) -> None:
    """The view, and the row that follows from it alone."""
    view = entry.view
    body = view.model_dump_json(exclude_defaults=True)
    if not new and connection.execute(sql.READING, (n,)).fetchone() == (body,):
        return
    none = (None, None)
    if not new:
        connection.execute(sql.DROP_EXCHANGE, (n,))
        connection.execute(sql.DROP_READING, (n,))
    connection.execute(
        sql.ADD_EXCHANGE,
        (n, entry.by_newest, entry.by_oldest, entry.by_title, *(entry.years or none),
         view.given, *(view.period.ran or none), view.programme,
         view.outcome.rating if view.outcome else None, view.grade),
    )  # fmt: skip
    connection.execute(sql.ADD_READING, (n, body))
