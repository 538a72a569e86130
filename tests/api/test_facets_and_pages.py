"""Counting and paging: a facet's count is the total of its filter, and pages lose and repeat nothing."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from api.params.exchanges import FACETS
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.knowledge import Offer
from exchange_graph.domain.records import NOUNS
from tests.building import changes, cite, exchange, sector, text
from tests.real import of_sector, told
from tests.recount import UNKNOWN
from tests.recount_times import Span
from tests.served import Service

ROLES = get_args(Role)
SORTS = ("-start", "start", "title", "relevance")


async def is_what_the_filter_finds(
    service: Service, facet: str, value: dict[str, Any], beside: dict[str, Any]
) -> bool:  # fmt: skip
    """Whether as many exchanges are found as are counted.

    A year counts where a source states it, and is met by bounds as well: both are counted again.
    """
    if facet == "year":
        among = [told()[i] for i in await service.found(**beside)]
        if value["id"] == UNKNOWN:
            return bool(value["count"] == sum(one.ran is None for one in among))
        year = int(value["id"])
        stated, bounded = (sum(_holds(span, year) for span in spans) for spans in
                           ([one.ran for one in among], [one.bounds for one in among]))  # fmt: skip
        page = (await service.read("/v1/exchanges", limit=1, **beside, year_from=year, year_to=year))["page"]
        return bool(value["count"] == stated <= page["total"] == bounded)
    asked = {**beside, facet: value["id"]}
    return bool((await service.read("/v1/exchanges", limit=1, **asked))["page"]["total"] == value["count"])


def _holds(span: Span, year: int) -> bool:
    return span is not None and span[0] <= year <= span[1]


@pytest.mark.parametrize("facet", FACETS)
async def test_each_count_of_a_facet_is_the_total_of_its_filter(service: Service, facet: str) -> None:
    body = await service.read("/v1/exchanges", facets=facet)
    values = body["facets"][facet]
    assert values
    for value in values:
        assert await is_what_the_filter_finds(service, facet, value, {}), value


@pytest.mark.parametrize(
    "others",
    [
        {"provider": ["BRA", "SLE"], "kind": "triangular"},
        {"recipient_region": "011", "provider_group": "g7plus"},
        pytest.param({"provider_region": "142", "provider_group": ["ldc", "south"]}, marks=pytest.mark.slow),
        pytest.param({"dated": "stated"}, marks=pytest.mark.slow),
        pytest.param({"group": "ldc"}, marks=pytest.mark.slow),
        pytest.param({"q": "school"}, marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("facet", FACETS)
async def test_counts_hold_beside_other_conditions(
    service: Service, facet: str, others: dict[str, Any]
) -> None:
    """A facet ignores its own condition and no other."""
    body = await service.read("/v1/exchanges", facets=facet, **others)
    beside = {name: value for name, value in others.items() if name != facet}
    for value in body["facets"][facet]:
        assert await is_what_the_filter_finds(service, facet, value, beside), value


async def test_what_is_unknown_counts_and_can_be_asked_for(service: Service) -> None:
    unknown = await service.found(funder="unknown")
    known = await service.found(funder="peacebuilding-fund")
    assert known == ["a-68-696-41-civ-sen"]
    assert "a-68-696-13c" in unknown  # no text speaks of money
    assert not set(unknown) & set(known)
    both = await service.found(funder=["unknown", "peacebuilding-fund"])
    assert set(both) == {*unknown, *known}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("question", [{}, {"q": "school feeding"}, {"party": "LBR"}, {"year_from": "2012"}])
@pytest.mark.parametrize("limit", [3, pytest.param(1, marks=pytest.mark.slow)])
async def test_pages_of_exchanges_are_the_list_in_its_order(
    service: Service, sort: str, question: dict[str, str], limit: int
) -> None:
    whole = await service.found(sort=sort, **question)
    walked = [item["id"] async for item in service.walk("/v1/exchanges", sort=sort, limit=limit, **question)]
    assert walked == whole
    assert len(set(whole)) == len(whole) > 3


@pytest.mark.parametrize(
    ("path", "key"),
    [
        *((f"/v1/{noun}", ("id",)) for noun in NOUNS if noun != "exchanges"),
        ("/v1/provider-experience", ("provider", "sector")),
        ("/v1/changes", ("revision", "kind", "id")),
    ],
)
async def test_pages_of_every_other_list_lose_and_repeat_nothing(
    service: Service, path: str, key: tuple[str, ...]
) -> None:
    def names(item: Any) -> tuple[str, ...]:
        return tuple(str(item[k]["id"] if isinstance(item[k], dict) else item[k]) for k in key)

    whole = [names(item) async for item in service.walk(path, limit=200)]
    walked = [names(item) async for item in service.walk(path, limit=7)]
    assert walked == whole
    assert len(set(whole)) == len(whole)
    if path != "/v1/changes":
        assert len(whole) == (await service.read(path, limit=1))["page"]["total"]


async def test_dated_exchanges_come_first_then_those_with_bounds(workshop: Service) -> None:
    await workshop.write(
        exchange("x-old", provider="ARD", recipient="CAV", period={"start": "2001", "end": "2003"}),
        exchange("x-new", provider="ARD", recipient="CAV", period={"start": "2010-05"}),
        exchange("x-bounded", provider="ARD", recipient="CAV", period={"latest": "2013"}),
    )
    assert await workshop.found() == ["x-new", "x-old", "x-bounded"]
    assert await workshop.found(sort="start") == ["x-old", "x-new", "x-bounded"]


async def test_a_page_goes_on_where_it_stood_while_records_are_added(workshop: Service) -> None:
    await workshop.write(*(exchange(f"x-{n}", provider="ARD", recipient="CAV") for n in (1, 3, 5, 7)))
    first = await workshop.read("/v1/exchanges", sort="title", limit=2)
    await workshop.write(*(exchange(f"x-{n}", provider="ARD", recipient="CAV") for n in (2, 6)))
    rest = await workshop.read("/v1/exchanges", sort="title", limit=9, cursor=first["page"]["next"])
    assert [item["id"] for item in first["items"] + rest["items"]] == ["x-1", "x-3", "x-5", "x-6", "x-7"]


async def test_the_next_page_stands_in_a_link_that_names_no_host(service: Service) -> None:
    question = "/v1/exchanges?provider=BRA&provider=RWA&lang=fr&q=%C3%A9cole%20food&sort=title"
    whole = await service.read(question, limit=200)
    labels = [(item["id"], item["heading"]) for item in whole["items"]]
    first = await service.get(f"{question}&limit=4")
    address, _, rel = first.headers["link"].partition(">")
    assert rel == '; rel="next"'
    assert address.startswith("</v1/exchanges?")
    following = await service.get(address.removeprefix("<"))
    pages = first.json()["items"] + following.json()["items"]
    assert [(item["id"], item["heading"]) for item in pages] == labels[:8], "it keeps filters and language"
    last = await service.get(f"{question}&limit={len(labels)}")
    assert last.json()["page"]["next"] is None
    assert "link" not in last.headers


async def test_a_sector_includes_its_children_and_says_which(service: Service) -> None:
    body = await service.read("/v1/exchanges", sector="core-government", limit=200)
    assert "a-68-696-13c" in [item["id"] for item in body["items"]]
    assert {"core-government", "revenue"} <= set(body["understood"]["sector"])
    leaf = await service.read("/v1/exchanges", sector="revenue")
    assert "understood" not in leaf


async def test_a_dac_code_means_its_sectors_and_says_which(service: Service) -> None:
    body = await service.read("/v1/exchanges", sector="15114")  # domestic revenue mobilisation
    assert body["understood"]["sector"] == ["revenue"]
    assert {item["id"] for item in body["items"]} == of_sector("revenue") >= {"a-68-696-13c"}


async def test_a_group_is_a_filter_by_who_belonged_to_it_then(workshop: Service) -> None:
    await workshop.write(
        exchange("x-south", provider="ARD", recipient="CAV"), exchange("x-north", provider="NDM")
    )
    assert await workshop.found(group="south") == ["x-south"]
    assert await workshop.found(group="north") == ["x-north"]


async def test_own_experience_and_offers_stand_beside_what_was_given(workshop: Service) -> None:
    lent = Offer(id="offer-1", title=text("Advisers"), statement=text("Ready to go"), offered_by=("ARD",),
                 sectors=("tax",), citations=(cite(),))  # fmt: skip
    await workshop.write(sector("tax"), lent, exchange(provider="ARD", recipient="CAV", sectors="tax"))
    (row,) = (await workshop.read("/v1/provider-experience", provider="ard", sector="tax"))["items"]
    assert row["offers"] == ["offer-1"]
    assert row["exchanges"] == 1


async def test_the_change_feed_tells_every_write_once_and_goes_on_from_a_revision(workshop: Service) -> None:
    before = await workshop.store.revision()
    await workshop.store.apply(
        changes(exchange("x-1", provider="ARD", recipient="CAV", outcome={"rating": "mixed"}))
    )
    await workshop.store.apply(
        changes(exchange("x-1", provider="ARD", recipient="CAV", outcome={"rating": "positive"}))
    )
    lines = [line async for line in workshop.walk("/v1/changes", since=before, limit=1)]
    assert [(line["revision"], line["id"], line["op"]) for line in lines] == [
        (before + 1, "x-1", "put"), (before + 2, "x-1", "put"),
    ]  # fmt: skip
    assert lines[1]["fields"] == ["outcome"]
    assert lines[1]["self"] == "/v1/exchanges/x-1"
    assert lines[1]["actor"] == {"role": "curator", "organisation": "Test Bureau"}
    assert [line async for line in workshop.walk("/v1/changes", since=before + 2)] == []


async def test_a_dac_code_of_several_sectors_means_them_all_and_says_which(service: Service) -> None:
    code = "15130"  # legal and judicial development
    sectors = [item async for item in service.walk("/v1/sectors", limit=200)]
    meant = {s["id"] for s in sectors if code in [c["code"] for c in s["codes"] if c["scheme"] == "dac"]}
    assert len(meant) > 1
    understood = (await service.read("/v1/exchanges", sector=code))["understood"]
    assert meant <= set(understood["sector"])
    single = await service.get(f"/v1/sectors/{code}")
    assert single.status_code == 404
    assert set(single.json()["nearest"]) == meant
