"""When an exchange took place and how it stands, read once more from its plain claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.dates import agree, first_day, last_day
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Source

PLANS = ("proposed", "planned", "cancelled")
Span = tuple[int, int] | None


@dataclass(frozen=True)
class Time:
    """What is stated and what bounds it; `read`: the latest day is only one on which a page was read."""

    start: str | None
    end: str | None
    low: str | None
    latest: str
    read: bool

    def interval(self) -> tuple[str, str]:
        low, high = self.low or self.end or self.latest, self.end or self.latest
        return (low, high) if first_day(low) <= last_day(high) else (high, low)

    def bounds(self) -> Span:
        low, high = self.interval()
        if not self.read or (self.low and not self.start):
            return int(low[:4]), int(high[:4])
        return (int(low[:4]), int((self.end or low)[:4])) if self.start or self.end else None


class Times:
    """Reads the dates of exchanges; the days of their sources are among the records that are known."""

    def __init__(self, known: Mapping[str, AnyRecord]) -> None:
        self._known = known

    def source(self, citation: Citation) -> Source:
        found = self._known[citation.source]
        assert isinstance(found, Source)
        return found

    def _known_from(self, cited: Iterable[Citation]) -> str:
        return max((s.published or s.retrieved for s in map(self.source, cited)), key=last_day)

    def _published(self, cited: Iterable[Citation]) -> str | None:
        return max((s.published for s in map(self.source, cited) if s.published), default=None)

    def status(self, exchange: Exchange, cited: list[Citation]) -> str | None:
        """The newest; planned where all sources are older than the start, or speak of plans alone."""
        newest = max(
            exchange.status, key=lambda c: (c.as_of or self._known_from(c.citations), int(c.id[1:])),
            default=None,
        )  # fmt: skip
        if newest and newest.value in PLANS:
            return newest.value
        actual = [claim.value for claim in exchange.period if claim.stage == "actual"]
        starts = [span.start for span in actual if span.start]
        ahead = bool(starts) and last_day(self._known_from(cited)) < first_day(min(starts))
        plans = bool(exchange.period) and not (actual or exchange.outcome or newest)
        return "planned" if ahead or plans else newest.value if newest else None

    def time(self, exchange: Exchange, cited: list[Citation], *, given: bool) -> Time:
        seen = max(last_day(d) for s in map(self.source, cited) for d in (s.published, s.retrieved) if d)
        spans = [claim.value for claim in exchange.period if claim.stage == "actual" and given]
        said = {
            name: _one([d for span in spans if (d := getattr(span, name)) and first_day(d) <= seen], name)
            for name in ("start", "end", "earliest", "latest")
        }
        start, end, first, last = said.values()
        found = end or last
        latest, read = (found, False) if found else self._reported(exchange, cited)
        low = start or first
        if low and first_day(low) > last_day(latest):
            latest, read = low, False
        return Time(start, end, low, latest, read=read)

    def _reported(self, exchange: Exchange, cited: list[Citation]) -> tuple[str, bool]:
        """The newest report of work, else the newest source; and whether it is only the day of reading."""
        running = [claim for claim in exchange.status if claim.value in ("ongoing", "completed")]
        if running:
            newest = max(c.as_of or self._known_from(c.citations) for c in running)
            return newest, newest not in [c.as_of or self._published(c.citations) for c in running]
        day = self._published(cited)
        return day or self._known_from(cited), day is None

    def ran(self, exchange: Exchange, time: Time) -> Span:
        """The stated years; a source that reports it as running moves an end that nobody states."""
        stated = time.start or time.end
        if stated is None:
            return None
        ongoing = [claim for claim in exchange.status if claim.value == "ongoing"]
        days = [claim.as_of or self._published(claim.citations) for claim in ongoing]
        ends = [time.end] if time.end else [stated, *(day for day in days if day)]
        years = [int(stated[:4]), max(int(day[:4]) for day in ends)]
        return min(years), max(years)


def _one(dates: list[str], name: str) -> str | None:
    """The most precise of dates that agree, else the earliest beginning or the latest end."""
    chosen: str | None = None
    for date in dates:
        if chosen and not agree(chosen, date):
            chosen = min(chosen, date) if name in ("start", "earliest") else max(chosen, date)
        elif not chosen or len(date) > len(chosen):
            chosen = date
    return chosen
