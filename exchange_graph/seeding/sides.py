"""Every State stands on one of the operator's lists: South, North, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Group, Serves
from exchange_graph.errors import Problem

_SIDES: tuple[Serves, ...] = ("south", "north", "neither")


def misplaced(records: Iterable[AnyRecord], place: Callable[[str, str], str]) -> Iterator[Problem]:
    """States in two of the lists or in none, at the line that `place(group, country)` tells.

    Only where the files say which States there are: a folder without such a list has nothing to check.
    """
    groups = [record for record in records if isinstance(record, Group) and record.serves]
    listed = [(group, member.country) for group in groups for member in group.members]
    for states in (group for group in groups if group.serves == "states"):
        for country in dict.fromkeys(member.country for member in states.members):
            on = [group.id for group, one in listed if one == country and group.serves in _SIDES]
            if not on:
                lists = ", ".join(group.id for group in groups if group.serves in _SIDES)
                yield Problem(place(states.id, country), f"{country} is in none of {lists}: put it into one")
            elif len(on) > 1:
                why = f"{country} is in {' and in '.join(on)}: take it out of all but one"
                yield Problem(place(on[-1], country), why)
