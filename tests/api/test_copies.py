"""Clients may keep copies: a tag names one representation, and a copy is never older than the graph."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from api.http import answer_cache
from tests.building import exchange, sector
from tests.served import Service, serving, settings

PATHS = (
    "/v1/exchanges", "/v1/exchanges/a-68-696-13c", "/v1/countries/LBR", "/v1/sectors?limit=3", "/v1/stats",
    "/v1/changes?limit=3", "/v1/provider-experience",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_the_same_representation_has_the_same_tag_and_is_not_sent_again(
    service: Service, path: str
) -> None:
    first = await service.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"'), "a strong tag"
    assert (await service.get(path)).headers["etag"] == tag
    for held in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = await service.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
    changed = await service.get(path, headers={"If-None-Match": '"other"'})
    assert (changed.status_code, changed.content) == (200, first.content)


async def test_another_language_or_page_has_another_tag(service: Service) -> None:
    asked: list[tuple[str, dict[str, str]]] = [
        ("/v1/exchanges", {}), ("/v1/exchanges", {"Accept-Language": "fr"}), ("/v1/exchanges?lang=zh", {}),
        ("/v1/exchanges?lang=all", {}), ("/v1/exchanges?limit=3", {}), ("/v1/exchanges?facets=provider", {}),
    ]  # fmt: skip
    tags = [(await service.get(path, headers=headers)).headers["etag"] for path, headers in asked]
    assert len(set(tags)) == len(tags)
    same = await service.get("/v1/exchanges?lang=fr")
    assert same.headers["etag"] == tags[1]


async def test_a_write_is_seen_by_the_next_reader(workshop: Service) -> None:
    tags = []
    for rating in ("mixed", "positive", "mixed"):
        await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", outcome={"rating": rating}))
        answer = await workshop.get("/v1/exchanges")
        assert answer.json()["items"][0]["outcome"]["rating"] == rating
        assert (await workshop.read("/v1/exchanges/x-1"))["outcome"]["rating"] == rating
        tags.append(answer.headers["etag"])
    assert len(set(tags)) == 3


async def test_an_answer_that_was_slow_while_the_graph_moved_on_is_not_remembered(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read before a write, answered after it: the next reader gets what was written, not the old answer."""
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV"))
    reading, written = asyncio.Event(), asyncio.Event()
    find = workshop.store.find

    async def slow(*args: Any, **named: Any) -> Any:
        page = await find(*args, **named)
        reading.set()
        await written.wait()
        return page

    monkeypatch.setattr(workshop.store, "find", slow)
    late = asyncio.create_task(workshop.get("/v1/exchanges"))
    await reading.wait()
    monkeypatch.setattr(workshop.store, "find", find)
    await workshop.write(exchange("x-2", provider="ARD", recipient="CAV"))
    await workshop.read("/v1/exchanges/x-2")
    written.set()
    assert (await late).status_code == 200
    assert await workshop.found() == ["x-2", "x-1"]
    assert (await workshop.read("/v1/exchanges"))["page"]["total"] == 2


async def test_readers_of_one_language_share_what_is_remembered_until_one_asks_for_it_again(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, find = list[int](), workshop.store.find

    async def counted(*args: Any, **named: Any) -> Any:
        asked.append(1)
        return await find(*args, **named)

    monkeypatch.setattr(workshop.store, "find", counted)
    for languages in ("fr", "fr-CA, en;q=0.5", "xx;q=0.9, FR", "de, fr;q=0.1"):
        await workshop.get("/v1/exchanges", {"Accept-Language": languages})
    assert len(asked) == 1, "a reader's other languages change nothing in an answer"
    await workshop.get("/v1/exchanges", {"Accept-Language": "fr", "Cache-Control": "no-cache"})
    assert len(asked) == 2


async def test_long_addresses_count_in_the_memory_that_answers_may_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, padded = "/v1/exchanges?limit=1", "/v1/exchanges?limit=1" + 45 * f"&sector={'%63' * 20}"
    monkeypatch.setattr(answer_cache, "BYTES", 5_500)
    async with serving(settings(tmp_path)) as service:
        await service.write(sector("c" * 20))
        asked, find = list[int](), service.store.find

        async def counted(*args: Any, **named: Any) -> Any:
            asked.append(1)
            return await find(*args, **named)

        monkeypatch.setattr(service.store, "find", counted)
        for _ in range(2):
            assert len((await service.get(plain)).content) < 1_000
        assert len(asked) == 1
        assert (await service.get(padded)).status_code == 200
        before = len(asked)
        assert (await service.get(plain)).status_code == 200
    assert len(asked) == before + 1, "what was asked first had to make room"


async def test_every_answer_may_be_read_by_pages_of_other_sites(service: Service) -> None:
    for path in ("/v1/exchanges", "/v1/exchanges?limit=0", "/v1/exchanges/nothing", "/v1/stats"):
        answer = await service.get(path, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["access-control-allow-origin"] == "*", path


async def test_every_answer_carries_a_request_id_of_its_own(service: Service) -> None:
    ids = {(await service.get("/v1/exchanges")).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    kept = await service.get("/v1/exchanges", headers={"If-None-Match": "*"})
    assert kept.headers["x-request-id"] not in ids
