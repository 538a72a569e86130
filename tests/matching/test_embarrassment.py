"""What must never be put on the table before the States an answer names. Rules, not ranks."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.matching.answer import STRONG, Suggestions
from exchange_graph.matching.ground import Ground
from tests.matching.world import REAL, answer, everyone, line, seeded, with_the_list
from tests.real import held

NEEDS = [
    ("LBR", "revenue"), ("SSD", "legislative-drafting"), ("SOM", "police"), ("HTI", "school-feeding"),
    ("YEM", "national-dialogue"), ("CIV", "security-sector-reform"), ("GIN", "school-feeding"),
    ("FJI", "corrections"), ("COL", "ddr"), ("COD", "peacebuilding"), ("GNB", "elections"),
    ("AFG", "police"), ("SEN", "statistics"), ("KHM", "agriculture"), ("BIH", "justice"),
]  # fmt: skip
GROUNDS = {"seeds": seeded, "seeds and UNDP's list": with_the_list}


@pytest.fixture(params=sorted(GROUNDS))
def ground(request: pytest.FixtureRequest) -> Ground:
    if request.param != "seeds" and REAL is None:
        pytest.skip("EXCHANGE_REAL_DATA names no folder with the list")
    return GROUNDS[request.param]()


def asked(ground: Ground, need: tuple[str, str]) -> Suggestions:
    return answer(ground, *need)


@pytest.mark.parametrize("need", NEEDS, ids=" ".join)
def test_only_states_of_the_south_stand_in_the_bands(ground: Ground, need: tuple[str, str]) -> None:
    given = asked(ground, need)
    banded = {c.state for band in given.bands for c in band.candidates}
    assert banded <= ground.facts.southern
    assert not {c.state for c in given.other_partners} & ground.facts.southern


@pytest.mark.parametrize("need", NEEDS, ids=" ".join)
def test_no_state_is_suggested_to_itself_or_twice(ground: Ground, need: tuple[str, str]) -> None:
    given = asked(ground, need)
    shown = [c.state for band in given.bands for c in band.candidates] + [
        c.state for c in given.other_partners
    ]
    assert need[0] not in shown
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("need", NEEDS, ids=" ".join)
def test_the_first_three_bands_rest_on_evidence_in_the_sector(ground: Ground, need: tuple[str, str]) -> None:
    """Not on a border, a language, or an exchange in which a State only took part."""
    given = asked(ground, need)
    sure = {"in_sector", "own_experience", "live_offer"}
    for state in [state for band in STRONG for state in given.band(band)]:
        signals = {one.signal: one for one in everyone(given)[state].lines}
        assert signals.keys() & sure, state
        for record_id in signals["in_sector"].evidence if "in_sector" in signals else ():
            trace = ground.projection.columns.trace(ground.projection.position[record_id])
            assert set(trace.sectors) & set(given.need.within), record_id
            assert any(p.role == "provider" and p.state == state for p in trace.parts), record_id


@pytest.mark.parametrize("need", NEEDS, ids=" ".join)
def test_ties_alone_recommend_nobody_for_security_and_justice(ground: Ground, need: tuple[str, str]) -> None:
    given = asked(ground, need)
    if given.need.guarded:
        assert given.band("knows_recipient") == ()
        signals = {one.signal for candidate in everyone(given).values() for one in candidate.lines}
        assert "land_border" not in signals


@pytest.mark.parametrize(
    ("need", "band", "state"),
    [
        (("GIN", "school-feeding"), "done_here", "BRA"), (("HTI", "school-feeding"), "done_elsewhere", "BRA"),
        (("LBR", "revenue"), "done_here", "SLE"), (("SSD", "legislative-drafting"), "done_here", "SLE"),
        (("SOM", "police"), "done_here", "TUR"), (("YEM", "national-dialogue"), "done_here", "IRQ"),
        (("CIV", "security-sector-reform"), "done_elsewhere", "AGO"),
    ],
)  # fmt: skip
def test_who_has_surely_done_it_stands_where_that_puts_it(
    ground: Ground, need: tuple[str, str], band: str, state: str
) -> None:
    given = asked(ground, need)
    assert state in given.band(band)  # type: ignore[arg-type]


def test_brazil_is_first_for_haitis_school_feeding(ground: Ground) -> None:
    given = answer(ground, "HTI", "school-feeding")
    assert given.bands[0].candidates[0].state == "BRA"
    assert given.bands[0].ordered or len(given.bands[0].candidates) == 1


def test_nothing_on_record_is_said_and_not_filled_up(ground: Ground) -> None:
    for need in [("FJI", "corrections"), ("COL", "ddr")]:
        given = asked(ground, need)
        assert given.abstained, need
        assert given.why, need
        assert not any(given.band(band) for band in STRONG), need


def test_an_interrupted_mission_counts_and_says_that_it_was_interrupted(ground: Ground) -> None:
    given = answer(ground, "CIV", "security-sector-reform")
    against = {remark.says.key: remark.evidence for remark in everyone(given)["AGO"].against}
    assert against["against.interrupted"] == ("voa-20120610-missang",)


def test_an_exchange_that_does_not_say_which_congo_places_neither(ground: Ground) -> None:
    unclear = "apc-20241125-congo"
    assert unclear in held(Exchange)
    for recipient in ("COD", "COG"):
        for candidate in everyone(answer(ground, recipient, "ddr")).values():
            assert not any(unclear in one.evidence for one in candidate.lines), recipient


def test_a_sensitive_sector_answers_only_to_its_own_name(ground: Ground) -> None:
    children = {"transitional-justice", "search-for-missing-persons"}
    assert not children & {*answer(ground, "BIH", "justice").need.within}
    assert "transitional-justice" not in answer(ground, "BIH", "search-for-missing-persons").need.related
    own = answer(ground, "BIH", "search-for-missing-persons")
    assert own.need.within == ("search-for-missing-persons",)
    assert "ARG" in own.band("done_elsewhere")


def test_an_old_nomination_is_a_precedent_and_places_nobody(ground: Ground) -> None:
    given = answer(ground, "FJI", "corrections")
    assert [p.record for p in given.precedents if p.offer] == ["a-68-696-offer-13f"]
    assert not {"EGY", "TUR"} & set(given.band("lived_it"))


def test_a_mixed_outcome_is_not_hidden(ground: Ground) -> None:
    told = line(answer(ground, "COD", "civil-service"), "ZAF", "rated_outcomes")
    assert told
    assert dict(told.says.values) == {"positive": 0, "mixed": 1, "negative": 0}
    assert told.contribution == 0.0
