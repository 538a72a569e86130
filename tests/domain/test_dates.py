"""Dates say no more than their source did."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from exchange_graph.domain.dates import PartialDate, agree, first_day, last_day, more_precise

DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2013", "2013-09-30", True),
        ("2013-09", "2013-09-30", True),
        ("2013", "2013", True),
        ("2012-12", "2013", False),
        ("2013-09-30", "2013-09-29", False),
        ("2013-01", "2013-10", False),
    ],
)
def test_dates_agree_at_the_coarser_precision(one: str, other: str, same: bool) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


def test_of_agreeing_dates_the_one_that_says_more_is_kept() -> None:
    assert more_precise("2013", "2013-09") == "2013-09"
    assert more_precise("2013-09-30", "2013-09") == "2013-09-30"


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2012-10-05", "2012-10-05", "2012-10-05"),
    ],
)
def test_a_coarse_date_means_every_day_in_it(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize("date", ["2012", "2012-10", "2012-02-29"])
def test_a_date_is_kept_as_the_source_wrote_it(date: str) -> None:
    assert DATE.validate_python(date) == date


@pytest.mark.parametrize(
    "date",
    ["12", "2012-13", "2013-02-29", "2012-1", "05/10/2012", "2012-10-05T00:00", "٢٠١٢", "0000", "", "2012\n"],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(date: str) -> None:
    with pytest.raises(ValidationError):
        DATE.validate_python(date)
