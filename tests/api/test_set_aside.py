"""A service beside a private file: its pairs are in no suggestion and no tie, and every fact stays whole."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.served import Service, run, serving, settings

PAIRS = "provider,recipient,sectors,note\nSLE,LBR,,a reason of ours\nTUR,SOM,police,\n"


@pytest.fixture
async def discreet(filled: Path) -> AsyncIterator[Service]:
    file = filled / "aside.csv"
    file.write_text(PAIRS, "utf-8")
    async with serving(settings(filled, set_aside=file)) as running:
        yield running


async def test_the_pairs_are_suggested_nowhere_and_explain_knows_no_record(discreet: Service) -> None:
    body = await discreet.read("/v1/suggestions?recipient=LBR&sector=revenue&explain=SLE")
    told = body.pop("explanation")
    assert (told["band"], told["total"], told["signals"]) == (None, 0, [])
    assert "Sierra Leone" not in str(body)
    police = await discreet.read("/v1/suggestions?recipient=SOM&sector=police")
    assert "Türkiye" not in str(police)
    assert police["sector_record"]["states"] > 0
    assert "operator" in body["model"]["says"]


async def test_ties_obey_and_facts_are_whole(discreet: Service, service: Service) -> None:
    path = "/v1/provider-experience?sector=revenue&for=LBR"
    (row,) = [r for r in (await discreet.read(path))["items"] if r["provider"]["id"] == "SLE"]
    (before,) = [r for r in (await service.read(path))["items"] if r["provider"]["id"] == "SLE"]
    assert "ties" not in row
    before.pop("ties")
    assert row == before
    for whole in ("/v1/exchanges?provider=SLE", "/v1/countries/SLE", "/v1/export?format=ndjson"):
        assert (await discreet.get(whole)).text == (await service.get(whole)).text
    needs = "/v1/needs?for=SLE"
    listed = {item["id"] for item in (await service.read(needs))["items"]}
    assert "a-68-696-need-lbr-revenue" in listed
    assert {item["id"] for item in (await discreet.read(needs))["items"]} == listed - {
        "a-68-696-need-lbr-revenue"
    }


async def test_tags_tell_nothing_of_what_is_set_aside(discreet: Service, service: Service) -> None:
    path = "/v1/suggestions?recipient=GIN&sector=school-feeding"
    one, other = await discreet.get(path), await service.get(path)
    assert one.content == other.content
    assert one.headers["ETag"] != other.headers["ETag"]


async def test_in_guarded_sectors_ties_are_the_exchanges_alone(service: Service) -> None:
    rows = (await service.read("/v1/provider-experience?sector=police&for=LBR"))["items"]
    ties = {row["provider"]["id"]: row["ties"] for row in rows}
    assert "a-68-696-13b" in ties["RWA"]["exchanges"]
    assert all(one["shared"] == [] for one in ties.values())


@pytest.mark.parametrize("words", [("serve",), ("suggest", "LBR", "revenue"), ("doctor",)], ids=" ".join)
def test_a_file_with_an_unknown_code_stops_every_command_and_is_not_printed(
    words: tuple[str, ...], filled: Path
) -> None:
    file = filled / "aside.csv"
    file.write_text(PAIRS + "secret,LBR,,\n", "utf-8")
    said = run(*words, EXCHANGE_DATA=str(filled), EXCHANGE_PORT="0", EXCHANGE_SET_ASIDE=str(file))
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        "exchange-graph: EXCHANGE_SET_ASIDE, line 4: provider is no code on record: write ISO3, such as LBR\n"
    )
