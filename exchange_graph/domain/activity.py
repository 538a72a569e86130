"""When an exchange was last known to be active: what makes old experience weigh less."""

from __future__ import annotations

from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import year
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.period import Period, known_from

ASSUMED_AGE = 5
"""An exchange of which only a latest date is known is taken to lie this many years before it."""


def last_active(exchange: Exchange, period: Period, context: Context) -> int:
    """The year of its end; else of the newest source that reports it as running; else of its start.

    Without a stated date, the middle of its bounds, or five years before the latest it can be.
    """
    if period.end:
        return year(period.end)
    running = [c for claim in exchange.status if claim.value == "ongoing" for c in claim.citations]
    if running:
        return year(max(known_from(citation, context) for citation in running))
    if period.start:
        return year(period.start)
    if period.earliest:
        return (year(period.earliest) + year(period.latest)) // 2
    return year(period.latest) - ASSUMED_AGE
