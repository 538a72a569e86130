"""Names that stand wherever a code does: of a State or area, a body, a group, a sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exchange_graph.catalogue.listed_names import (
    EXACT,
    EndedState,
    PolicyArea,
    ended_states,
    listed_names,
    policy_areas,
)
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.words import names as called
from exchange_graph.text.tokens import LINKING
from exchange_graph.text.units import words_in


@dataclass(frozen=True, slots=True)
class ExactNames:
    """By name, however spaced and accented: records called so, areas by policy, States that ended."""

    records: Mapping[str, list[str]]
    areas: Mapping[str, PolicyArea]
    ended: Mapping[str, EndedState]

    def named(self, name: str) -> list[str]:
        """The ids of what is called so; several where they share the name."""
        return self.records.get(_key(name), [])

    def area(self, name: str) -> PolicyArea | None:
        """The area outside the M49 list that is called so, or has this code."""
        return self.areas.get(_key(name))

    def ended_state(self, name: str) -> EndedState | None:
        """The State that ended and was called so."""
        return self.ended.get(_key(name))


def exact_names(records: Iterable[AnyRecord]) -> ExactNames:
    """The names of parties and sectors among these records, with those of the lists."""
    held = {record.id: record for record in records if record.traits.lends in ("party", "sector")}
    found: dict[str, list[str]] = {}
    for key, record_id in _pairs(held):
        ids = found.setdefault(key, [])
        if record_id not in ids:
            ids.append(record_id)
    areas = {_key(name): area for area in policy_areas() for name in _area_names(area)}
    ended = {_key(name): state for state in ended_states() for name, _ in state.names()}
    return ExactNames(found, areas, ended)


def _pairs(held: Mapping[str, AnyRecord]) -> Iterator[tuple[str, str]]:
    yield from ((_key(name), record.id) for record in held.values() for name in called(record))
    yield from (
        (_key(name.words), name.country)
        for name in listed_names()
        if name.kind in EXACT and name.country in held
    )


def _area_names(area: PolicyArea) -> Iterator[str]:
    yield from area.codes
    yield from area.name.all().values()
    yield from area.also


def _key(name: str) -> str:
    words = words_in(name)
    return " ".join([word for word in words if word not in LINKING] or words)
