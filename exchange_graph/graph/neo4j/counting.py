"""Facets: how many exchanges have each value of a dimension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Transaction
from exchange_graph.graph.neo4j.cypher import find as finding
from exchange_graph.graph.neo4j.node import DIMENSIONS, PROPERTIES
from exchange_graph.graph.neo4j.steady import steady
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Facets

Counts = list[tuple[str, int]]
Remembered = dict[Dimension, tuple[int, Counts]]
"""Counts over the whole graph and the revision they were counted at."""


class Counting:
    """The facets of a question, parted by what each is counted over.

    Without a condition of its own a dimension is counted over the hits. One that has a condition is counted
    as if it had none, by a question of its own; where no other condition is left, that is the whole graph.
    """

    def __init__(self, query: ExchangeQuery, dimensions: Sequence[Dimension]) -> None:
        asked = {d for d, _ in query.where} | ({Dimension.YEAR} if any(query.years) else set())
        self._dimensions = list(dict.fromkeys(dimensions))
        lifted = {d: query.without(d) if d in asked else query for d in self._dimensions}
        self._of_all = [d for d, question in lifted.items() if question == ExchangeQuery()]
        self._of_hits = [d for d in self._dimensions if d not in asked and d not in self._of_all]
        self._others = {d: q for d, q in lifted.items() if d not in self._of_all and d not in self._of_hits}

    def parameters(self) -> dict[str, Any]:
        """What the statement that finds the hits needs to count over them and by the other questions."""
        others = [
            {"property": PROPERTIES[d], "question": where.exchanges(q)} for d, q in self._others.items()
        ]
        return {"counted": [PROPERTIES[d] for d in self._of_hits], "others": others}

    async def facets(
        self, transaction: Transaction, counted: Iterable[list[Any]], revision: int, remembered: Remembered
    ) -> Facets | None:
        """All of them at `revision`, from what that statement counted; None where somebody wrote meanwhile.

        What is counted over everything is counted once at a revision and kept in `remembered`.
        """
        facets: Facets = {d: [] for d in self._dimensions}
        for name, value, count in counted:
            facets[DIMENSIONS[name]].append(_counted(name, value, count))
        for dimension in self._of_all:
            if remembered.get(dimension, (-1,))[0] != revision:
                remembered[dimension] = await _over_all(transaction, dimension)
            at, facets[dimension] = remembered[dimension]
            if at != revision:
                return None
        return {d: sorted(found, key=_most_first) for d, found in facets.items()}


async def _over_all(transaction: Transaction, dimension: Dimension) -> tuple[int, Counts]:
    (row,) = await steady(transaction, finding.COUNT_ALL, {"property": PROPERTIES[dimension]})
    return row["revision"], [_counted(*one) for one in row["counts"]]


def _counted(name: str, value: str, count: int) -> tuple[str, int]:
    year = DIMENSIONS[name] is Dimension.YEAR and value != UNKNOWN
    return (value.zfill(4) if year else value), count


def _most_first(counted: tuple[str, int]) -> tuple[bool, int, str]:
    value, count = counted
    return value == UNKNOWN, -count, value
