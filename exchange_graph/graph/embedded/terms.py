"""The terms of exchanges, by number: for each term a list of exchanges, for each exchange one short row."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator
from itertools import product

from exchange_graph.graph.embedded import sql
from exchange_graph.graph.embedded.in_transaction import EmbeddedInTransaction
from exchange_graph.graph.entry import ExchangeEntry, How, Terms
from exchange_graph.graph.query import ROLE_OF, UNKNOWN, Dimension

HOW_BITS = 2
"""A packed term is its number, shifted, and how it belongs to the exchange in the lowest bits."""


def write_terms(
    connection: sqlite3.Connection, live: EmbeddedInTransaction, n: int, entry: ExchangeEntry, *, new: bool
) -> None:
    """Write the terms of an exchange where they differ, and who gave what to whom: it follows from them."""
    wanted = set(_by_party(live, entry))
    kept: set[tuple[int, ...]] = set() if new else set(_kept_by_party(connection, n))
    if kept == wanted:
        return
    connection.executemany(sql.DROP_TERM, ((*row, n) for row in kept - wanted))
    connection.executemany(sql.ADD_TERM, ((*row, n) for row in sorted(wanted - kept)))
    if not new:
        connection.execute(sql.DROP_TERMS, (n,))
        connection.execute(sql.DROP_TAUGHT, (n,))
    packed = sorted({t << HOW_BITS | how for t, how, _ in wanted})
    connection.execute(sql.ADD_TERMS, (n, _little(array("I", packed)).tobytes()))
    connection.executemany(sql.ADD_TAUGHT, ((n, *row) for row in _taught(live, entry)))


def clear_terms(connection: sqlite3.Connection, n: int) -> None:
    """Take away the terms of an exchange; a record of another kind has none."""
    connection.executemany(sql.DROP_EVERY_TERM, ((term >> HOW_BITS, n) for term in _kept(connection, n)))
    connection.execute(sql.DROP_TERMS, (n,))
    connection.execute(sql.DROP_TAUGHT, (n,))


def _by_party(live: EmbeddedInTransaction, entry: ExchangeEntry) -> Iterator[tuple[int, int, int]]:
    """Each term, how it belongs to the exchange, and the party it is said of."""
    for (dimension, value), how in entry.terms.items():
        t, role = live.tag(dimension, value), ROLE_OF.get(dimension)
        if role is None:
            yield t, how, 0
        else:
            parties = entry.of_party[dimension, value]
            yield from ((t, int(how), live.tag(role, party)) for party in parties)


def _kept_by_party(connection: sqlite3.Connection, n: int) -> Iterable[tuple[int, ...]]:
    numbers = [term >> HOW_BITS for term in _kept(connection, n)]
    return connection.execute(sql.TERMS_BY_PARTY, (n, json.dumps(numbers)))


def _kept(connection: sqlite3.Connection, n: int) -> array[int]:
    return unpacked(packed for (packed,) in connection.execute(sql.TERMS, (n,)))


def _taught(live: EmbeddedInTransaction, entry: ExchangeEntry) -> Iterator[tuple[int, int, int]]:
    """Provider, sector, recipient, where something was given and the provider is known."""
    if not entry.view.given:
        return
    providers = _stated(live, entry.terms, Dimension.PROVIDER)
    recipients = _stated(live, entry.terms, Dimension.RECIPIENT) or [0]
    sectors = _stated(live, entry.terms, Dimension.SECTOR) or [live.tag(Dimension.SECTOR, UNKNOWN)]
    yield from product(providers, sectors, recipients)


def unpacked(rows: Iterable[bytes]) -> array[int]:
    """All packed terms of some exchanges, one after the other."""
    return _little(array("I", b"".join(rows)))


def _little(terms: array[int]) -> array[int]:
    """The same file on every machine: the lowest byte first."""
    if sys.byteorder == "big":
        terms.byteswap()
    return terms


def _stated(live: EmbeddedInTransaction, terms: Terms, dimension: Dimension) -> list[int]:
    """The known values of a dimension: States stand for their bodies, broader sectors are left out."""
    return [
        live.tag(d, value)
        for (d, value), how in terms.items()
        if d is dimension and how is How.STATED and value != UNKNOWN
    ]
