"""Every number that an answer gives of a State beside what its link lists, on whichever store answers."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

from tests.real import seeds
from tests.served import Service

HOW_MANY = int(os.environ.get("EXCHANGE_RANDOM_NEEDS", "200")) // 20


async def strays(service: Service, count: int = HOW_MANY) -> list[tuple[str, int, int]]:
    """Links of random answers that list more or less exchanges than was said: the link, said, listed."""
    totals: dict[str, int] = {}
    found = []
    async for link, said in _said(service, count):
        if link not in totals:
            totals[link] = (await service.read(link, limit=1))["page"]["total"]
        if totals[link] != said:
            found.append((link, said, totals[link]))
    assert totals, "no answer gave a number"
    return found


async def _said(service: Service, count: int) -> AsyncIterator[tuple[str, int]]:
    rnd = random.Random(13)
    states = [m["country"]["id"] for m in (await service.read("/v1/groups/states"))["members"]]
    sectors = [record.id for record in seeds().records if record.kind == "sector"]
    for _ in range(count):
        asked = {"recipient": rnd.choice(states), "sector": rnd.choice(sectors)}
        for candidate in _candidates(await service.read("/v1/suggestions", **asked)):
            for placing in filter(None, (candidate["counts"] or {}).values()):
                if placing["all"]:
                    yield placing["all"], placing["stated"] + placing["inferred"]


def _candidates(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for band in (*answer["bands"], *answer["other_partners"]["bands"]):
        for tier in band["tiers"]:
            yield from tier["candidates"]
