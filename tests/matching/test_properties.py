"""What no change of the record may do to an answer, on random invented records."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Exchange, Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.scoring import WEIGHTS, Scores
from tests.building import by, cite, exchange, programme, source
from tests.matching.world import TODAY, answer, asked, everyone, line, world

SOUTHERN = ("ARD", "CAV", "DOS")
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


def totals(ground: Ground, recipient: str, sector: str, *families: str) -> dict[str, float]:
    """By State, what all lines (or those of some families) add up to, in a band or not."""
    scores = Scores(Scene(asked(ground, recipient, sector), ground))
    states = ground.projection.states
    if not families:
        return dict(zip(states, scores.totals.tolist(), strict=True))
    sums = dict.fromkeys(states, 0.0)
    for number, state in enumerate(states):
        sums[state] = math.fsum(one.contribution for one in scores.lines(number) if one.family in families)
    return sums


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
    assert totals(whole, recipient, sector) == totals(split, recipient, sector)


@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS), exchanges(provider="ARD"))
def test_one_more_exchange_lowers_no_score_of_its_state(
    held: list[Exchange], recipient: str, sector: str, more: Exchange
) -> None:
    before = totals(world(*AROUND, *held), recipient, sector, "record", "declared")
    after = totals(world(*AROUND, *held, more), recipient, sector, "record", "declared")
    assert after["ARD"] >= before["ARD"] - 1e-12


@given(records, st.sampled_from(SOUTHERN), st.sampled_from(SECTORS), exchanges(provider="ARD"))
def test_one_more_exchange_changes_no_line_of_a_third_state(
    held: list[Exchange], recipient: str, sector: str, more: Exchange
) -> None:
    before, after = (
        Scores(Scene(asked(ground, recipient, sector), ground))
        for ground in (world(*AROUND, *held), world(*AROUND, *held, more))
    )
    for number, state in enumerate(before.scene.projection.states):
        if state != "ARD":
            kept = [one for one in before.lines(number) if one.family in ("record", "declared")]
            now = [one for one in after.lines(number) if one.family in ("record", "declared")]
            assert kept == now, state


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
        told = line(answer(flooded), "ARD", signal)
        assert told
        assert told.exchanges == 1000
        assert told.contribution <= WEIGHTS[signal] * math.log1p(3 / 0.3) + 1e-12, signal
    assert totals(flooded, "CAV", "tax")["DOS"] == totals(calm, "CAV", "tax")["DOS"]
    against = {
        remark.says.key: dict(remark.says.values) for remark in everyone(answer(flooded))["ARD"].against
    }
    assert against["against.one_source"] == {"source": "page"}


def test_another_source_beside_the_flood_counts_in_full() -> None:
    better = exchange("b", provider="ARD", recipient="DOS", sectors="tax", period=Span(start="2026"))
    flooded, with_more = world(*AROUND, *flood(50)), world(*AROUND, *flood(50), better)
    assert totals(with_more, "CAV", "tax")["ARD"] > totals(flooded, "CAV", "tax")["ARD"]
