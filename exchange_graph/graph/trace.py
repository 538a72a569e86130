"""What suggestions need of an exchange, as one compact text: stores keep it, a projection reads them all."""

from __future__ import annotations

from typing import NamedTuple

import orjson

from exchange_graph.domain.canonical import dumps
from exchange_graph.domain.claims import Grade
from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import last_day, year
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.party import Party
from exchange_graph.domain.sourced import UNKNOWN_DATE, known_from
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Source


class Part(NamedTuple):
    """One named actor in one role; grade, inference and contradiction are those of this very claim.

    `teaches` is false where all that it gave is known to be things, means, or people who filled posts.
    """

    role: str
    state: str | None
    actor: str
    grade: str
    inferred: bool
    contested: bool
    teaches: bool


class Trace(NamedTuple):
    """An exchange in short.

    `sectors` are those that no source contradicts. `first` is the first year it may have run, if known,
    `last` the year it was last active, assumed unless `dated`, `start` and `end` are stated, `planned` is the
    start of a plan. `alone` is the source of grade B or C on which all of it rests. `published` are the first
    and the last day on which one of its citations became public: between them, only a part of it was known.
    """

    id: str
    parts: tuple[Part, ...]
    sectors: tuple[str, ...]
    modality: tuple[str, ...]
    programme: str | None
    status: str | None
    start: str | None
    first: int | None
    last: int
    latest: str
    dated: bool
    outcome: str | None
    contested: tuple[str, ...]
    responds_to: tuple[str, ...]
    grade: Grade
    alone: str | None
    published: tuple[str, str]
    end: str | None
    planned: str | None


_LISTS = [
    Trace._fields.index(n) for n in ("parts", "sectors", "modality", "contested", "responds_to", "published")
]


def written(trace: Trace) -> str:
    """The text that stores keep."""
    return dumps(trace)


def read(text: str | bytes | bytearray) -> Trace:
    """The trace behind a text, or behind its UTF-8."""
    row = orjson.loads(text)
    row[1] = map(Part._make, row[1])
    for place in _LISTS:
        row[place] = tuple(row[place])
    return Trace(*row)


def skimmed(text: str) -> Trace:
    """The same with lists where `read` makes tuples and parts: for who reads each once and keeps none."""
    return Trace._make(orjson.loads(text))


def trace_of(exchange: Exchange, view: ExchangeView, context: Context) -> Trace:
    """The trace of an exchange and its view."""
    doubted = {claim for found in contradictions(exchange) for claim in found.claims}
    period = view.period
    first, active = period.start or period.earliest, view.last_active
    return Trace(
        id=view.id, parts=_parts(exchange, view, doubted), sectors=_sectors(exchange, view, doubted),
        modality=view.modality, programme=view.programme,
        status=view.status.value if view.status else None, start=period.start,
        first=year(first) if first else None, last=active.year if active else year(period.latest),
        latest=period.latest, dated=period.dated == "stated",
        outcome=view.outcome.rating if view.outcome else None,
        contested=view.contested, responds_to=view.responds_to, grade=view.grade,
        alone=_alone(view, context), published=_published(exchange, context),
        end=period.end, planned=period.planned.start if period.planned else None,
    )  # fmt: skip


def _parts(exchange: Exchange, view: ExchangeView, doubted: set[str]) -> tuple[Part, ...]:
    grades = {claim.id: claim.grade for claim in exchange.participations}

    def part(party: Party, actor: str) -> Part:
        inferred, contested = party.basis == "inferred", party.claim in doubted
        grade = grades[party.claim]
        return Part(party.role, party.country, actor, grade, inferred, contested, party.teaches)

    return tuple(part(party, party.id) for party in view.parties if party.id)


def _sectors(exchange: Exchange, view: ExchangeView, doubted: set[str]) -> tuple[str, ...]:
    if not any(claim.id in doubted for claim in exchange.sectors):
        return tuple(sector.id for sector in view.sectors)
    sure = {claim.value for claim in exchange.sectors if claim.id not in doubted}
    return tuple(sector.id for sector in view.sectors if sector.id in sure)


def _alone(view: ExchangeView, context: Context) -> str | None:
    sources = {citation.source for citation in view.citations}
    if len(sources) > 1 or any(citation.grade == "A" for citation in view.citations):
        return None
    only = sources.pop()
    source = context.get(Source, only)
    return source.id if source else only


def _published(exchange: Exchange, context: Context) -> tuple[str, str]:
    days = [
        last_day(known_from(citation, context))
        for _, claim in facts(exchange)
        for citation in claim.citations
    ]
    return min(days, default=UNKNOWN_DATE), max(days, default=UNKNOWN_DATE)
