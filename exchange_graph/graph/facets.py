"""How facets are counted: over what, and in which order their values are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exchange_graph.graph.query import ROLE_OF, UNKNOWN, Dimension, ExchangeQuery

Counts = list[tuple[str, int]]
Remembered = dict[Dimension, tuple[int, Counts]]
"""Counts over the whole graph and the revision they were counted at."""


class Split:
    """The facets of a question, parted by what each is counted over.

    Without a condition of its own a dimension is counted over the hits. One that has a condition is counted
    as if it had none, by a question of its own; where no other condition is left, that is the whole graph.
    One that speaks of a party is counted over the parties alone that meet the other conditions on their role.
    """

    def __init__(self, query: ExchangeQuery, dimensions: Sequence[Dimension]) -> None:
        asked = {d for d, _ in query.where} | ({Dimension.YEAR} if any(query.years) else set())
        self.dimensions = list(dict.fromkeys(dimensions))
        lifted = {d: query.without(d) if d in asked else query for d in self.dimensions}
        self.of_all = [d for d, question in lifted.items() if question == ExchangeQuery()]
        self.of_parties = {
            d: question for d, question in lifted.items() if d in ROLE_OF and question.on_party(ROLE_OF[d])
        }
        apart = {*self.of_all, *self.of_parties}
        self.of_hits = [d for d in self.dimensions if d not in asked and d not in apart]
        self.others = {d: lifted[d] for d in self.dimensions if d in asked and d not in apart}


def most_first(counts: Iterable[tuple[str, int]]) -> Counts:
    """Values that somebody has, most first, then as the alphabet; what is unknown comes last."""
    had = (pair for pair in counts if pair[1])
    return sorted(had, key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))
