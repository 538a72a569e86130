"""Which other records a record names, where, of which kinds they may be, and the ties that makes.

All of it stands on the models: a field that names records is marked with `Refers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from exchange_graph.domain.base import Record
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.value import Refers, Tie, Value


@dataclass(frozen=True, slots=True)
class Reference:
    """`where` inside the naming record, the `id` named, the kinds allowed (none: any).

    `tie` is the relationship that it makes, and `holder` the value whose fields the tie tells.
    """

    where: str
    id: str
    kinds: tuple[str, ...] = ()
    tie: Tie | None = None
    holder: Value | None = None


References = Iterator[Reference]


def references(record: Record) -> References:
    """Every id that `record` names, sources included."""
    if isinstance(record, Exchange):
        yield from _of_claims(record)
        return
    for name, mark in _naming(type(record)):
        yield from _in_field(record, name, mark, name)


def ties(kind: type[Value]) -> Iterator[Tie]:
    """Every tie that a kind of record, or a value inside one, can make."""
    for name, mark in _naming(kind):
        if mark is None:
            for inner in values_in(kind.model_fields[name].annotation):
                yield from ties(inner)
        elif mark.tie:
            yield mark.tie


def _in_field(holder: Value, name: str, mark: Refers | None, where: str) -> References:
    held = getattr(holder, name)
    for one in held if isinstance(held, tuple) else (held,):
        if isinstance(one, Value):
            for inner, marked in _naming(type(one)):
                yield from _in_field(one, inner, marked, where)
        elif mark and one is not None:
            yield Reference(where, one, mark.kinds, mark.tie, holder)


@lru_cache
def _naming(kind: type[Value]) -> tuple[tuple[str, Refers | None], ...]:
    """The fields that name records, with their marks, and without one those that hold values which do."""
    found: list[tuple[str, Refers | None]] = []
    for name, field in kind.model_fields.items():
        mark = next((m for m in field.metadata if isinstance(m, Refers)), None)
        if mark or any(map(_naming, values_in(field.annotation))):
            found.append((name, mark))
    return tuple(found)


def values_in(annotation: object) -> Iterator[type[Value]]:
    """Every class of values inside the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in get_args(annotation):
        yield from values_in(part)


def _of_claims(exchange: Exchange) -> References:
    """The claims of an exchange say which kind of record an actor is, and are told by their own ids."""
    yield from _named("programme", [exchange.programme], "programme")
    yield from _named("responds_to", exchange.responds_to, "need")
    for claim in exchange.participations:
        actor = claim.value.actor
        if actor.type != "unnamed":
            yield from _named(claim.id, [actor.id], actor.type)
    for sector in exchange.sectors:
        yield from _named(sector.id, [sector.value], "sector")
    for _, fact in facts(exchange):
        yield from _named(fact.id, (citation.source for citation in fact.citations), "source")


def _named(where: str, ids: Iterable[str | None], kind: str) -> References:
    return (Reference(where, i, (kind,)) for i in ids if i)
