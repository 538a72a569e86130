"""Time in words: a plan, a guess and a bound are told as such."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.view import ExchangeView
from exchange_graph.render.times import last_active_says, period_says, status_says
from tests.building import by, exchange, planned, seen, source, text


def view(**said: Any) -> ExchangeView:
    return seen(exchange(provider="ARD", **said), source("read", None, retrieved="2019-05"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"period": Span(start="2010", end="2012")}, "2010 to 2012"),
        ({"period": Span(start="2010", end="2010")}, "2010"),
        ({"period": Span(start="2010")}, "began 2010, end not stated"),
        ({"period": Span(start="2010"), "status": "ongoing"}, "since 2010"),
        ({"period": Span(end="2012")}, "ended 2012, beginning not stated"),
        ({"period": by(Span(start="2010", end="2012"), basis="inferred")}, "2010 to 2012 (inferred)"),
        ({"period": Span(earliest="2010")}, "year not stated, between 2010 and 2014-01"),
        ({"period": Span(latest="2012")}, "year not stated, not after 2012"),
        ({}, "year not stated, not after 2014-01"),
        ({"period": planned(Span(start="2011", end="2012"))}, "planned: 2011 to 2012"),
        ({"period": planned(Span(start="2011"))}, "planned: from 2011"),
        ({"period": [Span(start="2010"), planned(Span(end="2012"))]},
         "began 2010, end not stated; planned: until 2012"),
    ],
)  # fmt: skip
def test_a_period_says_what_is_stated_and_what_is_not(said: dict[str, Any], expected: str) -> None:
    assert period_says(view(**said), "en") == expected


def test_the_day_of_reading_is_told_as_one() -> None:
    unread = seen(exchange(provider=by("ARD", "read")), source("read", None, retrieved="2019-05"))
    assert period_says(unread, "en") == "year not stated; the page was read on 2019-05"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"period": Span(start="1998"), "outcome": Outcome(rating="positive")},
         "began in 1998, still described in 2014"),
        ({"period": Span(start="2010", end="2012")}, "ended in 2012"),
        ({"period": Span(start="2010")}, "began in 2010"),
        ({"status": "ongoing"}, "year not stated; described in 2014"),
        ({"period": Span(earliest="2010")},
         "year not stated, between 2010 and 2014; 2012 lies in the middle"),
        ({}, "year not stated, not after 2014; 2009 is assumed"),
    ],
)  # fmt: skip
def test_the_year_it_was_last_active_says_what_it_is(said: dict[str, Any], expected: str) -> None:
    found = view(**said)
    assert found.last_active
    assert last_active_says(found.last_active, found.period, "en") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("completed", "completed"),
        (by("completed", basis="inferred"), "completed (inferred)"),
        (by("ongoing", as_of="2013-06"), "ongoing as of 2013-06"),
        (by("interrupted", cause=text("a coup")), "interrupted: a coup"),
    ],
)
def test_a_status_is_never_shown_bare(said: Any, expected: str) -> None:
    found = view(status=said).status
    assert found
    assert status_says(found, "en") == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_own_words(lang: Lang) -> None:
    spans = [Span(start="2010"), Span(end="2012"), Span(start="2010", end="2012"), Span(earliest="2010")]
    found = {period_says(view(period=span), lang) for span in spans}
    assert len(found) == len(spans)
    if lang != "en":
        assert not found & {period_says(view(period=span), "en") for span in spans}
