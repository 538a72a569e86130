"""What readers get from the claims of one exchange."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Outcome
from exchange_graph.domain.view import FormView, OutcomeView
from tests.building import body, by, cite, exchange, programme, sector, seen, source, took

OLD, NEW = source("old", "2012-03"), source("new", "2013")


@pytest.mark.parametrize("written", [["old", "new"], ["new", "old"]])
def test_a_status_published_later_replaces_an_earlier_one(written: list[str]) -> None:
    said = {"old": by("ongoing", "old"), "new": by("completed", "new")}
    view = seen(exchange(provider="ARD", status=[said[name] for name in written]), OLD, NEW)
    assert view.status
    assert view.status.value == "completed"
    assert view.contested == ()


def test_a_source_without_a_date_counts_as_known_from_the_day_it_was_read() -> None:
    undated = source("undated", None, retrieved="2015")
    said = [by("interrupted", "undated"), by("ongoing", "new")]
    status = seen(exchange(provider="ARD", status=said), NEW, undated).status
    assert status
    assert (status.value, status.as_of) == ("interrupted", "2015")


def test_every_party_names_the_state_behind_it() -> None:
    record = exchange(provider=["ARD", "agency"], recipient="several countries", funder="bank")
    view = seen(record, body("agency", "CAV"), body("bank", type="development-bank"))
    assert [(p.id, p.country) for p in view.parties] == [
        ("ARD", "ARD"), ("agency", "CAV"), (None, None), ("bank", None),
    ]  # fmt: skip


def test_each_fact_points_to_its_own_citations() -> None:
    plain, other = cite("doc", locator="3"), cite("new", grade="B")
    record = exchange(provider=by("ARD", plain), recipient=by("CAV", other, plain), sectors=by("x", other))
    view = seen(record, NEW)
    assert view.citations == (plain, other)
    assert [p.citations for p in view.parties] == [(0,), (1, 0)]
    assert view.sectors[0].citations == (1,)


@pytest.mark.parametrize("role", ["provider", "recipient", "participant"])
def test_an_exchange_is_graded_by_the_weakest_of_what_makes_it_one(role: str) -> None:
    best, press = by("ARD", cite(grade="A")), by("CAV", cite(grade="C"), cite(grade="B"))
    said: dict[str, Any] = {"provider": best, "recipient": best, role: press}
    assert seen(exchange(**said)).grade == "B"


def test_who_paid_or_helped_and_what_else_is_said_move_no_grade() -> None:
    press = cite(grade="C")
    record = exchange(
        provider="ARD", recipient="CAV", funder=by("NDM", press), supporter=by("ELU", press),
        facilitator=by("DOS", press), sectors=by("tax", press), outcome=by(Outcome(rating="mixed"), press),
    )  # fmt: skip
    assert seen(record).grade == "A"
    assert seen(exchange(funder=[by("NDM", press), by("ELU", cite(grade="B"))])).grade == "C"


def test_where_ratings_differ_the_better_evidence_is_shown_and_the_contest_named() -> None:
    assigned = by(Outcome(rating="negative"), cite(grade="A"), basis="assigned")
    press, page = (
        by(Outcome(rating="mixed"), cite(grade="C")),
        by(Outcome(rating="positive"), cite(grade="A")),
    )
    view = seen(exchange(provider="ARD", outcome=[assigned, press, page]))
    assert view.outcome == OutcomeView(rating="positive", basis="stated")
    assert view.contested == ("outcome",)


def test_a_sector_named_twice_is_shown_once_with_its_best_evidence() -> None:
    record = exchange(provider="ARD", sectors=[by("tax", cite(), basis="assigned"), by("tax", cite("new"))])
    (found,) = seen(record, NEW, sector("tax")).sectors
    assert found.basis == "stated"


def test_nobody_paid_as_far_as_the_graph_knows_where_no_source_says_so() -> None:
    view = seen(exchange(provider="ARD", supporter="NDM", programme="prog"), programme())
    assert [p.role for p in view.parties] == ["provider", "supporter"]
    assert view.outcome is None
    assert view.status is None


@pytest.mark.parametrize("basis", ["stated", "inferred", "assigned"])
def test_the_basis_goes_with_the_value(basis: Basis) -> None:
    values = {"status": "completed", "form": "standalone", "outcome": Outcome(rating="mixed")}
    said: dict[str, Any] = {name: by(value, basis=basis) for name, value in values.items()}
    view = seen(exchange(provider="ARD", **said))
    assert view.status
    assert view.status.basis == basis
    assert view.form == FormView(value="standalone", basis=basis)
    assert view.outcome == OutcomeView(rating="mixed", basis=basis)


def test_what_a_source_states_is_not_weakened_by_a_later_inference() -> None:
    said = [by("completed", "old"), by("completed", "new", basis="inferred")]
    status = seen(exchange(provider="ARD", status=said), OLD, NEW).status
    assert status
    assert (status.value, status.basis, status.as_of) == ("completed", "stated", "2013")


def test_a_party_keeps_what_it_gave_and_teaches_unless_that_is_known_to_be_none() -> None:
    gave = {
        "ARD": ("training", "goods"), "CAV": ("goods", "works", "money"), "DOS": (), "NDM": ("personnel",),
    }  # fmt: skip
    parties = [took("provider", who, None, *support) for who, support in gave.items()]  # type: ignore[arg-type]
    view = seen(exchange(participations=parties))
    assert {p.id: p.support for p in view.parties} == gave
    assert {p.id: p.teaches for p in view.parties} == {
        "ARD": True, "CAV": False, "DOS": True, "NDM": False,
    }  # fmt: skip
