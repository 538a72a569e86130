"""When an exchange took place: what the sources say, and the bounds where they say nothing.

`latest` is never empty: the end; else what a source bounds; else the newest citation that reports the
exchange as ongoing or completed; else the newest source's publication; else the day it was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from exchange_graph.domain.base import Value
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import agree, first_day, last_day, more_precise, year
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.vocabulary import Source

Dated = Literal["stated", "bounded"]
UNKNOWN_DATE = "0001"


class Period(Value):
    """ISO dates of the precision the sources give; `dated` tells a stated date from mere bounds."""

    start: str | None = None
    end: str | None = None
    earliest: str | None = None
    latest: str
    dated: Dated

    def interval(self) -> tuple[str, str]:
        """From when to when it is known to lie; without a known beginning, its latest date alone.

        Where one source's start lies after another's end, both dates stay inside.
        """
        low, high = self.start or self.earliest or self.end or self.latest, self.end or self.latest
        return (low, high) if first_day(low) <= last_day(high) else (high, low)

    def years(self) -> tuple[int, int]:
        """The first and last calendar year that a year filter meets."""
        low, high = self.interval()
        return year(low), year(high)


def period_of(exchange: Exchange, context: Context) -> Period:
    """The period that all claims together give. Where they contradict, the widest bounds stand."""
    start = _one([c.value.start for c in exchange.period], earliest=True)
    end = _one([c.value.end for c in exchange.period], earliest=False)
    earliest = start or _one([c.value.earliest for c in exchange.period], earliest=True)
    bound = _one([c.value.latest for c in exchange.period], earliest=False)
    latest = end or bound or _reported(exchange, context)
    if earliest and first_day(earliest) > last_day(latest):
        latest = earliest
    dated: Dated = "stated" if start or end else "bounded"
    return Period(start=start, end=end, earliest=earliest, latest=latest, dated=dated)


def _one(dates: Iterable[str | None], *, earliest: bool) -> str | None:
    """The most precise of dates that agree, else the earliest or the latest of them."""
    chosen: str | None = None
    for date in filter(None, dates):
        if chosen is None:
            chosen = date
        elif agree(chosen, date):
            chosen = more_precise(chosen, date)
        else:
            chosen = min(chosen, date) if earliest else max(chosen, date)
    return chosen


def _reported(exchange: Exchange, context: Context) -> str:
    running = [
        citation
        for claim in exchange.status
        if claim.value in ("ongoing", "completed")
        for citation in claim.citations
    ]
    if running:
        return max(known_from(citation, context) for citation in running)
    everything = [citation for _, claim in facts(exchange) for citation in claim.citations]
    sources = [s for c in everything if (s := context.get(Source, c.source))]
    published = [s.published for s in sources if s.published]
    return max(published or [s.retrieved for s in sources] or [UNKNOWN_DATE])


def known_from(citation: Citation, context: Context) -> str:
    """The date from which the public could know what a citation says."""
    source = context.get(Source, citation.source)
    return source.known_from if source else UNKNOWN_DATE
