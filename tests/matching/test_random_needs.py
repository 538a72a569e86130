"""Thousands of random needs on the real seeds: sums, sameness, and what a recount may change."""

from __future__ import annotations

import math
import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from exchange_graph.domain.vocabulary import Sector
from exchange_graph.matching.answer import BANDS, Suggestions
from exchange_graph.matching.need import Requirements, ResolvedNeed, need_of
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.suggest import suggest
from exchange_graph.matching.weights import shipped
from tests.matching.world import everyone, seeded

pytestmark = pytest.mark.xdist_group("random needs")
HOW_MANY = int(os.environ.get("EXCHANGE_RANDOM_NEEDS", "200"))
LEAST_SHARE = 0.05
OF_A_SMALL_WORLD = ("lived_it", "has_offered")
"""On the real seeds hardly anybody stands there."""


def needs(count: int, seed: int = 39) -> Iterator[ResolvedNeed]:
    """Needs of any State in any sectors; a part as exchanges answered them, a part with conditions."""
    evidence, rnd = seeded(), random.Random(seed)
    projection, columns = evidence.projection, evidence.projection.columns
    sectors = [s.id for s in evidence.known.all(Sector)]
    states = sorted(evidence.facts.states)
    for _ in range(count):
        recipient, asked = rnd.choice(states), tuple(rnd.sample(sectors, rnd.choice((1, 1, 1, 2))))
        if rnd.random() < 0.5:
            row = rnd.randrange(len(columns.gave_of))
            trace = columns.trace(int(columns.gave_of[row]))
            recipient = projection.states[int(columns.taker[row])]
            asked = trace.sectors[:1] or asked
        must = Requirements()
        if rnd.random() < 0.3:
            must = Requirements(
                tuple(rnd.sample(("en", "fr", "pt", "ar", "es"), rnd.randrange(3))),
                tuple(rnd.sample(("Africa", "Western Africa", "Asia"), rnd.randrange(2))), rnd.random() < 0.3,
            )  # fmt: skip
        yield need_of(recipient, asked, evidence.known, must)


@pytest.fixture(scope="module")
def answers() -> list[Suggestions]:
    return [suggest(need, seeded()) for need in needs(HOW_MANY)]


def test_the_random_needs_meet_every_case(answers: list[Suggestions]) -> None:
    seen: Counter[str] = Counter()
    for given in answers:
        seen.update(band.band for band in given.bands)
        seen["conditions"] += given.need.requirements != Requirements()
        seen["removed"] += any(r.constraint in ("languages", "regions") and r.count for r in given.removed)
        seen["empty"] += given.abstained
    cases = (*(band for band in BANDS if band not in OF_A_SMALL_WORLD), "conditions", "removed", "empty")
    assert {case: seen[case] for case in cases if seen[case] < LEAST_SHARE * len(answers)} == {}


def test_reasons_add_up_to_the_total_and_the_total_is_the_score(answers: list[Suggestions]) -> None:
    for given in answers:
        scores = Scores(NeedInEvidence(given.need, seeded()), shipped())
        for state in [*everyone(given), "FJI"]:
            number = seeded().projection.index[state]
            reasons = explained(scores, number)
            assert abs(math.fsum(reasons) - float(scores.totals[number])) < 1e-9, (given.need, state)


def explained(scores: Scores, number: int) -> list[float]:
    """What each signal that says something adds; one that adds says something."""
    parts = []
    for (signal, found), added in zip(scores.found, scores.added, strict=True):
        assert found.telling(number) or added[number] == 0, signal.name
        parts.append(float(added[number]))
    return parts


def test_what_units_are_worth_is_what_a_recount_without_them_loses(answers: list[Suggestions]) -> None:
    """For a programme or an exchange of one provider; where several gave together the divisor moves, too."""
    rnd, compared = random.Random(3), 0
    for given in rnd.sample(answers, min(30, len(answers))):
        scores = Scores(NeedInEvidence(given.need, seeded()), shipped())
        for state in [*everyone(given)][:2]:
            number = seeded().projection.index[state]
            for unit, worth in [*scores.worth(number).items()][:2]:
                struck = [i for i, one in enumerate(seeded().projection.counts.unit.tolist()) if one == unit]
                again = seeded().without([seeded().projection.columns.ids[p] for p in struck])
                if _gave_alone(struck, number):
                    then = Scores(NeedInEvidence(given.need, again), shipped()).totals[number]
                    assert abs(float(scores.totals[number] - then) - worth) < 1e-6, (given.need, state, unit)
                    compared += 1
    assert compared > 10


def _gave_alone(positions: list[int], number: int) -> bool:
    """Whether nobody but one State gave in these, so that a strike moves nobody else."""
    columns = seeded().projection.columns
    rows = [row for row, of in enumerate(columns.gave_of.tolist()) if of in positions]
    others = {int(columns.taker[row]) for row in rows}
    return bool(rows) and {int(columns.giver[row]) for row in rows} == {number} and number not in others


def test_the_same_need_has_the_same_answer(answers: list[Suggestions]) -> None:
    fresh = seeded().without(())
    for given in answers[:: max(1, len(answers) // 200)]:
        assert suggest(given.need, seeded()) == given
        assert suggest(given.need, fresh) == given
