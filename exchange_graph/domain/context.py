"""What must be known around a record to read it: whom a body acts for, who belonged to a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal, TypeVar

from exchange_graph.domain.base import Record
from exchange_graph.domain.dates import first_day, last_day
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Group, Institution, Membership, Sector, Serves

R = TypeVar("R", bound=Record)
Interval = tuple[str | None, str | None]
"""The first and the last date that something can lie in; None is open."""

Nature = Literal["multilateral", "south-fund", "north"]
_MULTILATERAL = {"un-entity", "mission", "regional-body", "development-bank", "fund"}


class Context:
    """Look-ups over live records. `used` collects every id asked for: what a view depends on."""

    def __init__(self, lookup: Callable[[str], AnyRecord | None], groups: Iterable[Group] = ()) -> None:
        self._lookup = lookup
        self.groups = {group.id: group for group in groups}
        self.used: set[str] = set()

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The live record of that kind under the id (merged ids lead on), or None."""
        self.used.add(record_id)
        record = self._lookup(record_id)
        if record is not None:
            self.used.add(record.id)
        return record if isinstance(record, kind) else None

    def state_of(self, institution_id: str, when: Interval) -> str | None:
        """The State that a body acts for then; an undated statement holds at any time."""
        body = self.get(Institution, institution_id)
        if body is None or body.acts_for is None:
            return None
        held = within(when, body.acts_for.start, body.acts_for.end)
        state = self.get(Record, body.acts_for.country)
        return None if held is False else state.id if state else body.acts_for.country

    def nature_of(self, institution_id: str) -> Nature | None:
        """Of a body or what it is part of: several States', a fund of Southern money, Northern; else None."""
        seen: set[str] = set()
        current: str | None = institution_id
        while current and current not in seen:
            seen.add(current)
            body = self.get(Institution, current)
            if body is None or body.acts_for:
                return None
            if body.fund_of:
                return "south-fund" if body.fund_of == "south" else "north"
            if body.type in _MULTILATERAL:
                return "multilateral"
            current = body.part_of
        return None

    def seat_of(self, institution_id: str) -> str | None:
        """Where a body has its address that acts for no State and is not of several: it decides nothing."""
        body = self.get(Institution, institution_id)
        if body is None or body.acts_for or body.located_in is None or self.nature_of(institution_id):
            return None
        state = self.get(Record, body.located_in)
        return state.id if state else body.located_in

    def ancestors(self, sector_id: str) -> list[str]:
        """The sector itself and every broader one, upwards."""
        chain: list[str] = []
        current: str | None = sector_id
        while current and current not in chain:
            sector = self.get(Sector, current)
            chain.append(sector.id if sector else current)
            current = sector.broader if sector else None
        return chain

    def any_above(self, sector_id: str, holds: Callable[[Sector], bool]) -> bool:
        """Whether something holds for the sector or for one above it."""
        above = (self.get(Sector, i) for i in self.ancestors(sector_id))
        return any(sector is not None and holds(sector) for sector in above)

    def member(self, group_id: str, country: str, when: Interval) -> bool | None:
        """Whether a State belonged to a group then: yes, no or unknown."""
        group = self.groups.get(group_id)
        if group is None:
            return None
        edges = [edge for listing, edge in self._memberships.get(country, ()) if listing is group]
        if not edges:
            return False if group.complete else None
        answers = [within(when, m.start, m.end) for m in edges]
        if True in answers:
            return True
        return None if None in answers else False

    def lists(self, serves: Serves) -> list[str]:
        """The groups whose lists serve for this, in the order of their ids."""
        return self._serving.get(serves, [])

    def on_list(self, serves: Serves, country: str, when: Interval) -> bool | None:
        """Whether a State stood on a list that serves for this then: yes, no or unknown."""
        answers = [self.member(group_id, country, when) for group_id in self.lists(serves)]
        if True in answers:
            return True
        return None if None in answers or not answers else False

    def groups_of(self, country: str, when: Interval) -> list[tuple[str, Membership]]:
        """Every group the State surely belonged to then, with the list entry that says so."""
        return [
            (group.id, edge)
            for group, edge in self._memberships.get(country, ())
            if within(when, edge.start, edge.end) is True
        ]

    @cached_property
    def _serving(self) -> dict[Serves, list[str]]:
        found: dict[Serves, list[str]] = defaultdict(list)
        for group in sorted(self.groups.values(), key=lambda group: group.id):
            if group.serves:
                found[group.serves].append(group.id)
        return found

    @cached_property
    def _memberships(self) -> dict[str, list[tuple[Group, Membership]]]:
        """Every list entry of each State, group by group."""
        found: dict[str, list[tuple[Group, Membership]]] = defaultdict(list)
        for group in self.groups.values():
            for edge in group.members:
                found[edge.country].append((group, edge))
        return found


def within(when: Interval, start: str | None, end: str | None) -> bool | None:
    """Whether something that lies in `when` falls between start and end: yes, no or unknown.

    An open start or end of the membership counts as valid (the list holds until corrected).
    """
    low, high = when
    if start and high and last_day(high) < first_day(start):
        return False
    if end and low and first_day(low) > last_day(end):
        return False
    begins = not start or (low is not None and first_day(low) >= first_day(start))
    ends = not end or (high is not None and last_day(high) <= last_day(end))
    return True if begins and ends else None
