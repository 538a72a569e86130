"""Near misses: what a reader may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.listed_names import other_words
from exchange_graph.catalogue.mending import is_slip_of_name
from exchange_graph.errors import Wording
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.text.units import words_in

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


def nearest_name(given: str, names: Iterable[tuple[str, str]], known: Catalogue) -> str | None:
    """The record whose name or id is written most like what was given.

    A State, an area or a body of one only where its very name was mistyped: no hint is better than another
    State's name.
    """
    written = " ".join(words_in(given))
    guarded = known.names.guarded
    slips: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, record in names:
        if is_slip_of_name(written, " ".join(words_in(name))):
            slips[name] = record
        elif record not in guarded:
            others[name] = record
    if written in other_words():
        return None
    if len(set(slips.values())) == 1:
        return next(iter(slips.values()))
    close = [] if slips else nearest(given, others, 1, _CLOSE)
    return others[close[0]] if close else None


async def exchanges_alike(given: str, store: GraphStore) -> list[str]:
    """Ids of exchanges that begin like the given one."""
    beginning = re.split(r"[-.]", given)[:-1] or [given[:4]]
    page = await store.find(ExchangeQuery(text=" ".join(beginning[:8])), PageRequest(_ALIKE))
    return [item.view.id for item in page.items]
