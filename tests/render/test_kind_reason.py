"""The reason of a kind names what was looked at and says nothing that the record contradicts."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.records import AnyRecord
from exchange_graph.render.kind_reason import reason
from tests.building import body, exchange, seen, took

BODIES: list[AnyRecord] = [
    body("un-office", type="un-entity"), body("southern-fund", type="fund", fund_of="south"),
    body("nordic-academy", "NDM", type="academy"), body("free-institute", type="centre"),
]  # fmt: skip
BOTH_SIDES: dict[str, Any] = {"provider": "ARD", "recipient": "CAV"}


def told(lang: Lang = "en", **said: Any) -> str:
    return reason(seen(exchange(**said), *BODIES), lang, lambda record_id: record_id)


def test_who_makes_it_triangular_is_named() -> None:
    assert told(**BOTH_SIDES, funder="NDM", facilitator="free-institute") == (
        "States of the South on both sides, and a Northern State or one of its bodies provides, funds, "
        "supports or implements: ARD → CAV; NDM pays and is of the North"
    )
    assert told(**BOTH_SIDES, supporter="nordic-academy").endswith(
        "nordic-academy is named as supporting and acts for NDM, which is of the North"
    )


def test_what_leaves_it_open_is_named_beside_what_does_not() -> None:
    assert told(**BOTH_SIDES, funder="southern-fund", facilitator="un-office").endswith(
        "whether another party provides, funds, supports or implements is not stated: "
        "ARD → CAV; un-office took part, how is not stated; southern-fund pays and is of the South"
    )


def test_a_south_south_reason_names_who_else_was_there_and_denies_nobody() -> None:
    parties = [
        took("provider", "ARD"), took("recipient", "CAV"), took("funder", "southern-fund"),
        took("facilitator", "un-office", "brokers"), took("facilitator", "free-institute", "implements"),
    ]  # fmt: skip
    said = told(participations=parties)
    assert "southern-fund pays and is of the South" in said
    assert "un-office brokers and is a multilateral body" in said
    assert "implements: free-institute, which decides nothing" in said
    assert "no other party" not in said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"recipient": "CAV"}, "CAV receives and is of the South; no provider is on record"),
        ({"provider": "ELU", "recipient": "CAV"}, "ELU provides and is on neither list; CAV receives"),
        ({"provider": "some neighbours"}, "provides: some neighbours, which decides nothing; no recipient"),
        ({"provider": "south", "recipient": "CAV"}, "provides: south, which decides nothing"),
        ({"participant": ["ARD", "some neighbours"]}, "ARD took part and is of the South; took part: some"),
        ({"funder": "NDM"}, "no provider is on record; no recipient is on record"),
    ],
)
def test_a_side_that_is_not_known_says_which(said: dict[str, Any], expected: str) -> None:
    found = told(**said)
    assert found.startswith("the sources do not name States of the South on both sides: ")
    assert expected in found


def test_a_north_south_reason_names_both() -> None:
    assert told(provider="NDM", recipient="CAV").endswith(
        "NDM provides and is of the North; CAV receives and is of the South"
    )


def test_the_sources_word_stands_and_the_difference_is_shown_in_words() -> None:
    assert told(**BOTH_SIDES, kind_stated="south-south") == "the source's own word"
    found = told(**BOTH_SIDES, funder="NDM", kind_stated="south-south")
    assert "“triangular cooperation”" in found
    assert "NDM pays and is of the North" in found
    both = told(participant=["ARD", "CAV"], kind_stated=["south-south", "triangular"])
    assert both.endswith("South-South cooperation, triangular cooperation")


def test_many_parties_are_counted() -> None:
    many = [took("provider", "ARD"), took("recipient", "CAV")]
    others = ("DOS", "ELU", "NDM", "un-office", "southern-fund")
    many += [took("facilitator", who, "brokers") for who in others]
    assert told(participations=many).endswith("; +2")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_can_be_told_in_every_language(lang: Lang) -> None:
    every: list[dict[str, Any]] = [
        {"funder": "NDM"}, BOTH_SIDES, {**BOTH_SIDES, "funder": "NDM"}, {**BOTH_SIDES, "funder": "un-office"},
        {**BOTH_SIDES, "facilitator": "un-office"}, {"provider": "NDM", "recipient": "CAV"},
        {**BOTH_SIDES, "kind_stated": "triangular"},
        {"participant": ["ARD", "CAV"], "kind_stated": ["triangular", "south-south"]},
    ]  # fmt: skip
    found = [told(lang, **said) for said in every]
    assert len(set(found)) == len(every)
    assert all("{" not in one for one in found)
