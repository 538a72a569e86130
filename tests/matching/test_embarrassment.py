"""What must never be put on the table before the States an answer names. Rules, not ranks."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.matching.answer import STRONG
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.explain import explain
from exchange_graph.matching.suggest import suggest
from tests.matching.world import REAL, answer, asked, everyone, seeded, with_the_list
from tests.real import held

NEEDS = [
    ("LBR", "revenue"), ("SSD", "legislative-drafting"), ("SOM", "police"), ("HTI", "school-feeding"),
    ("YEM", "national-dialogue"), ("CIV", "security-sector-reform"), ("GIN", "school-feeding"),
    ("FJI", "corrections"), ("COL", "ddr"), ("COD", "peacebuilding"), ("GNB", "elections"),
    ("AFG", "police"), ("SEN", "statistics"), ("KHM", "agriculture"), ("BIH", "justice"),
]  # fmt: skip
GROUNDS = {"seeds": seeded, "seeds and UNDP's list": with_the_list}


@pytest.fixture(params=sorted(GROUNDS))
def evidence(request: pytest.FixtureRequest) -> Evidence:
    if request.param != "seeds" and REAL is None:
        pytest.skip("EXCHANGE_REAL_DATA names no folder with the list")
    return GROUNDS[request.param]()


@pytest.mark.parametrize(
    ("need", "band", "state"),
    [
        (("GIN", "school-feeding"), "done_here", "BRA"), (("HTI", "school-feeding"), "lived_it", "BRA"),
        (("LBR", "revenue"), "done_here", "SLE"), (("SSD", "legislative-drafting"), "done_here", "SLE"),
        (("SOM", "police"), "done_here", "TUR"), (("YEM", "national-dialogue"), "done_here", "IRQ"),
    ],
)  # fmt: skip
def test_who_has_surely_done_it_stands_where_that_puts_it(
    evidence: Evidence, need: tuple[str, str], band: str, state: str
) -> None:
    given = answer(evidence, *need)
    assert state in given.band(band)  # type: ignore[arg-type]


def test_brazil_alone_has_lived_school_feeding_and_that_is_told_first(
    evidence: Evidence,
) -> None:
    given = answer(evidence, "HTI", "school-feeding")
    assert given.band("lived_it") == ("BRA",)
    assert given.cards[everyone(given)["BRA"].cards[0]] == "experience"


def test_nothing_on_record_is_said_and_not_filled_up(evidence: Evidence) -> None:
    for need in [("FJI", "corrections"), ("COL", "ddr")]:
        given = answer(evidence, *need)
        assert given.abstained, need
        assert given.why, need
        assert not any(given.band(band) for band in STRONG), need


def test_an_interrupted_mission_recommends_nobody_and_is_told_to_who_asks_for_it(evidence: Evidence) -> None:
    need = asked(evidence, "CIV", "security-sector-reform")
    assert "AGO" not in everyone(suggest(need, evidence))
    told = explain(need, evidence, "AGO")
    against = {remark.says.key: remark.evidence for remark in told.against}
    assert (told.band, against["against.interrupted"]) == (None, ("voa-20120610-missang",))


def test_a_guarded_sector_tells_how_much_it_holds_as_numbers(evidence: Evidence) -> None:
    given = answer(evidence, "COL", "ddr")
    assert given.abstained
    assert given.sector_record
    assert given.sector_record.exchanges > 1


def test_an_exchange_that_does_not_say_which_congo_places_neither(evidence: Evidence) -> None:
    unclear = "apc-20241125-congo"
    assert unclear in held(Exchange)
    for recipient in ("COD", "COG"):
        assert unclear not in answer(evidence, recipient, "ddr").cards, recipient


def test_a_sensitive_sector_answers_only_to_its_own_name(evidence: Evidence) -> None:
    children = {"transitional-justice", "search-for-missing-persons"}
    assert not children & {*answer(evidence, "BIH", "justice").need.within}
    assert "transitional-justice" not in answer(evidence, "BIH", "search-for-missing-persons").need.related
    own = answer(evidence, "BIH", "search-for-missing-persons")
    assert own.need.within == ("search-for-missing-persons",)
    assert own.sector_record
    assert own.sector_record.states >= 1


def test_an_old_nomination_is_a_precedent_and_places_nobody(evidence: Evidence) -> None:
    given = answer(evidence, "FJI", "corrections")
    assert given.precedents == (), "in a guarded sector only what the recipient itself received is told"
    assert everyone(given) == {}


def test_a_mixed_outcome_is_not_hidden(evidence: Evidence) -> None:
    told = explain(asked(evidence, "COD", "civil-service"), evidence, "ZAF")
    (rated,) = [one for one in told.reasons if one.signal == "rated_outcomes"]
    assert dict(rated.says.values) == {"positive": 0, "mixed": 1, "negative": 0}
    assert rated.contribution == 0.0
