"""Every State that the seeds speak of is joined to every table, or is named as one that is not in it."""

from __future__ import annotations

import re

import pytest

from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Country, Group
from tests.real import held, seeds

STATES = "states"
SIDES = ("south", "north", "neither-south-nor-north")
# Not in the Group of 77: they provide South-South cooperation, or received aid and share their experience.
OF_THE_SOUTH_BY_REASON = {
    "ALB", "ARM", "AZE", "BLR", "GEO", "KAZ", "KGZ", "MDA", "MEX", "MKD", "MNE", "SRB", "TUR", "UKR", "UZB",
}  # fmt: skip
# States and associated States of which nothing is known to us; they are served as unknown, not as none.
UNKNOWN = {
    "working_languages": {"COK", "CYP", "NIU", "VAT"},
    "borders": {"COK", "NIU"},
}


def spoken_of() -> set[str]:
    """The States of this service and those in any record. Other lists name territories."""
    records = [
        record for record in seeds().records if not isinstance(record, Country | Group) or record.id == STATES
    ]
    return {ref.id for record in records for ref in references(record) if re.fullmatch("[A-Z]{3}", ref.id)}


def members(group: str) -> list[str]:
    return [member.country for member in held(Group)[group].members]


def test_every_state_is_in_the_table_of_countries_with_region_and_position() -> None:
    countries = held(Country)
    assert len(spoken_of()) > 150
    assert spoken_of() <= countries.keys()
    for code in spoken_of():
        state = countries[code]
        assert state.region, code
        assert state.subregion, code
        assert state.latitude is not None, code
        assert state.longitude is not None, code


def test_the_states_are_the_members_of_the_united_nations_and_two_observers() -> None:
    observers = {m.country for m in held(Group)[STATES].members if m.reason == "non-Member observer State"}
    assert observers == {"PSE", "VAT"}
    assert len(set(members(STATES)) - observers) == 193


def test_every_state_is_of_the_south_or_the_north_or_on_neither_list_and_on_one_alone() -> None:
    sides = [country for side in SIDES for country in members(side)]
    assert sorted(sides) == sorted(members(STATES))


def test_a_state_that_is_on_neither_list_or_not_in_the_group_of_77_has_its_reason() -> None:
    assert all(member.reason for member in held(Group)["neither-south-nor-north"].members)
    reasons = {m.country: m.reason for m in held(Group)["south"].members}
    assert all(reasons[state] for state in OF_THE_SOUTH_BY_REASON)


def test_a_member_of_the_development_assistance_committee_has_the_year_it_joined() -> None:
    assert all(member.start for member in held(Group)["north"].members)


@pytest.mark.parametrize("group", ["pbc-members", "pbc-agenda"])
def test_the_lists_of_the_peacebuilding_commission_say_why_and_when(group: str) -> None:
    """Its members change every year and its agenda is no list of members: each row says how it is known."""
    assert all(member.reason and member.seen for member in held(Group)[group].members)


@pytest.mark.parametrize("table", UNKNOWN)
def test_every_state_has_its_row_or_is_named_as_unknown(table: str) -> None:
    without = {code for code in spoken_of() if getattr(held(Country)[code], table) is None}
    assert without <= UNKNOWN[table]


def test_every_row_of_a_table_has_a_source() -> None:
    ids = {record.id for record in seeds().records}
    for state in held(Country).values():
        for row in (state.working_languages, state.borders):
            assert row is None or row.source in ids, state.id


def test_a_border_is_told_by_both_neighbours_alike() -> None:
    countries = held(Country)
    for state in countries.values():
        if state.borders is None:
            continue
        for other in state.borders.neighbours:
            beyond = countries[other].borders
            assert beyond is None or state.id in beyond.neighbours, (state.id, other)
        unstated = {u.country for u in state.borders.unstated}
        assert not set(state.borders.neighbours) & unstated, state.id
        assert all(u.why for u in state.borders.unstated), state.id
        assert state.id not in state.borders.neighbours, state.id
