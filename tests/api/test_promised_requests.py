"""The requests that the service was built for, as its users write them."""

from __future__ import annotations

import pytest

from exchange_graph.domain.vocabulary import Country
from tests.real import given, held, of_sector, providers, told, within
from tests.served import Service


async def test_the_tax_exchange_answers_with_its_roles_sectors_bounds_and_citations(service: Service) -> None:
    body = await service.read("/v1/exchanges", provider="SLE", recipient="LBR")
    (tax,) = [item for item in body["items"] if item["id"] == "a-68-696-13c"]
    assert tax["heading"] == "Sierra Leone, Sweden → Liberia: revenue"
    roles = {(p["role"], p["part"], p["actor"]["id"], p["country"]) for p in tax["participations"]}
    assert roles == {
        ("provider", None, "SLE", "SLE"),
        ("provider", None, "SWE", "SWE"),
        ("recipient", None, "lbr-revenue-department", "LBR"),
        ("facilitator", "brokers", "capmatch", None),
        ("facilitator", "brokers", "unmil", None),
        ("facilitator", "brokers", "undp", None),
        ("supporter", None, "SWE", "SWE"),
    }
    assert [sector["id"] for sector in tax["sectors"]] == ["revenue"]
    assert tax["period"] == {
        "start": None, "end": None, "earliest": "2012", "latest": "2014-01-06", "dated": "bounded",
        "basis": "inferred", "planned": None, "says": "year not stated, between 2012 and 2014-01-06",
        "last_active": {"year": 2014, "says": "year not stated; described in 2014"},
    }  # fmt: skip
    assert tax["kind"]["value"] == "triangular"
    assert tax["outcome"]["rating"] == "positive"
    assert "delays" in tax["outcome"]["text"], "good in the end is not smooth"
    assert {c["locator"] for c in tax["citations"]} >= {"13(c)", "box 4"}
    provider = next(p for p in tax["participations"] if p["actor"]["id"] == "SLE")
    cited = {tax["citations"][number]["locator"] for number in provider["citations"]}
    assert cited == {"13(c)", "box 4", "47"}


@pytest.mark.parametrize("words", ["塞拉利昂 税收", "Sierra Leone tax", "سيراليون الضرائب"])
async def test_the_tax_exchange_is_found_among_the_first_in_chinese_english_and_arabic(
    service: Service, words: str
) -> None:
    found = await service.found(q=words, sort="relevance")
    assert found.index("a-68-696-13c") < 10
    for before in found[: found.index("a-68-696-13c")]:
        assert "SLE" in told()[before].values["party"], "it fits equally"
        assert told()[before].leaves & within("revenue"), "it fits equally"


async def test_who_has_police_experience(service: Service) -> None:
    body = await service.read("/v1/provider-experience", sector="police")
    rows = {r["provider"]["id"]: r async for r in service.walk("/v1/provider-experience", sector="police")}
    assert rows.keys() & held(Country).keys() == {
        state for i in of_sector("police") if told()[i].given for state in providers(i)
    }
    assert {row["sector"]["id"] for row in rows.values()} == {"police"}
    rwanda = rows["RWA"]
    assert rwanda["provider"] == {"id": "RWA", "label": "Rwanda"}
    assert rwanda["sector"] == {"id": "police", "label": "police"}
    assert rwanda["exchanges"] == len(given("RWA", "police")) > 0
    assert "LBR" in rwanda["recipients"]
    assert (rwanda["best_grade"], rwanda["group"]) == ("A", "south")
    assert "not absence" in body["note"]


async def test_a_record_shows_every_claim_with_its_citations(service: Service) -> None:
    record = await service.read("/v1/exchanges/a-68-696-13c")
    claims = {claim["fact"]: claim for claim in record["claims"]}
    assert {
        "role:supporter:SWE",
        "sector:revenue",
        "modality",
        "period",
        "status",
        "outcome",
    } <= claims.keys()
    supporter = claims["role:supporter:SWE"]
    assert (supporter["id"], supporter["basis"]) == ("c7", "stated")
    assert [record["citations"][n]["locator"] for n in supporter["citations"]] == ["box 4"]
    assert all(claim["citations"] for claim in record["claims"])


async def test_the_revenue_authority_of_today_leads_to_what_its_predecessor_did(service: Service) -> None:
    body = await service.read("/v1/exchanges", institution="lbr-revenue-authority")
    assert "a-68-696-13c" in [item["id"] for item in body["items"]]
    assert {"id": "lbr-revenue-department", "via": "lbr-revenue-authority"} in body["understood"][
        "institution"
    ]


async def test_a_record_tells_what_its_institution_became(service: Service) -> None:
    record = await service.read("/v1/exchanges/a-68-696-13c")
    (step,) = [line for line in record["institutions"] if line["id"] == "lbr-revenue-authority"]
    assert (step["relation"], step["of"], step["date"]) == ("successor", "lbr-revenue-department", "2014-07")


async def test_units_adds_the_parts_of_an_institution(service: Service) -> None:
    whole = {"institution": "lbr-ministry-of-finance"}
    assert "a-68-696-13c" not in await service.found(**whole)
    assert "a-68-696-13c" in await service.found(**whole, units="true")


async def test_an_address_in_a_country_is_not_that_country(service: Service) -> None:
    """UNMIL hosts in Liberia; it does not make Liberia the facilitator."""
    assert "a-68-696-13b" in await service.found(facilitator="unmil")
    assert "a-68-696-13b" not in await service.found(facilitator="LBR")


async def test_a_source_lists_the_facts_it_carries_in_the_order_of_its_paragraphs(service: Service) -> None:
    report = await service.read("/v1/sources/a-68-696")
    carried = [(fact["locator"], fact["record"], fact["claim"]) for fact in report["carries"]]
    assert ("13(c)", "a-68-696-13c", "c1") in carried
    locators = [locator for locator, _, _ in carried]
    assert locators.index("3") < locators.index("13(a)")  # as numbers, not as letters
    assert locators.index("13(c)") < locators.index("41") < locators.index("box 4")


async def test_a_country_shows_what_it_gave_received_and_needs(service: Service) -> None:
    liberia = await service.read("/v1/countries/lbr")
    assert liberia["id"] == "LBR"
    assert liberia["provided"]["exchanges"] == len(await service.found(provider="LBR"))
    assert liberia["received"]["exchanges"] == len(await service.found(recipient="LBR"))
    assert "a-68-696-need-lbr-revenue" in [need["id"] for need in liberia["needs"]]
    assert liberia["note"] is None


async def test_no_record_of_a_country_is_not_called_no_experience(service: Service) -> None:
    nothing = await service.read("/v1/countries/ISL")
    assert nothing["provided"]["exchanges"] == 0
    assert "not absence of experience" in nothing["note"]
