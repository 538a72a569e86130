"""What readers get from the claims of one exchange."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Outcome
from tests.building import body, by, cite, exchange, programme, sector, seen, source

OLD, NEW = source("old", "2012-03"), source("new", "2013")


@pytest.mark.parametrize("written", [["old", "new"], ["new", "old"]])
def test_a_status_published_later_replaces_an_earlier_one(written: list[str]) -> None:
    said = {"old": by("ongoing", "old"), "new": by("completed", "new")}
    view = seen(exchange(provider="ARD", status=[said[name] for name in written]), OLD, NEW)
    assert view.status == "completed"
    assert view.contested == ()


def test_a_source_without_a_date_counts_as_known_from_the_day_it_was_read() -> None:
    undated = source("undated", None, retrieved="2015")
    said = [by("interrupted", "undated"), by("ongoing", "new")]
    assert seen(exchange(provider="ARD", status=said), NEW, undated).status == "interrupted"


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


def test_an_exchange_has_the_grade_of_its_best_citation() -> None:
    record = exchange(provider=by("ARD", cite(grade="C")), recipient=by("CAV", cite(grade="B")))
    assert seen(record).grade == "B"


def test_where_ratings_differ_the_better_evidence_is_shown_and_the_contest_named() -> None:
    assigned = by(Outcome(rating="negative"), cite(grade="A"), basis="assigned")
    press, page = (
        by(Outcome(rating="mixed"), cite(grade="C")),
        by(Outcome(rating="positive"), cite(grade="A")),
    )
    view = seen(exchange(provider="ARD", outcome=[assigned, press, page]))
    assert view.outcome == Outcome(rating="positive")
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
