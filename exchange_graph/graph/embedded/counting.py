"""Facets: how many exchanges have each value of a dimension."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from exchange_graph.graph.embedded import hits, sql
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Facets

Connection = sqlite3.Connection
Counts = list[tuple[str, int]]

Remembered = dict[Dimension, tuple[int, Counts]]
"""Counts over the whole graph and the revision they were counted at."""


def facets(
    connection: Connection, query: ExchangeQuery, dimensions: Sequence[Dimension], remembered: Remembered
) -> Facets:
    """Dimensions without a condition of their own share one set of hits; each other one gets its own.

    What is counted over everything is counted once at a revision and kept in `remembered`.
    """
    asked = {d for d, _ in query.where} | ({Dimension.YEAR} if any(query.years) else set())
    free = [d for d in dimensions if d not in asked]
    groups = [(query, free)] if free else []
    groups += [(query.without(d), [d]) for d in dimensions if d in asked]
    counts: Facets = {d: [] for d in dimensions}
    for question, counted in groups:
        if question == ExchangeQuery():
            counts |= {d: _of_all(connection, d, remembered) for d in counted}
        else:
            table = hits.select(connection, question)
            counts |= _counted(connection, sql.FACETS.format(hits=table), counted)
    return counts


def _of_all(connection: Connection, dimension: Dimension, remembered: Remembered) -> Counts:
    revision = int(connection.execute(sql.HEAD).fetchone()[0])
    known = remembered.get(dimension)
    if known is None or known[0] != revision:
        found = _counted(connection, sql.FACETS_OF_ALL, [dimension])[dimension]
        known = remembered[dimension] = (revision, found)
    return known[1]


def _counted(connection: Connection, text: str, dimensions: Sequence[Dimension]) -> Facets:
    counts: Facets = {d: [] for d in dimensions}
    for dimension, value, count in connection.execute(text, (json.dumps(dimensions),)):
        counts[Dimension(dimension)].append((value, count))
    for found in counts.values():
        found.sort(key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))
    return counts
