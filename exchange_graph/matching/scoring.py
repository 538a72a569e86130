"""The score of a State inside a band: what its signals add up to. It decides tiers; no answer shows it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.signals import CAPS, SIGNALS
from exchange_graph.matching.signals.signal import Signal, SignalResult
from exchange_graph.matching.weights import Weights
from exchange_graph.projection.tally import Floats


class Scores:
    """What every signal adds for every State, for one need."""

    def __init__(self, asked: NeedInEvidence, weights: Weights) -> None:
        self.asked, self._weights = asked, weights.of
        self.found: list[tuple[Signal, SignalResult]] = [(s, s.found(asked)) for s in SIGNALS.values()]

    @cached_property
    def added(self) -> list[Floats]:
        """By signal, what it adds to each State; a family stops at its cap."""
        room = {family: np.full(len(self.asked.projection.states), cap) for family, cap in CAPS.items()}
        added = []
        for signal, found in self.found:
            part = found.values * self._weights[signal.name]
            if signal.family in room:
                part = np.minimum(part, room[signal.family])
                room[signal.family] = room[signal.family] - part
            added.append(part)
        return added

    @cached_property
    def totals(self) -> Floats:
        """By State, the sum of all it adds up to."""
        return np.sum(self.added, axis=0)  # type: ignore[no-any-return]

    def worth(self, state: int) -> dict[int, float]:
        """By unit of a State, how much of its total would be lost if that unit were struck."""
        parts = [(found.losses(state), self._weights[signal.name]) for signal, found in self.found]
        lost = [(one, weight) for one, weight in parts if one is not None and len(one.units)]
        if not lost:
            return {}
        units = np.concatenate([one.units for one, _ in lost])
        values = np.concatenate([one.values * weight for one, weight in lost])
        known, inverse = np.unique(units, return_inverse=True)
        sums = np.bincount(inverse, values)
        return dict(zip(known.tolist(), sums.tolist(), strict=True))

    def struck(self, state: int) -> float:
        """The total of a State after the strike of the one unit that costs it most."""
        return float(self.totals[state]) - max(self.worth(state).values(), default=0.0)
