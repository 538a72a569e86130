"""Filters of groups and regions: only the parties that belong or lie there are counted and listed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.domain.vocabulary import Country
from exchange_graph.render.fields import field_name
from tests.building import body, by, country, exchange, group, member, sector
from tests.real import held, seeds
from tests.recount import Recount, Told
from tests.served import Service

WEST_AFRICA: dict[str, Any] = {"recipient_region": "Western Africa", "sector": "peacebuilding"}


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return Recount(seeds().records).exchanges


def west_african(told: list[Told]) -> list[Told]:
    """Exchanges of peacebuilding that a State of Western Africa received."""
    lies = {i for i, state in held(Country).items() if state.intermediate == "Western Africa"}
    return [
        one
        for one in told
        if "peacebuilding" in one.values["sector"] and lies & set(one.parties["recipient"])
    ]


async def test_experience_with_recipients_of_a_region_lists_nobody_who_taught_elsewhere(
    service: Service, told: list[Told]
) -> None:
    fitting = west_african(told)
    rows = (await service.read("/v1/provider-experience", **WEST_AFRICA, limit=200))["items"]
    assert {row["provider"]["id"] for row in rows} == {
        who for one in fitting if one.given for who in one.parties["provider"] if who != "unknown"
    }  # fmt: skip
    recipients = {i for row in rows for i in row["recipients"]}
    assert recipients
    assert {held(Country)[i].intermediate for i in recipients} == {"Western Africa"}
    anywhere = (await service.read("/v1/provider-experience", sector="peacebuilding", limit=200))["items"]
    assert len(anywhere) > len(rows)


async def test_list_facets_and_export_hold_to_the_same_exchanges_and_parties(
    service: Service, told: list[Told]
) -> None:
    fitting = west_african(told)
    ids = {one.record.id for one in fitting}
    assert set(await service.found(**WEST_AFRICA)) == ids
    page = await service.read("/v1/exchanges", **WEST_AFRICA, facets="provider,recipient", limit=1)
    found = {f: {v["id"]: v["count"] for v in values} for f, values in page["facets"].items()}
    assert {held(Country)[i].intermediate for i in found["recipient"]} == {"Western Africa"}
    assert set(found["provider"]) == {who for one in fitting for who in one.parties["provider"]}
    file = await service.get("/v1/export", **WEST_AFRICA)
    assert {json.loads(line)["id"] for line in file.text.splitlines()} == ids
    table = await service.get("/v1/exchanges", **WEST_AFRICA, format="csv", limit=200)
    assert all(i in table.text for i in ids)


async def test_several_conditions_on_a_role_must_hold_of_one_party(workshop: Service) -> None:
    await workshop.write(
        sector("tax"), body("agency", "ARD"), group("club", "ARD", "DOS"),
        country("ARD", region="Africa", intermediate="Western Africa"), country("CAV", region="Asia"),
        exchange("x-both", provider=["agency", "CAV"], recipient="NDM", sectors="tax"),
        exchange("x-none", provider=["CAV", "DOS"], recipient="NDM", sectors="tax"),
    )  # fmt: skip
    assert await workshop.found(provider_group="club") == ["x-none", "x-both"]
    assert await workshop.found(provider_region="africa") == ["x-both"]
    assert await workshop.found(provider_group="club", provider_region="142") == []
    assert await workshop.found(provider_group="club", provider="agency") == ["x-both"]
    assert await workshop.found(provider_group="club", provider="CAV") == []
    page = await workshop.read("/v1/exchanges", provider_region="142", facets="provider")
    assert page["facets"]["provider"] == [{"id": "CAV", "label": "Cavira", "count": 2}]
    rows = (await workshop.read("/v1/provider-experience", provider_group="club"))["items"]
    assert [(row["provider"]["id"], row["exchanges"]) for row in rows] == [("ARD", 1), ("DOS", 1)]


async def test_a_party_belongs_to_a_group_where_it_surely_did_at_the_time(workshop: Service) -> None:
    club = group("club").model_copy(update={"members": (member("ARD", "2010", "2012"),)})
    await workshop.write(
        club,
        exchange("x-inside", provider="ARD", period=Span(start="2011", end="2011")),
        exchange("x-astride", provider="ARD", period=Span(start="2011", end="2013")),
        exchange("x-after", provider="ARD", period=Span(start="2013", end="2013")),
        exchange("x-itself", provider="club", period=Span(start="2009", end="2009")),
    )
    assert await workshop.found(provider_group="club") == ["x-inside", "x-itself"]
    assert await workshop.found(recipient_group="unknown", provider_group="club") == ["x-inside", "x-itself"]


async def test_a_group_that_took_part_as_such_is_asked_for_where_it_did_and_refused_elsewhere(
    workshop: Service,
) -> None:
    await workshop.write(
        group("club", "ARD"), exchange("x-state", provider="ARD"), exchange("x-club", provider="club")
    )
    assert await workshop.found(provider="club") == ["x-club"]
    refused = await workshop.get("/v1/exchanges", None, recipient="club")
    assert refused.status_code == 400
    assert "use recipient_group=club" in refused.json()["detail"]


async def test_an_address_is_no_region(workshop: Service) -> None:
    await workshop.write(
        country("ARD", region="Africa"), body("mission", located_in="ARD"), body("ministry", "ARD"),
        exchange("x-mission", provider="mission"), exchange("x-ministry", provider="ministry"),
    )  # fmt: skip
    assert await workshop.found(provider_region="Africa") == ["x-ministry"]
    assert await workshop.found(provider_region="unknown") == ["x-mission"]


async def test_what_a_state_or_group_becomes_is_counted_anew(workshop: Service) -> None:
    await workshop.write(exchange("x-1", provider="ARD"), group("club", "CAV"))
    assert await workshop.found(provider_region="Asia") == []
    await workshop.write(country("ARD", region="Asia"), group("club", "ARD"))
    assert await workshop.found(provider_region="Asia") == ["x-1"]
    assert await workshop.found(provider_group="club", provider_region="Asia") == ["x-1"]


async def test_of_two_parties_that_change_places_each_keeps_its_own(workshop: Service) -> None:
    """All terms of the exchange stay the same; only which party they are said of changes."""
    both = exchange("x-1", provider=["ARD", "CAV"])
    await workshop.write(country("ARD", region="Asia"), country("CAV", region="Africa"), both)
    assert await workshop.found(provider="ARD", provider_region="Asia") == ["x-1"]
    await workshop.write(country("ARD", region="Africa"), country("CAV", region="Asia"))
    assert await workshop.found(provider="ARD", provider_region="Asia") == []
    assert await workshop.found(provider="CAV", provider_region="Asia") == ["x-1"]


@pytest.mark.parametrize("path", ["/v1/exchanges", "/v1/provider-experience"])
async def test_an_empty_list_says_what_is_known_and_what_is_left_without_each_condition(
    workshop: Service, path: str
) -> None:
    await workshop.write(
        exchange("x-1", provider="ARD", outcome=Outcome(rating="positive"), period=Span(start="2010")),
        exchange("x-2", provider="ARD", period=Span(start="2012")), exchange("x-3", provider="CAV"),
    )  # fmt: skip
    asked: dict[str, Any] = {"provider": "ARD", "outcome": "negative", "year_to": 2013}
    told = await workshop.read(path, **asked, without="true")
    assert told["items"] == []
    assert {one["filter"]: (one["total"], one["known"]) for one in told["without"]} == {
        "provider": (0, 0), "outcome": (2, 1), "year": (0, 0),
    }  # fmt: skip
    assert "“outcome” is on record for 1 of the 2" in told["note"]
    unasked = await workshop.read(path, **asked)
    assert unasked["note"] == told["note"]
    assert "without" not in unasked
    assert "without" not in await workshop.read(path, provider="ARD", without="true")
    every = (await workshop.read(path, **asked, lang="all"))["note"]
    assert len(set(every.values())) == len(every) == 6
    assert all(field_name("outcome", lang) in said for lang, said in every.items())
    words = await workshop.read("/v1/exchanges", q="zzz", provider="CAV", without="true")
    assert words["without"] == [
        {"filter": "provider", "total": 0, "known": 0}, {"filter": "q", "total": 1, "known": 1},
    ]  # fmt: skip


async def test_what_was_only_planned_is_counted_in_no_region(workshop: Service) -> None:
    await workshop.write(
        country("ARD", region="Asia"), exchange("x-1", provider="ARD", status=by("planned"), recipient="CAV")
    )
    assert await workshop.found(provider_region="Asia") == ["x-1"]
    assert (await workshop.read("/v1/provider-experience", provider_region="Asia"))["items"] == []
