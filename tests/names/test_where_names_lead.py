"""Names lead home or nowhere: exact ones wherever a code does, others in words, none to another State."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.names import leading, lists
from tests.served import Service

REAL = os.environ.get("EXCHANGE_REAL_DATA")


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Juba", "SSD"), ("Malawian", "MWI"), ("mexicain", "MEX"), ("Nigerien", "NER"), ("nigérien", "NER"),
        ("Egyptian", "EGY"), ("руандийские", "RWA"), ("سودانية", "SDN"), ("الخبراء الكينيون", None),
        ("United Mexican States", "MEX"), ("Congo, Dem. Rep.", "COD"), ("扎伊尔", "COD"), ("C.A.R.", "CAF"),
        ("Republic of Türkiye", "TUR"), ("America", "USA"), ("occupied Palestinian territory", "PSE"),
        ("West Bank and Gaza", "PSE"), ("الأرض الفلسطينية المحتلة", "PSE"), ("巴勒斯坦被占领土", "PSE"),
        ("盧旺達", "RWA"), ("ایران", "IRN"), ("FYROM", "MKD"), ("Niger", "NER"), ("Guinea", "GIN"),
        ("Dominica", "DMA"), ("多米尼加", "DOM"), ("Congo", "COG"), ("SADR", None), ("Helmand", None),
        ("West", None), ("Северный", None), ("Lib", None), ("Bam", None), ("Venez", "VEN"),
        ("Norfolk", "NFK"),
        ("Nakuru", None), ("Moroto", None), ("Tasmania", None), ("Jerusalem", None), ("El Aaiún", None),
    ],
)  # fmt: skip
async def test_a_name_finds_its_state_first_or_none(service: Service, name: str, state: str | None) -> None:
    body = await service.read("/v1/search", q=name, kind="country")
    assert (body["items"][0]["id"] if body["items"] else None) == state


async def test_words_say_which_state_another_name_led_to(service: Service) -> None:
    body = await service.read("/v1/exchanges", q="Juba civil service", limit=200)
    assert body["understood"]["names"] == [{"text": "Juba", "id": "SSD", "label": "South Sudan"}]
    assert body["items"]
    found = [{party["country"] for party in item["participations"]} for item in body["items"]]
    assert all("SSD" in states for states in found)


async def test_a_whole_name_is_never_the_beginning_of_another(service: Service) -> None:
    for name, other in (("Niger", "NGA"), ("Guinea", "GNB"), ("几内亚", "GNB"), ("Dominica", "DOM")):
        for item in (await service.read("/v1/exchanges", q=name, limit=200))["items"]:
            states = {party["country"] for party in item["participations"]}
            assert other not in states or len(states) > 1, (name, item["id"])


@pytest.mark.parametrize("name", ["Congo", "Korea", "Corée", "Корея", "刚果", "Îles Vierges"])
async def test_a_short_form_that_two_share_is_answered_with_both(service: Service, name: str) -> None:
    body = await service.read("/v1/search", q=name, kind="country")
    assert len({hit["id"] for hit in body["items"][:2]}) == 2
    refused = await service.get("/v1/exchanges", party=name)
    assert refused.status_code == 400
    assert "is a name of several" in refused.json()["detail"]


@pytest.mark.parametrize(
    "written",
    ["LBR", "lbr", " LBR ", "LR", "430", "Liberia", "Libéria", "利比里亚", "Либерия",
     "the Republic of Liberia",
     "République du Libéria"],
)  # fmt: skip
async def test_an_exact_name_works_wherever_a_code_does(service: Service, written: str) -> None:
    assert await service.found(recipient=written) == await service.found(recipient="LBR") != []
    assert (await service.read(f"/v1/countries/{written}"))["id"] == "LBR"
    needs = await service.read("/v1/needs", country=written)
    assert needs["items"] == (await service.read("/v1/needs", country="LBR"))["items"]
    around = await service.read("/v1/graph/neighbourhood", id=written, limit=2)
    assert around["nodes"][0]["id"] == "LBR"


async def test_bodies_and_sectors_are_asked_for_by_name_too(service: Service) -> None:
    assert await service.found(institution="Liberia Revenue Authority") != []
    assert await service.found(sector="税收") == await service.found(sector="revenue") != []
    assert await service.found(facilitator="United Nations Development Programme") == await service.found(
        facilitator="undp"
    )


@pytest.mark.parametrize("name", [n.name for n in lists.ended()])
async def test_a_state_that_ended_leads_to_all_that_stand_in_its_place(service: Service, name: str) -> None:
    homes = next(n.homes for n in lists.ended() if n.name == name)
    body = await service.read("/v1/search", q=name, kind="country", limit=50)
    assert {hit["id"] for hit in body["items"]} <= homes
    if body["items"]:
        assert {one["id"] for one in body["understood"]["names"]} == homes
        assert all("says" in one for one in body["understood"]["names"])
    why = (await service.get("/v1/exchanges", recipient=name)).json()["detail"]
    assert all(f"{home} (" in why for home in homes)


@pytest.mark.parametrize("where", ["provider", "recipient", "party", "funder", "participant"])
async def test_an_area_of_the_policy_is_found_by_every_filter_with_its_note(
    service: Service, where: str
) -> None:
    for written in ("Kosovo", "XKX", "科索沃"):
        body = await service.read("/v1/exchanges", **{where: written})
        (area,) = body["understood"]["areas"]
        assert (area["filter"], area["label"]) == (where, "Kosovo")
        assert "1244 (1999)" in area["note"]


@pytest.mark.parametrize("name", ["Taiwan", "England", "None", "Kosova", "Catalonia", "Tibet", "Abkhazia"])
async def test_no_refusal_names_another_state(service: Service, name: str) -> None:
    answer = await service.get("/v1/exchanges", recipient=name)
    if answer.status_code == 400:
        assert "did you mean" not in answer.text
    assert "nearest" not in (await service.get(f"/v1/countries/{name}")).json()


async def test_what_may_have_been_meant_is_offered_beside_the_answer(service: Service) -> None:
    for path in ("/v1/search", "/v1/exchanges"):
        body = await service.read(path, q="Malti")  # Malta, or Mali
        assert body["items"] == []
        assert {one["id"] for one in body["understood"]["did_you_mean"]} == {"MLT", "MLI"}


async def test_an_acronym_is_no_word_with_a_typing_error(service: Service) -> None:
    assert (await service.read("/v1/search", q="Cesar"))["items"] == []  # CESAO is a commission


async def test_words_that_no_record_has_together_say_what_each_finds(service: Service) -> None:
    body = await service.read("/v1/search", q="Haiti and school feeding of the judges")
    assert body["items"] == []
    alone = {part["text"]: part["exchanges"] for part in body["understood"]["alone"]}
    assert set(alone) == {"Haiti", "school feeding", "judges"}
    assert alone["Haiti"] == len(await service.found(q="Haiti")) > 0
    assert "not absence of experience" in body["note"]


@pytest.mark.parametrize(
    "printed", ["13(c)", "13 (c)", "A/68/696 para 13", "A/68/696, paragraph 13(c)", "第13段"]
)
async def test_a_place_in_a_document_is_found_as_it_is_printed(service: Service, printed: str) -> None:
    body = await service.read("/v1/search", q=printed, limit=50)
    assert "a-68-696-13c" in [hit["id"] for hit in body["items"]]


@pytest.mark.slow
@pytest.mark.skipif(REAL is None, reason="EXCHANGE_REAL_DATA names no folder with the lists")
async def test_no_name_of_any_list_leads_to_a_foreign_state(
    service: Service, record_property: Callable[[str, object], None]
) -> None:
    folder = Path(str(REAL)) / "country_reference"
    own = [*lists.of_our_own("capital", "adjective", "people"), *lists.ended()]
    led: dict[str, Counter[str]] = {}
    foreign: list[tuple[str, str]] = []
    for named in [*lists.of_reference(folder), *own]:
        lead = await leading.searched(named, service)
        led.setdefault(named.source, Counter())[lead] += 1
        if lead == "foreign" or (named.exact and lead == "nowhere"):
            foreign.append((named.source, named.name))
    for source, counts in led.items():
        record_property("figures", f"{source}: {counts['home']} of {counts.total()} lead home")
    assert not foreign
