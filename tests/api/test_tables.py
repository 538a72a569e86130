"""Every list as a table: the same records as its JSON, in columns that stay where they are."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import pytest

from exchange_graph.domain.languages import LANGUAGES, Text
from exchange_graph.domain.records import NOUNS
from exchange_graph.exporters import tables
from exchange_graph.exporters.columns import names
from tests.building import body, exchange, merge, source
from tests.served import Service

LISTS = {f"/v1/{noun}": tables.OF_KIND[kind] for noun, kind in NOUNS.items()} | {
    "/v1/provider-experience": tables.PROVIDER_EXPERIENCE,
    "/v1/changes": tables.CHANGES,
    "/v1/exchanges/a-68-696-13c/history": tables.HISTORY,
}


def parsed(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


async def table(service: Service, path: str, **params: Any) -> list[dict[str, str]]:
    """Every row of a list, following the Links as a client would."""
    return [row async for row in _rows(service, path, {"format": "csv", **params})]


async def _rows(service: Service, path: str, params: dict[str, Any]) -> AsyncIterator[dict[str, str]]:
    answer = await service.get(path, **params)
    while True:
        assert answer.status_code == 200, answer.text
        for row in parsed(answer.content):
            yield row
        if "next" not in answer.links:
            return
        answer = await service.get(answer.links["next"]["url"])


@pytest.mark.parametrize("path", LISTS)
async def test_every_list_is_a_table_with_fixed_columns_and_as_many_rows_as_it_has_items(
    service: Service, path: str
) -> None:
    answer = await service.get(path, format="csv", limit=200)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark to read UTF-8"
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(names(LISTS[path]))
    assert lines[-1] == ""
    rows = await table(service, path, limit=200)
    items = [item async for item in service.walk(path, limit=200)]
    assert len(rows) == len(items) > 0
    if "id" in items[0]:
        assert [row["id"] for row in rows] == [item["id"] for item in items]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_table_speaks_the_language_asked_for_as_json_does(service: Service, lang: str) -> None:
    rows = await table(service, "/v1/exchanges", party="LBR", lang=lang)
    items = [item async for item in service.walk("/v1/exchanges", party="LBR", lang=lang)]
    assert len(items) > 3
    for row, item in zip(rows, items, strict=True):
        assert (row["heading"], row["summary"]) == (item["heading"], item["summary"])
        assert row["sector_labels"] == "; ".join(s["label"] for s in item["sectors"])
        assert row["kind_because"] == item["kind"]["because"]
    by_header = await service.get("/v1/exchanges?party=LBR&format=csv", headers={"Accept-Language": lang})
    assert [row["heading"] for row in parsed(by_header.content)] == [row["heading"] for row in rows]


async def test_paired_columns_stay_paired_and_unknown_is_empty(service: Service) -> None:
    rows = {row["id"]: row for row in await table(service, "/v1/exchanges", limit=200)}
    tax = rows["a-68-696-13c"]
    assert (tax["provider_ids"], tax["provider_labels"]) == ("SLE; SWE", "Sierra Leone; Sweden")
    assert (tax["recipient_ids"], tax["recipient_countries"]) == ("lbr-revenue-department", "LBR")
    assert tax["facilitator_ids"].split("; ") == ["capmatch", "unmil", "undp"]
    assert tax["facilitator_parts"].split("; ") == ["brokers"] * 3
    assert (tax["funder_ids"], tax["start"], tax["latest"]) == ("", "", "2014-01-06")
    assert (tax["outcome"], tax["mutual"]) == ("positive", "false")
    for row in rows.values():
        assert len(row["source_ids"].split("; ")) == len(row["source_grades"].split("; "))


@pytest.mark.parametrize(
    "filters",
    [{"provider": "SLE"}, {"sector": "security", "outcome": "unknown"}, {"q": "塞拉利昂"}, {"party": "ISL"}],
)
async def test_a_table_has_the_rows_that_its_filters_leave(service: Service, filters: dict[str, str]) -> None:
    total = (await service.read("/v1/exchanges", **filters))["page"]["total"]
    rows = await table(service, "/v1/exchanges", limit=3, **filters)
    assert len({row["id"] for row in rows}) == len(rows) == total


async def test_a_table_has_a_tag_of_its_own_and_is_not_sent_again(service: Service) -> None:
    answer = await service.get("/v1/sectors?format=csv")
    tag = answer.headers["etag"]
    assert tag != (await service.get("/v1/sectors")).headers["etag"]
    again = await service.get("/v1/sectors?format=csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert answer.headers["content-disposition"] == 'attachment; filename="sectors-r1.csv"'
    assert answer.headers["x-graph-revision"] == "1"
    assert answer.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"), ("text/csv, application/json;q=0.5", "text/csv"),
        ("*/*", "application/json"),
        ("application/json, text/csv;q=0.9", "application/json"), ("text/csv, */*;q=0.1", "text/csv"),
        ("TEXT/CSV", "text/csv"), ("application/json;Q=0.5, text/csv", "text/csv"),
        ("text/csv;q=1;x=1, application/json;q=0.5", "text/csv"), ("text/csv;q=1.5", "application/json"),
        ("text/csv;q=0", "application/json"), ("text/html, text/csv;q=x", "application/json"),
    ],
)  # fmt: skip
async def test_accept_chooses_the_table_where_nothing_else_is_asked(
    service: Service, accept: str, media_type: str
) -> None:
    for _ in range(2):  # the second answer comes from memory
        answer = await service.get("/v1/groups", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(media_type)
    asked = await service.get("/v1/groups?format=json", headers={"Accept": accept})
    assert asked.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "where", "why"),
    [
        ("/v1/exchanges?format=ods", "format", "there are json, csv, xlsx"),
        ("/v1/countries?format=CSV", "format", "csv"),
        ("/v1/needs?format=csv&lang=all", "lang", "one language"),
    ],
)
async def test_a_table_that_cannot_be_made_is_refused_by_name(
    service: Service, path: str, where: str, why: str
) -> None:
    answer = await service.get(path)
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["where"] == where
    assert why in problem["why"]


async def test_no_cell_is_run_as_a_formula_and_every_text_comes_back(workshop: Service) -> None:
    titles = {
        "x-1": '=HYPERLINK("http://evil.example","click")', "x-2": "+1+1", "x-3": "-2+3", "x-4": "@SUM(A1)",
        "x-5": "＝1＋1", "x-6": "\u200b=1+1", "x-7": "'=1",
        "x-8": "净化, \"引号\"\r\n第二行", "x-9": "تدريب؛ الشرطة",
    }  # fmt: skip
    for record_id, title in titles.items():
        await workshop.write(exchange(record_id, provider="ARD", recipient="CAV", title=Text(en=title)))
    rows = {row["id"]: row["title"] for row in await table(workshop, "/v1/exchanges")}
    assert len(rows) == len(titles)
    for record_id in ("x-1", "x-2", "x-3", "x-4", "x-5", "x-6", "x-7"):
        assert rows[record_id] == f"'{titles[record_id]}"
    for record_id in ("x-8", "x-9"):
        assert rows[record_id] == titles[record_id]


async def test_a_party_without_a_name_keeps_its_place_among_the_others(workshop: Service) -> None:
    await workshop.write(
        body("agency", "ARD"),
        exchange("x-1", provider=["agency", "a country; nearby", "CAV"], recipient="DOS"),
    )
    (row,) = await table(workshop, "/v1/exchanges")
    assert row["provider_ids"].split("; ") == ["agency", "", "CAV"]
    assert row["provider_labels"].split("; ") == ["agency", "a country, nearby", "Cavira"]
    assert row["provider_countries"].split("; ") == ["ARD", "", "CAV"]


async def test_the_change_feed_is_a_table_too(workshop: Service) -> None:
    await workshop.write(source("twin"))
    await workshop.write(merge("twin", "doc"))
    *_, put, merged = await table(workshop, "/v1/changes", since=1)
    assert (put["op"], put["id"], put["actor_role"]) == ("put", "twin", "curator")
    assert (merged["op"], merged["into"], merged["revision"]) == ("merged", "doc", "3")
