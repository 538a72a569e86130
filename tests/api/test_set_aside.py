"""A service beside a private file: its pairs are in no suggestion and no tie, and every fact stays whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.test_suggestions import standing, states
from tests.real import told
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
    reckoning = body.pop("explanation")
    assert (reckoning["band"], reckoning["total"], reckoning["signals"]) == (None, 0, [])
    assert "Sierra Leone" not in str(body)
    assert "operator" in body["model"]["says"]


async def test_all_others_stand_where_they_stood_and_the_sector_is_told_whole(
    discreet: Service, service: Service
) -> None:
    path = "/v1/suggestions?recipient=SOM&sector=police"
    police, whole = await discreet.read(path), await service.read(f"{path}&explain=TUR")
    assert "Türkiye" not in str(police)
    assert police["sector_record"] == whole["sector_record"]
    assert states(whole) - {"TUR"} <= states(police), "who was not shown may move up, nobody else goes"
    before, after = [Counter({b["band"]: standing([b]) for b in one["bands"]}) for one in (whole, police)]
    assert before - after == Counter([whole["explanation"]["band"]])
    assert after <= before


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
    rows = service.walk("/v1/provider-experience?sector=police&for=LBR")
    tied = {row["provider"]["id"]: row["ties"] async for row in rows if row["provider"]["id"] != "LBR"}
    assert tied["RWA"]["exchanges"]
    for provider, ties in tied.items():
        between = await service.found(provider=provider, recipient="LBR")
        exchanges = [i for i in between if told()[i].given]
        assert ties == {"with": "LBR", "exchanges": exchanges, "shared": []}, provider


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
