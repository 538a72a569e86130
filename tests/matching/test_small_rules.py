"""Rules of suggestions that only a narrow case shows: limits, ties, likeness, and what one unit is worth."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Outcome
from exchange_graph.matching.bands import stands_on
from exchange_graph.matching.candidates import BRIEF, FULL, OWN, ToldCards
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.precedents import nearest
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.weights import shipped
from exchange_graph.projection.tally import Floats
from tests.building import country, exchange
from tests.matching.world import asked, reckoning, world


@pytest.mark.parametrize(("brief", "room"), [(True, BRIEF), (False, FULL)])
def test_no_more_cards_are_told_than_there_is_room_for(brief: bool, room: int) -> None:
    telling = ToldCards()
    told = [telling.tell(f"x-{number}", "exchange", brief=brief) for number in range(room + 1)]
    assert told == [True] * room + [False]


def test_what_the_recipient_received_has_a_room_of_its_own() -> None:
    telling = ToldCards()
    assert all(telling.tell(f"x-{number}", "exchange", brief=True) for number in range(BRIEF))
    told = [telling.tell_own(f"own-{number}") for number in range(OWN + 1)]
    assert told == [True] * OWN + [False]
    assert telling.tell("own-0", "exchange", brief=True), "what is told is told for whoever stands on it"


def test_in_a_guarded_sector_own_experience_rests_on_no_exchange() -> None:
    evidence = world(exchange(provider="ARD", recipient="DOS", sectors="police", status="completed"))
    need = NeedInEvidence(asked(evidence, "CAV", "police"), evidence)
    state = evidence.projection.index["ARD"]
    assert stands_on(need, "lived_it", state).tolist() == []
    assert stands_on(need, "done_elsewhere", state).tolist() == [0]


def test_units_that_are_worth_the_same_are_told_by_name() -> None:
    same = {"provider": "ARD", "recipient": "CAV", "sectors": "tax", "status": "completed"}
    evidence = world(exchange("x-b", **same), exchange("x-a", **same))
    units = dict(reckoning(evidence).units)
    assert [*units] == sorted(units)
    assert len({round(worth, 9) for worth in units.values()}) == 1


def test_a_rating_that_is_struck_takes_with_it_no_more_than_it_gave() -> None:
    """Two good results: without one of them less is left, and what is left is what one alone gives."""
    good = {"provider": "ARD", "recipient": "DOS", "sectors": "tax", "outcome": Outcome(rating="positive")}
    two, one = (world(*(exchange(i, **good) for i in ids)) for ids in (("x-a", "x-b"), ("x-a",)))
    ((value, losses),) = _ratings(two)
    ((alone, _),) = _ratings(one)
    assert losses.tolist() == pytest.approx([value - alone] * 2)


def _ratings(evidence: Evidence) -> list[tuple[float, Floats]]:
    state = evidence.projection.index["ARD"]
    scores = Scores(NeedInEvidence(asked(evidence), evidence), shipped())
    found = [result for signal, result in scores.found if signal.name == "rated_outcomes"]
    return [(float(one.values[state]), losses.values) for one in found if (losses := one.losses(state))]


def test_a_precedent_says_in_which_way_its_recipient_is_alike() -> None:
    """The recipient itself, a State of its sub-region; of another region nothing is said."""
    near = {"region": "Africa", "subregion": "Northern Africa"}
    far = {"region": "Asia", "subregion": "Central Asia"}
    evidence = world(
        country("CAV", **near), country("DOS", **near), country("ELU", **far),
        exchange("x-far", provider="ARD", recipient="ELU", sectors="tax"),
        exchange("x-near", provider="ARD", recipient="DOS", sectors="tax"),
        exchange("x-own", provider="ARD", recipient="CAV", sectors="tax"),
    )  # fmt: skip
    told = nearest(NeedInEvidence(asked(evidence), evidence))
    assert [(one.record, [why.key for why in one.why][1:]) for one in told] == [
        ("x-own", ["precedent.recipient"]), ("x-near", ["precedent.subregion"]), ("x-far", []),
    ]  # fmt: skip
