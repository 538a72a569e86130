"""When an exchange took place: what the sources say, and the bounds where they say nothing.

`latest` is never empty: the end; else what a source bounds; else the newest citation that reports the
exchange as ongoing or completed; else the newest source's publication; else the day it was read. What is
planned stands beside and answers no question about what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from exchange_graph.domain.claims import Basis, strongest, weakest
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import agree, first_day, last_day, more_precise, year
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.sourced import UNKNOWN_DATE, known_from, published, seen_until
from exchange_graph.domain.status import NOT_GIVEN, StatusView, citations_of, day_of
from exchange_graph.domain.value import Value

Dated = Literal["stated", "bounded"]
Years = tuple[int, int]
Field = Literal["start", "end", "earliest", "latest"]
FIELDS: tuple[Field, ...] = get_args(Field)


class Planned(Value):
    """The dates of a plan: of what is to come, or of what came otherwise."""

    start: str | None = None
    end: str | None = None


class Period(Value):
    """ISO dates of the precision the sources give; `dated` tells a stated date from mere bounds.

    `read` tells that `latest` is only the day on which an undated page was read: a bound, no year of work.
    `ran` are the first and last calendar year in which a source states that it ran.
    """

    start: str | None = None
    end: str | None = None
    earliest: str | None = None
    latest: str
    read: bool = False
    dated: Dated
    basis: Basis
    planned: Planned | None = None
    ran: Years | None = None

    def interval(self) -> tuple[str, str]:
        """From when to when it is known to lie; without a known beginning, its latest date alone.

        Where one source's start lies after another's end, both dates stay inside.
        """
        low, high = self.start or self.earliest or self.end or self.latest, self.end or self.latest
        return (low, high) if first_day(low) <= last_day(high) else (high, low)

    def years(self) -> Years | None:
        """The first and last calendar year that a year filter meets; None where it meets none.

        Bounds of an undated exchange count where its beginning has one, or its latest is a source's.
        """
        low, high = self.interval()
        if not self.read or (self.earliest and not self.start):
            return year(low), year(high)
        return (year(low), year(self.end or low)) if self.dated == "stated" else None


def period_of(exchange: Exchange, status: StatusView | None, context: Context) -> Period:
    """The period that all claims together give. Where they contradict, the widest bounds stand.

    An end that no source can have seen is a plan.
    """
    given = status is None or status.value not in NOT_GIVEN
    seen = seen_until(citations_of(exchange), context)
    held = [_Dates(exchange, field, seen, given=given) for field in FIELDS]
    start, end, first, last = (one.happened for one in held)
    earliest, bound = start or first, end or last
    latest, read = (bound, False) if bound else _reported(exchange, context)
    if earliest and first_day(earliest) > last_day(latest):
        latest, read = earliest, False
    shown = [one for one in (held[0] if start else held[2], held[1] if end else held[3]) if one.happened]
    return Period(
        start=start, end=end, earliest=earliest, latest=latest, read=read,
        dated="stated" if start or end else "bounded",
        basis=weakest(one.basis for one in shown) if shown else "inferred",
        planned=_planned(*(one.planned for one in held)), ran=_ran(exchange, start, end, context),
    )  # fmt: skip


class _Dates:
    """What claims say on one field of the period: what `happened`, on what basis, and what was `planned`."""

    def __init__(self, exchange: Exchange, field: Field, seen: str, *, given: bool) -> None:
        said = [(claim, getattr(claim.value, field)) for claim in exchange.period]
        actual = [
            (claim.basis, date) for claim, date in said
            if date and given and claim.stage == "actual" and first_day(date) <= seen
        ]  # fmt: skip
        ahead = [
            date for claim, date in said
            if date and (not given or claim.stage == "planned" or first_day(date) > seen)
        ]  # fmt: skip
        self.happened = _one((date for _, date in actual), field)
        self.planned = _one(ahead, field)
        self._actual = actual

    @property
    def basis(self) -> Basis:
        """That of the best claim that has the date."""
        return strongest(basis for basis, date in self._actual if agree(date, str(self.happened)))


def _one(dates: Iterable[str], field: Field) -> str | None:
    """The most precise of dates that agree, else the earliest start or the latest end of them."""
    chosen: str | None = None
    for date in dates:
        if chosen is None:
            chosen = date
        elif agree(chosen, date):
            chosen = more_precise(chosen, date)
        else:
            chosen = min(chosen, date) if field in ("start", "earliest") else max(chosen, date)
    return chosen


def _planned(
    start: str | None, end: str | None, earliest: str | None, latest: str | None
) -> Planned | None:  # fmt: skip
    start, end = start or earliest, end or latest
    return Planned(start=start, end=end) if start or end else None


def _ran(exchange: Exchange, start: str | None, end: str | None, context: Context) -> Years | None:
    """An end that nobody states is not "still going": only a source that reports it as ongoing moves it."""
    if not (start or end):
        return None
    first = year(str(start or end))
    running = [claim for claim in exchange.status if claim.value == "ongoing"]
    reported = [claim.as_of or published(claim.citations, context) for claim in running]
    last = year(end) if end else max([first, *(year(day) for day in reported if day)])
    return min(first, last), max(first, last)


def _reported(exchange: Exchange, context: Context) -> tuple[str, bool]:
    """The newest report, and whether its day is only the one it was read on."""
    running = [claim for claim in exchange.status if claim.value in ("ongoing", "completed")]
    if running:
        newest = max(day_of(claim, context) for claim in running)
        days = [claim.as_of or published(claim.citations, context) for claim in running]
        return newest, newest not in days
    cited = citations_of(exchange)
    day = published(cited, context)
    return day or max((known_from(c, context) for c in cited), default=UNKNOWN_DATE), day is None
