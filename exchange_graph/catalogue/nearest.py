"""Near misses: what a reader may have meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.listed_names import other_words
from exchange_graph.errors import Wording
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

_ALIKE = 200
_LONGEST = 100
_LIKENESS, _CLOSE = 60.0, 75.0


def nearest(given: str, known: Iterable[str], count: int = 3, likeness: float = _LIKENESS) -> list[str]:
    """Up to `count` known words that are written like the given one, the likest first."""
    by_lower = {word.lower(): word for word in known}
    alike = process.extract(
        given.lower()[:_LONGEST], by_lower.keys(), scorer=fuzz.ratio, limit=count, score_cutoff=likeness
    )
    return [by_lower[word] for word, _, _ in alike]


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` where something is written alike, else nothing."""
    close = nearest(given, known, 1)
    return Wording("; did you mean {it}?", it=close[0]) if close else ""


def nearest_name(given: str, kinds: Collection[str], known: Catalogue) -> str | None:
    """The record of these kinds (none: of any) whose name or id is written most like what was given.

    A State, an area or a body of one only where its very name was mistyped: no hint is better than another
    State's name.
    """
    slips = {name.record for name in known.names.slips_of(given) if not kinds or name.kind in kinds}
    if slips:
        return slips.pop() if len(slips) == 1 else None
    if given.strip().lower() in other_words():
        return None
    others = {
        name.words: name.record
        for name in known.names.every
        if name.record not in known.names.guarded and (not kinds or name.kind in kinds)
    }
    close = nearest(given, others, 1, _CLOSE)
    return others[close[0]] if close else None


async def exchanges_alike(given: str, store: GraphStore) -> list[str]:
    """Ids of exchanges that begin like the given one."""
    beginning = re.split(r"[-.]", given)[:-1] or [given[:4]]
    page = await store.find(ExchangeQuery(text=" ".join(beginning[:8])), PageRequest(_ALIKE))
    return [item.view.id for item in page.items]
