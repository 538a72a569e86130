"""How an exchange stands, and what was only announced."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.domain.period import Planned
from exchange_graph.domain.status import StatusView
from exchange_graph.domain.view import ExchangeView
from tests.building import by, exchange, planned, seen, source, text

NEWS, REPORT = source("news", "2013-05-02"), source("report", "2014-03")


def view(**said: Any) -> ExchangeView:
    return seen(exchange(provider=by("ARD", "news"), **said), NEWS, REPORT)


def status(**said: Any) -> tuple[str, str] | None:
    found = view(**said).status
    return (found.value, found.basis) if found else None


def test_what_every_source_tells_before_it_began_is_planned_and_its_dates_are_plans() -> None:
    found = view(period=by(Span(start="2013-06", end="2013-08"), "news"))
    assert found.status == StatusView(value="planned", basis="inferred", as_of="2013-05-02")
    assert not found.given
    assert (found.period.start, found.period.dated) == (None, "bounded")
    assert found.period.planned == Planned(start="2013-06", end="2013-08")
    assert found.last_active is None
    assert found.period.ran is None


@pytest.mark.parametrize("reported", ["ongoing", "completed", "interrupted"])
def test_no_word_of_a_source_makes_done_what_was_still_to_come(reported: str) -> None:
    said = {"period": by(Span(start="2013-06"), "news"), "status": by(reported, "news")}
    assert status(**said) == ("planned", "inferred")


@pytest.mark.parametrize("said", ["proposed", "planned", "cancelled"])
def test_what_was_not_given_anyway_keeps_its_own_word(said: str) -> None:
    assert status(period=by(Span(start="2013-06"), "news"), status=by(said, "news")) == (said, "stated")


@pytest.mark.parametrize("start", ["2013-05-02", "2013-05", "2013", "2012-12"])
def test_a_source_that_may_have_seen_the_start_announces_nothing(start: str) -> None:
    assert status(period=by(Span(start=start), "news")) is None


def test_one_later_source_is_enough_to_have_seen_it() -> None:
    later = {"period": by(Span(start="2013-06"), "news"), "sectors": by("tax", "report")}
    assert status(**later) is None


def test_plans_alone_are_announced_only_unless_something_was_done() -> None:
    plan = planned(Span(start="2012", end="2014"), "report")
    assert status(period=plan) == ("planned", "inferred")
    assert status(period=plan, status=by("ongoing", "report")) == ("ongoing", "stated")
    assert status(period=plan, outcome=by(Outcome(rating="positive"), "report")) is None
    assert status(period=[plan, by(Span(start="2012"), "report")]) is None


def test_without_a_period_nothing_is_known_to_be_announced() -> None:
    assert status() is None


def test_an_ongoing_one_carries_the_day_of_its_newest_source_or_the_one_it_states() -> None:
    reports = [by("ongoing", "news"), by("ongoing", "report")]
    assert view(status=reports).status == StatusView(value="ongoing", basis="stated", as_of="2014-03")
    stated = [by("ongoing", "report", as_of="2013-06"), by("completed", "news", as_of="2013-12")]
    found = view(status=stated).status
    assert found
    assert (found.value, found.as_of) == ("completed", "2013-12"), "the day it is said of decides"


def test_an_interruption_keeps_its_cause_apart_from_any_outcome() -> None:
    found = view(status=by("interrupted", "report", cause=text("a coup")))
    assert found.status == StatusView(
        value="interrupted", basis="stated", as_of="2014-03", cause=text("a coup")
    )
    assert found.outcome is None
    with pytest.raises(ValueError, match="interrupted or cancelled"):
        view(status=by("completed", "report", cause=text("a coup")))
