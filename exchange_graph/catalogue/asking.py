"""From what a reader wrote to the question that is asked: codes, old ids, chains, children, near misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import nearest
from exchange_graph.domain.base import Record
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector, Source
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Moved
from exchange_graph.graph.store import GraphStore
from exchange_graph.text.tokens import MAX_QUERY_TOKENS, content_of, is_too_long

_LONGEST_CODE = 3
_MOST_PROBLEMS = 20
"""As many values are refused with a hint; the rest would only make the answer long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was written: values, words, years; `units` adds parts of institutions."""

    where: Mapping[Dimension, Sequence[str]]
    text: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    units: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it is put to the store, and where a filter means more than was written.

    `sectors` are all ids a sector filter was read as; `institutions` pairs each added body with the
    one that led to it; `text` are the words searched by, where grammar was left out.
    """

    query: ExchangeQuery
    sectors: tuple[str, ...] = ()
    institutions: tuple[tuple[str, str], ...] = ()
    text: str | None = None


async def understand(asked: Asked, catalogue: Catalogue, store: GraphStore) -> Understood:
    """Resolve every value; `BadInput` names each one that cannot be, with the nearest that can."""
    reader = Reader(catalogue, store)
    where = {d: await reader.read(d, values) for d, values in asked.where.items()}
    if asked.text and is_too_long(asked.text):
        reader.problems.append(Problem("q", f"at most {MAX_QUERY_TOKENS} words can be searched at once"))
    if reader.problems:
        raise BadInput(reader.problems)
    bodies = where.get(Dimension.INSTITUTION, [])
    via = _widened(bodies, asked.units, catalogue)
    if bodies:
        where[Dimension.INSTITUTION] = list(via)
    conditions = tuple((d, tuple(dict.fromkeys(values))) for d, values in where.items() if values)
    query = ExchangeQuery(catalogue.parted(asked.text or "") or None, conditions, asked.years)
    sectors = query.values(Dimension.SECTOR)
    widened = set(sectors) != set(asked.where.get(Dimension.SECTOR, ()))
    added = tuple((i, led) for i, led in via.items() if i != led)
    content = content_of(asked.text) if asked.text else None
    shortened = content if content and content.split() != (asked.text or "").split() else None
    return Understood(query, sectors if widened else (), added, shortened)


def _widened(bodies: Sequence[str], units: bool, catalogue: Catalogue) -> dict[str, str]:
    """Every institution meant, with the one asked for that leads to it: its chain, and its parts if asked."""
    via: dict[str, str] = {}
    for body in bodies:
        chain = catalogue.lineage(body) if body != UNKNOWN else [body]
        for found in [p for i in chain for p in catalogue.parts(i)] if units else chain:
            via.setdefault(found, body)
    return via


@dataclass(frozen=True, slots=True)
class _Resolver:
    """How values of a dimension are read: as which kinds of records, under which name for the reader."""

    kinds: tuple[type[Record], ...]
    name: str

    def __call__(self, catalogue: Catalogue, value: str) -> list[str]:
        if Sector in self.kinds:
            return [i for s in catalogue.sectors(value) for i in catalogue.narrower(s)]
        country = catalogue.country(value) if Country in self.kinds else None
        found = country or self._record(catalogue, value) or self._record(catalogue, value.lower())
        return [found.id] if found else []

    def _record(self, catalogue: Catalogue, value: str) -> Record | None:
        return next((r for kind in self.kinds if (r := catalogue.get(kind, value))), None)

    def refusal(self, catalogue: Catalogue, value: str) -> str:
        """Why a value cannot be read, with the id of what is called so or is written alike."""
        known = catalogue.spelled(self.kinds)
        called = [i for i in catalogue.named(value) if i in known]
        hint = f"; did you mean {called[0]}?" if called else self._alike(value, known)
        return f"there is no {self.name} {value[:60]!r}{hint}"

    def _alike(self, value: str, known: Mapping[str, str]) -> str:
        """A hint by likeness; a code of a few letters is like too many others."""
        if len(value) <= _LONGEST_CODE:
            return ""
        close = nearest(value, known, 1)
        return f"; did you mean {known[close[0]]}?" if close else ""


_ACTOR = _Resolver((Country, Institution, Group), "country, institution or group")
_RESOLVERS: dict[Dimension, _Resolver] = {
    Dimension.PROVIDER: _ACTOR,
    Dimension.RECIPIENT: _ACTOR,
    Dimension.PARTICIPANT: _ACTOR,
    Dimension.PARTY: _ACTOR,
    Dimension.FACILITATOR: _ACTOR,
    Dimension.FUNDER: _ACTOR,
    Dimension.SUPPORTER: _ACTOR,
    Dimension.PROGRAMME: _Resolver((Programme,), "programme"),
    Dimension.GROUP: _Resolver((Group,), "group"),
    Dimension.SOURCE: _Resolver((Source,), "source"),
    Dimension.SECTOR: _Resolver((Sector,), "sector or DAC code"),
    Dimension.INSTITUTION: _Resolver((Institution,), "institution"),
}
"""Dimensions whose values are records; the values of all others are words and stand as they are."""


class Reader:
    """Resolves values of one request and collects what cannot be resolved."""

    def __init__(self, catalogue: Catalogue, store: GraphStore) -> None:
        self._catalogue, self._store = catalogue, store
        self.problems: list[Problem] = []

    async def read(self, dimension: Dimension, given: Sequence[str], where: str = "") -> list[str]:
        """The ids that the values of a dimension mean; `where` is the reader's name for it, if another."""
        return [i for value in given for i in await self._one(dimension, value, where)]

    async def exactly(self, dimension: Dimension, given: Sequence[str]) -> list[str]:
        """One id for each value: the sector itself, without its children."""
        return [ids[0] for value in given if (ids := await self._one(dimension, value))]

    async def _one(self, dimension: Dimension, value: str, where: str = "") -> list[str]:
        resolver = _RESOLVERS.get(dimension)
        if resolver is None or value == UNKNOWN:
            return [value]
        if len(self.problems) >= _MOST_PROBLEMS:
            return []
        found = resolver(self._catalogue, value)
        if not found:
            onward = await self._store.get(value)
            found = resolver(self._catalogue, onward.to) if isinstance(onward, Moved) else []
        if not found:
            why = resolver.refusal(self._catalogue, value)
            self.problems.append(Problem(where or dimension.value, why))
        return found
