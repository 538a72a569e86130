"""When, how it stands and when it was last active, in words: a plan, a guess and a bound are told as such."""

from __future__ import annotations

from exchange_graph.domain.activity import LastActive
from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.period import Period, Planned
from exchange_graph.domain.status import StatusView
from exchange_graph.domain.view import ExchangeView
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, opened, whole


def with_basis(said: str, basis: Basis, lang: Lang) -> str:
    """What is said, with its basis beside it unless a source states it."""
    return said if basis == "stated" else beside(said, say(lang, f"value.basis.{basis}"), lang)


def period_says(view: ExchangeView, lang: Lang) -> str:
    """ "2012 to 2014"; "year not stated, by 2014-01-06"; "planned: 2012 to 2017"."""
    period = view.period
    plan = period.planned and opened(say(lang, "value.status.planned"), _plan(period.planned, lang), lang)
    if period.dated == "bounded" and not period.earliest and plan:
        return plan
    said = [with_basis(_happened(view, lang), _of_dates(period), lang)]
    return clauses([*said, *([plan] if plan else [])], lang)


def _plan(planned: Planned, lang: Lang) -> str:
    if planned.start and planned.end:
        return span(planned.start, planned.end, lang)
    if planned.start:
        return say(lang, "period.plan-from", start=planned.start)
    return say(lang, "period.plan-until", end=planned.end)


def _of_dates(period: Period) -> Basis:
    """Bounds are told as bounds: only dates carry a basis."""
    return period.basis if period.dated == "stated" else "stated"


def span_says(said: Span, lang: Lang) -> str:
    """What one source says of time."""
    if said.start or said.end:
        return span(said.start, said.end, lang)
    if said.earliest and said.latest:
        return say(lang, "period.bounds", earliest=said.earliest, latest=said.latest)
    return (
        say(lang, "period.from", earliest=said.earliest)
        if said.earliest
        else say(lang, "period.by", latest=said.latest)
    )


def _happened(view: ExchangeView, lang: Lang) -> str:
    period = view.period
    ongoing = view.status is not None and view.status.value == "ongoing"
    if period.start and not period.end:
        return say(lang, "period.since" if ongoing else "period.began", start=period.start)
    if period.start or period.end:
        return span(period.start, period.end, lang)
    if period.earliest:
        return say(lang, "period.bounds", earliest=period.earliest, latest=period.latest)
    return say(lang, "period.read" if period.read else "period.by", latest=period.latest)


def span(start: str | None, end: str | None, lang: Lang) -> str:
    """Two dates, of which one may be missing."""
    if start and end:
        return str(whole(start, lang)) if start == end else say(lang, "period.span", start=start, end=end)
    return say(lang, "period.began", start=start) if start else say(lang, "period.ended", end=end)


def last_active_says(active: LastActive, period: Period, lang: Lang) -> str:
    """What the year is: "began in 1998, still described in 2018"."""
    if active.by == "report":
        key = "active.began-report" if period.start else "active.report"
        return say(lang, key, start=(period.start or "")[:4], year=active.year)
    first, last = (period.earliest or "")[:4], period.latest[:4]
    return say(lang, f"active.{active.by}", year=active.year, earliest=first, latest=last)


def status_says(status: StatusView, lang: Lang) -> str:
    """ "completed (inferred)"; "ongoing as of 2013-06"; "interrupted: a coup"."""
    said = say(lang, f"value.status.{status.value}")
    if status.value == "ongoing" and status.as_of:
        said = say(lang, "status.as_of", status=said, day=status.as_of)
    said = with_basis(said, status.basis, lang)
    return opened(said, status.cause.best(lang)[0], lang) if status.cause else said
