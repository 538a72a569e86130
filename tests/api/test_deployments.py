"""Personnel in missions: a fact of a State, listed and found, and never counted as an exchange."""

from __future__ import annotations

import csv
import io

import pytest

from tests.building import body, deployment, exchange, text
from tests.served import Service

POLICE = deployment("police", "mission", host="CAV", end="2012", most=120, women=12)
EXPERTS = deployment("experts", "mission", country="CAV", type="experts")
MISSION = body("mission", type="mission", name=text("Mission in Cavira", fr="Mission en Cavirie"))


@pytest.fixture
async def held(workshop: Service) -> Service:
    await workshop.write(MISSION, POLICE, EXPERTS)
    return workshop


async def test_a_deployment_says_who_sent_whom_where_and_when(held: Service) -> None:
    record = await held.read("/v1/deployments/police", lang="fr")
    assert record["label"] == "Ardania · Mission en Cavirie · Cavira"
    assert (record["country"]["id"], record["mission"]["id"], record["host"]["id"]) == (
        "ARD",
        "mission",
        "CAV",
    )
    assert (record["type"], record["start"], record["end"]) == ("individual-police", "2009-11", "2012")
    assert (record["most"], record["women"]) == (120, 12)
    assert [citation["source"]["id"] for citation in record["citations"]] == ["doc"]
    bare = await held.read("/v1/deployments/experts")
    assert [bare[name] for name in ("host", "end", "most", "women")] == [None] * 4


async def test_deployments_are_listed_by_the_state_and_by_words(held: Service) -> None:
    async def ids(**params: str) -> list[str]:
        body = await held.read("/v1/deployments", **params)
        return [item["id"] for item in body["items"]]

    assert await ids() == ["experts", "police"]
    assert await ids(country="ARD") == ["police"]
    assert await ids(country="DOS") == []
    assert await ids(q="mission ardania") == ["police"]
    refused = await held.get("/v1/deployments", sector="police")
    assert refused.status_code == 400, (
        "no deployment has a sector: an empty list would say that there is none"
    )


async def test_deployments_are_found_and_taken_away(held: Service) -> None:
    hits = (await held.read("/v1/search", q="police", kind="deployment"))["items"]
    assert [(hit["id"], hit["label"]) for hit in hits] == [("police", "Ardania · Mission in Cavira · Cavira")]
    table = (await held.get("/v1/deployments", format="csv")).content.decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert (rows["police"]["mission_label"], rows["police"]["women"]) == ("Mission in Cavira", "12")
    assert (rows["experts"]["host_id"], rows["experts"]["most"]) == ("", "")
    exported = (await held.get("/v1/export", records="all")).text
    assert exported.count('"kind":"deployment"') == 2
    assert (await held.read("/v1/stats"))["counts"]["deployment"] == 2


async def test_a_deployment_is_no_exchange_and_places_nobody(held: Service) -> None:
    assert await held.found(party="ARD") == []
    assert (await held.read("/v1/provider-experience"))["items"] == []
    await held.write(exchange("x-1", provider="DOS", recipient="CAV"))
    paths = await held.read("/v1/graph/paths", **{"from": "ARD", "to": "CAV"})
    assert paths["paths"] == []


async def test_a_deployment_has_to_name_a_mission_that_is_known(workshop: Service) -> None:
    with pytest.raises(Exception, match="mission is no known institution"):
        await workshop.write(POLICE)
