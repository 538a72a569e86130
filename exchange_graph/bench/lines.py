"""What a measurement says: one line, and the figure it is held against."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

RATE = "exchanges/s"
MILLISECONDS = "ms"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to hold, in words and as a number in the unit of its line."""

    words: str
    limit: float
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether a measured value keeps to it."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured thing. `value` is the median where there are several; p95 and p99 are milliseconds.

    `refused` counts the times that the answer was a refusal, because it would have come too late; `size` is
    the median length of the answers, in bytes.
    """

    exchanges: int
    what: str
    store: str
    value: float
    unit: str
    p95: float | None = None
    p99: float | None = None
    figure: Target | None = None
    refused: int = 0
    size: int | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the figure holds; None where there is none."""
        return self.figure.holds(self.value) if self.figure else None


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of all lie at or below."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * part) - 1)]


def timed(
    exchanges: int, what: str, store: str, times: Sequence[float], figure: Target | None = None
) -> Measured:
    """The line of several times, given in milliseconds."""
    p50, p95, p99 = (percentile(times, part) for part in (0.5, 0.95, 0.99))
    return Measured(exchanges, what, store, p50, MILLISECONDS, p95, p99, figure)


def growth(lines: Iterable[Measured], limits: dict[str, float]) -> Iterator[Measured]:
    """By which power of the size each time grew, from the smallest graph to the largest."""
    found: dict[tuple[str, str], list[Measured]] = {}
    for line in lines:
        if line.unit in (MILLISECONDS, RATE):
            found.setdefault((line.what, line.store), []).append(line)
    for (what, store), every in found.items():
        small, large = every[0], every[-1]
        if small.exchanges < large.exchanges:
            power = math.log(_time(large) / _time(small)) / math.log(large.exchanges / small.exchanges)
            limit = limits.get(what)
            figure = None if limit is None else Target(f"<= {limit:.2f}", limit)
            yield Measured(large.exchanges, f"growth: {what}", store, power, "exponent", figure=figure)


def _time(line: Measured) -> float:
    return line.exchanges / line.value if line.unit == RATE else line.value
