"""The search box: any record by the beginning of its name, in six languages, typos mended and said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.building import exchange
from tests.served import Service


async def hits(service: Service, q: str, **params: Any) -> list[tuple[str, str]]:
    body = await service.read("/v1/search", q=q, **params)
    return [(hit["kind"], hit["id"]) for hit in body["items"]]


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("libe", "LBR"), ("LBR", "LBR"), ("利比里", "LBR"),
        ("ليبري", "LBR"), ("Либер", "LBR"), ("Libéria", "LBR"),
        ("Ivory Coast", "CIV"), ("cote d'iv", "CIV"), ("税收", "revenue"), ("impuestos", "revenue"),
        ("liberia revenue au", "lbr-revenue-authority"), ("WFP", "wfp"),
        ("a-68-696", "a-68-696"),
    ],
)  # fmt: skip
async def test_the_first_hit_is_what_was_being_typed(service: Service, typed: str, record: str) -> None:
    found = await hits(service, typed)
    assert found, f"{typed} finds nothing"
    assert found[0][1] == record


async def test_a_hit_tells_the_name_that_fits_and_its_language(service: Service) -> None:
    (first, *_) = (await service.read("/v1/search", q="Бразил", lang="en"))["items"]
    assert (first["label"], first["matched"], first["lang"]) == ("Brazil", "Бразилия", "ru")


async def test_exchanges_are_found_by_any_word_they_hold(service: Service) -> None:
    assert ("exchange", "a-68-696-13c") in await hits(service, "Sierra Leone tax Liberia")
    assert await hits(service, "Sierra Leone tax Liberia", kind="country") == []


@pytest.mark.parametrize(
    ("typed", "meant", "record"),
    [("Libria", "liberia", "LBR"), ("Rwnada", "rwanda", "RWA"),
     ("school feding", "school feeding", "school-feeding"), ("Либерея", "либерия", "LBR")],
)  # fmt: skip
async def test_a_typing_error_is_mended_and_that_is_said(
    service: Service, typed: str, meant: str, record: str
) -> None:
    body = await service.read("/v1/search", q=typed)
    assert body["items"][0]["id"] == record
    assert body["understood"]["q"] == {"from": typed, "to": meant}


async def test_a_name_is_not_mended_into_a_sensitive_sector_or_a_word_of_a_title(service: Service) -> None:
    body = await service.read("/v1/search", q="Crimea")
    assert not {"war-crimes", "crimes"} & {body.get("understood", {}).get("q", {}).get("to")}
    assert all(hit["kind"] != "sector" for hit in body["items"])


async def test_what_is_written_somewhere_is_never_mended(workshop: Service) -> None:
    await workshop.write(exchange("x-1", provider="ARD", title={"en": "Ardanio in the field"}))
    body = await workshop.read("/v1/search", q="ardanio")
    assert [hit["id"] for hit in body["items"]] == ["x-1"]
    assert "understood" not in body


async def test_exchanges_are_found_by_a_mistyped_name_too_and_that_is_said(service: Service) -> None:
    body = await service.read("/v1/exchanges", q="Siera Leone", limit=200)
    right = await service.read("/v1/exchanges", q="Sierra Leone", limit=200)
    assert body["page"]["total"] == right["page"]["total"] > 0
    assert body["understood"]["q"] == {"from": "Siera Leone", "to": "sierra leone"}


async def test_pages_of_a_mended_question_go_on(service: Service) -> None:
    found = [item["id"] async for item in service.walk("/v1/exchanges", q="Siera Leone", limit=2)]
    assert sorted(found) == sorted(await service.found(q="Sierra Leone"))


async def test_nothing_called_so_is_not_called_no_experience(service: Service) -> None:
    body = await service.read("/v1/search", q="qqqqzzzz")
    assert (body["items"], body["page"]["total"]) == ([], 0)
    assert "not absence of experience" in body["note"]


async def test_the_total_counts_what_is_not_shown(service: Service) -> None:
    body = await service.read("/v1/search", q="liberia", limit=2)
    assert len(body["items"]) == 2 < body["page"]["total"]
