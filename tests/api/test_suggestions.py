"""/v1/suggestions as clients meet it: one answer by three doors, and bad input that gets a clear word."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.matching.suggest import suggest
from tests.api.schemas import Described
from tests.building import exchange, need, sector
from tests.patience import LONGEST_WAIT
from tests.served import Service

REVENUE = "/v1/suggestions?recipient=LBR&sector=revenue"


async def problems(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.text
    return {part["where"]: part["why"] for part in answer.json()["problems"]}


async def test_the_answer_has_the_shape_that_openapi_tells(service: Service, described: Described) -> None:
    body = await service.read(REVENUE)
    assert described.complaints("/v1/suggestions", body) == []
    (band,) = [band for band in body["bands"] if band["band"] == "done_here"]
    assert [c["provider"]["id"] for c in band["candidates"]] == ["SLE"]
    assert "39(a)" in body["statement"]


async def test_post_and_get_give_the_same_answer(service: Service) -> None:
    must = {"languages": ["en"], "regions": ["Africa"]}
    asked = {"recipient": "LR", "sectors": ["revenue"], "requirements": must}
    posted = await service.client.post("/v1/suggestions?lang=fr", json=asked)
    got = await service.get(f"{REVENUE}&language=en&region=africa&lang=fr")
    assert posted.status_code == got.status_code == 200
    assert posted.content == got.content


async def test_a_need_on_record_is_answered_for_the_state_that_asked(service: Service) -> None:
    body = await service.read("/v1/needs/a-68-696-need-ssd-legislative-drafting/suggestions")
    assert body["need"]["recipient"]["id"] == "SSD"
    assert body["need"]["id"] == "a-68-696-need-ssd-legislative-drafting"
    known = {q["question"]: q["known"] for q in body["ask_before_you_call"]}
    assert "more senior people" in (known["Which seniority is asked for?"] or "")
    assert body["ask_before_you_call"][0]["source"] == "A/68/696-S/2014/5, box 3"


async def test_a_need_of_a_body_without_a_state_says_how_to_ask(service: Service) -> None:
    answer = await service.get("/v1/needs/a-68-696-need-gender-expertise/suggestions")
    (why,) = (await problems(answer)).values()
    assert "names no State" in why
    assert (await service.get("/v1/needs/nothing/suggestions")).status_code == 404


@pytest.mark.parametrize(
    ("query", "where", "why"),
    [
        ("sector=revenue", "recipient", "is needed"),
        ("recipient=LBR", "sector", "is needed"),
        ("recipient=LBR&sector=", "sector", "empty"),
        ("recipient=g7plus&sector=police", "recipient", "a group of States: name one State"),
        ("recipient=undp&sector=police", "recipient", "an institution: name one State"),
        ("recipient=Liberia&sector=police", "recipient", "write LBR"),
        ("recipient=LBR&sector=polise", "sector", "did you mean police?"),
        ("recipient=LBR&sector=police&language=english", "language", "ISO 639"),
        ("recipient=LBR&sector=police&region=Afrika", "region", "did you mean Africa?"),
        ("recipient=LBR&sector=police&as_of=last%20year", "as_of", "no date"),
        (
            "recipient=LBR&sector=police&gender_expertise=perhaps",
            "gender_expertise",
            "neither true nor false",
        ),
        ("recipient=LBR&sector=police&recipients=SLE", "recipients", "did you mean recipient?"),
    ],
)
async def test_bad_input_names_the_place_and_the_way_out(
    service: Service, query: str, where: str, why: str
) -> None:
    found = await problems(await service.get(f"/v1/suggestions?{query}"))
    assert why in found.get(where, ""), found


@pytest.mark.parametrize(
    ("body", "where", "why"),
    [
        ({}, "recipient", "is needed"),
        ({"recipient": "LBR", "sectors": []}, "sectors", "at least one"),
        ({"recipient": "LBR", "sectors": "police"}, "sectors", "no list"),
        ({"recipient": "LBR", "sectors": ["police"], "sector": "x"}, "sector", "did you mean sectors?"),
        ({"recipient": "LBR", "sectors": ["police"], "requirements": {"language": ["en"]}},
         "requirements.language", "did you mean languages?"),
        ({"recipient": "LBR", "sectors": ["police"], "as_of": "soon"}, "as_of", "no date"),
        ([], "body", "JSON object"),
    ],
)  # fmt: skip
async def test_a_bad_body_names_the_place_and_the_way_out(
    service: Service, body: Any, where: str, why: str
) -> None:
    found = await problems(await service.client.post("/v1/suggestions", json=body))
    assert why in found.get(where, ""), found


async def test_a_body_that_is_no_json_is_refused_in_words(service: Service) -> None:
    header = {"content-type": "application/json"}
    for content, headers in ((b"{bad", header), (b"recipient=LBR", {})):
        found = await problems(await service.client.post("/v1/suggestions", content=content, headers=headers))
        assert "JSON" in found["body"], found


async def test_conditions_that_nobody_meets_are_an_honest_abstention(service: Service) -> None:
    body = await service.read(f"{REVENUE}&language=ko")
    assert body["abstained"]
    assert body["why"]
    assert [(r["constraint"], r["count"]) for r in body["removed"]] == [("languages", 6), ("planned", 2)]
    assert "+1" in body["relaxation"]


async def test_a_date_before_all_data_abstains_and_says_why(service: Service) -> None:
    body = await service.read(f"{REVENUE}&as_of=1990")
    assert body["abstained"]
    assert "1990" in body["why"][0]
    assert body["bands"] == body["precedents"] == []


async def test_as_of_a_date_only_what_was_public_speaks(service: Service) -> None:
    then = await service.read(f"{REVENUE}&as_of=2014-01-06")
    lines = [line for band in then["bands"] for c in band["candidates"] for line in c["lines"]]
    cited = {record_id for line in lines for record_id in line["evidence"]}
    assert "a-68-696-13c" in cited
    assert "magazinesworld-tiwb-india-eswatini" not in cited
    assert then["need"]["day"] == "2014-01-06"
    before = await service.read(f"{REVENUE}&as_of=2014-01-05")
    assert "SLE" not in {c["provider"]["id"] for band in before["bands"] for c in band["candidates"]}


@pytest.mark.parametrize("lang", [*LANGUAGES, "all"])
async def test_every_language_says_everything(service: Service, described: Described, lang: str) -> None:
    body = await service.read("/v1/suggestions?recipient=CIV&sector=security-sector-reform", lang=lang)
    assert described.complaints("/v1/suggestions", body) == []
    said = str(body)
    assert "{" not in said.replace("{'", "").replace(": {}", ""), "a blank was left unfilled"


async def test_an_answer_is_tagged_and_not_sent_twice(service: Service) -> None:
    first = await service.get(REVENUE)
    again = await service.get(REVENUE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_what_is_written_is_suggested_at_once(workshop: Service) -> None:
    await workshop.write(sector("tax"), exchange("x-1", provider="ARD", recipient="DOS", sectors="tax"))
    path = "/v1/suggestions?recipient=CAV&sector=tax"
    before = await workshop.read(path)
    assert [b["band"] for b in before["bands"]] == ["done_elsewhere"]
    here = exchange("x-2", provider="ARD", recipient="CAV", sectors="tax")
    await workshop.write(here, need(sectors=("tax",)))
    after = await workshop.read(path)
    assert [b["band"] for b in after["bands"]] == ["done_here"]
    assert after["model"]["data_revision"] == before["model"]["data_revision"] + 1
    assert (await workshop.read("/v1/needs/need/suggestions"))["bands"] == after["bands"]


async def test_others_are_answered_while_one_is_worked_out_and_who_left_the_line_costs_nothing(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on, worked_out = threading.Event(), threading.Event(), list[str]()

    def slow(need: Any, evidence: Any) -> Any:
        worked_out.append(need.recipient)
        begun.set()
        assert may_go_on.wait(LONGEST_WAIT), "the event loop waited for a suggestion"
        return suggest(need, evidence)

    monkeypatch.setattr("api.routes.suggestions.suggest", slow)
    await workshop.write(sector("tax"))
    path = "/v1/suggestions?sector=tax&recipient="
    first = asyncio.create_task(workshop.get(f"{path}CAV"))
    await asyncio.to_thread(begun.wait, LONGEST_WAIT)
    waiting = asyncio.create_task(workshop.get(f"{path}DOS"))
    assert (await workshop.get("/healthz")).status_code == 200
    assert (await workshop.get("/v1/exchanges?limit=5")).status_code == 200
    waiting.cancel()
    await asyncio.wait([waiting])
    may_go_on.set()
    assert (await first).status_code == 200
    assert (await workshop.get(f"{path}ELU")).status_code == 200
    assert worked_out == ["CAV", "ELU"]
