"""Who to whom, what: the line that opens every exchange, in the six languages."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Actor, Participation
from exchange_graph.domain.heading import heading
from exchange_graph.domain.languages import LANGUAGES, Lang
from tests.building import body, exchange, seen, text


def line(lang: Lang = "en", **said: Any) -> str:
    return heading(seen(exchange(**said), body("agency", "ARD")), lang, lambda record_id: record_id)


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
    one_sided = line(lang, provider="ARD")
    neither = line(lang, funder="NDM")
    assert one_sided not in ("ARD", "")
    assert neither in one_sided
