"""Where the record is empty: each number is that of a list, the sums are those of the pairs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from exchange_graph.domain.vocabulary import Sector
from tests.real import held
from tests.served import Service


async def every(service: Service, **asked: str) -> list[dict[str, Any]]:
    return [pair async for pair in service.walk("/v1/holes", limit=200, **asked)]


async def test_each_number_is_that_of_its_list(service: Service) -> None:
    pairs = await every(service, group="g7plus")
    some = [pair for pair in pairs if pair["exchanges"]]
    assert some
    for pair in [*some, *pairs[::40]]:
        where = {"recipient": pair["country"]["id"], "sector": pair["sector"]["id"]}
        listed = await service.read("/v1/exchanges", counted="true", basis="stated", limit=200, **where)
        assert listed["page"]["total"] == pair["exchanges"], where
        rated = [one for one in listed["items"] if one["outcome"]]
        assert len(rated) == pair["outcomes"]
        assert min((one["grade"] for one in listed["items"]), default=None) == pair["best_grade"]


async def test_sums_are_those_of_the_pairs_and_areas_add_up(service: Service) -> None:
    pairs = await every(service)
    totals = (await service.read("/v1/holes", limit=1))["totals"]
    assert totals["pairs"] == len(pairs)
    assert totals["on_record"] == sum(pair["exchanges"] > 0 for pair in pairs)
    assert totals["grade_a"] == sum(pair["best_grade"] == "A" for pair in pairs)
    for name in ("pairs", "on_record", "grade_a", "outcomes", "institutions"):
        assert totals[name] == sum(area[name] for area in totals["areas"])


async def test_full_and_empty_pairs_are_all_of_them(service: Service) -> None:
    empty, full = [await every(service, empty=answer, sector="justice") for answer in ("true", "false")]
    assert {pair["exchanges"] for pair in empty} == {0}
    assert all(pair["exchanges"] and pair["providers"] for pair in full)
    assert len(empty) + len(full) == len(await every(service, sector="justice"))


async def test_asking_for_all_pairs_makes_no_need_forget_its_counts(service: Service) -> None:
    need = "/v1/suggestions?recipient=LBR&sector=revenue"
    before = (await service.read(need))["bands"]
    evidence = await service.app.state.running.evidence.current()
    counted = evidence.projection.tally(("revenue",), ("LBR",))
    await service.read("/v1/holes", group="states", limit=1)
    assert evidence.projection.tally(("revenue",), ("LBR",)) is counted
    assert (await service.read(need))["bands"] == before


async def test_every_leaf_of_the_tree_is_asked_and_only_leaves(service: Service) -> None:
    above = {sector.broader for sector in held(Sector).values()}
    leaves = {i for i in held(Sector) if i not in above}
    assert {pair["sector"]["id"] for pair in await every(service, group="g7plus")} == leaves


async def test_a_table_is_whole(service: Service) -> None:
    answer = await service.get("/v1/holes", group="g7plus", format="csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == len(await every(service, group="g7plus"))
    assert rows[0].keys() >= {"country_id", "sector_id", "exchanges", "best_grade"}


@pytest.mark.parametrize(
    ("asked", "place"), [({"group": "g8plus"}, "group"), ({"sector": "polce"}, "sector")]
)
async def test_what_is_no_group_or_sector_is_refused_with_the_way_out(
    service: Service, asked: Any, place: str
) -> None:
    answer = await service.get("/v1/holes", **asked)
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["where"] == place
    assert "did you mean" in problem["why"]


async def test_what_counts_is_told_as_in_every_list(service: Service) -> None:
    counted = service.walk("/v1/exchanges", counted="true", recipient="LBR", limit=200)
    listed = {item["id"]: item async for item in service.walk("/v1/exchanges", recipient="LBR", limit=200)}
    async for item in counted:
        assert item == listed[item["id"]]


async def test_a_recipient_alone_lists_what_it_received(service: Service) -> None:
    body = await service.read("/v1/exchanges", counted="true", recipient="LBR", limit=200)
    assert body["items"]
    for item in body["items"]:
        received = {p["country"] for p in item["participations"] if p["role"] == "recipient"}
        assert "LBR" in received
    nobody = await service.get("/v1/exchanges", counted="true")
    assert "give one provider or one recipient" in nobody.json()["detail"]
