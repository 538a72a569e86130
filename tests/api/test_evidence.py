"""The evidence as it is served: every row that was judged is met, in the words its sources allow."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.vocabulary import Country, Group
from tests.real import held, review
from tests.served import Service


async def of(service: Service, row: str) -> Any:
    answer = await service.get(f"/v1/exchanges/{row}")
    assert answer.status_code == 308, row
    return await service.read(answer.headers["location"])


async def test_at_least_110_exchanges_are_served_and_each_rests_on_a_source(service: Service) -> None:
    items = [item async for item in service.walk("/v1/exchanges", limit=200)]
    assert len(items) == len(held(Exchange)) >= 110
    assert [item["id"] for item in items if not item["citations"] or not item["grade"]] == []


async def test_every_row_that_was_judged_leads_to_its_exchange_unless_it_was_left_out(
    service: Service,
) -> None:
    for line in review():
        answer = await service.get(f"/v1/exchanges/{line['row']}")
        if line["decision"] == "left out":
            assert answer.status_code == 404, line
        else:
            assert answer.status_code == 308, line
            assert answer.headers["location"] == f"/v1/exchanges/{line['id']}"


@pytest.mark.parametrize(("row", "states"), [("X006", {"CIV", "SEN"}), ("X007", {"SOM", "TLS"})])
async def test_no_direction_is_given_where_the_report_gives_none(
    service: Service, row: str, states: set[str]
) -> None:
    record = await of(service, row)
    assert "→" not in record["heading"]
    assert "↔" not in record["heading"]
    assert {p["actor"]["id"] for p in record["participations"] if p["role"] == "participant"} == states
    for state in states:
        assert record["id"] in await service.found(party=state)
        assert record["id"] not in await service.found(provider=state)
        assert record["id"] not in await service.found(recipient=state)


@pytest.mark.parametrize("row", ["X084", "X112"])
async def test_a_mutual_exchange_is_written_both_ways_and_gives_nobody_experience_as_a_provider(
    service: Service, row: str
) -> None:
    record = await of(service, row)
    assert record["mutual"] is True
    assert "↔" in record["heading"]
    assert "provider" not in {p["role"] for p in record["participations"]}
    assert {p["country"] for p in record["participations"] if p["role"] == "participant"} == {
        "X084": {"MOZ", "TLS", "VEN"}, "X112": {"BIH", "MNE", "MKD", "SRB"},
    }[row]  # fmt: skip


async def test_a_mixed_outcome_is_shown_and_can_be_asked_for(service: Service) -> None:
    record = await of(service, "X026")
    assert record["outcome"]["rating"] == "mixed"
    assert record["id"] in await service.found(outcome="mixed")
    assert record["id"] not in await service.found(outcome="positive")


async def test_an_interruption_is_a_status_and_no_bad_outcome(service: Service) -> None:
    record = await of(service, "X059")
    assert record["status"]["value"] == "interrupted"
    assert record["outcome"] is None
    assert record["id"] in await service.found(status="interrupted")
    assert record["id"] not in await service.found(outcome="negative")


async def test_which_congo_stays_open_and_neither_is_counted(service: Service) -> None:
    record = await of(service, "X057")
    assert record["contested"] == ["participations"]
    recipients = [p for p in record["participations"] if p["role"] == "recipient"]
    assert [(p["actor"]["type"], p["country"]) for p in recipients] == [("unnamed", None)] * 2
    for state in ("COG", "COD"):
        assert record["id"] not in await service.found(party=state)
    for words in ("Republic of the Congo", "Democratic Republic of the Congo", "刚果", "Конго", "الكونغو"):
        assert record["id"] in await service.found(q=words), words


async def test_what_sweden_gave_to_liberia_alone_is_north_south(service: Service) -> None:
    record = await of(service, "X076")
    assert record["kind"]["value"] == "north-south"
    assert record["id"] in await service.found(kind="north-south")
    assert record["id"] not in await service.found(kind="triangular")
    assert record["programme"] is None


async def test_no_row_of_the_list_is_taken_for_another_programme(service: Service) -> None:
    """Rows of one joint effort share it; a subject in common is no programme."""
    assert (await of(service, "X003"))["programme"] is None
    phases = [(await of(service, row))["programme"]["id"] for row in ("X017", "X018")]
    assert len(set(phases)) == 1
    centre = {(await of(service, f"X{n:03d}"))["programme"]["id"] for n in range(9, 17)}
    assert len(centre) == 1


async def test_a_state_is_served_with_its_side_and_with_null_for_what_is_unknown(service: Service) -> None:
    countries = held(Country)
    sides = {side: {m.country for m in held(Group)[side].members} for side in ("south", "north")}
    async for row in service.walk("/v1/provider-experience", limit=200):
        code = row["provider"]["id"]
        assert row["group"] == next((side for side in sides if code in sides[side]), None), code
    async for state in service.walk("/v1/countries", limit=200):
        known = countries[state["id"]]
        assert (state["working_languages"] is None) is (known.working_languages is None), known.id
