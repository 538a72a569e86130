"""Facets: how many exchanges have each value of a dimension."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from exchange_graph.graph.embedded import hits, sql
from exchange_graph.graph.embedded.terms import HOW_BITS, unpacked
from exchange_graph.graph.entry import How
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Facets

Connection = sqlite3.Connection
Counts = list[tuple[str, int]]
_SOME = 1_000
"""Exchanges whose terms are counted in one go, before other threads get their turn."""

Remembered = dict[Dimension, tuple[int, Counts]]
"""Counts over the whole graph and the revision they were counted at."""


def facets(
    connection: Connection, query: ExchangeQuery, table: str, dimensions: Sequence[Dimension],
    remembered: Remembered,
) -> Facets:  # fmt: skip
    """Dimensions without a condition of their own share the hits in `table`; each other one gets its own.

    What is counted over everything is counted once at a revision and kept in `remembered`.
    """
    asked = {d for d, _ in query.where} | ({Dimension.YEAR} if any(query.years) else set())
    counts = _counted(connection, table, [d for d in dimensions if d not in asked], remembered)
    for dimension in (d for d in dimensions if d in asked):
        table = hits.select(connection, query.without(dimension))
        counts |= _counted(connection, table, [dimension], remembered)
    return {d: counts[d] for d in dimensions}


def _counted(
    connection: Connection, table: str, dimensions: Sequence[Dimension], remembered: Remembered
) -> Facets:
    if not dimensions:
        return {}
    if table == hits.EVERYTHING:
        return {d: _of_all(connection, d, remembered) for d in dimensions}
    return _of_hits(connection, table, dimensions)


def _of_all(connection: Connection, dimension: Dimension, remembered: Remembered) -> Counts:
    revision = int(connection.execute(sql.HEAD).fetchone()[0])
    known = remembered.get(dimension)
    if known is None or known[0] != revision:
        counts = _in_order(connection.execute(sql.COUNTS_OF_ALL, (dimension,)))
        known = remembered[dimension] = (revision, counts)
    return known[1]


def _of_hits(connection: Connection, table: str, dimensions: Sequence[Dimension]) -> Facets:
    """All terms of all hits are counted in memory: a tenth of what sorting them by SQL takes."""
    counted: Counter[int] = Counter()
    rows = connection.execute(sql.TERMS_OF_HITS.format(hits=table))
    while some := rows.fetchmany(_SOME):
        counted.update(unpacked(packed for (packed,) in some))
    found: dict[Dimension, Counts] = {d: [] for d in dimensions}
    for number, dimension, value in connection.execute(sql.TAGS, (json.dumps(dimensions),)):
        count = sum(counted[number << HOW_BITS | how] for how in (How.STATED, How.BROADER))
        found[Dimension(dimension)].append((value, count))
    return {d: _in_order(counts) for d, counts in found.items()}


def _in_order(counts: Iterable[tuple[str, int]]) -> Counts:
    had = (pair for pair in counts if pair[1])
    return sorted(had, key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))
