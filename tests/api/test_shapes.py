"""The names that clients rely on. `/v1` only grows: a name that leaves here breaks somebody."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange
from tests.real import given, held
from tests.served import Service

EXCHANGE = {
    "id", "heading", "title", "summary", "lang", "unofficial", "programme", "mutual", "participations",
    "sectors", "modality", "form", "status", "kind", "period", "outcome", "figures", "contested", "grade",
    "responds_to", "citations", "lessons", "notes", "revision", "updated_at", "links",
}  # fmt: skip
PARTS = {
    "participations": {"role", "part", "actor", "country", "basis", "support", "citations"},
    "sectors": {"id", "label", "basis"},
    "citations": {"source", "locator", "grade", "lang", "quote", "translation"},
    "responds_to": {"id", "label"},
    "lessons": {"id", "text"},
}
EXPERIENCE = {
    "provider", "sector", "exchanges", "programmes", "recipients", "first_year", "last_year", "outcomes",
    "own_experience", "offers", "best_grade", "group",
}  # fmt: skip
CHANGE = {"revision", "at", "kind", "id", "op", "into", "actor", "reason", "fields", "self", "label", "says",
          "changes"}  # fmt: skip
STATS = {"counts", "coverage", "data_revision", "data_date", "content_hash", "model", "licences"}


@pytest.fixture
async def tax(service: Service) -> Any:
    items = (await service.read("/v1/exchanges", provider="SLE", recipient="LBR"))["items"]
    return next(item for item in items if item["id"] == "a-68-696-13c")


async def test_an_exchange_has_exactly_the_promised_names(tax: Any) -> None:
    assert tax.keys() == EXCHANGE
    for name, expected in PARTS.items():
        assert tax[name], name
        assert all(part.keys() == expected for part in tax[name]), name
    assert tax["kind"].keys() == {"value", "basis", "because"}
    assert tax["status"].keys() == {"value", "basis", "as_of", "cause", "says"}
    assert tax["period"].keys() == {
        "start", "end", "earliest", "latest", "dated", "basis", "planned", "last_active", "says",
    }  # fmt: skip
    assert tax["period"]["last_active"].keys() == {"year", "says"}
    assert tax["outcome"].keys() == {"rating", "text", "basis"}
    assert tax["participations"][0]["actor"].keys() == {"type", "id", "label"}
    assert tax["citations"][0]["source"].keys() == {"id", "label"}


async def test_a_record_adds_its_claims_and_institutions_to_the_same_item(service: Service, tax: Any) -> None:
    record = await service.read("/v1/exchanges/a-68-696-13c")
    assert record.keys() == EXCHANGE | {"claims", "institutions"}
    assert record["links"].pop("correct").keys() == {"contact", "to", "subject", "text", "says"}
    assert {name: record[name] for name in EXCHANGE} == tax
    expected = {"id", "fact", "value", "says", "names", "basis", "because", "citations", "contested_with"}
    own = {"period": {"stage"}, "status": {"as_of", "cause"}}
    assert all(claim.keys() == expected | own.get(claim["fact"], set()) for claim in record["claims"])


async def test_unknown_is_null_and_never_left_out(service: Service) -> None:
    silent = await service.read("/v1/exchanges/a-68-696-47-som-tls")
    assert (silent["programme"], silent["form"], silent["status"]) == (None, None, None)
    assert (silent["sectors"], silent["modality"]) == ([], [])
    assert silent["period"]["start"] is None


async def test_an_unnamed_party_is_shown_in_the_words_of_the_source(service: Service) -> None:
    record = await service.read("/v1/exchanges/a-68-696-47-civ-ddr", lang="zh")
    (unnamed,) = [p for p in record["participations"] if p["actor"]["type"] == "unnamed"]
    assert unnamed["actor"]["id"] is None
    assert unnamed["country"] is None
    assert "非洲国家" in unnamed["actor"]["label"]


async def test_a_list_has_items_page_and_only_what_was_asked_for(service: Service) -> None:
    body = await service.read("/v1/exchanges")
    assert body.keys() == {"items", "page"}
    assert {name: body["page"][name] for name in ("limit", "total", "data_revision")} == {
        "limit": 50, "total": len(held(Exchange)), "data_revision": 1,
    }  # fmt: skip
    assert body["page"].keys() == {"limit", "next", "total", "data_revision"}
    assert isinstance(body["page"]["next"], str)
    assert len(body["items"]) == 50
    few = await service.read("/v1/exchanges", provider="SLE", recipient="LBR")
    assert few["page"]["next"] is None
    assert len(few["items"]) == few["page"]["total"] > 0
    with_facets = await service.read("/v1/exchanges", facets="provider,recipient", sector="security")
    assert with_facets.keys() == {"items", "page", "facets", "understood"}
    assert with_facets["facets"].keys() == {"provider", "recipient"}
    assert "police" in with_facets["understood"]["sector"]


async def test_a_facet_value_has_id_label_and_count(service: Service) -> None:
    facets = (await service.read("/v1/exchanges", facets="provider"))["facets"]
    named = [value for value in facets["provider"] if value["id"] != "unknown"]
    assert all(value.keys() == {"id", "label", "count"} for value in named)
    assert facets["provider"][-1].keys() == {"id", "count"}
    assert facets["provider"][-1]["id"] == "unknown"


async def test_a_row_of_provider_experience_has_exactly_the_promised_names(service: Service) -> None:
    body = await service.read("/v1/provider-experience")
    assert body.keys() == {"items", "page", "note"}
    assert all(row.keys() == EXPERIENCE for row in body["items"])
    (brazil,) = (await service.read("/v1/provider-experience", provider="BRA", sector="school-feeding"))[
        "items"
    ]
    fed = given("BRA", "school-feeding")
    assert brazil["exchanges"] == len(fed) >= 6
    assert brazil["programmes"] == len({e.programme for e in fed if e.programme}) > 0
    assert brazil["own_experience"]


async def test_a_change_and_the_stats_have_exactly_the_promised_names(service: Service) -> None:
    changes = await service.read("/v1/changes", limit=3)
    assert all(line.keys() == CHANGE for line in changes["items"])
    assert changes["items"][0]["actor"].keys() == {"role", "organisation"}
    assert (await service.read("/v1/stats")).keys() == STATS


async def test_a_problem_has_exactly_the_promised_names(service: Service) -> None:
    body = (await service.get("/v1/exchanges?limit=0")).json()
    assert body.keys() == {"type", "title", "status", "detail", "instance", "problems"}
    assert all(part.keys() == {"where", "why"} for part in body["problems"])
