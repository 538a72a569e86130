"""Near misses: what a reader may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from exchange_graph.errors import Wording
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

_ALIKE = 200
_LONGEST = 100
_LIKENESS = 60.0


def nearest(given: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` known words that are written like the given one, the likest first."""
    by_lower = {word.lower(): word for word in known}
    alike = process.extract(
        given.lower()[:_LONGEST], by_lower.keys(), scorer=fuzz.ratio, limit=count, score_cutoff=_LIKENESS
    )
    return [by_lower[word] for word, _, _ in alike]


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` where something is written alike, else nothing."""
    close = nearest(given, known, 1)
    return Wording("; did you mean {it}?", it=close[0]) if close else ""


async def exchanges_alike(given: str, store: GraphStore) -> list[str]:
    """Ids of exchanges that begin like the given one."""
    beginning = re.split(r"[-.]", given)[:-1] or [given[:4]]
    page = await store.find(ExchangeQuery(text=" ".join(beginning[:8])), PageRequest(_ALIKE))
    return [item.view.id for item in page.items]
