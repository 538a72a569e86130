"""What a list is read against: the codes, names and records that the graph holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import Text
from exchange_graph.domain.vocabulary import Country, Group, Institution, Sector, Source
from exchange_graph.errors import BadInput, Problem
from exchange_graph.importers.naming import StateNames, areas


@dataclass(frozen=True, slots=True)
class Known:
    """Codes of States and areas, names in text, and which records claims may refer to."""

    states: frozenset[str]
    iso2: Mapping[str, str]
    areas: Mapping[str, Text]
    names: StateNames
    northern: frozenset[str]
    sectors: frozenset[str]
    institutions: frozenset[str]
    sources: frozenset[str]


def known_from(catalogue: Catalogue) -> Known:
    """What the graph holds now; `BadInput` where it holds no countries to read a list against."""
    countries = list(catalogue.all(Country))
    if not countries:
        raise BadInput([Problem("graph", "holds no countries yet: run `exchange-graph seed` first")])
    return Known(
        states=frozenset(c.id for c in countries), iso2={c.iso2: c.id for c in countries}, areas=areas(),
        names=StateNames(countries),
        northern=frozenset(
            m.country for group in catalogue.all(Group) if group.serves == "north" for m in group.members
        ),
        sectors=frozenset(s.id for s in catalogue.all(Sector)),
        institutions=frozenset(i.id for i in catalogue.all(Institution)),
        sources=frozenset(s.id for s in catalogue.all(Source)),
    )  # fmt: skip
