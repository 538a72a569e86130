"""Words as frequent as real ones: a few in every text, most of them in hardly any.

The words of the curated exchanges stand first, in the order of their real frequency; behind them made ones,
as names and rare words are. The n-th word falls by Zipf's law with Mandelbrot's shift.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product

from exchange_graph.domain.exchange import Exchange
from exchange_graph.seeding.reading import read_seeds
from exchange_graph.text.tokens import FUNCTION_WORDS

VOCABULARY = 30_000
SHIFT = 2.7
_WORD = re.compile(r"[a-z]{2,}")
_SYLLABLES = [a + b for a, b in product("bdfgklmnprstvz", "aeiou")]


class DrawnWords:
    """Draws words by their frequency."""

    def __init__(self, random: random.Random) -> None:
        self._random = random
        self._words = vocabulary()
        self._chances = list(accumulate(1 / (rank + SHIFT) for rank in range(1, len(self._words) + 1)))

    def text(self, count: int) -> str:
        """So many words, drawn one by one."""
        return " ".join(self._random.choices(self._words, cum_weights=self._chances, k=count))

    def searched(self) -> str:
        """A word that somebody would search by: not one that carries grammar alone."""
        while (word := self.text(1)) in FUNCTION_WORDS:
            pass
        return word


@cache
def vocabulary() -> tuple[str, ...]:
    """The words, the most frequent first; the same in every run."""
    words = dict.fromkeys([*_of_the_seeds(), *_made()])
    return tuple(words)[:VOCABULARY]


def _of_the_seeds() -> list[str]:
    counted: Counter[str] = Counter()
    for record in read_seeds().records:
        if isinstance(record, Exchange):
            texts = (record.title, record.summary)
            counted.update(w for text in texts if text for w in _WORD.findall((text.en or "").lower()))
    return sorted(counted, key=lambda word: (-counted[word], word))


def _made() -> Iterator[str]:
    made = ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
    random.Random(7).shuffle(made)  # noqa: S311 - reproducible, not secret
    yield from made[:VOCABULARY]
