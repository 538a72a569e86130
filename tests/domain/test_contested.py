"""Where sources contradict each other both sides are kept, and nothing else is called contested."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from exchange_graph.domain.claims import Incompatible
from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.exchange import Measurement, Outcome, Span
from tests.building import by, exchange, planned, seen, text


def contested(**said: Any) -> tuple[str, ...]:
    return seen(exchange(provider="ARD", recipient="CAV", **said)).contested


def trained(value: str, **more: Any) -> Measurement:
    return Measurement(**{"measure": "people trained", "unit": "people", "value": Decimal(value), **more})


def test_a_contested_end_keeps_both_years() -> None:
    record = exchange(provider="ARD", period=[by(Span(end="2012"), "a"), by(Span(end="2013"), "b")])
    (found,) = contradictions(record)
    assert (found.fact, found.claims) == ("period", ("c2", "c3"))
    assert [c.value.end for c in record.period] == ["2012", "2013"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Span(end="2013"), Span(end="2013-09-30")),
        (Span(start="2012"), Span(end="2012-12")),
        (Span(start="2012", end="2013"), Span(start="2012-04")),
    ],
)
def test_periods_that_can_both_hold_are_not_contested(one: Span, other: Span) -> None:
    assert contested(period=[one, other]) == ()


@pytest.mark.parametrize("field", ["start", "end", "earliest", "latest"])
def test_every_end_of_a_period_can_be_contested(field: str) -> None:
    spans = [Span.model_validate({field: "2012-12"}), Span.model_validate({field: "2013"})]
    assert contested(period=spans) == ("period",)


def test_a_plan_and_what_happened_do_not_contradict_and_two_accounts_of_one_stage_do() -> None:
    plan, fact = planned(Span(start="2010", end="2012")), Span(start="2011", end="2014")
    assert contested(period=[plan, fact]) == ()
    assert contested(period=[planned(Span(end="2012")), Span(start="2013")]) == ()
    assert contested(period=[plan, planned(Span(end="2013"))]) == ("period",)
    assert contested(period=[plan, fact, Span(end="2013")]) == ("period",)


def test_two_ratings_of_the_outcome_are_contested_and_two_wordings_are_not() -> None:
    good, fine = Outcome(rating="positive", text=text("Good")), Outcome(rating="positive", text=text("Fine"))
    assert contested(outcome=[good, fine]) == ()
    assert contested(outcome=[good, Outcome(rating="negative")]) == ("outcome",)


def test_two_counts_of_the_same_thing_are_contested() -> None:
    assert contested(figures=[trained("30"), trained("45")]) == ("figures",)
    assert contested(figures=[trained("30"), trained("30.0")]) == ()


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "posts filled"},
        {"unit": "teams"},
        {"stage": "planned"},
        {"date": "2013"},
    ],
)
def test_counts_of_different_things_stages_or_dates_are_not_contested(other: dict[str, str]) -> None:
    assert contested(figures=[trained("30"), trained("45", **other)]) == ()


def test_a_curator_can_mark_what_no_rule_sees_and_say_why() -> None:
    mark = Incompatible(claims=("c3", "c4"), reason=text("One institute, two towns"))
    record = exchange(
        provider="ARD", recipient="CAV", sectors=["police", "revenue"], incompatible=[mark]
    )  # fmt: skip
    (found,) = contradictions(record)
    assert (found.fact, found.claims) == ("sectors", ("c3", "c4"))
    assert found.reason == text("One institute, two towns")


def test_two_roles_of_one_actor_are_no_contradiction() -> None:
    assert contested(supporter="NDM", funder="NDM") == ()


def test_several_sectors_forms_of_help_or_statuses_are_no_contradiction() -> None:
    assert contested(sectors=["a", "b"], modality=[("training",), ("twinning",)]) == ()
    assert contested(status=["ongoing", "completed"]) == ()


def test_a_start_after_the_end_that_another_source_gives_is_contested() -> None:
    assert contested(period=[Span(start="2013"), Span(end="2012")]) == ("period",)
    assert contested(period=[Span(start="2012-11"), Span(end="2012")]) == ()
