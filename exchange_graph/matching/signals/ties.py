"""Ties: a shared working language, the same sub-region, a land border, having been taught by the recipient.

Together they weigh at most what one graded exchange does. Ties of colonial times are never read.
"""

from __future__ import annotations

import numpy as np

from exchange_graph.matching.says import LabelOf, Says, Tongue
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals.found import SignalResult, Telling, active, on_recipient, signal


@signal("ties", 0.30, on_recipient)
def shared_language(scene: Scene) -> SignalResult:
    """Working language of both administrations: {languages}"""
    own = set(scene.facts.languages(scene.recipient) or ())
    spoken = ((state, scene.facts.languages(state) or ()) for state in scene.projection.states)
    shared = {state: common for state, codes in spoken if (common := tuple(c for c in codes if c in own))}

    def tell(state: int) -> Telling | None:
        code = scene.projection.states[state]
        if code not in shared:
            return None
        languages = tuple(map(Tongue, shared[code]))
        source = scene.facts.countries[code].working_languages
        return Telling(
            Says.of("signal.shared_language", languages=languages), (source.source,) if source else ()
        )

    return SignalResult(scene.ground.vector(shared), tell)


@signal("ties", 0.20, on_recipient)
def same_subregion(scene: Scene) -> SignalResult:
    """In the same sub-region as the recipient: {recipient}"""
    states = scene.facts.neighbourhood(scene.recipient)

    def tell(state: int) -> Telling | None:
        if scene.projection.states[state] not in states:
            return None
        return Telling(Says.of("signal.same_subregion", recipient=LabelOf(scene.recipient)), ())

    return SignalResult(scene.ground.vector(states), tell)


@signal("ties", 0.10, on_recipient)
def land_border(scene: Scene) -> SignalResult:
    """Has a land border with the recipient: {recipient}"""
    country = scene.facts.countries.get(scene.recipient)
    borders = country.borders if country and not scene.need.guarded else None
    neighbours = borders.neighbours if borders else ()

    def tell(state: int) -> Telling | None:
        if scene.projection.states[state] not in neighbours or borders is None:
            return None
        return Telling(Says.of("signal.land_border", recipient=LabelOf(scene.recipient)), (borders.source,))

    return SignalResult(scene.ground.vector(neighbours), tell)


@signal("ties", 0.20, on_recipient)
def taught_by_recipient(scene: Scene) -> SignalResult:
    """Exchanges the other way round, from {recipient}: {exchanges}; {years}"""
    tally = scene.taught_back

    def tell(state: int) -> Telling | None:
        count = tally.count(state)
        if not count.exchanges:
            return None
        says = Says.of(
            "signal.taught_by_recipient", recipient=LabelOf(scene.recipient), exchanges=count.exchanges,
            years=active(scene, count.positions),
        )  # fmt: skip
        return Telling(says, count.ids, count.exchanges)

    return SignalResult(np.log1p(tally.n), tell)
