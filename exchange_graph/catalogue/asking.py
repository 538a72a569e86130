"""From what a reader wrote to the question that is asked: codes, old ids, chains, children, near misses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters, TextFilter
from exchange_graph.catalogue.listed_names import PolicyArea
from exchange_graph.catalogue.resolving import PartyResolver, Resolver
from exchange_graph.catalogue.wording import Led
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Moved, PageRequest, RecordQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.text.tokens import content_of

_MOST_PROBLEMS = 20
"""As many values are refused with a hint; the rest would only make the answer long."""


NamedArea = tuple[str, PolicyArea]
"""A filter, and the area outside the M49 list that it names."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it is put to the store, and where a filter means more than was written.

    `sectors` are all ids a sector filter was read as; `institutions` pairs each added body with the
    one that led to it; `text` are the words searched by, where grammar was left out. `led` are other names
    of States in the words, `areas` the areas outside the M49 list that filters name: these are searched by
    their names. `meant` are records that may have been meant.
    """

    query: ExchangeQuery
    sectors: tuple[str, ...] = ()
    institutions: tuple[tuple[str, str], ...] = ()
    text: str | None = None
    led: tuple[Led, ...] = ()
    areas: tuple[NamedArea, ...] = ()
    meant: tuple[str, ...] = ()


async def understand(filters: ExchangeFilters, catalogue: Catalogue, store: GraphStore) -> Understood:
    """Resolve every value; `BadInput` names each one that cannot be, with the nearest that can."""
    names = [dimension for dimension in Dimension if dimension is not Dimension.YEAR]
    where, areas = await _resolved(filters, names, catalogue, store)
    each, more = await _resolved(filters, ["between"], catalogue, store)
    areas += more
    bodies = where.get(Dimension.INSTITUTION, [])
    via = _widened(bodies, filters.units, catalogue)
    if bodies:
        where[Dimension.INSTITUTION] = list(via)
    conditions = tuple((d, tuple(dict.fromkeys(values))) for d, values in where.items())
    beside = tuple((Dimension.PARTY, (party,)) for party in dict.fromkeys(each.get("between", ())))
    text, years = filters.q or "", (filters.year_from, filters.year_to)
    wording = catalogue.worded(_with_areas(text, areas))
    query = ExchangeQuery(wording.text or None, conditions + beside, years, wording.meant)
    sectors = query.values(Dimension.SECTOR)
    widened = set(sectors) != set(filters.sector)
    added = tuple((i, led) for i, led in via.items() if i != led)
    content = content_of(text) if text else None
    shortened = content if content and content.split() != text.split() else None
    return Understood(query, sectors if widened else (), added, shortened, wording.led, tuple(areas))


async def understand_records(filters: TextFilter, catalogue: Catalogue, store: GraphStore) -> RecordQuery:
    """The same for records of another kind: what they are about is all that their filters name."""
    names = [name for name in type(filters).model_fields if filters.resolver(name)]
    about, areas = await _resolved(filters, names, catalogue, store)
    ids = tuple(i for found in about.values() for i in found)
    wording = catalogue.worded(_with_areas(filters.q or "", areas))
    return RecordQuery(wording.text or None, ids, wording.meant)


def _with_areas(text: str, areas: Sequence[NamedArea]) -> str:
    """The words to search by, with those of areas that have no code of the M49 list."""
    return " ".join([text, *(area.name.best("en")[0] for _, area in areas)]).strip()


N = TypeVar("N", bound=str)


async def _resolved(
    filters: TextFilter, names: Iterable[N], catalogue: Catalogue, store: GraphStore
) -> tuple[dict[N, list[str]], list[NamedArea]]:
    """What the values of each filter mean that is given; areas that have no code stand apart."""
    reader = Resolution(catalogue, store)
    given = {name: values for name in names if (values := filters.values(name))}
    found = {n: await reader.read(filters.resolver(n), values, n) for n, values in given.items()}
    if reader.problems:
        raise BadInput(reader.problems)
    return {name: ids for name, ids in found.items() if ids}, reader.areas


def _widened(bodies: Sequence[str], units: bool, catalogue: Catalogue) -> dict[str, str]:
    """Every institution meant, with the one asked for that leads to it: its chain, and its parts if asked."""
    via: dict[str, str] = {}
    for body in bodies:
        chain = catalogue.lineage(body) if body != UNKNOWN else [body]
        for found in [p for i in chain for p in catalogue.parts(i)] if units else chain:
            via.setdefault(found, body)
    return via


class Resolution:
    """Resolves values of one request and collects what cannot be resolved."""

    def __init__(self, catalogue: Catalogue, store: GraphStore) -> None:
        self._catalogue, self._store = catalogue, store
        self.problems: list[Problem] = []
        self.areas: list[NamedArea] = []

    async def read(self, resolver: Resolver | None, given: Sequence[str], where: str) -> list[str]:
        """The ids that values mean, words of ours as they are; `where` is the reader's name for the place."""
        if resolver is None:
            return [*given]
        before = len(self.areas)
        found = [i for value in given for i in await self._one(resolver, value, where)]
        if len(self.areas) > before and len(given) > 1:
            name = self.areas[-1][1].name.best("en")[0]
            why = Wording("{it} has no code of the M49 list: ask for it alone", it=name)
            self.problems.append(Problem(where, why))
        return found

    async def _one(self, resolver: Resolver, value: str, where: str) -> list[str]:
        if value == UNKNOWN:
            return [value]
        if len(self.problems) >= _MOST_PROBLEMS:
            return []
        found = resolver(self._catalogue, value)
        if not found:
            if resolver.takes_areas and (area := self._catalogue.exact.area(value)):
                self.areas.append((where, area))
                return []
            onward = await self._store.get(value)
            found = resolver(self._catalogue, onward.to) if isinstance(onward, Moved) else []
        if not found and isinstance(resolver, PartyResolver):
            found = await self._as_such(resolver.group(self._catalogue, value), where)
        if not found:
            self.problems.append(Problem(where, resolver.refusal(self._catalogue, value, where)))
        return found

    async def _as_such(self, group: str | None, where: str) -> list[str]:
        """The group, where an exchange names it as such in the role that is asked for."""
        if group is None:
            return []
        dimension = Dimension.PARTY if where == "between" else Dimension(where)
        role = ExchangeQuery(where=((dimension, (group,)),))
        found = await self._store.find(role, PageRequest(1))
        return [group] if found.total else []
