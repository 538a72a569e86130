"""When it took place: what sources say, and honest bounds where they say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange_graph.domain.exchange import Exchange, Span
from exchange_graph.domain.period import Period, Planned
from tests.building import by, exchange, planned, seen, source


def period(*sources: Any, **said: Any) -> Period:
    return seen(exchange(provider=by("ARD", *(s.id for s in sources[:1])), **said), *sources).period


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
    found = period(source(), source("plan", "2012"), status=by("planned", "plan"))
    assert found.latest == "2014-01"


def test_without_any_date_the_newest_publication_bounds_it() -> None:
    found = period(source("a", "2012"), source("b", "2013-02"), sectors=[by("x", "a"), by("y", "b")])
    assert (found.earliest, found.latest, found.dated) == (None, "2013-02", "bounded")


def test_sources_without_a_publication_date_bound_it_by_the_day_they_were_read() -> None:
    assert period(source(published=None, retrieved="2019-05-06")).latest == "2019-05-06"


def test_a_bound_after_every_publication_does_not_end_before_it_begins() -> None:
    found = period(source(published="2012"), period=Span(earliest="2013-04"))
    assert found.interval() == ("2013-04", "2013-04")


def test_what_begins_on_the_day_it_was_read_is_still_bounded_by_reading() -> None:
    read = source(published=None, retrieved="2019-05-06")
    assert period(read, period=Span(earliest="2019-05-06")).read is True


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


def test_an_undated_exchange_meets_the_year_of_a_publication_and_never_that_of_a_reading() -> None:
    assert period(source(published="2013-05")).years() == (2013, 2013)
    assert period(source(published=None, retrieved="2019")).years() is None
    assert period(source(published=None, retrieved="2019"), period=Span(earliest="2012")).years() == (
        2012, 2019,
    )  # fmt: skip


def test_the_day_of_reading_moves_no_dated_exchange_either() -> None:
    unread = source("page", published=None, retrieved="2019")
    began = period(unread, period=by(Span(start="2012"), "page"), status=by("ongoing", "page"))
    assert (began.latest, began.read, began.years(), began.ran) == ("2019", True, (2012, 2012), (2012, 2012))


def test_the_years_in_which_it_ran_are_those_that_sources_state() -> None:
    assert period(period=Span(start="2010", end="2012")).ran == (2010, 2012)
    assert period(period=Span(start="2010")).ran == (2010, 2010)
    assert period(period=Span(end="2012")).ran == (2012, 2012)
    assert period(period=Span(start="2010"), status="ongoing").ran == (2010, 2014)
    assert period(period=Span(start="2010"), status=by("ongoing", as_of="2011-04")).ran == (2010, 2011)
    assert period(period=Span(earliest="2010", latest="2012")).ran is None


def test_planned_dates_stand_beside_and_answer_no_filter() -> None:
    found = period(period=[Span(start="2012"), planned(Span(start="2011", end="2016"))])
    assert (found.start, found.end, found.planned) == ("2012", None, Planned(start="2011", end="2016"))
    assert (found.years(), found.ran) == ((2012, 2014), (2012, 2012))


def test_an_end_that_no_source_can_have_seen_is_planned() -> None:
    found = period(source(published="2014", retrieved="2015-06"), period=Span(start="2013", end="2018"))
    assert (found.end, found.planned, found.ran) == (None, Planned(end="2018"), (2013, 2013))
    assert period(period=Span(start="2013", end="2018")).end == "2018", "the page was read in 2020"


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        ([Span(start="2010", end="2012")], "stated"),
        ([by(Span(start="2010", end="2012"), basis="inferred")], "inferred"),
        ([Span(start="2010"), by(Span(end="2012"), basis="inferred")], "inferred"),
        ([Span(start="2010"), by(Span(start="2010-05"), basis="inferred")], "stated"),
        ([Span(start="2010"), by(Span(earliest="2009"), basis="assigned")], "stated"),
        ([by(Span(earliest="2010"), basis="inferred")], "inferred"),
        ([], "inferred"),
    ],
)
def test_a_period_is_held_as_the_weakest_of_its_dates(said: list[Any], basis: str) -> None:
    assert period(period=said).basis == basis


DATES = st.sampled_from(["2011", "2012", "2012-05", "2012-05-04", "2012-11", "2013", "2013-01"])


@settings(deadline=None)
@given(st.lists(st.one_of(st.builds(Span, start=DATES), st.builds(Span, end=DATES)), max_size=5), st.data())
def test_the_order_in_which_claims_are_written_does_not_move_a_date(
    spans: list[Span], data: st.DataObject
) -> None:
    record = exchange(provider="ARD", period=spans)
    shuffled = data.draw(st.permutations(record.period))
    other = Exchange.model_validate({**dict(record), "period": tuple(shuffled)})
    assert seen(other).period == seen(record).period
