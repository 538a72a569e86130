"""The score of a State inside a band: the sum of what its lines add, and nothing of any other State."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from exchange_graph.matching.answer import Reason
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals import CAPS, SIGNALS
from exchange_graph.matching.signals.found import Signal, SignalResult
from exchange_graph.projection.tally import Floats

MODEL = "evidence-bands-1"
WEIGHTS = {signal.name: signal.weight for signal in SIGNALS.values()}


class Scores:
    """What every signal adds for every State, for one need."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._found: list[tuple[Signal, SignalResult]] = [(s, s.found(scene)) for s in SIGNALS.values()]

    @cached_property
    def added(self) -> list[Floats]:
        """By signal, what it adds to each State; a family stops at its cap."""
        room = {family: np.full(len(self.scene.projection.states), cap) for family, cap in CAPS.items()}
        added = []
        for signal, found in self._found:
            part = found.values * signal.weight
            if signal.family in room:
                part = np.minimum(part, room[signal.family])
                room[signal.family] = room[signal.family] - part
            added.append(part)
        return added

    @cached_property
    def totals(self) -> Floats:
        """By State, the sum of all it adds up to."""
        return np.sum(self.added, axis=0)  # type: ignore[no-any-return]

    def lines(self, state: int) -> tuple[Reason, ...]:
        """The reasons that speak for a State, in the order of the table."""
        lines = []
        for (signal, found), added in zip(self._found, self.added, strict=True):
            told = found.telling(state)
            if told is not None:
                part = float(added[state])
                lines.append(
                    Reason(signal.name, signal.family, told.says, part, told.evidence, told.exchanges)
                )
        return tuple(lines)

    def stays_above(self, state: int, rival: float) -> bool:
        """Whether a State's score stays above another whichever one of its units were struck."""
        parts = [(found.losses(state), signal.weight) for signal, found in self._found]
        lost = [(one, weight) for one, weight in parts if one is not None and len(one.units)]
        lead = float(self.totals[state]) - rival
        if lead > sum(float(one.values.max()) * weight for one, weight in lost):
            return True
        units = np.concatenate([one.units for one, _ in lost])
        values = np.concatenate([one.values * weight for one, weight in lost])
        _, inverse = np.unique(units, return_inverse=True)
        return lead > float(np.bincount(inverse, values).max())
