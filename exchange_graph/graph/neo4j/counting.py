"""Facets: how many exchanges have each value of a dimension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exchange_graph.graph.facets import Counts, Remembered, Split, most_first
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Transaction
from exchange_graph.graph.neo4j.cypher import find as finding
from exchange_graph.graph.neo4j.node import DIMENSIONS, PROPERTIES
from exchange_graph.graph.neo4j.steady import steady
from exchange_graph.graph.query import ROLE_OF, UNKNOWN, Dimension, ExchangeQuery, Facets


class Counting:
    """The facets of a question: parameters of the statement that counts them, and what its answer means."""

    def __init__(self, query: ExchangeQuery, dimensions: Sequence[Dimension]) -> None:
        self._split = Split(query, dimensions)

    def parameters(self) -> dict[str, Any]:
        """What the statement that finds the hits needs to count over them and by the other questions."""
        others = [
            {"property": PROPERTIES[d], "question": where.exchanges(q), "joint": where.joint(q)}
            for d, q in self._split.others.items()
        ]
        of_parties = [_of_parties(d, q) for d, q in self._split.of_parties.items()]
        return {
            "counted": [PROPERTIES[d] for d in self._split.of_hits], "others": others,
            "of_parties": of_parties,
        }  # fmt: skip

    async def facets(
        self, transaction: Transaction, counted: Iterable[list[Any]], revision: int, remembered: Remembered
    ) -> Facets | None:
        """All of them at `revision`, from what that statement counted; None where somebody wrote meanwhile.

        What is counted over everything is counted once at a revision and kept in `remembered`.
        """
        facets: Facets = {d: [] for d in self._split.dimensions}
        for name, value, count in counted:
            facets[DIMENSIONS[name]].append(_counted(name, value, count))
        for dimension in self._split.of_all:
            if remembered.get(dimension, (-1,))[0] != revision:
                remembered[dimension] = await _over_all(transaction, dimension)
            at, facets[dimension] = remembered[dimension]
            if at != revision:
                return None
        return {d: most_first(found) for d, found in facets.items()}


def _of_parties(dimension: Dimension, query: ExchangeQuery) -> dict[str, Any]:
    """How a dimension is counted over the parties that a question means: who they are, or what they have."""
    role = ROLE_OF[dimension]
    return {
        "property": PROPERTIES[dimension], "question": where.exchanges(query), "joint": where.joint(query),
        "parties": where.PARTIES[role], "asked": where.asked(query.on_party(role)),
        "prefix": None if dimension is role else where.key(dimension.value, ""),
    }  # fmt: skip


async def _over_all(transaction: Transaction, dimension: Dimension) -> tuple[int, Counts]:
    (row,) = await steady(transaction, finding.COUNT_ALL, {"property": PROPERTIES[dimension]})
    return row["revision"], [_counted(*one) for one in row["counts"]]


def _counted(name: str, value: str, count: int) -> tuple[str, int]:
    year = DIMENSIONS[name] is Dimension.YEAR and value != UNKNOWN
    return (value.zfill(4) if year else value), count
