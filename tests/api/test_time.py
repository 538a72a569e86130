"""Two clocks: what the public could know by a date, and what this service held at a revision."""

from __future__ import annotations

from typing import Any

import pytest

from tests.building import by, exchange, sector, source, text
from tests.served import Service


async def test_the_report_tells_of_liberias_revenue_only_once_it_is_published(service: Service) -> None:
    """A/68/696-S/2014/5 is of 6 January 2014."""
    before = await service.get("/v1/exchanges/a-68-696-13c?as_of=2013-12-31")
    assert before.status_code == 404
    assert "published by 2013-12-31" in before.json()["detail"]
    after = await service.read("/v1/exchanges/a-68-696-13c", as_of="2014-12-31")
    now = await service.read("/v1/exchanges/a-68-696-13c")
    known, today = ({c["source"]["id"] for c in body["citations"]} for body in (after, now))
    assert known == {"a-68-696"} == today


async def test_what_the_press_told_before_the_report_is_known_before_it(service: Service) -> None:
    """Burundi's help to Yemen stood in sources of 2012 and 2013; the report confirms and adds in 2014."""
    before, after = [
        await service.read("/v1/exchanges/a-68-696-box4-yem", as_of=day)
        for day in ("2013-12-31", "2014-12-31")
    ]
    early, late = ({c["source"]["id"] for c in body["citations"]} for body in (before, after))
    assert early == {"undp-yem-20130311", "national-yemen-20121229"}
    assert late == early | {"a-68-696"}
    assert {claim["id"] for claim in before["claims"]} < {claim["id"] for claim in after["claims"]}
    assert "Korea" not in before["summary"], "what only the report told is not told before it"
    assert before["title"] == f"{before['heading']} (sources published by 2013-12-31: 2)"
    assert before["heading"] == "facilitator: For All Foundation", "what is left of it"
    assert before["lessons"] == []
    assert "Korea" in after["summary"]
    assert after["lessons"]


@pytest.mark.parametrize(("day", "status"), [("2011-12-31", "ongoing"), ("2013-01-31", "completed")])
async def test_a_later_word_replaces_an_earlier_one_only_once_it_is_out(
    workshop: Service, day: str, status: str
) -> None:
    said = [by("ongoing", "early"), by("completed", "late")]
    await workshop.write(source("early", "2010"), source("late", "2012"))
    await workshop.write(exchange("x-1", provider=by("ARD", "early"), status=said))
    assert (await workshop.read("/v1/exchanges/x-1", as_of=day))["status"]["value"] == status


async def test_each_page_of_a_history_tells_what_changed_since_the_version_before_it(
    workshop: Service,
) -> None:
    first: dict[str, Any] = {"provider": "ARD", "recipient": "CAV", "sectors": "tax"}
    second = {**first, "status": "ongoing"}
    await workshop.write(sector("tax"))
    for said in (first, second, {**second, "title": text("Another title")}):
        await workshop.write(exchange("x-1", **said))
    whole = (await workshop.read("/v1/exchanges/x-1/history"))["items"]
    assert [line["fields"] for line in whole[1:]] == [["status"], ["title"]]
    assert [line async for line in workshop.walk("/v1/exchanges/x-1/history", limit=1)] == whole


async def test_a_revision_brings_back_what_was_held_then(workshop: Service) -> None:
    await workshop.write(exchange("x-1", provider="ARD"))
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV"))
    first, second = [line["revision"] for line in (await workshop.read("/v1/exchanges/x-1/history"))["items"]]
    then, now = [await workshop.read("/v1/exchanges/x-1", revision=n) for n in (first, second)]
    assert [len(body["participations"]) for body in (then, now)] == [1, 2]
