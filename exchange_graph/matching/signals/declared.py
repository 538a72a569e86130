"""What a State has declared: an offer that stands, as long as the need does; gender expertise."""

from __future__ import annotations

import numpy as np

from exchange_graph.domain.dates import last_day
from exchange_graph.domain.knowledge import Offer
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.matching.signals.signal import Losses, SignalResult, Telling, active, signal
from exchange_graph.projection.tally import NEWEST


@signal("declared")
def live_offer(asked: NeedInEvidence) -> SignalResult:
    """An offer in this sector that stands: {titles}"""

    def tell(state: int) -> Telling | None:
        offers = asked.offers.get(asked.projection.states[state], ())
        titles = tuple(LabelOf(offer.id) for offer in offers)
        return Telling(Sentence.of("signal.live_offer", titles=titles), titles) if offers else None

    return SignalResult(asked.evidence.vector(asked.offers), tell)


@signal("declared")
def offer_lasts(asked: NeedInEvidence) -> SignalResult:
    """Its offer stands for as long as the need: until {until}"""
    until = asked.need.record.valid_until if asked.need.record else None

    def lasting(state: str) -> Offer | None:
        offers = asked.offers.get(state, ()) if until else ()
        return next(
            (o for o in offers if o.valid_until and last_day(o.valid_until) >= last_day(until or "")), None
        )

    def tell(state: int) -> Telling | None:
        offer = lasting(asked.projection.states[state])
        return (
            Telling(Sentence.of("signal.offer_lasts", until=offer.valid_until), (offer.id,))
            if offer
            else None
        )

    return SignalResult(asked.evidence.vector(s for s in asked.offers if lasting(s)), tell)


@signal("declared")
def gender_expertise(asked: NeedInEvidence) -> SignalResult:
    """Gender expertise on record ({sectors}): {exchanges}; {years}"""
    if not asked.need.requirements.gender_expertise:
        return SignalResult(np.zeros(len(asked.projection.states)), lambda state: None)
    tally, joined = asked.gender, asked.projection.joined(asked.gender_sectors)
    columns = asked.projection.columns

    def tell(state: int) -> Telling | None:
        known = np.union1d(tally.exchanges_of(state), joined.get(state, np.zeros(0, np.int64)))
        if not len(known):
            return None
        shown = known[np.argsort(-columns.last[known], kind="stable")][:NEWEST].tolist()
        says = Sentence.of(
            "signal.gender_expertise", sectors=tuple(map(LabelOf, asked.gender_sectors)),
            exchanges=len(known), years=active(asked, shown),
        )  # fmt: skip
        return Telling(says, tuple(columns.ids[p] for p in shown), len(known))

    def lose(state: int) -> Losses:
        left = tally.without_each(state)
        return Losses(tally.units(state).number, np.where(left > 0, 0.0, 1.0))

    return SignalResult(np.where(tally.n > 0, 1.0, 0.0), tell, lose)
