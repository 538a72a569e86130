"""Who belonged to what, and for whom a body acted: yes, no, or honestly unknown."""

from __future__ import annotations

import pytest

from exchange_graph.domain.context import Interval
from exchange_graph.domain.vocabulary import ActsFor
from tests.building import around, body, group, member

THEN: Interval = ("2010", "2012-06")


@pytest.mark.parametrize(
    ("start", "end", "answer"),
    [
        (None, None, True),
        ("2010", None, True),
        (None, "2012", True),
        ("2009-05", "2013", True),
        ("2013", None, False),
        (None, "2009-12-31", False),
        ("2011", None, None),
        (None, "2011", None),
        ("2010-02", "2012", None),
    ],
)
def test_membership_is_yes_no_or_unknown(start: str | None, end: str | None, answer: bool | None) -> None:
    club = group("club", member("ARD", start, end))
    assert around(club).member("club", "ARD", THEN) is answer


def test_a_state_missing_from_a_complete_list_was_no_member() -> None:
    assert around(group("club", "ARD")).member("club", "CAV", THEN) is False


def test_a_state_missing_from_an_incomplete_list_is_unknown() -> None:
    assert around(group("club", "ARD", complete=False)).member("club", "CAV", THEN) is None


def test_membership_of_a_group_that_is_not_recorded_is_unknown() -> None:
    assert around().member("club", "ARD", THEN) is None


def test_a_state_that_left_and_came_back_is_a_member_again() -> None:
    club = group("club", member("ARD", end="2005"), member("ARD", start="2009"))
    assert around(club).member("club", "ARD", THEN) is True
    assert around(club).member("club", "ARD", ("2007", "2008")) is False


def test_only_groups_a_state_surely_belonged_to_are_listed() -> None:
    known = around(group("sure", "ARD"), group("perhaps", member("ARD", start="2011")), group("other", "CAV"))
    assert [name for name, _ in known.groups_of("ARD", THEN)] == ["sure"]


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [(None, None, "ARD"), ("2013", None, None), (None, "2009", None), ("2011", None, "ARD")],
)
def test_a_body_stands_for_its_state_unless_the_dates_rule_it_out(
    start: str | None, end: str | None, state: str | None
) -> None:
    agency = body("agency", ActsFor(country="ARD", start=start, end=end))
    assert around(agency).state_of("agency", THEN) == state


def test_the_address_of_a_body_decides_nothing() -> None:
    assert around(body("mission", type="mission", located_in="ARD")).state_of("mission", THEN) is None
