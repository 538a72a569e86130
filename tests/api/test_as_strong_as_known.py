"""What is served says no more than the sources do: plans, gifts, requests, days of reading."""

from __future__ import annotations

from exchange_graph.domain.exchange import Outcome, Span
from tests.building import by, cite, exchange, need, planned, source, took
from tests.served import Service


async def test_a_plan_stands_beside_what_happened(workshop: Service) -> None:
    spans = [Span(start="2011"), planned(Span(start="2010", end="2013"))]
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", period=spans))
    record = await workshop.read("/v1/exchanges/x-1")
    assert record["period"]["planned"] == {"start": "2010", "end": "2013"}
    assert (record["period"]["start"], record["period"]["end"], record["contested"]) == ("2011", None, [])
    assert [claim["stage"] for claim in record["claims"] if claim["fact"] == "period"] == [
        "actual", "planned",
    ]  # fmt: skip
    assert await workshop.found(year_from="2010", year_to="2010") == []


async def test_what_was_only_announced_is_planned_in_status_heading_and_filters(workshop: Service) -> None:
    await workshop.write(
        source("news", "2012-05"),
        exchange("x-1", provider=by("ARD", "news"), period=by(Span(start="2013"), "news")),
    )
    record = await workshop.read("/v1/exchanges/x-1")
    assert (record["status"]["value"], record["status"]["basis"]) == ("planned", "inferred")
    assert record["status"]["says"] == "planned (inferred)"
    assert record["heading"].startswith("planned: Ardania")
    assert record["period"]["last_active"] is None
    assert await workshop.found(status="planned") == ["x-1"]
    assert (await workshop.read("/v1/provider-experience"))["items"] == []


async def test_what_a_party_gave_is_said_and_can_be_asked_for(workshop: Service) -> None:
    parties = [took("provider", "ARD", None, "training"), took("funder", "NDM", None, "goods", "money")]
    await workshop.write(exchange("x-1", participations=parties), exchange("x-2", provider="ARD"))
    record = await workshop.read("/v1/exchanges/x-1")
    assert {p["actor"]["id"]: p["support"] for p in record["participations"]} == {
        "ARD": ["training"], "NDM": ["goods", "money"],
    }  # fmt: skip
    assert record["claims"][1]["says"] == "pays: Nordmark (goods, money)"
    assert await workshop.found(support="money") == ["x-1"]
    assert await workshop.found(support="unknown") == ["x-2"]


async def test_each_year_of_a_profile_is_stated_and_undated_ones_stand_apart(workshop: Service) -> None:
    await workshop.write(
        source("page", None, retrieved="2020-02-02"),
        exchange("x-1", provider="ARD", recipient="CAV", period=Span(start="2011", end="2012")),
        exchange("x-2", provider=by("ARD", "page"), recipient=by("CAV", "page")),
    )
    received = (await workshop.read("/v1/countries/CAV"))["received"]
    assert received["years"] == [{"year": "2011", "exchanges": 1}, {"year": "2012", "exchanges": 1}]
    assert (received["undated"], received["exchanges"]) == (1, 2)
    assert await workshop.found(recipient="CAV", year_from="2019") == []


async def test_a_need_says_who_asked_or_who_states_it_and_is_not_open_for_ever(workshop: Service) -> None:
    stated = need("n-1", requested_by=None, stated_by="NDM", recipient="CAV", sectors=())
    await workshop.write(need("n-0"), stated, source("late", "2020-01"), need("n-2", as_of="2019-06"))
    asked, said, later = [await workshop.read(f"/v1/needs/n-{n}") for n in (0, 1, 2)]
    assert (asked["requested_by"]["id"], asked["stated_by"], asked["recipient"]) == ("CAV", None, None)
    assert (said["requested_by"], said["stated_by"]["id"], said["recipient"]["id"]) == (None, "NDM", "CAV")
    assert (asked["status"], asked["as_of"]) == ("not-known-to-be-open", "2014-01")
    assert (later["status"], later["as_of"]) == ("open", "2019-06")
    assert {n["id"] for n in (await workshop.read("/v1/countries/CAV"))["needs"]} == {"n-0", "n-1", "n-2"}


async def test_the_data_date_is_that_of_the_newest_source_and_not_of_the_loading(workshop: Service) -> None:
    await workshop.write(source("new", "2019", retrieved="2021-03-04"))
    assert (await workshop.read("/v1/stats"))["data_date"] == "2021-03-04"


async def test_an_outcome_says_how_it_is_held_in_records_and_tables(workshop: Service) -> None:
    ours = by(Outcome(rating="positive"), cite(), basis="assigned")
    await workshop.write(exchange("x-1", provider="ARD", outcome=ours))
    record = await workshop.read("/v1/exchanges/x-1")
    assert record["outcome"]["basis"] == "assigned"
    (claim,) = [claim for claim in record["claims"] if claim["fact"] == "outcome"]
    assert claim["says"] == "outcome: positive (our classification)"
    table = (await workshop.get("/v1/exchanges?format=csv")).text
    assert "outcome_basis" in table.splitlines()[0]
    assert ",assigned," in table
