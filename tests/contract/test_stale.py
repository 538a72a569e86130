"""Whose views a change makes stale, told without a store."""

from __future__ import annotations

from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.edges import edges_of
from exchange_graph.graph.staleness import touched
from tests.building import body, group, member, sector


def test_a_list_that_changes_touches_the_states_whose_place_on_it_changed() -> None:
    before, after = group("club", "ARD", member("CAV", "2010")), group("club", "ARD", member("CAV", "2012"))
    assert touched(before, after) == {"club", "CAV"}
    assert touched(None, after) == {"club", "ARD", "CAV"}
    assert touched(before, before) == {"club"}


def test_any_other_record_touches_itself() -> None:
    assert touched(body("agency", "ARD"), body("agency", "CAV")) == {"agency"}


def test_a_state_is_a_member_of_the_group_that_lists_it() -> None:
    club: AnyRecord = group("club", "ARD")
    assert [(e.start, e.type, e.end) for e in edges_of(club, None, lambda i: i) if e.type == "MEMBER_OF"] == [
        ("ARD", "MEMBER_OF", "club")
    ]


def test_a_concept_is_the_reports_unless_it_says_that_it_is_ours() -> None:
    assert (sector("tax").own, sector("tax", own=True).own) == (False, True)
