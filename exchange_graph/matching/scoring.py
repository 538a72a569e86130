"""The score of a State inside a band: the sum of what its lines add, and nothing of any other State."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from exchange_graph.matching.answer import Line
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.signals import CAPS, SIGNALS
from exchange_graph.matching.signals.found import Found, Signal
from exchange_graph.projection.tally import Floats

MODEL = "evidence-bands-1"
WEIGHTS = {signal.name: signal.weight for signal in SIGNALS.values()}


class Scores:
    """What every signal adds for every State, for one need."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._found: list[tuple[Signal, Found]] = [(s, s.found(scene)) for s in SIGNALS.values()]

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

    def lines(self, state: int) -> tuple[Line, ...]:
        """The reasons that speak for a State, in the order of the table."""
        lines = []
        for (signal, found), added in zip(self._found, self.added, strict=True):
            told = found.telling(state)
            if told is not None:
                part = float(added[state])
                lines.append(Line(signal.name, signal.family, told.says, part, told.evidence, told.exchanges))
        return tuple(lines)

    def units(self, state: int) -> set[int]:
        """Every unit of a State that a line of its rests on."""
        return {unit for _, found in self._found if found.units for unit in found.units(state)}

    def lowest_without_a_unit(self, state: int) -> float:
        """The least that a State's score can be if any one of its units were struck."""
        lost = (self._lost(state, unit) for unit in self.units(state))
        return float(self.totals[state]) - max(lost, default=0.0)

    def _lost(self, state: int, unit: int) -> float:
        lost = 0.0
        for signal, found in self._found:
            if found.struck is not None:
                lost += signal.weight * (float(found.values[state]) - found.struck(state, unit))
        return lost
