"""The terms of exchanges, by number: for each term a list of exchanges, for each exchange one short row."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable

from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.live import Live
from exchange_graph.graph.entry import How, Terms
from exchange_graph.graph.query import UNKNOWN, Dimension

Connection = sqlite3.Connection
HOW_BITS = 2
"""A packed term is its number, shifted, and how it belongs to the exchange in the lowest bits."""


def write_terms(connection: Connection, live: Live, n: int, terms: Terms) -> None:
    """Write the terms of an exchange that has none yet."""
    numbered = sorted((live.tag(dimension, value), how) for (dimension, value), how in terms.items())
    connection.executemany(sql.ADD_TERM, ((t, n, how) for t, how in numbered))
    packed = _little(array("I", (t << HOW_BITS | how for t, how in numbered)))
    connection.execute(sql.ADD_TERMS, (n, packed.tobytes()))


def write_taught(connection: Connection, live: Live, n: int, terms: Terms) -> None:
    """Write who gave what to whom, for an exchange in which something was given."""
    providers, recipients = _known(live, terms, Dimension.PROVIDER), _known(live, terms, Dimension.RECIPIENT)
    sectors = [live.tag(d, v) for (d, v), how in terms.items() if (d, how) == (Dimension.SECTOR, How.STATED)]
    rows = ((n, p, s, r) for p in providers for s in sectors for r in recipients or [0])
    connection.executemany(sql.ADD_TAUGHT, rows)


def clear_terms(connection: Connection, n: int) -> None:
    """Take away the terms of an exchange; a record of another kind has none."""
    found = connection.execute(sql.TERMS, (n,)).fetchone()
    if found:
        connection.executemany(sql.DROP_TERM, ((term >> HOW_BITS, n) for term in unpacked([found[0]])))
        connection.execute(sql.DROP_TERMS, (n,))
        connection.execute(sql.DROP_TAUGHT, (n,))


def unpacked(rows: Iterable[bytes]) -> array[int]:
    """All packed terms of some exchanges, one after the other."""
    return _little(array("I", b"".join(rows)))


def _little(terms: array[int]) -> array[int]:
    """The same file on every machine: the lowest byte first."""
    if sys.byteorder == "big":
        terms.byteswap()
    return terms


def _known(live: Live, terms: Terms, dimension: Dimension) -> list[int]:
    """The actors in a role, States standing for their bodies."""
    return [
        live.tag(d, value)
        for (d, value), how in terms.items()
        if d is dimension and how is How.STATED and value != UNKNOWN
    ]
