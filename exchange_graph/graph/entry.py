"""What a store keeps beside a record so that questions can be answered: terms, order, words.

Both stores write exactly this, so their answers are equal by construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from exchange_graph.domain.context import Context
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.period import Years
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Source
from exchange_graph.graph.parties import BELONGING, OfParty, groups_of, of_party
from exchange_graph.graph.query import UNKNOWN, Dimension
from exchange_graph.graph.trace import trace_of, written
from exchange_graph.graph.words import Words, words_of
from exchange_graph.text.tokens import fold

ENTRY_VERSION = 10
"""Raise it when an entry of an unchanged record would come out differently: stores then rebuild theirs."""


class How(IntEnum):
    """How a term belongs to an exchange: filters meet all, facets skip BODY, the matrix takes STATED only."""

    STATED = 0
    BODY = 1
    BROADER = 2


Terms = Mapping[tuple[Dimension, str], How]


@dataclass(frozen=True, slots=True)
class ExchangeEntry:
    """The searchable side of an exchange.

    `by_newest` and `by_oldest` are complete sort keys (dated before bounded, id last), as is `by_title`.
    `years` are what a year filter meets, None where it meets none. `of_party` says of which giver or taker
    a term is said. `trace` is what suggestions need of it, as text.
    """

    view: ExchangeView
    by_newest: str
    by_oldest: str
    by_title: str
    years: Years | None
    terms: Terms
    of_party: OfParty
    trace: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The searchable side of any record; `depends_on` are the ids whose change makes it stale."""

    words: Words
    depends_on: frozenset[str]
    exchange: ExchangeEntry | None = None


def entry_of(record: AnyRecord, context: Context) -> Entry:
    """What to keep beside `record`. `context.used` is reset and then tells what was looked at."""
    context.used = set()
    view = derive(record, context) if isinstance(record, Exchange) else None
    words = words_of(record, view, context)
    exchange = None
    if isinstance(record, Exchange) and view:
        exchange = _exchange_entry(record, view, context)
    return Entry(words, frozenset(context.used - {record.id}), exchange)


def _exchange_entry(exchange: Exchange, view: ExchangeView, context: Context) -> ExchangeEntry:
    start = view.period.start or view.period.end
    belonging = of_party(view, context)
    day = start or view.period.latest
    return ExchangeEntry(
        view=view,
        by_newest=f"{1 if start else 0}{day} {view.id}",
        by_oldest=f"{0 if start else 1}{day} {view.id}",
        by_title=f"{fold(view.title.best('en')[0])}\t{view.id}",
        years=view.period.years(), terms=_terms(view, belonging, context), of_party=belonging,
        trace=written(trace_of(exchange, view, context)),
    )  # fmt: skip


def _terms(view: ExchangeView, belonging: OfParty, context: Context) -> Terms:
    terms = {term: How.STATED for term in belonging if term[0] in BELONGING}
    for dimension, value in _stated(view, context):
        terms[dimension, value] = How.STATED
    for sector in view.sectors:
        for broader in context.ancestors(sector.id):
            terms.setdefault((Dimension.SECTOR, broader), How.BROADER)
    said = {dimension for dimension, _ in terms}
    terms.update({(d, UNKNOWN): How.STATED for d in Dimension if d not in said})
    for dimension, body in _bodies(view):
        terms.setdefault((dimension, body), How.BODY)
    return terms


def _stated(view: ExchangeView, context: Context) -> Iterator[tuple[Dimension, str]]:
    for party in view.parties:
        actor = party.country or party.id
        if actor:
            yield Dimension(party.role), actor
            yield Dimension.PARTY, actor
        if party.type == "institution" and party.id:
            yield Dimension.INSTITUTION, party.id
    yield from ((Dimension.SECTOR, sector.id) for sector in view.sectors)
    for party in view.parties:
        yield from ((Dimension.GROUP, group) for group in groups_of(party, view, context))
    yield from ((Dimension.MODALITY, modality) for modality in view.modality)
    yield from ((Dimension.SUPPORT, given) for party in view.parties for given in party.support)
    for citation in view.citations:
        source = context.get(Source, citation.source)
        yield Dimension.SOURCE, source.id if source else citation.source
    if ran := view.period.ran:
        yield from ((Dimension.YEAR, f"{year:04d}") for year in range(ran[0], ran[1] + 1))
    yield from _scalars(view)


def _bodies(view: ExchangeView) -> Iterator[tuple[Dimension, str]]:
    """Institutions that act for a State: the State stands for them in facets."""
    for party in view.parties:
        if party.type == "institution" and party.id and party.country:
            yield Dimension(party.role), party.id
            yield Dimension.PARTY, party.id


def _scalars(view: ExchangeView) -> Iterator[tuple[Dimension, str]]:
    single = {
        Dimension.PROGRAMME: view.programme,
        Dimension.FORM: view.form.value if view.form else None,
        Dimension.STATUS: view.status.value if view.status else None,
        Dimension.OUTCOME: view.outcome.rating if view.outcome else None,
        Dimension.KIND: view.kind.value,
        Dimension.DATED: view.period.dated,
        Dimension.CONTESTED: "true" if view.contested else "false",
        Dimension.GRADE: view.grade,
    }
    yield from ((dimension, value) for dimension, value in single.items() if value)
