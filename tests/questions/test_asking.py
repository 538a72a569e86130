"""A question as it is answered: typing errors mended or offered, words that tell nothing set apart, pairs."""

from __future__ import annotations

import pytest

from tests.served import Service


@pytest.mark.parametrize(
    ("question", "written", "meant"),
    [
        ("What did Singpore teach?", "Singpore", "provider"),
        ("Qui a soutenu la reconcilliation au Mali ?", "reconcilliation", "sector"),
        ("Трехсторонее сотрудничество в Либерии", "Трехсторонее", "kind"),
        ("Lberia police", "Lberia", "party"),
        ("مكافحة الفسادد في رواندا", "الفسادد", "sector"), ("职业陪训 苏丹", "职业陪训", "sector"),
    ],
)  # fmt: skip
async def test_a_typing_error_is_mended_and_told(
    service: Service, question: str, written: str, meant: str
) -> None:
    read = (await service.read("/v1/ask", q=question))["understood"]
    assert [one["from"] for one in read["mended"]] == [written]
    assert meant in read["filters"]
    assert written not in read["unread"]


async def test_an_error_that_may_be_two_states_is_offered_and_none_is_read(service: Service) -> None:
    read = (await service.read("/v1/ask", q="Malti police"))["understood"]
    assert {one["id"] for one in read["did_you_mean"]} == {"MLI", "MLT"}
    assert read["filters"] == {"sector": ["police"]}


async def test_a_word_that_no_fitting_exchange_has_is_left_out_and_told(service: Service) -> None:
    asked, other = {"recipient": "LBR", "sector": "police"}, "malaria"
    assert await service.found(q=other) != []
    assert await service.found(q=other, **asked) == []
    body = await service.read("/v1/ask", q=f"Who has taught the police in Liberia, {other}?", lang="en")
    assert (body["understood"]["words"], body["understood"]["unread"]) == ([], [other])
    assert other in body["understood"]["says"]
    assert [item["id"] for item in body["items"]] == await service.found(**asked) != []


async def test_an_exchange_between_two_has_both(service: Service) -> None:
    found = await service.found(between=["BRA", "MOZ"])
    assert {*found} == {*await service.found(party="BRA")} & {*await service.found(party="MOZ")}
    body = await service.read("/v1/ask", q="exchanges between Brazil and Mozambique", limit=200)
    assert [item["id"] for item in body["items"]] == found != []


@pytest.mark.parametrize("name", ["Taiwan", "Ramallah", "Мордовия"])
async def test_a_name_that_leads_nowhere_finds_nothing(service: Service, name: str) -> None:
    body = await service.read("/v1/ask", q=name)
    assert (body["understood"]["words"], body["items"]) == ([name], [])


async def test_an_area_by_policy_has_its_note(service: Service) -> None:
    listed = (await service.read("/v1/exchanges", provider="Kosovo"))["understood"]["areas"]
    asked = (await service.read("/v1/ask", q="what has Kosovo given?"))["understood"]["areas"]
    assert [one["note"] for one in asked] == [one["note"] for one in listed] != []


async def test_what_no_filter_holds_is_told(service: Service) -> None:
    read = (await service.read("/v1/ask", q="help to Sudan, not South Sudan", lang="en"))["understood"]
    assert read["apart"] == ["not South Sudan"]
    assert "not South Sudan" in read["says_apart"]
