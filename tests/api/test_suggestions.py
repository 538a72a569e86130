"""/v1/suggestions as clients meet it: one answer by three doors, and bad input that gets a clear word."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange, Outcome
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.vocabulary import Succession, WorkingLanguages
from exchange_graph.matching.explain import RECOUNTED
from exchange_graph.matching.suggest import suggest
from exchange_graph.render.locales import say
from tests.api.schemas import Described
from tests.building import NAMES, body, cite, country, exchange, group, need, sector
from tests.patience import LONGEST_WAIT
from tests.real import held, on_list, public_by, taught, without_record
from tests.served import Service

REVENUE = "/v1/suggestions?recipient=LBR&sector=revenue"


FACTS = {"planned", "contested", "published_later"}
"""For what else than a condition a State that is on record is left out."""
LISTED = group("states", *NAMES, serves="states")


def states(body: Any) -> set[str]:
    """Every State that an answer names as a candidate."""
    tiers = (tier for band in every_band(body) for tier in band["tiers"])
    return {one["provider"]["id"] for tier in tiers for one in tier["candidates"]}


def every_band(body: Any) -> list[Any]:
    """The bands of an answer and those of the other partners."""
    return [*body["bands"], *body["other_partners"]["bands"]]


def standing(bands: list[Any]) -> int:
    """How many States stand in bands, shown or not."""
    return sum(len(tier["candidates"]) + tier["more"] for band in bands for tier in band["tiers"])


async def newest_first(service: Service, exchanges: set[str]) -> Callable[[str], tuple[int, str]]:
    """The place of an exchange in the order of the years in which each was last active."""
    active = {i: (await service.read(f"/v1/exchanges/{i}"))["period"]["last_active"] for i in exchanges}
    return lambda i: (-active[i]["year"], i)


async def problems(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.text
    return {part["where"]: part["why"] for part in answer.json()["problems"]}


async def test_the_answer_has_the_shape_that_openapi_tells(service: Service, described: Described) -> None:
    body = await service.read(REVENUE)
    assert described.complaints("/v1/suggestions", body) == []
    assert not {"ordered", "score", "lines"} & set(str(body).split("'"))
    assert "39(a)" in body["statement"]


async def test_who_taught_the_state_in_the_sector_stands_first_and_is_shown_or_counted(
    service: Service,
) -> None:
    (band,) = [one for one in (await service.read(REVENUE))["bands"] if one["band"] == "done_here"]
    south = {s: ids for s, ids in taught("LBR", "revenue").items() if s in on_list("south")}
    stand = {one["provider"]["id"]: one for tier in band["tiers"] for one in tier["candidates"]}
    assert stand.keys() <= south.keys()
    assert standing([band]) == len(south) > 0
    for state, shown in stand.items():
        every = shown["counts"]["here_in_sector"]["all"]
        listed = {item["id"] async for item in service.walk(every, limit=200)}
        assert {*shown["cards"]} <= listed == south[state]


async def test_a_card_names_the_exchange_its_outcome_and_who_lives_to_be_asked(workshop: Service) -> None:
    authority = Succession(id="authority", citations=(cite(),))
    bodies = (
        body("department", "CAV", succeeded_by=(authority,)),
        body("authority", "CAV"),
        body("mission", until="2018"),
    )
    parties: Any = {"provider": "ARD", "recipient": "department", "facilitator": "mission"}
    tax = exchange("x-1", **parties, sectors="tax", outcome=Outcome(rating="positive"))
    await workshop.write(LISTED, sector("tax"), *bodies, tax)
    card = (await workshop.read("/v1/suggestions?recipient=CAV&sector=tax"))["cards"]["x-1"]
    assert (card["heading"], card["outcome"]["rating"]) == ("Ardania → Cavira: tax", "positive")
    asked = [(one["institution"]["id"], one["via"] and one["via"]["id"]) for one in card["ask"]]
    assert asked == [("authority", "department")], "the successor is asked, and nobody who has ended"


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
        ("recipient=g7plus&sector=police", "recipient", "is a group: name one of its members"),
        ("recipient=undp&sector=police", "recipient", "acts for no State on record"),
        ("recipient=GRL&sector=police", "recipient", "is not on the list for which"),
        ("recipient=Kosovo&sector=police", "recipient", "no record has this name or code"),
        ("recipient=LBR&sector=police&explain=ATA", "explain", "is not on the list for which"),
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


async def test_conditions_that_nobody_meets_are_an_honest_abstention(workshop: Service) -> None:
    spoken = {
        code: WorkingLanguages(codes=(tongue,), source="doc")
        for code, tongue in (("ARD", "en"), ("CAV", "fr"))
    }
    speaking = [country(code, working_languages=languages) for code, languages in spoken.items()]
    later = exchange("x-2", provider="DOS", recipient="CAV", sectors="tax", status="planned")
    tax = exchange("x-1", provider="ARD", recipient="CAV", sectors="tax")
    await workshop.write(LISTED, sector("tax"), *speaking, tax, later)
    body = await workshop.read("/v1/suggestions?recipient=CAV&sector=tax&language=fr")
    assert (body["abstained"], bool(body["why"]), states(body)) == (True, True, set())
    removed = [(one["constraint"], one["count"]) for one in body["removed"]]
    assert removed == [("languages", 1), ("planned", 1)]
    assert body["relaxation"] == "Without this condition (working language French): +1"


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_who_meets_a_condition_stands_and_who_does_not_is_counted(
    service: Service, language: str
) -> None:
    everybody, body = await service.read(REVENUE), await service.read(REVENUE, language=language)
    removed = {one["constraint"]: one["count"] for one in body["removed"]}
    assert len(removed) == len(body["removed"]), "each is told once"
    assert next(iter(removed)) == "languages"
    assert removed.keys() - {"languages"} <= FACTS
    assert min(removed.values()) > 0
    assert standing(every_band(body)) + removed["languages"] == standing(every_band(everybody))


async def test_a_date_before_all_data_abstains_and_says_why(service: Service) -> None:
    body = await service.read(f"{REVENUE}&as_of=1990")
    assert body["abstained"]
    assert "1990" in body["why"][0]
    assert body["bands"] == body["precedents"] == []


async def test_as_of_a_date_only_what_was_public_speaks(service: Service) -> None:
    given = "/v1/exchanges?counted=true&provider=SLE&recipient=LBR&sector=revenue"
    for day, known in (("2014-01-05", False), ("2014-01-06", True)):
        then = await service.read(f"{REVENUE}&as_of={day}")
        assert then["need"]["day"] == day
        assert all(public_by(card, day) for card in then["cards"])
        listed = [item["id"] async for item in service.walk(given, as_of=day)]
        assert ("a-68-696-13c" in listed) is known
        assert known or "a-68-696-13c" not in str(then)


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
    await workshop.write(
        LISTED, sector("tax"), exchange("x-1", provider="ARD", recipient="DOS", sectors="tax")
    )
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

    def slow(need: Any, evidence: Any, aside: Any) -> Any:
        worked_out.append(need.recipient)
        begun.set()
        assert may_go_on.wait(LONGEST_WAIT), "the event loop waited for a suggestion"
        return suggest(need, evidence, aside)

    monkeypatch.setattr("api.routes.suggestions.suggest", slow)
    await workshop.write(LISTED, sector("tax"))
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


async def test_a_state_is_named_by_its_exact_name_or_by_a_body_that_acts_for_it(service: Service) -> None:
    by_code = await service.read(REVENUE)
    for given in ("Libéria", "lbr-revenue-authority", "LR"):
        assert await service.read("/v1/suggestions", recipient=given, sector="revenue") == by_code


async def test_the_reckoning_is_added_for_the_state_that_is_asked_for(
    service: Service, described: Described
) -> None:
    body = await service.read(f"{REVENUE}&explain=SLE")
    assert described.complaints("/v1/suggestions", body) == []
    told = body["explanation"]
    assert told["band"] == "done_here"
    assert abs(sum(one["contribution"] for one in told["signals"]) - told["total"]) < 1e-9
    cited = {i for one in told["signals"] for i in one["evidence"]} & held(Exchange).keys()
    struck = [one["without"] for one in told["counterfactuals"]]
    assert struck == sorted(cited, key=await newest_first(service, cited))[:RECOUNTED]
    apart = (await service.read(f"{REVENUE}&explain=SWE"))["explanation"]
    assert (apart["band"], apart["apart"]) == ("done_here", True)
    nobody = without_record()[0]
    nowhere = (await service.read(f"{REVENUE}&explain={nobody}"))["explanation"]
    assert nowhere["band"] is None
    assert nowhere["heading"] == say("en", "explain.nowhere", state=nowhere["provider"]["label"])
    posted = {"recipient": "LBR", "sectors": ["revenue"], "explain": "SLE"}
    assert (await service.client.post("/v1/suggestions", json=posted)).json() == body


NEEDS = ["recipient=LBR&sector=revenue", "recipient=SOM&sector=police",
         "recipient=AGO&sector=core-government",
         "recipient=HTI&sector=school-feeding", "recipient=LBR&sector=revenue&as_of=2018"]  # fmt: skip


@pytest.mark.parametrize("query", NEEDS)
async def test_every_count_is_the_total_of_its_list(service: Service, query: str) -> None:
    body = await service.read(f"/v1/suggestions?{query}")
    every = [
        c["counts"]
        for band in every_band(body)
        for tier in band["tiers"]
        for c in tier["candidates"]
        if c["counts"]
    ]
    assert every
    for counts in every[:4]:
        for found in filter(None, counts.values()):
            count = found["stated"] + found["inferred"]
            assert bool(found["all"]) is (count > 0)
            if found["all"]:
                assert (await service.read(found["all"]))["page"]["total"] == count, found["all"]


async def test_the_counted_list_turns_pages_and_refuses_what_counts_do_not_know(service: Service) -> None:
    path = "/v1/exchanges?counted=true&provider=BRA"
    whole = await service.read(f"{path}&limit=200")
    seen, following = list[str](), f"{path}&limit=3"
    while following:
        page = await service.read(following)
        seen += [item["id"] for item in page["items"]]
        after = page["page"]["next"]
        following = f"{path}&limit=3&cursor={after}" if after else ""
    assert seen == [item["id"] for item in whole["items"]]
    assert len(seen) == whole["page"]["total"] > 3
    refused = await problems(await service.get("/v1/exchanges?counted=true&provider=BRA&status=completed"))
    assert "leave it out" in refused["status"]
    refused = await problems(await service.get("/v1/exchanges?counted=true"))
    assert "one provider" in refused["counted"]


async def test_guarded_sectors_tell_their_record_as_numbers_and_a_list(service: Service) -> None:
    body = await service.read("/v1/suggestions?recipient=COL&sector=ddr")
    record = body["sector_record"]
    assert body["abstained"]
    rows = (await service.read(f"{record['all']}&limit=200"))["items"]
    members = {c["country"]["id"] for c in (await service.read("/v1/groups/states"))["members"]}
    assert record["states"] == len({row["provider"]["id"] for row in rows} & members) > 0
