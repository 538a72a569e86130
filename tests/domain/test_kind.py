"""South-South, triangular, North-South: what decides, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Span
from exchange_graph.domain.kind import DerivedKind
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import ActsFor
from tests.building import around, body, by, country, exchange, group, member, seen, source, took

BODIES: list[AnyRecord] = [
    body("un-office", type="un-entity"),
    body("un-branch", type="centre", part_of="un-office"),
    body("southern-fund", type="fund", fund_of="south"),
    body("northern-union", type="regional-body", fund_of="north"),
    body("northern-office", type="department", part_of="northern-union"),
    body("common-fund", type="fund"),
    body("nordic-academy", "NDM", type="academy"),
    body("tax-agency", "ARD"),
    body("free-institute", type="centre"),
]


def kind(**said: Any) -> DerivedKind:
    return seen(exchange(**said), *BODIES).kind


def from_ardania_to_cavira(**also: Any) -> str:
    return kind(provider="ARD", recipient="CAV", **also).value


def test_southern_states_on_both_sides_are_south_south() -> None:
    assert from_ardania_to_cavira() == "south-south"
    assert kind(participant=["ARD", "CAV"], mutual=True).value == "south-south"
    assert kind(provider="tax-agency", recipient="CAV").value == "south-south"


@pytest.mark.parametrize("role", ["funder", "supporter", "provider"])
@pytest.mark.parametrize("who", ["NDM", "nordic-academy", "un-office", "un-branch", "common-fund"])
def test_a_northern_or_multilateral_third_party_makes_it_triangular(role: str, who: str) -> None:
    others = {"provider": ["ARD", who]} if role == "provider" else {"provider": "ARD", role: who}
    assert kind(recipient="CAV", **others).value == "triangular"


def test_a_multilateral_body_that_implements_makes_it_triangular() -> None:
    implementing = took("facilitator", "un-office", "implements")
    giver, taker = took("provider", "ARD"), took("recipient", "CAV")
    assert kind(participations=[giver, taker, implementing]).value == "triangular"


@pytest.mark.parametrize("part", ["brokers", "hosts"])
@pytest.mark.parametrize("who", ["un-office", "NDM"])
def test_who_only_brokers_or_hosts_does_not_make_it_triangular(part: Any, who: str) -> None:
    parties = [took("provider", "ARD"), took("recipient", "CAV"), took("facilitator", who, part)]
    assert kind(participations=parties).value == "south-south"


@pytest.mark.parametrize("who", ["un-office", "un-branch", "common-fund", "NDM", "nordic-academy"])
@pytest.mark.parametrize("role", ["facilitator", "participant"])
def test_who_took_part_in_a_way_that_is_not_stated_leaves_it_undetermined(role: Any, who: str) -> None:
    found = kind(provider="ARD", recipient="CAV", **{role: who})
    assert (found.value, found.rule) == ("undetermined", "part-not-stated")
    assert kind(provider="ARD", recipient="CAV", funder="NDM", **{role: who}).value == "triangular"


@pytest.mark.parametrize("who", ["DOS", "tax-agency", "ELU", "free-institute", "southern-fund", "south"])
def test_a_part_that_could_not_decide_anything_leaves_nothing_open(who: str) -> None:
    assert from_ardania_to_cavira(facilitator=who) == "south-south"


def test_in_a_mutual_exchange_a_northern_state_gives_too() -> None:
    assert kind(participant=["ARD", "CAV", "NDM"], mutual=True).value == "triangular"
    assert kind(participant=["ARD", "CAV", "NDM"]).value == "undetermined"


def test_the_facts_looked_at_are_kept_by_claim() -> None:
    found = kind(provider="ARD", recipient="CAV", funder="southern-fund", facilitator=["un-office", "ELU"])
    assert {(fact.claim, fact.stands) for fact in found.facts} == {
        ("c1", "south"), ("c2", "south"), ("c3", "south-fund"), ("c4", "multilateral"), ("c5", "neither"),
    }  # fmt: skip
    triangular = kind(provider="ARD", recipient="CAV", funder="NDM", facilitator="free-institute")
    assert {(fact.claim, fact.stands) for fact in triangular.facts} == {
        ("c1", "south"), ("c2", "south"), ("c3", "north"),
    }  # fmt: skip


def test_a_body_of_northern_money_and_its_parts_are_northern_whoever_they_stand_for() -> None:
    assert from_ardania_to_cavira(funder="northern-office") == "triangular"
    assert kind(provider="northern-union", recipient="CAV").value == "north-south"


def test_a_fund_of_southern_money_does_not_make_it_triangular() -> None:
    assert from_ardania_to_cavira(funder="southern-fund") == "south-south"


def test_a_body_without_a_state_that_is_no_multilateral_does_not_make_it_triangular() -> None:
    assert from_ardania_to_cavira(funder="free-institute") == "south-south"


def test_a_northern_provider_alone_is_north_south() -> None:
    assert kind(provider="NDM", recipient="CAV").value == "north-south"
    assert kind(provider="nordic-academy", recipient="CAV").value == "north-south"


@pytest.mark.parametrize(
    "said",
    [
        {"provider": "ELU", "recipient": "CAV"},
        {"provider": "ARD", "recipient": "ELU"},
        {"provider": "ARD"},
        {"provider": "ARD", "recipient": "NDM"},
        {"provider": "free-institute", "recipient": "CAV"},
        {"provider": "south", "recipient": "CAV"},
        {"provider": "ARD", "recipient": "several neighbouring countries"},
        {"participant": ["ARD", "NDM"]},
        {"provider": "NDM", "recipient": "several neighbouring countries"},
    ],
)
def test_a_side_that_no_list_settles_stays_undetermined(said: dict[str, Any]) -> None:
    assert kind(**said).value == "undetermined"


def test_the_sources_word_stands_and_what_the_rule_says_is_kept_beside_it() -> None:
    found = kind(provider="ARD", recipient="CAV", funder="NDM", kind_stated="south-south")
    assert (found.value, found.basis) == ("south-south", "stated")
    assert (found.by_rule, found.rule) == ("triangular", "south-with-northern-party")


def test_of_two_sources_words_the_better_evidence_stands() -> None:
    said = [by("triangular", "press", basis="inferred"), by("south-south", "doc")]
    assert kind(provider="ARD", recipient="CAV", kind_stated=said).value == "south-south"


def test_of_two_words_on_equal_evidence_none_is_taken() -> None:
    found = kind(participant=["ARD", "CAV"], kind_stated=["south-south", "triangular"])
    assert (found.value, found.basis) == ("undetermined", "stated")
    assert found.words == ("south-south", "triangular")


def test_a_state_that_joined_the_north_later_was_not_northern_then() -> None:
    states: list[AnyRecord] = [
        country("ARD"),
        country("CAV"),
        country("ELU"),
        source(),
        group("south", "ARD", "CAV", serves="south"),
    ]
    north = group("north", member("ELU", start="2013"), serves="north")

    def when(span: Span) -> str:
        record = exchange(provider="ARD", recipient="CAV", funder="ELU", period=span)
        return derive(record, around(*states, north)).kind.value

    assert when(Span(start="2010", end="2012")) == "south-south"
    assert when(Span(start="2012", end="2014")) == "south-south"
    assert when(Span(start="2013", end="2014")) == "triangular"


def test_a_body_stands_for_its_state_only_while_it_acted_for_it() -> None:
    academy = body("academy", ActsFor(country="NDM", end="2011"))

    def when(year: str) -> str:
        span = Span(start=year, end=year)
        return seen(
            exchange(provider="ARD", recipient="CAV", funder="academy", period=span), academy
        ).kind.value

    assert (when("2010"), when("2012")) == ("triangular", "south-south")
