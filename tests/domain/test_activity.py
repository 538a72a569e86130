"""The year in which an exchange was last known to be active, and what that year is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from exchange_graph.domain.exchange import Measurement, Outcome, Span
from tests.building import by, exchange, seen, source

LATER = source("later", "2018-10", retrieved="2020-02-02")
READ = source("read", None, retrieved="2019-05")


def last(**said: Any) -> tuple[int, str]:
    found = seen(exchange(provider="ARD", **said), LATER, READ).last_active
    assert found
    return found.year, found.by


def counted(date: str, stage: str | None = None) -> Measurement:
    return Measurement(measure="trained", unit="persons", value=Decimal(9), date=date, stage=stage)


def test_a_stated_end_is_the_last_of_it() -> None:
    assert last(period=Span(start="1998", end="2004"), outcome=by(Outcome(rating="mixed"), "later")) == (
        2004, "end",
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": by(Outcome(rating="positive"), "later")},
        {"status": by("ongoing", "later")},
        {"status": by("completed", "later")},
        {"status": by("ongoing", "read", as_of="2018-03")},
        {"figures": counted("2018")},
    ],
)
def test_what_began_and_is_still_described_later_was_active_later(said: dict[str, Any]) -> None:
    assert last(period=Span(start="1998"), **said) == (2018, "report")
    assert last(**said) == (2018, "report")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"outcome": by(Outcome(rating="positive"), "read")},
        {"status": by("ongoing", "read")},
        {"figures": counted("2018", "planned")},
        {"figures": counted("2018", "committed")},
        {"figures": counted("2031")},
        {"sectors": by("tax", "later")},
    ],
)
def test_the_day_of_reading_a_plan_and_a_mere_mention_are_no_work(said: dict[str, Any]) -> None:
    assert last(period=Span(start="1998"), **said) == (1998, "start")


def test_a_report_from_before_the_start_moves_nothing() -> None:
    assert last(period=by(Span(start="2019"), "read"), outcome=by(Outcome(rating="mixed"), "later")) == (
        2019, "start",
    )  # fmt: skip


def test_without_a_date_it_is_the_middle_of_the_bounds_or_five_years_before_the_latest() -> None:
    assert last(period=Span(earliest="2010")) == (2012, "bounds")
    assert last() == (2009, "assumed")
