"""What a State has declared: an offer that stands, as long as the need does; gender expertise."""

from __future__ import annotations

import numpy as np

from exchange_graph.domain.dates import last_day
from exchange_graph.domain.knowledge import Offer
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals.found import Losses, SignalResult, Telling, active, signal
from exchange_graph.projection.tally import NEWEST


@signal("declared", 0.70)
def live_offer(scene: Scene) -> SignalResult:
    """An offer in this sector that stands: {titles}"""

    def tell(state: int) -> Telling | None:
        offers = scene.offers.get(scene.projection.states[state], ())
        titles = tuple(LabelOf(offer.id) for offer in offers)
        return Telling(Says.of("signal.live_offer", titles=titles), titles) if offers else None

    return SignalResult(scene.ground.vector(scene.offers), tell)


@signal("declared", 0.30)
def offer_lasts(scene: Scene) -> SignalResult:
    """Its offer stands for as long as the need: until {until}"""
    until = scene.need.record.valid_until if scene.need.record else None

    def lasting(state: str) -> Offer | None:
        offers = scene.offers.get(state, ()) if until else ()
        return next(
            (o for o in offers if o.valid_until and last_day(o.valid_until) >= last_day(until or "")), None
        )

    def tell(state: int) -> Telling | None:
        offer = lasting(scene.projection.states[state])
        return Telling(Says.of("signal.offer_lasts", until=offer.valid_until), (offer.id,)) if offer else None

    return SignalResult(scene.ground.vector(s for s in scene.offers if lasting(s)), tell)


@signal("declared", 0.40)
def gender_expertise(scene: Scene) -> SignalResult:
    """Gender expertise on record ({sectors}): {exchanges}; {years}"""
    if not scene.need.requirements.gender_expertise:
        return SignalResult(np.zeros(len(scene.projection.states)), lambda state: None)
    tally, joined = scene.gender, scene.projection.joined(scene.gender_sectors)
    columns = scene.projection.columns

    def tell(state: int) -> Telling | None:
        known = np.union1d(tally.exchanges_of(state), joined.get(state, np.zeros(0, np.int64)))
        if not len(known):
            return None
        shown = known[np.argsort(-columns.last[known], kind="stable")][:NEWEST].tolist()
        says = Says.of(
            "signal.gender_expertise", sectors=tuple(map(LabelOf, scene.gender_sectors)),
            exchanges=len(known), years=active(scene, shown),
        )  # fmt: skip
        return Telling(says, tuple(columns.ids[p] for p in shown), len(known))

    def lose(state: int) -> Losses:
        left = tally.without_each(state)
        return Losses(tally.units(state).number, np.where(left > 0, 0.0, 1.0))

    return SignalResult(np.where(tally.n > 0, 1.0, 0.0), tell, lose)
