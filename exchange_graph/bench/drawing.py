"""Values to ask with, drawn as often as the graph holds them: other ones each time, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from exchange_graph.bench.words import DrawnWords
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

_DRAWN = (Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR)
_TWO_WORDS = 0.4
_BEGUN = 0.5
_LEAST_LETTERS = 3


class Values:
    """Values of a generated graph, from how many exchanges have each value of a dimension."""

    def __init__(self, exchanges: int, counts: Mapping[Dimension, Sequence[tuple[str, int]]]) -> None:
        self._exchanges = exchanges
        self._random = random.Random(1)  # noqa: S311 - reproducible, not secret
        self._words = DrawnWords(self._random)
        held = {d: [(v, n) for v, n in of if v != UNKNOWN] for d, of in counts.items()}
        self._values = {d: [v for v, _ in of] for d, of in held.items()}
        self._counts = {d: [n for _, n in of] for d, of in held.items()}
        states = [(v, n) for v, n in held[Dimension.RECIPIENT] if v.isupper()]
        self._states = [v for v, _ in states], [n for _, n in states]

    def exchange(self) -> str:
        """The id of an exchange."""
        return f"gen-{self._random.randrange(self._exchanges)}"

    def two_exchanges(self) -> tuple[str, str]:
        """The ids of two exchanges, never the same one."""
        start, end = self._random.sample(range(self._exchanges), 2)
        return f"gen-{start}", f"gen-{end}"

    def one(self, dimension: Dimension) -> str:
        """A provider, recipient or sector."""
        return self._random.choices(self._values[dimension], self._counts[dimension])[0]

    def state(self) -> str:
        """A State that received something."""
        return self._random.choices(*self._states)[0]

    def condition(self, dimension: Dimension) -> tuple[Dimension, tuple[str, ...]]:
        """A condition that one value fits."""
        return dimension, (self.one(dimension),)

    def text(self) -> str:
        """Words of a search: one or two, the last one sometimes only begun."""
        words = [self._words.searched() for _ in range(1 + (self._random.random() < _TWO_WORDS))]
        if self._random.random() < _BEGUN:
            words[-1] = words[-1][: self._random.randint(_LEAST_LETTERS, 6)]
        return " ".join(words)

    def typed(self) -> str:
        """What stands in a search box while somebody types a word."""
        return self._words.searched()[: self._random.randint(1, 6)]

    def lang(self) -> str:
        """One of the six languages."""
        return self._random.choice(LANGUAGES)


async def values_of(store: GraphStore, exchanges: int) -> Values:
    """Values of what a store holds."""
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=_DRAWN)
    return Values(exchanges, page.facets)
