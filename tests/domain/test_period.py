"""When it took place: what sources say, and honest bounds where they say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.domain.exchange import Exchange, Span
from exchange_graph.domain.period import Period, period_of
from tests.building import around, by, exchange, seen, source


def period(*sources: Any, **said: Any) -> Period:
    return period_of(exchange(provider="ARD", **said), around(*sources or [source()]))


def test_a_stated_end_is_the_latest_date() -> None:
    found = period(period=Span(start="2011", end="2012-06"))
    assert (found.start, found.end, found.latest, found.dated) == ("2011", "2012-06", "2012-06", "stated")


def test_a_bound_of_the_source_is_the_latest_date_where_no_end_is_said() -> None:
    found = period(period=Span(latest="2013"))
    assert (found.end, found.latest, found.dated) == (None, "2013", "bounded")


def test_an_exchange_reported_as_running_reaches_to_its_newest_report() -> None:
    old, new = source("old", "2012-03"), source("new", "2013-07-01")
    said = {"status": [by("ongoing", "old"), by("completed", "new")], "sectors": by("revenue", "late")}
    assert period(old, new, source("late", "2016"), **said).latest == "2013-07-01"


def test_a_mere_plan_does_not_show_that_it_was_running() -> None:
    found = period(source("plan", "2012"), source(), status=by("planned", "plan"))
    assert found.latest == "2014-01"


def test_without_any_date_the_newest_publication_bounds_it() -> None:
    found = period(source("a", "2012"), source("b", "2013-02"), sectors=[by("x", "a"), by("y", "b")])
    assert (found.earliest, found.latest, found.dated) == (None, "2013-02", "bounded")


def test_sources_without_a_publication_date_bound_it_by_the_day_they_were_read() -> None:
    assert period(source(published=None, retrieved="2019-05-06")).latest == "2019-05-06"


def test_a_start_after_every_publication_does_not_end_before_it_begins() -> None:
    found = period(source(published="2012"), period=Span(start="2013-04"))
    assert found.latest == "2013-04"
    assert found.years() == (2013, 2013)


def test_a_bound_after_every_publication_does_not_end_before_it_begins() -> None:
    found = period(source(published="2012"), period=Span(earliest="2013-04"))
    assert found.interval() == ("2013-04", "2013-04")


def test_a_precise_date_refines_a_coarse_one_that_agrees() -> None:
    view = seen(exchange(provider="ARD", period=[Span(end="2013"), Span(end="2013-09-30")]))
    assert view.period.end == "2013-09-30"
    assert view.contested == ()


def test_a_contested_start_and_end_keep_the_widest_bounds() -> None:
    spans = [Span(start="2011", end="2012-05"), Span(start="2010-03", end="2013")]
    view = seen(exchange(provider="ARD", period=spans))
    assert (view.period.start, view.period.end) == ("2010-03", "2013")
    assert view.contested == ("period",)
    assert view.period.years() == (2010, 2013)


def test_a_start_that_one_source_puts_after_the_end_of_another_loses_neither_year() -> None:
    found = period(period=[Span(start="2013"), Span(end="2012")])
    assert found.years() == (2012, 2013)
    assert found.interval() == ("2012", "2013")


@pytest.mark.parametrize(
    ("span", "interval", "years"),
    [
        (Span(start="2010", end="2012-03"), ("2010", "2012-03"), (2010, 2012)),
        (Span(start="2012-11"), ("2012-11", "2014-01"), (2012, 2014)),
        (Span(end="2012"), ("2012", "2012"), (2012, 2012)),
        (Span(earliest="2011", end="2012"), ("2011", "2012"), (2011, 2012)),
        (Span(earliest="2012"), ("2012", "2014-01"), (2012, 2014)),
        (Span(latest="2012"), ("2012", "2012"), (2012, 2012)),
        (Span(earliest="2010", latest="2012"), ("2010", "2012"), (2010, 2012)),
    ],
)
def test_a_year_filter_meets_the_years_it_may_lie_in(
    span: Span, interval: tuple[str, str], years: tuple[int, int]
) -> None:
    found = period(period=span)
    assert found.interval() == interval
    assert found.years() == years


DATES = st.sampled_from(["2011", "2012", "2012-05", "2012-05-04", "2012-11", "2013", "2013-01"])


@given(st.lists(st.one_of(st.builds(Span, start=DATES), st.builds(Span, end=DATES)), max_size=5), st.data())
def test_the_order_in_which_claims_are_written_does_not_move_a_date(
    spans: list[Span], data: st.DataObject
) -> None:
    record = exchange(provider="ARD", period=spans)
    shuffled = data.draw(st.permutations(record.period))
    other = Exchange.model_validate({**dict(record), "period": tuple(shuffled)})
    assert period_of(other, around(source())) == period_of(record, around(source()))
