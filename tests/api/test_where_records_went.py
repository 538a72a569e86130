"""Old ids keep leading somewhere: to the record, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.records import AnyRecord, parse_object
from exchange_graph.domain.vocabulary import Succession
from tests.api.everywhere import CALLS, Call
from tests.api.schemas import Described
from tests.building import (
    body,
    country,
    deployment,
    exchange,
    group,
    merge,
    need,
    programme,
    sector,
    source,
    text,
    withdraw,
)
from tests.served import Service


@pytest.mark.parametrize("query", ["", "?lang=fr", "?lang=zh&as_of=2020"])
async def test_an_old_key_leads_to_the_record_with_the_query_kept(service: Service, query: str) -> None:
    answer = await service.get(f"/v1/exchanges/X003{query}")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/v1/exchanges/a-68-696-13c{query}"


async def test_an_old_key_leads_to_the_same_part_of_the_record(workshop: Service) -> None:
    await workshop.write(need("asked-one"), need("asked-two"))
    await workshop.write(exchange("x-1", aliases=("OLD-1",), provider="ARD", responds_to=("asked-one",)))
    await workshop.write(merge("asked-one", "asked-two"))
    leads = {"/v1/exchanges/OLD-1/history": "/v1/exchanges/x-1/history",
             "/v1/needs/asked-one/suggestions": "/v1/needs/asked-two/suggestions"}  # fmt: skip
    for old, new in leads.items():
        answer = await workshop.get(old)
        assert (answer.status_code, answer.headers["location"]) == (308, new)


async def test_a_path_answers_for_records_of_its_own_kind_alone(workshop: Service) -> None:
    await workshop.write(need("asked-one"), need("asked-two"), need("asked-three"))
    await workshop.write(merge("asked-one", "asked-two"), withdraw("asked-three"))
    for path in (
        "sectors/asked-one",
        "sectors/asked-three",
        "exchanges/asked-two/history",
        "exchanges/ARD/history",
    ):
        assert (await workshop.get(f"/v1/{path}")).status_code == 404, path


async def test_a_revision_is_answered_for_what_has_ended_since(workshop: Service) -> None:
    await workshop.write(
        exchange("x-1", provider="ARD"), exchange("x-2", provider="CAV"), exchange("x-3", provider="DOS")
    )
    then = (await workshop.read("/v1/stats"))["data_revision"]
    await workshop.write(merge("x-1", "x-2"), withdraw("x-3"))
    for ended in ("x-1", "x-3"):
        assert (await workshop.read(f"/v1/exchanges/{ended}", revision=then))["id"] == ended
    assert (await workshop.get("/v1/exchanges/x-1")).status_code == 308
    assert (await workshop.get("/v1/exchanges/x-3")).status_code == 410


async def test_codes_in_a_path_are_read_in_any_case_and_dac_codes_as_sectors(service: Service) -> None:
    for code in ("SLE", "sle", "SL", "sl"):
        assert (await service.read(f"/v1/countries/{code}"))["id"] == "SLE"
    assert (await service.read("/v1/sectors/POLICE"))["id"] == "police"
    assert (await service.read("/v1/sectors/15114"))["id"] == "revenue"


async def test_codes_in_a_filter_are_read_in_any_case(service: Service) -> None:
    expected = await service.found(provider="SLE")
    assert expected
    for code in ("sle", "SL", "sl"):
        assert await service.found(provider=code) == expected
    assert await service.found(sector="Police") == await service.found(sector="police")


async def test_a_merged_record_leads_to_the_other_and_its_id_keeps_working_in_filters(
    workshop: Service,
) -> None:
    await workshop.write(
        sector("tax"), sector("taxes"), body("office", "CAV"), body("bureau", "CAV"),
        exchange("x-1", provider="ARD", recipient="office", sectors="tax"),
        exchange("x-2", provider="ARD", recipient="bureau", sectors="taxes"),
    )  # fmt: skip
    await workshop.write(merge("taxes", "tax"), merge("bureau", "office"), merge("x-2", "x-1"))
    for old, new in (
        ("sectors/taxes", "sectors/tax"),
        ("institutions/bureau", "institutions/office"),
        ("exchanges/x-2", "exchanges/x-1"),
    ):
        answer = await workshop.get(f"/v1/{old}?lang=fr")
        assert (answer.status_code, answer.headers["location"]) == (308, f"/v1/{new}?lang=fr")
    assert await workshop.found() == ["x-1"]
    assert await workshop.found(sector="taxes") == ["x-1"]
    assert await workshop.found(recipient="bureau") == ["x-1"]
    assert await workshop.found(institution="bureau") == ["x-1"]


async def test_a_withdrawn_record_says_gone_and_why(workshop: Service, described: Described) -> None:
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV"), exchange("x-2", provider="ARD"))
    await workshop.write(withdraw("x-1", "the source took it back"))
    answer = await workshop.get("/v1/exchanges/x-1")
    problem = answer.json()
    assert answer.status_code == problem["status"] == 410
    assert problem["reason"] == "the source took it back"
    assert "the source took it back" in problem["detail"]
    (line,) = (await workshop.read("/v1/changes", since=2))["items"]
    assert (line["op"], line["id"], line["at"]) == ("withdrawn", "x-1", problem["at"])
    assert described.complaints("/v1/exchanges/{id}", problem, 410) == []
    assert await workshop.found() == ["x-2"]


async def test_a_withdrawn_value_of_a_filter_is_refused(workshop: Service) -> None:
    await workshop.write(sector("tax"))
    await workshop.write(withdraw("tax"))
    answer = await workshop.get("/v1/exchanges?sector=tax")
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["where"] == "sector"


async def test_a_chain_of_institutions_is_found_from_either_end(workshop: Service) -> None:
    cited = (Citation(source="doc", lang="en", grade="A"),)
    await workshop.write(
        body("newest", "CAV"),
        body("middle", "CAV", succeeded_by=(Succession(id="newest", date="2014-07", citations=cited),)),
        body("oldest", "CAV", succeeded_by=(Succession(id="middle", citations=cited),)),
        body("unit", "CAV", part_of="newest"),
        exchange("x-old", provider="ARD", recipient="oldest"),
        exchange("x-new", provider="ARD", recipient="newest"),
        exchange("x-unit", provider="ARD", recipient="unit"),
    )
    for asked in ("oldest", "middle", "newest"):
        answer = await workshop.read("/v1/exchanges", institution=asked)
        assert {item["id"] for item in answer["items"]} == {"x-old", "x-new"}
        added = answer["understood"]["institution"]
        assert {(i["id"], i["via"]) for i in added} == {
            (o, asked) for o in ("oldest", "middle", "newest") if o != asked
        }
    with_units = await workshop.read("/v1/exchanges", institution="oldest", units="true")
    assert {item["id"] for item in with_units["items"]} == {"x-old", "x-new", "x-unit"}


async def test_a_new_name_is_read_at_once_everywhere(workshop: Service) -> None:
    await workshop.write(need(), exchange("x-1", provider="ARD", recipient="CAV", responds_to=("need",)))
    assert (await workshop.read("/v1/exchanges/x-1"))["heading"] == "Ardania → Cavira"
    await workshop.write(country("CAV", names=text("Cavira-Norta", fr="Cavirie")))
    assert (await workshop.read("/v1/exchanges/x-1"))["heading"] == "Ardania → Cavira-Norta"
    assert await workshop.found(q="Norta") == ["x-1"]
    assert (await workshop.read("/v1/countries/CAV", lang="fr"))["label"] == "Cavirie"


async def test_what_sources_contradict_is_shown_on_both_sides(workshop: Service) -> None:
    outcomes = [{"rating": "positive"}, {"rating": "negative"}]
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", outcome=outcomes))
    record = await workshop.read("/v1/exchanges/x-1")
    assert record["contested"] == ["outcome"]
    against = {c["id"]: c["contested_with"] for c in record["claims"] if c["fact"] == "outcome"}
    assert against == {"c3": ["c4"], "c4": ["c3"]}
    assert await workshop.found(contested="true") == ["x-1"]
    assert await workshop.found(contested="false") == []


_CITED: dict[str, Any] = {"citations": [{"source": "doc", "lang": "en", "grade": "A"}]}
_TITLED: dict[str, Any] = {"title": {"en": "Something"}, **_CITED}
_STATED: dict[str, Any] = {"statement": {"en": "Said"}, **_TITLED}
MADE: dict[str, Callable[[str], AnyRecord]] = {
    "country": lambda i: country(i.upper()[:3], names=text(i)),
    "group": lambda i: group(i, "ARD"),
    "institution": lambda i: body(i, "CAV"),
    "sector": sector,
    "source": source,
    "programme": programme,
    "exchange": lambda i: exchange(i, provider="ARD", recipient="CAV"),
    "need": need,
    "offer": lambda i: parse_object({"kind": "offer", "id": i, "offered_by": ["ARD"], **_STATED}),
    "experience": lambda i: parse_object(
        {"kind": "experience", "id": i, "country": "ARD", "summary": {"en": "Done"}, "sectors": [], **_TITLED}
    ),
    "lesson": lambda i: parse_object(
        {"kind": "lesson", "id": i, "text": {"en": "Ask first"}, "lesson": "principle", **_CITED}
    ),
    "figure": lambda i: parse_object(
        {"kind": "figure", "id": i, "measure": "staff", "value": "3", "unit": "people", **_TITLED}
    ),
    "deployment": deployment,
}
"""A record of each kind, by its id."""
RECORDS = [call for call in CALLS if call.path.count("/") == 3 and call.path.endswith("/{id}")]


@pytest.mark.parametrize("call", RECORDS, ids=str)
async def test_a_record_of_any_kind_is_found_moved_gone_or_never_was(
    workshop: Service, described: Described, call: Call
) -> None:
    make = MADE[call.operation["operationId"].removeprefix("get_")]
    kept, merged, withdrawn = (make(i) for i in ("kept-one", "merged-one", "withdrawn-one"))
    await workshop.write(body("mission"), kept, merged, withdrawn)
    await workshop.write(merge(merged.id, kept.id), withdraw(withdrawn.id, "said twice"))
    assert (await workshop.read(call.address(id=kept.id)))["id"] == kept.id
    moved = await workshop.get(f"{call.address(id=merged.id)}?lang=fr")
    assert (moved.status_code, moved.headers["location"]) == (308, f"{call.address(id=kept.id)}?lang=fr")
    gone = await workshop.get(call.address(id=withdrawn.id))
    assert (gone.status_code, gone.json()["reason"]) == (410, "said twice")
    never = await workshop.get(call.address(id=f"{kept.id[:-1]}x-{kept.id[-1]}"))
    assert never.status_code == 404
    for answer in (gone, never):
        assert described.complaints(call.path, answer.json(), answer.status_code) == []
