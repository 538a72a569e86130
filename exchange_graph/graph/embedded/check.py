"""Looking closely: the file itself, and whether what is kept beside each record is what it derives."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from exchange_graph.errors import Problem
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.entries import kept_links, links_of
from exchange_graph.graph.embedded.in_transaction import EmbeddedInTransaction
from exchange_graph.graph.embedded.terms import HOW_BITS, unpacked
from exchange_graph.graph.entry import Entry, entry_of


def examine(connection: sqlite3.Connection) -> list[Problem]:
    """Every damage of the file, and every record whose terms, view, words or trace are not its own."""
    damage = [row[0] for row in connection.execute(sql.INTEGRITY) if row[0] != "ok"]
    listed, kept = connection.execute(sql.COUNT_TERMS).fetchone()
    if listed != (kept or 0):
        damage.append("terms are listed that no exchange has: seed or copy again into a new file")
    return [Problem("file", why) for why in damage] + list(_strange_entries(connection))


def _strange_entries(connection: sqlite3.Connection) -> Iterator[Problem]:
    live = EmbeddedInTransaction(connection)
    for record_id, n in connection.execute(sql.LIVE_NUMBERS).fetchall():
        record = live.get(record_id)
        if record is None:
            yield Problem(record_id, "cannot be read")
            continue
        entry = entry_of(record, live.context())
        links = sorted((TYPES.index(k.type), k.start, k.end, k.basis) for k in links_of(live, record, entry))
        if (_kept(connection, n), kept_links(connection, n)) != (_derived(entry), links):
            yield Problem(record_id, "what is kept beside it is not what it derives: seed or write it again")


def _kept(connection: sqlite3.Connection, n: int) -> tuple[object, ...]:
    packed = connection.execute(sql.TERMS, (n,)).fetchone()
    numbers = json.dumps([term >> HOW_BITS for term in unpacked(packed or ())])
    terms = connection.execute(sql.TERMS_OF, (n, numbers)).fetchall()
    view = connection.execute(sql.READING, (n,)).fetchone()
    words = connection.execute(sql.WORDS_OF, (n,)).fetchone()
    trace = connection.execute(sql.TRACE_OF, (n,)).fetchone()
    return terms, view[0] if view else None, words, trace[0] if trace else None


def _derived(entry: Entry) -> tuple[object, ...]:
    exchange, words = entry.exchange, entry.words
    terms = [
        (d.value, v, int(how), party)
        for (d, v), how in (exchange.terms.items() if exchange else ())
        for party in (exchange.of_party.get((d, v), [""]) if exchange else ())
    ]
    view = exchange.view.model_dump_json(exclude_defaults=True) if exchange else None
    trace = exchange.trace if exchange else None
    return sorted(terms), view, (words.title, words.party, words.sector, words.elsewhere), trace
