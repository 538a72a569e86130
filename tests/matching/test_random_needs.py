"""Thousands of random needs on the real seeds: sums, sameness, and what a recount may change."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from exchange_graph.domain.vocabulary import Sector
from exchange_graph.matching.answer import BANDS, Suggestions
from exchange_graph.matching.need import Requirements, ResolvedNeed, need_of
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.suggest import suggest
from tests.matching.world import everyone, seeded

pytestmark = pytest.mark.xdist_group("random needs")
HOW_MANY = int(os.environ.get("EXCHANGE_RANDOM_NEEDS", "200"))
LEAST_SHARE = 0.05
OF_A_SMALL_WORLD = "lived_it"
"""On the real seeds, whoever has an experience to show has also given in that sector, and stands higher."""


def needs(count: int, seed: int = 39) -> Iterator[ResolvedNeed]:
    """Needs of any State in any sectors; a part as exchanges answered them, a part with conditions."""
    ground, rnd = seeded(), random.Random(seed)
    projection, columns = ground.projection, ground.projection.columns
    sectors = [s.id for s in ground.known.all(Sector)]
    for _ in range(count):
        recipient, asked = rnd.choice(projection.states), tuple(rnd.sample(sectors, rnd.choice((1, 1, 1, 2))))
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
        yield need_of(recipient, asked, ground.known, must)


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
    cases = (*(band for band in BANDS if band != OF_A_SMALL_WORLD), "conditions", "removed", "empty")
    assert {case: seen[case] for case in cases if seen[case] < LEAST_SHARE * len(answers)} == {}


def test_lines_add_up_to_the_score(answers: list[Suggestions]) -> None:
    for given in answers:
        scores = Scores(Scene(given.need, seeded()))
        for state, candidate in everyone(given).items():
            total = sum(line.contribution for line in candidate.lines)
            number = seeded().projection.index[state]
            assert abs(total - float(scores.totals[number])) < 1e-9, (given.need, state)
            assert candidate.score is None or abs(candidate.score - total) < 1e-9


@pytest.mark.slow
def test_an_order_is_said_only_where_no_single_unit_decides_it(answers: list[Suggestions]) -> None:
    """Struck one by one, and counted again from the beginning."""
    ordered = [(given, band) for given in answers for band in given.bands if band.ordered]
    assert ordered
    for given, band in ordered[:25]:
        first = band.candidates[0]
        cited = {i for line in first.lines for i in line.evidence}
        programmes = {_unit(i) for i in cited if i in seeded().projection.position}
        for unit in programmes:
            struck = [i for i in seeded().projection.position if _unit(i) == unit]
            struck = [i for i in struck if any(i in line.evidence for line in first.lines)]
            again = suggest(given.need, seeded().without(struck))
            kept = {b.band: b for b in again.bands}.get(band.band)
            assert kept, (given.need, unit)
            scores = Scores(Scene(given.need, seeded().without(struck)))
            totals = {
                c.state: float(scores.totals[seeded().projection.index[c.state]]) for c in kept.candidates
            }
            assert max(totals, key=lambda s: totals[s]) == first.state, (given.need, unit)


def _unit(record_id: str) -> str:
    columns = seeded().projection.columns
    return columns.trace(seeded().projection.position[record_id]).programme or record_id


def test_the_same_need_has_the_same_answer(answers: list[Suggestions]) -> None:
    fresh = seeded().without(())
    for given in answers[:: max(1, len(answers) // 200)]:
        assert suggest(given.need, seeded()) == given
        assert suggest(given.need, fresh) == given


def test_without_an_exchange_only_lines_that_cite_it_change(answers: list[Suggestions]) -> None:
    rnd, compared = random.Random(3), 0
    for given in rnd.sample(answers, min(60, len(answers))):
        cited = sorted({i for c in everyone(given).values() for line in c.lines for i in line.evidence})
        exchanges = [i for i in cited if i in seeded().projection.position]
        for struck in rnd.sample(exchanges, min(2, len(exchanges))):
            again = everyone(suggest(given.need, seeded().without([struck])))
            for state, candidate in everyone(given).items():
                for line in candidate.lines if state in again else ():
                    if struck not in line.evidence and line.exchanges in (None, len(line.evidence)):
                        assert line in again[state].lines, (given.need, struck, state, line.signal)
                        compared += 1
    assert compared > 100
