"""What no change of the record may do to an answer, on random invented records."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Exchange, Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.weights import shipped
from tests.building import by, cite, country, exchange, programme, source
from tests.matching.world import TODAY, answer, asked, everyone, line, world

SOUTHERN = ("ARD", "CAV", "DOS")
LIKE = ("likeness",)
SECTORS = ("tax", "budget", "police")
UNREAD = [source(name, None, retrieved=TODAY) for name in ("list", "page")]
AROUND: list[AnyRecord] = [programme("one"), programme("two"), *UNREAD]

sources = st.sampled_from([cite(), cite("list", grade="B"), cite("page", grade="C")])


@st.composite
def exchanges(draw: st.DrawFn, record_id: str = "x", provider: str | None = None) -> Exchange:
    """An exchange of one State with one or two others, of any age and evidence."""
    giver = provider or draw(st.sampled_from(SOUTHERN))
    takers = draw(
        st.lists(st.sampled_from([s for s in SOUTHERN if s != giver]), min_size=1, max_size=2, unique=True)
    )
    said: dict[str, Any] = {
        "sectors": [
            by(s, basis="assigned") for s in draw(st.lists(st.sampled_from(SECTORS), min_size=1, unique=True))
        ],
        "programme": draw(st.sampled_from([None, None, "one", "two"])),
        "period": Span(start=str(draw(st.integers(1995, 2026)))),
    }
    cited = draw(sources)
    basis: Basis = draw(st.sampled_from(["stated", "inferred"]))
    return exchange(
        record_id, provider=by(giver, cited, basis=basis), recipient=[by(t, cited) for t in takers], **said
    )  # fmt: skip


records = st.lists(exchanges(), max_size=8).map(
    lambda made: [one.model_copy(update={"id": f"x-{n}"}) for n, one in enumerate(made)]
)


def scores_of(evidence: Evidence, recipient: str, sector: str) -> Scores:
    return Scores(NeedInEvidence(asked(evidence, recipient, sector), evidence), shipped())


def totals(evidence: Evidence, recipient: str, sector: str, but: tuple[str, ...] = ()) -> dict[str, float]:
    """By State, what all signals (but those of some families) add up to, in a band or not."""
    scores = scores_of(evidence, recipient, sector)
    kept = [
        part for (signal, _), part in zip(scores.found, scores.added, strict=True) if signal.family not in but
    ]
    return dict(zip(evidence.projection.states, np.sum(kept, axis=0).tolist(), strict=True))


@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS), exchanges())
def test_splitting_a_joint_exchange_or_joining_it_changes_no_score(
    held: list[Exchange], recipient: str, sector: str, joint: Exchange
) -> None:
    joint = joint.model_copy(update={"id": "z", "programme": "three"})
    givers = [c for c in joint.participations if c.value.role == "provider"]
    takers = [c for c in joint.participations if c.value.role == "recipient"]
    parts = [
        joint.model_copy(update={"id": f"z-{n}", "participations": (*givers, taker)})
        for n, taker in enumerate(takers)
    ]
    whole = world(*AROUND, programme("three"), *held, joint)
    split = world(*AROUND, programme("three"), *held, *parts)
    assert totals(whole, recipient, sector) == pytest.approx(totals(split, recipient, sector), abs=1e-9)


@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS), exchanges(provider="ARD"))
def test_one_more_exchange_lowers_no_score_of_its_state(
    held: list[Exchange], recipient: str, sector: str, more: Exchange
) -> None:
    """But for a new pair of teacher and pupil, a new provider of a unit, and likeness, which is of all."""
    more = more.model_copy(update={"programme": None})
    before = totals(world(*AROUND, *held), recipient, sector, ("likeness", "road"))
    after = totals(world(*AROUND, *held, more), recipient, sector, ("likeness", "road"))
    assert after["ARD"] >= before["ARD"] - 1e-12


@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS), exchanges(provider="ARD"))
def test_one_more_exchange_moves_no_third_state(
    held: list[Exchange], recipient: str, sector: str, more: Exchange
) -> None:
    more = more.model_copy(update={"programme": None})
    before, after = (
        totals(evidence, recipient, sector, ("likeness", "road", "ties"))
        for evidence in (world(*AROUND, *held), world(*AROUND, *held, more))
    )
    assert {s: n for s, n in after.items() if s != "ARD"} == {s: n for s, n in before.items() if s != "ARD"}


def test_sixty_at_a_workshop_are_not_sixty_teachers() -> None:
    crowd = [f"Q{a}{b}" for a in "AB" for b in "ABCDEFGH"]
    joint = exchange("w", provider=crowd, recipient="CAV", sectors="tax", period=Span(start="2020"))
    alone = exchange("a", provider="ARD", recipient="CAV", sectors="tax", period=Span(start="2020"))
    evidence = world(*(country(code, code) for code in crowd), joint, alone)
    tally = evidence.projection.tally(("tax",))
    number = evidence.projection.index
    assert tally.n[number["ARD"]] == pytest.approx(4 * tally.n[number["QAA"]])


@settings(max_examples=25)
@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS))
def test_a_state_stands_above_another_only_if_no_single_unit_struck_brings_it_below(
    held: list[Exchange], recipient: str, sector: str
) -> None:
    """Struck one by one and counted again from the beginning, by the rule as it is written."""
    evidence = world(*AROUND, *held)
    for band in answer(evidence, recipient, sector).bands:
        if len(band.tiers) > 1:
            above, below = ({c.state for c in tier.candidates} for tier in band.tiers)
            best = max(_least(evidence, recipient, sector, state) for state in above)
            scores = totals(evidence, recipient, sector)
            assert all(scores[state] < best + 1e-9 for state in below), (above, below)


def _least(evidence: Evidence, recipient: str, sector: str, state: str) -> float:
    """The smallest total of a State over every unit of it that is struck."""
    projection = evidence.projection
    own = {projection.columns.ids[p] for p in projection.named(projection.index[state]).tolist()}
    units: dict[str, list[str]] = defaultdict(list)
    for record in own:
        units[projection.trace(projection.position[record]).programme or record].append(record)
    return min(
        (totals(evidence.without(unit), recipient, sector)[state] for unit in units.values()),
        default=-math.inf,
    )


def flood(count: int) -> list[Exchange]:
    """Exchanges of Ardania in the sector, all by one press source."""
    one = cite("page", grade="C")
    return [
        exchange(
            f"f-{n:04}", provider=by("ARD", one), recipient=by("CAV", one), sectors=by("tax", one),
            period=by(Span(start="2025"), one),
        )
        for n in range(count)
    ]  # fmt: skip


def test_one_press_source_that_floods_a_sector_counts_as_three_exchanges() -> None:
    others = [exchange("y", provider="DOS", recipient="CAV", sectors="tax", period=Span(start="2020"))]
    calm, flooded = world(*AROUND, *others), world(*AROUND, *others, *flood(1000))
    for signal in ("in_sector", "with_recipient", "with_recipient_in_sector", "in_all"):
        told = line(flooded, signal)
        assert told
        assert told.value <= math.log1p(3 / 0.3) + 1e-12, signal
    assert totals(flooded, "CAV", "tax", LIKE)["DOS"] == totals(calm, "CAV", "tax", LIKE)["DOS"]
    said = {remark.says.key: dict(remark.says.values) for remark in everyone(answer(flooded))["ARD"].against}
    assert said["against.one_source"] == {"source": "page"}


def test_another_source_beside_the_flood_counts_in_full() -> None:
    better = exchange("b", provider="ARD", recipient="DOS", sectors="tax", period=Span(start="2026"))
    flooded, with_more = world(*AROUND, *flood(50)), world(*AROUND, *flood(50), better)
    assert totals(with_more, "CAV", "tax")["ARD"] > totals(flooded, "CAV", "tax")["ARD"]
