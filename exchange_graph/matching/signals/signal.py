"""What a signal finds: a number by State, what to say of one, and what it would be without one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np

from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import Sentence, years
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import HALF, Floats, Tally


@dataclass(frozen=True, slots=True)
class Telling:
    """What to say of one State, the records that show it, and how many exchanges it counts."""

    says: Sentence
    evidence: tuple[str, ...]
    exchanges: int | None = None


class Losses(NamedTuple):
    """By unit of a State, how much of the value would be lost if it were not on record."""

    units: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class SignalResult:
    """`values` by State; a signal is shown for a State where `tell` says something.

    `lose` tells what each unit of a State does for its value; a signal that rests on no exchange has none.
    `told` and `lost` keep what was worked out.
    """

    values: Floats
    tell: Callable[[int], Telling | None]
    lose: Callable[[int], Losses] | None = None
    lost: dict[int, Losses] = field(default_factory=dict)
    told: dict[int, Telling | None] = field(default_factory=dict)

    def telling(self, state: int) -> Telling | None:
        """What to say of a State, worked out once."""
        if state not in self.told:
            self.told[state] = self.tell(state)
        return self.told[state]

    def losses(self, state: int) -> Losses | None:
        """What each unit does for a State, worked out once."""
        if self.lose is not None and state not in self.lost:
            self.lost[state] = self.lose(state)
        return self.lost.get(state)


Family = Literal["record", "road", "ties", "likeness", "declared"]
Depends = Callable[[NeedInEvidence], tuple[object, ...]]


def on_nothing(asked: NeedInEvidence) -> tuple[object, ...]:
    """The same for every need in guarded sectors, and for every other."""
    return (asked.guarded,)


def on_recipient(asked: NeedInEvidence) -> tuple[object, ...]:
    """The same for every need of a recipient."""
    return (asked.recipient, asked.guarded)


def on_sectors(asked: NeedInEvidence) -> tuple[object, ...]:
    """The same for every recipient."""
    return (asked.need.sectors, asked.need.within, asked.need.related)


def on_need(asked: NeedInEvidence) -> tuple[object, ...]:
    """Another one for every need."""
    record = asked.need.record
    return (*on_recipient(asked), *on_sectors(asked), asked.need.requirements, record and record.valid_until)


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that can speak for a State: its name and family. What it weighs stands in the weights' file.

    `depends` names what of a need it looks at: what it finds is kept for all needs that agree in that.
    """

    name: str
    family: Family
    depends: Depends
    find: Callable[[NeedInEvidence], SignalResult]

    @property
    def sentence(self) -> str:
        """The English sentence that explains it: the docstring of the function."""
        return str(self.find.__doc__)

    def found(self, asked: NeedInEvidence) -> SignalResult:
        """What it finds for a need."""
        return asked.evidence.remember((self.name, *self.depends(asked)), lambda: self.find(asked))


SIGNALS: dict[str, Signal] = {}
"""Every signal by its name, in the order in which they are said."""


def signal(
    family: Family, depends: Depends = on_need
) -> Callable[[Callable[[NeedInEvidence], SignalResult]], Signal]:
    """Put a function into the table of signals; its docstring is its sentence."""

    def enter(find: Callable[[NeedInEvidence], SignalResult]) -> Signal:
        made = Signal(find.__name__, family, depends, find)
        SIGNALS[made.name] = made
        return made

    return enter


def silent(asked: NeedInEvidence) -> SignalResult:
    """A signal that does not speak for this need."""
    return SignalResult(np.zeros(len(asked.projection.states)), lambda state: None)


def counted(asked: NeedInEvidence, tally: Tally, key: str, **values: Any) -> SignalResult:
    """A signal of a count: its values are the tally's gains."""

    def tell(state: int) -> Telling | None:
        count = tally.count(state)
        if not count.exchanges:
            return None
        says = Sentence.of(key, exchanges=count.exchanges, years=active(asked, count.positions), **values)
        return Telling(says, count.ids, count.exchanges)

    def lose(state: int) -> Losses:
        left = np.log1p(tally.without_each(state) / HALF)
        return Losses(tally.units(state).number, tally.gain[state] - left)

    return SignalResult(tally.gain, tell, lose)


def active(asked: NeedInEvidence, positions: Iterable[int]) -> Sentence:
    """When exchanges were last active, as far as their sources say."""
    columns, now = asked.projection.columns, asked.year
    at = list(positions)
    pairs = list(zip(columns.dated[at].tolist(), columns.by[at].tolist(), strict=True))
    return years(
        [min(year, now) for year, _ in pairs if year], [min(by, now) for year, by in pairs if not year]
    )
