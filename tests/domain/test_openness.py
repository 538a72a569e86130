"""A request is not open for ever because nobody closed it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from exchange_graph.domain.openness import known_since, status_of_need
from tests.building import around, cite, need, source

CONTEXT = around(source("doc", "2014-01-06"), source("new", "2015-03"))


def status(today: str, **more: Any) -> str:
    return status_of_need(need(**more), today, CONTEXT)


def test_without_an_end_it_is_not_known_to_be_open_two_years_after_its_newest_source() -> None:
    assert status("2016-01-06") == "open"
    assert status("2016-01-07") == "not-known-to-be-open"
    both = {"citations": (cite("doc"), cite("new"))}
    assert (status("2017-03-01", **both), status("2017-03-02", **both)) == ("open", "not-known-to-be-open")


def test_the_day_on_which_the_status_was_last_known_counts_before_any_source() -> None:
    later = {"as_of": "2020-05-04"}
    assert known_since(need(**later), CONTEXT) == "2020-05-04"
    assert (status("2022-05-04", **later), status("2022-05-05", **later)) == ("open", "not-known-to-be-open")


def test_an_end_of_its_own_decides() -> None:
    assert status("2030-12-31", valid_until="2030") == "open"
    assert status("2014-02-01", valid_until="2014-01") == "not-known-to-be-open"


@pytest.mark.parametrize("ended", ["answered", "closed"])
def test_what_was_answered_or_closed_stays_so(ended: str) -> None:
    assert status("2040-01-01", status=ended) == ended


def test_a_need_says_who_asked_or_else_who_states_it() -> None:
    assert need().whose == "CAV"
    stated = need(requested_by=None, stated_by="office", recipient="DOS")
    assert stated.whose == "DOS"
    assert need(requested_by=None, stated_by="office").whose is None
    for neither_nor_both in ({"requested_by": None}, {"stated_by": "office"}):
        with pytest.raises(ValidationError, match="who asked, or stated_by"):
            need(**neither_nor_both)
