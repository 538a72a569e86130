"""How records are tied: what providers share with a recipient, neighbourhoods, paths with sentences."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

import pytest

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.vocabulary import LandBorders, WorkingLanguages
from exchange_graph.graph.query import Found
from tests.building import body, by, country, exchange, group, merge, withdraw
from tests.real import told
from tests.served import Service


async def test_rows_tell_what_ties_a_provider_to_the_state_asked_for(workshop: Service) -> None:
    spoken = WorkingLanguages(codes=("en", "fr"), source="doc")
    await workshop.write(
        country("ARD", working_languages=spoken, borders=LandBorders(neighbours=("CAV",), source="doc")),
        country("CAV", working_languages=WorkingLanguages(codes=("fr",), source="doc")),
        group("club", "ARD", "CAV"),
        exchange("x-1", provider="ARD", recipient="CAV"), exchange("x-2", provider="CAV", recipient="ARD"),
        exchange("x-3", provider="ARD", recipient="CAV", status="planned"),
        exchange("x-4", provider="DOS", recipient="ELU"),
    )  # fmt: skip
    answer = await workshop.read("/v1/provider-experience", **{"for": "cav"})
    ties = {row["provider"]["id"]: row.get("ties") for row in answer["items"]}
    assert ties["ARD"]["exchanges"] == ["x-1"], "what is only planned ties nobody"
    assert [(one["what"], one["about"]) for one in ties["ARD"]["shared"]] == [
        ("language", "fr"), ("border", "CAV"), ("group", "club"), ("was_taught", "x-2"),
    ]  # fmt: skip
    assert {one["source"]["id"] for one in ties["ARD"]["shared"]} == {"doc"}
    assert ties["ARD"]["shared"][0]["says"] == "Both administrations work in French."
    assert ties["DOS"] == {"with": "CAV", "exchanges": [], "shared": []}, "unknown is not told as none shared"
    assert ties["CAV"] is None, "nobody is tied to itself"


async def test_ties_are_told_only_when_asked_for_and_only_to_a_state(service: Service) -> None:
    body = await service.read("/v1/provider-experience", sector="revenue")
    assert all("ties" not in row for row in body["items"])
    refused = await service.get("/v1/provider-experience?for=lbr-revenue-authority")
    assert refused.status_code == 400
    assert refused.json()["problems"][0]["where"] == "for"


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("provider", lambda row: row["provider"]["id"]), ("sector", lambda row: row["sector"]["id"]),
        ("-exchanges", lambda row: -row["exchanges"]), ("-programmes", lambda row: -row["programmes"]),
        ("first_year", lambda row: row["first_year"] or 9999),
        ("-last_year", lambda row: -(row["last_year"] or 0)),
        ("best_grade", lambda row: row["best_grade"]),
    ],
)  # fmt: skip
async def test_rows_are_sorted_and_paged_in_the_order_asked_for(
    service: Service, sort: str, key: object
) -> None:
    rows = [row async for row in service.walk("/v1/provider-experience", sort=sort, limit=7)]
    ids = [(row["provider"]["id"], row["sector"]["id"]) for row in rows]
    assert len(set(ids)) == len(ids) == len([r async for r in service.walk("/v1/provider-experience")])
    assert rows == sorted(rows, key=key)  # type: ignore[call-overload]


async def test_a_neighbourhood_holds_no_edge_that_leads_out_of_it(service: Service) -> None:
    body = await service.read("/v1/graph/neighbourhood", id="a-68-696-13c", hops=2, limit=200)
    nodes = {node["id"]: node for node in body["nodes"]}
    assert body["nodes"][0] == {
        "id": "a-68-696-13c", "kind": "exchange", "label": "Sierra Leone, Sweden → Liberia: revenue",
    }  # fmt: skip
    assert {"SLE", "SWE", "LBR", "revenue", "a-68-696"} <= nodes.keys()
    assert all(edge["from"] in nodes and edge["to"] in nodes for edge in body["edges"])
    given = {
        "from": "a-68-696-13c",
        "to": "SLE",
        "type": "PROVIDED_BY",
        "role": "provider",
        "basis": "stated",
    }
    assert given in body["edges"]


async def test_a_neighbourhood_tells_the_ties_between_its_records_too(service: Service) -> None:
    body = await service.read("/v1/graph/neighbourhood", id="a-68-696-13c")
    ties = {(edge["from"], edge["type"], edge["to"]) for edge in body["edges"]}
    assert ("lbr-revenue-department", "ACTS_FOR", "LBR") in ties


async def test_a_neighbourhood_says_that_it_was_cut(service: Service) -> None:
    body = await service.read("/v1/graph/neighbourhood", id="LBR", limit=5)
    assert (len(body["nodes"]), body["truncated"]) == (5, True)


SENTENCES = {
    "ar": (
        "في ”\u2066Ardania ← Cavira\u2069“: \u2066Ardania\u2069 (مقدِّم الخبرة)، \u2066Cavira\u2069 (المتلقي)."
    ),
    "zh": "在“Ardania → Cavira”中，Ardania为提供方，Cavira为接受方。",
    "en": "In “Ardania → Cavira”, Ardania is provider and Cavira is recipient.",
    "fr": "Dans « Ardania → Cavira » : Ardania (prestataire), Cavira (bénéficiaire).",
    "ru": "«Ardania → Cavira»: Ardania (предоставляющая сторона), Cavira (получатель).",
    "es": "En “Ardania → Cavira”: Ardania (proveedor), Cavira (receptor).",
}


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_path_reads_as_a_sentence_in_each_language(workshop: Service, lang: str) -> None:
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV"))
    body = await workshop.read("/v1/graph/paths", **{"from": "ARD", "to": "cav", "lang": lang})
    (path,) = body["paths"]
    assert [node["id"] for node in path["nodes"]] == ["ARD", "x-1", "CAV"]
    assert path["sentence"] == SENTENCES[lang]


async def test_two_states_are_tied_by_every_exchange_that_names_both(service: Service) -> None:
    body = await service.read("/v1/graph/paths", **{"from": "IRQ", "to": "YEM", "limit": 100})
    ties = [(path["nodes"][1], path["sentence"]) for path in body["paths"]]
    both = {i for i, one in told().items() if {"IRQ", "YEM"} <= one.values["party"]}
    assert {node["id"] for node, _ in ties if node["kind"] == "exchange"} == both
    assert both
    for node, sentence in ties:
        assert node["label"] in sentence


async def test_an_inferred_role_on_a_path_is_said_to_be_inferred(workshop: Service) -> None:
    await workshop.write(exchange("x-1", provider=by("ARD", basis="inferred"), recipient="CAV"))
    body = await workshop.read("/v1/graph/paths", **{"from": "ARD", "to": "CAV"})
    assert "Ardania is provider (inferred)" in body["paths"][0]["sentence"]


async def test_several_roles_of_a_party_are_told_apart_from_the_next_party(workshop: Service) -> None:
    doing_all = {"provider": "ARD", "facilitator": "ARD", "funder": "ARD"}
    await workshop.write(exchange("x-1", **doing_all, recipient="CAV"))
    said = {}
    for lang in LANGUAGES:
        body = await workshop.read("/v1/graph/paths", **{"from": "ARD", "to": "CAV", "lang": lang})
        said[lang] = body["paths"][0]["sentence"]
    assert "Ardania is provider, facilitator and funder; Cavira is recipient." in said["en"]
    assert "(prestataire, facilitateur et bailleur de fonds), " in said["fr"]
    assert "(proveedor, facilitador y financiador), " in said["es"]
    assert "(предоставляющая сторона, содействующая сторона и финансирующая сторона), " in said["ru"]
    assert "(مقدِّم الخبرة والميسِّر والمموِّل)، " in said["ar"]
    assert "为提供方、促成方和供资方，" in said["zh"]


async def test_no_path_is_not_called_no_experience(workshop: Service) -> None:
    body = await workshop.read("/v1/graph/paths", **{"from": "ARD", "to": "ELU"})
    assert (body["paths"], body["truncated"]) == ([], False)
    assert "not absence of experience" in body["note"]


@pytest.mark.parametrize(
    ("params", "where", "why"),
    [
        ({"from": "Rwnada", "to": "LBR"}, "from", "did you mean RWA?"),
        ({"from": "RWA", "to": "rwa"}, "to", "same record"),
        ({"from": "RWA", "to": "LBR", "max_hops": 7}, "max_hops", "most there is"),
        ({"from": "RWA", "to": "LBR", "via": "groups,friends"}, "via", "groups"),
        ({"to": "LBR"}, "from", "is needed"),
    ],
)
async def test_a_path_that_cannot_be_asked_for_says_why(
    service: Service, params: dict[str, str], where: str, why: str
) -> None:
    refused = await service.get("/v1/graph/paths", None, **params)
    assert refused.status_code == 400
    told = [p for p in refused.json()["problems"] if p["where"] == where]
    assert told
    assert why in told[0]["why"]


async def test_a_withdrawn_or_merged_end_is_told_or_followed(workshop: Service) -> None:
    await workshop.write(
        body("office", "CAV"),
        body("bureau", "CAV"),
        exchange("x-1", recipient="office"),
        exchange("x-2", provider="ARD"),
    )
    await workshop.write(merge("office", "bureau"), withdraw("x-2"))
    answer = await workshop.read("/v1/graph/paths", **{"from": "office", "to": "x-1"})
    assert [node["id"] for node in answer["paths"][0]["nodes"]] == ["bureau", "x-1"]
    gone = await workshop.get("/v1/graph/neighbourhood", id="x-2")
    assert gone.status_code == 400
    assert "entered twice" in gone.text


async def test_a_record_withdrawn_while_a_path_is_told_takes_the_path_along(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV"))
    get_many = workshop.store.get_many

    async def later(ids: Collection[str]) -> Mapping[str, Found]:
        found = await get_many(ids)
        return {i: one for i, one in found.items() if i != "x-1"}

    monkeypatch.setattr(workshop.store, "get_many", later)
    body = await workshop.read("/v1/graph/paths", **{"from": "ARD", "to": "CAV"})
    assert body["paths"] == []
    assert "not absence of experience" in body["note"]


async def test_whole_exchanges_stand_around_one_the_nearest_first(service: Service) -> None:
    asked = {"id": "a-68-696-13c", "shape": "exchanges"}
    body = await service.read("/v1/graph/neighbourhood", limit=200, **asked)
    centre, *others = body["exchanges"]
    assert centre == await _in_the_list(service, centre["id"])

    def parties(item: dict[str, Any]) -> set[str]:
        return {p["country"] or p["actor"]["id"] for p in item["participations"]} - {None}

    assert {one["id"] for one in others} == {
        one["id"] async for one in service.walk("/v1/exchanges", party=sorted(parties(centre)))
    } - {centre["id"]}
    assert body["touching"] == len(others)
    few = await service.read("/v1/graph/neighbourhood", limit=4, **asked)
    assert few["exchanges"] == body["exchanges"][:4]
    assert few["truncated"] is True

    def hubs(item: dict[str, Any]) -> float:
        of = [sum(party in parties(one) for one in others) for party in parties(item) & parties(centre)]
        same = {s["id"] for s in item["sectors"]} & {s["id"] for s in centre["sectors"]}
        return sum(1 / math.log(2 + degree) for degree in of) + (0.5 if same else 0)

    near = [hubs(one) for one in others]
    assert all(one >= other - 1e-9 for one, other in pairwise(near))


async def _in_the_list(service: Service, record_id: str) -> dict[str, Any]:
    (found,) = [one async for one in service.walk("/v1/exchanges") if one["id"] == record_id]
    held: dict[str, Any] = found
    return held


async def test_a_party_has_its_own_exchanges_around_it_and_a_source_none(service: Service) -> None:
    body = await service.read("/v1/graph/neighbourhood", id="LBR", shape="exchanges", limit=5)
    own = await service.read("/v1/exchanges", party="LBR", limit=5)
    assert body["exchanges"] == own["items"]
    assert body["touching"] == own["page"]["total"]
    answer = await service.get("/v1/graph/neighbourhood", None, id="a-68-696", shape="exchanges")
    assert answer.status_code == 400
