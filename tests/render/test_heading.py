"""Who to whom, what: the line that opens every exchange, in the six languages."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.claims import Incompatible
from exchange_graph.domain.exchange import Actor, Participation, Span
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.render.heading import heading
from tests.building import Said, body, by, exchange, planned, seen, text

BODIES = [
    body("agency", "ARD"), body("college", type="ngo", located_in="ARD"),
    body("mission", type="mission", located_in="ARD"),
]  # fmt: skip


def line(lang: Lang = "en", **said: Any) -> str:
    return heading(seen(exchange(**said), *BODIES), lang, lambda record_id: record_id)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "ARD, NDM → CAV: tax"),
        ("fr", "ARD, NDM → CAV : tax"),
        ("es", "ARD, NDM → CAV: tax"),
        ("ru", "ARD, NDM → CAV: tax"),
        ("zh", "ARD、NDM → CAV：tax"),
        ("ar", "ARD، NDM ← CAV: tax"),
    ],
)
def test_a_heading_reads_as_its_language_does(lang: Lang, expected: str) -> None:
    assert line(lang, provider=["ARD", "NDM"], recipient="CAV", sectors="tax") == expected


def test_more_than_three_names_are_counted() -> None:
    many = ["CAV", "DOS", "ELU", "NDM", "several neighbouring countries"]
    assert line(provider="ARD", recipient=many[:3]) == "ARD → CAV, DOS, ELU"
    assert line(provider="ARD", recipient=many) == "ARD → CAV, DOS, ELU +2"


def test_a_mutual_exchange_points_both_ways() -> None:
    assert line(participant=["ARD", "CAV", "DOS"], mutual=True, sectors="tax") == "ARD ↔ CAV ↔ DOS: tax"


def test_a_direction_that_no_source_says_is_not_invented() -> None:
    assert line(participant=["ARD", "CAV"]) == "ARD · CAV"


def test_a_body_is_shown_by_the_state_it_acts_for_and_only_once() -> None:
    assert line(provider=["agency", "ARD"], recipient="CAV") == "ARD → CAV"


def test_an_unnamed_party_is_shown_in_the_words_of_the_source() -> None:
    assert line(provider="ARD", recipient="several neighbouring countries") == (
        "ARD → several neighbouring countries"
    )


def test_an_unnamed_party_is_shown_in_the_readers_language_where_we_have_it() -> None:
    actor = Actor(
        type="unnamed", words="若干邻国", lang="zh", translation=text("some neighbours", unofficial=("en",))
    )  # fmt: skip
    said = [Participation(role="provider", actor=actor)]
    assert line("en", participations=said, recipient="CAV") == "some neighbours → CAV"
    assert line("fr", participations=said, recipient="CAV") == "若干邻国 → CAV"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_side_that_is_missing_is_said_to_be_missing(lang: Lang) -> None:
    arrow = "←" if lang == "ar" else "→"
    receiver, giver = line(lang, provider="ARD").split(f" {arrow} "), line(lang, recipient="CAV").split(arrow)
    assert receiver[0] == "ARD"
    assert giver[1].strip() == "CAV"
    assert len({receiver[1], giver[0].strip(), ""}) == 3


def test_the_missing_side_is_named_as_the_organisation_writes_it() -> None:
    assert line(provider="ARD") == "ARD → recipient not stated"
    assert line(recipient="CAV") == "provider not stated → CAV"


def test_where_only_others_are_on_record_they_stand_with_their_roles() -> None:
    assert line(funder=["NDM", "ELU"], facilitator="agency") == "facilitator: ARD; funder: NDM, ELU"
    assert line("fr", funder="NDM") == "bailleur de fonds : NDM"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "ARD → CAV, DOS, ELU +2"), ("fr", "ARD → CAV, DOS, ELU +2"), ("zh", "ARD → CAV、DOS、ELU +2"),
        ("ar", "ARD ← CAV، DOS، ELU و2 غيرها"),
    ],
)  # fmt: skip
def test_how_many_more_there_are_is_said_as_the_language_says_it(lang: Lang, expected: str) -> None:
    assert line(lang, provider="ARD", recipient=["CAV", "DOS", "ELU", "NDM", "some others"]) == expected


@pytest.mark.parametrize(
    ("lang", "begins"),
    [
        ("en", "planned: ARD →"), ("fr", "prévu : ARD →"), ("es", "previsto: ARD →"),
        ("ru", "запланировано: ARD →"), ("zh", "计划：ARD →"), ("ar", "مقرر: ARD ←"),
    ],
)  # fmt: skip
def test_what_is_only_planned_begins_with_the_word(lang: Lang, begins: str) -> None:
    announced = {"provider": "ARD", "recipient": "CAV", "sectors": "tax"}
    assert line(lang, status="planned", **announced).startswith(begins)
    assert line(lang, period=planned(Span(start="2012")), **announced).startswith(begins)
    assert line("en", status="cancelled", **announced) == "cancelled: ARD → CAV: tax"
    assert line("en", status="completed", **announced) == "ARD → CAV: tax"


def guess(who: str) -> Said:
    return by(who, basis="inferred")


def test_a_direction_that_is_only_inferred_says_so() -> None:
    assert line(provider=guess("ARD"), recipient="CAV", sectors="tax") == "ARD → CAV (inferred): tax"
    assert line(provider="ARD", recipient=[guess("CAV"), guess("DOS")]) == "ARD → CAV, DOS (inferred)"
    assert line(provider=guess("ARD")) == "ARD → recipient not stated (inferred)"
    assert line("zh", provider=guess("ARD"), recipient="CAV") == "ARD → CAV（推断）"


def test_of_several_parties_those_that_are_inferred_say_so() -> None:
    assert line(provider=[guess("DOS"), "ARD"], recipient="CAV") == "DOS (inferred), ARD → CAV"
    assert line(provider=[guess("agency"), "ARD"], recipient="CAV") == "ARD → CAV"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "ARD → CAV or DOS (sources differ)"), ("fr", "ARD → CAV ou DOS (les sources divergent)"),
        ("es", "ARD → CAV o bien DOS (las fuentes difieren)"), ("zh", "ARD → CAV或DOS（来源不一）"),
        ("ru", "ARD → CAV или DOS (источники расходятся)"),
        ("ar", "ARD ← \u2066CAV\u2069 أو \u2066DOS\u2069 (المصادر مختلفة)"),
    ],
)  # fmt: skip
def test_contested_parties_are_never_set_side_by_side(lang: Lang, expected: str) -> None:
    mark = [Incompatible(claims=("c2", "c3"), reason=text("One delegation"))]
    assert line(lang, provider="ARD", recipient=["CAV", "DOS"], incompatible=mark) == expected


def test_of_a_state_and_its_body_that_are_contested_with_another_the_state_stands_once() -> None:
    mark = [Incompatible(claims=("c2", "c3"), reason=text("The press names one alone"))]
    said: dict[str, Any] = {"provider": ["ARD", "college", "CAV"], "recipient": "DOS", "incompatible": mark}
    assert line(**said) == "ARD or CAV (sources differ) → DOS"


def test_a_body_is_not_set_beside_the_state_it_has_its_seat_in() -> None:
    assert line(participant=["ARD", "CAV", "college"]) == "ARD · CAV"
    assert line(participant=["CAV", "college"]) == "CAV · college", "a seat alone makes it no State's"
    assert line(recipient=["ARD", "mission"], provider="CAV") == "CAV → ARD, mission"
