"""Every State that the seeds speak of is joined to every table, or is named as one that is not in it."""

from __future__ import annotations

import re

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Country, Group
from tests.real import held, seeds

SIDES = ("south", "north")
# States on no list of South or North: neither in the Group of 77 nor in the Development Assistance Committee.
ON_NEITHER = {"HRV"}
# States and associated States of which nothing is known to us; they are served as unknown, not as none.
UNKNOWN = {
    "working_languages": {"COK", "CYP", "NIU", "VAT"},
    "borders": {"COK", "NIU"},
}


def spoken_of() -> set[str]:
    """The States in any record, and those on the lists of South and North. Other lists name territories."""
    records = [
        record for record in seeds().records if not isinstance(record, Country | Group) or record.id in SIDES
    ]
    return {ref.id for record in records for ref in references(record) if re.fullmatch("[A-Z]{3}", ref.id)}


def acting() -> set[str]:
    """The States that take part in an exchange, by their own name."""
    actors = [claim.value.actor for e in held(Exchange).values() for claim in e.participations]
    return {actor.id for actor in actors if actor.type == "country" and actor.id}


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


def test_every_state_of_an_exchange_is_of_the_south_or_the_north_or_is_named_as_neither() -> None:
    south, north = ({member.country for member in held(Group)[side].members} for side in SIDES)
    assert not south & north
    assert acting() - south - north <= ON_NEITHER
    assert not ON_NEITHER & (south | north), "it is on a list now"


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
