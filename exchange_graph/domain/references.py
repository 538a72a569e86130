"""Which other records a record names, where, and of which kinds they may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from exchange_graph.domain.base import Record
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.knowledge import Experience, Figure, Lesson, Need, Offer
from exchange_graph.domain.records import Kind
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector


@dataclass(frozen=True, slots=True)
class Reference:
    """`where` inside the naming record, the `id` named, the kinds allowed (none: any)."""

    where: str
    id: str
    kinds: tuple[Kind, ...] = ()


References = Iterator[Reference]


def references(record: Record) -> References:
    """Every id that `record` names, sources included."""
    yield from _named(record)
    if isinstance(record, Exchange):
        for _, claim in facts(record):
            yield from _cited(claim.id, claim.citations)
    else:
        yield from _cited("citations", getattr(record, "citations", ()))


def _cited(where: str, citations: Iterable[Citation]) -> References:
    return _each(where, (citation.source for citation in citations), "source")


def _each(where: str, ids: Iterable[str | None], *kinds: Kind) -> References:
    return (Reference(where, i, kinds) for i in ids if i)


@singledispatch
def _named(record: Record) -> References:
    return iter(())


@_named.register
def _(record: Exchange) -> References:
    yield from _each("programme", [record.programme], "programme")
    yield from _each("responds_to", record.responds_to, "need")
    for claim in record.participations:
        actor = claim.value.actor
        if actor.type != "unnamed":
            yield from _each(claim.id, [actor.id], actor.type)
    for sector in record.sectors:
        yield from _each(sector.id, [sector.value], "sector")


@_named.register
def _(record: Country) -> References:
    if record.working_languages:
        yield from _each("working_languages", [record.working_languages.source], "source")
    if record.borders:
        known = (*record.borders.neighbours, *(u.country for u in record.borders.unstated))
        yield from _each("borders", known, "country")
        yield from _each("borders", [record.borders.source], "source")


@_named.register
def _(record: Group) -> References:
    yield from _each("members", (m.country for m in record.members), "country")


@_named.register
def _(record: Institution) -> References:
    state = record.acts_for.country if record.acts_for else None
    yield from _each("acts_for", [state], "country")
    yield from _each("located_in", [record.located_in], "country")
    yield from _each("part_of", [record.part_of], "institution")
    for step in record.succeeded_by:
        yield from _each("succeeded_by", [step.id], "institution")
        yield from _cited("succeeded_by", step.citations)


@_named.register
def _(record: Sector) -> References:
    yield from _each("broader", [record.broader], "sector")
    yield from _each("related", (r.id for r in record.related), "sector")


@_named.register
def _(record: Programme) -> References:
    yield from _each("institutions", record.institutions, "institution")


@_named.register
def _(record: Experience) -> References:
    yield from _each("country", [record.country], "country")
    yield from _each("sectors", record.sectors, "sector")


@_named.register
def _(record: Need) -> References:
    yield from _each("requested_by", [record.requested_by], "country", "institution")
    yield from _each("sectors", record.sectors, "sector")
    for again in record.reissued:
        yield from _cited("reissued", again.citations)


@_named.register
def _(record: Offer) -> References:
    yield from _each("offered_by", record.offered_by, "country", "institution")
    yield from _each("to", [record.to], "country", "institution", "group")
    yield from _each("sectors", record.sectors, "sector")


@_named.register
def _(record: Lesson) -> References:
    yield from _each("exchanges", record.exchanges, "exchange")
    yield from _each("sectors", record.sectors, "sector")


@_named.register
def _(record: Figure) -> References:
    yield from _each("about", record.about)
