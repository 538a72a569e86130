"""Ties: a shared working language, the same sub-region, a land border, having been taught by the recipient.

Together they add at most a cap, and nothing in guarded sectors. Ties of colonial times are never read.
"""

from __future__ import annotations

import numpy as np

from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence, Tongue
from exchange_graph.matching.signals.signal import SignalResult, Telling, active, on_recipient, signal, silent


@signal("ties", on_recipient)
def shared_language(asked: NeedInEvidence) -> SignalResult:
    """Working language of both administrations: {languages}"""
    if asked.guarded:
        return silent(asked)
    own = set(asked.facts.languages(asked.recipient) or ())
    spoken = ((state, asked.facts.languages(state) or ()) for state in asked.projection.states)
    shared = {state: common for state, codes in spoken if (common := tuple(c for c in codes if c in own))}

    def tell(state: int) -> Telling | None:
        code = asked.projection.states[state]
        if code not in shared:
            return None
        languages = tuple(map(Tongue, shared[code]))
        source = asked.facts.countries[code].working_languages
        return Telling(
            Sentence.of("signal.shared_language", languages=languages), (source.source,) if source else ()
        )

    return SignalResult(asked.evidence.vector(shared), tell)


@signal("ties", on_recipient)
def same_subregion(asked: NeedInEvidence) -> SignalResult:
    """In the same sub-region as the recipient: {recipient}"""
    if asked.guarded:
        return silent(asked)
    states = asked.facts.neighbourhood(asked.recipient)

    def tell(state: int) -> Telling | None:
        if asked.projection.states[state] not in states:
            return None
        return Telling(Sentence.of("signal.same_subregion", recipient=LabelOf(asked.recipient)), ())

    return SignalResult(asked.evidence.vector(states), tell)


@signal("ties", on_recipient)
def land_border(asked: NeedInEvidence) -> SignalResult:
    """Has a land border with the recipient: {recipient}"""
    if asked.guarded:
        return silent(asked)
    country = asked.facts.countries.get(asked.recipient)
    borders = country.borders if country else None
    neighbours = borders.neighbours if borders else ()

    def tell(state: int) -> Telling | None:
        if asked.projection.states[state] not in neighbours or borders is None:
            return None
        return Telling(
            Sentence.of("signal.land_border", recipient=LabelOf(asked.recipient)), (borders.source,)
        )

    return SignalResult(asked.evidence.vector(neighbours), tell)


@signal("ties", on_recipient)
def taught_by_recipient(asked: NeedInEvidence) -> SignalResult:
    """Exchanges the other way round, from {recipient}: {exchanges}; {years}"""
    if asked.guarded:
        return silent(asked)
    tally = asked.taught_back

    def tell(state: int) -> Telling | None:
        count = tally.count(state)
        if not count.exchanges:
            return None
        says = Sentence.of(
            "signal.taught_by_recipient", recipient=LabelOf(asked.recipient), exchanges=count.exchanges,
            years=active(asked, count.positions),
        )  # fmt: skip
        return Telling(says, count.ids, count.exchanges)

    return SignalResult(np.log1p(tally.n), tell)
