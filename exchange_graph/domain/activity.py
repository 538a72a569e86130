"""When an exchange was last known to be active: what makes old experience weigh less."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import first_day, year
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.period import Period
from exchange_graph.domain.sourced import published, seen_until
from exchange_graph.domain.status import AT_WORK, NOT_GIVEN, StatusView, citations_of
from exchange_graph.domain.value import Value

ASSUMED_AGE = 5
"""An exchange of which only a latest date is known is taken to lie this many years before it."""
_PROMISES = {"planned", "announced", "promised", "approved", "budget", "appropriated", "committed"}
"""Stages of figures that say what was to be: no work."""


class LastActive(Value):
    """The year, and what it is: that of the end, of a report, of the start, between bounds, or assumed."""

    year: int
    by: Literal["end", "report", "start", "bounds", "assumed"]


def last_active(
    exchange: Exchange, status: StatusView | None, period: Period, context: Context
) -> LastActive | None:  # fmt: skip
    """The year of its end; else of the newest dated claim of work; else of its start.

    Without any of these, the middle of its bounds, or five years before the latest it can be; the day on
    which a page was read is no year of work. None where nothing was done: planned, proposed or cancelled.
    """
    if status and status.value in NOT_GIVEN:
        return None
    start = year(period.start) if period.start else None
    if period.end:
        return LastActive(year=year(period.end), by="end")
    reported = max(map(year, _reports(exchange, context)), default=None)
    if reported is not None and reported > (start or 0):
        return LastActive(year=reported, by="report")
    if start is not None:
        return LastActive(year=start, by="start")
    if period.earliest:
        return LastActive(year=(year(period.earliest) + year(period.latest)) // 2, by="bounds")
    return LastActive(year=year(period.latest) - ASSUMED_AGE, by="assumed")


def _reports(exchange: Exchange, context: Context) -> Iterator[str]:
    """Days of claims that something was done: how it stood, what came of it, what was counted."""
    seen = seen_until(citations_of(exchange), context)
    for status in exchange.status:
        if status.value in AT_WORK and (day := status.as_of or published(status.citations, context)):
            yield day
    for outcome in exchange.outcome:
        if day := published(outcome.citations, context):
            yield day
    for figure in exchange.figures:
        day = figure.value.date
        stage = figure.value.stage.en if figure.value.stage else None
        if day and stage not in _PROMISES and first_day(day) <= seen:
            yield day
