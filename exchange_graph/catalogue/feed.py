"""Which lines of the change feed tell of what a reader follows: a question, a country, or everything.

A line counts if the record fits as it stands now, or did in one of its versions: an exchange that was
corrected out of a question is told to those who asked it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import KINDS, AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.graph.entry import entry_of
from exchange_graph.graph.fitting import fits
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import Change, Dimension, ExchangeQuery, RecordQuery
from exchange_graph.graph.store import GraphStore

BEFORE_ALL_LINES = 1 << 40
_PAGE = 500
_WHOLE = {"title", "participations"}
"""Where all of these changed at once, a record was written for the first time."""
_LOOKED_UP = 200
"""Histories that one question looks into; further ones count as they stand now."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Exchanges that fit `query`; with a `country` alone, all records that refer to it."""

    query: ExchangeQuery = field(default_factory=ExchangeQuery)
    country: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no line is left out."""
        return self.country is None and self.query == ExchangeQuery()

    @property
    def of_exchanges(self) -> ExchangeQuery:
        """The question to exchanges, with the country among it."""
        if self.country is None:
            return self.query
        where = (*self.query.where, (Dimension.PARTY, (self.country,)))
        return replace(self.query, where=where)


async def lines_of(followed: Followed, since: int, known: Catalogue, store: GraphStore) -> list[Change]:
    """Every line after a revision that tells of it, in order."""
    every: list[Change] = []
    place = (since, BEFORE_ALL_LINES)
    while some := await store.changes(place, _PAGE):
        every += some
        place = (some[-1].revision, some[-1].position)
    if followed.is_everything:
        return every
    feed = _Feed(followed, known, store, {line.id: line.revision for line in every})
    await feed.look()
    return [line for line in every if await feed.tells_of(line)]


class _Feed:
    def __init__(
        self, followed: Followed, known: Catalogue, store: GraphStore, last: Mapping[str, int]
    ) -> None:
        self._followed, self._known, self._store, self._last = followed, known, store, last
        self._now: set[str] = set()
        self._seen: set[str] = set()
        self._ever: dict[str, bool] = {}

    async def look(self) -> None:
        """What fits as it stands now."""
        query = self._followed.of_exchanges
        async for page in pages(lambda request: self._store.find(query, request, "id"), _PAGE):
            self._now |= {item.view.id for item in page.items}
        for kind in self._other_kinds():
            about = RecordQuery(about=(self._followed.country or "",))
            async for found in pages(partial(self._store.browse, kind, about), _PAGE):
                self._now |= {one.record.id for one in found.items}
        if self._other_kinds() and self._followed.country:
            self._now.add(self._followed.country)

    async def tells_of(self, line: Change) -> bool:
        """Whether a line is one of these."""
        if line.id in self._now:
            return True
        if line.kind != "exchange" and line.kind not in self._other_kinds():
            return False
        again = line.id in self._seen
        self._seen.add(line.id)
        first = line.op == "put" and not again and {*line.fields} >= _WHOLE & {*KINDS[line.kind].model_fields}
        if first and self._last[line.id] == line.revision:  # it stands as it was written, and does not fit
            return False
        return await self._ever_fitted(line.id)

    async def _ever_fitted(self, record_id: str) -> bool:
        if record_id not in self._ever and len(self._ever) < _LOOKED_UP:
            past = await self._store.versions(record_id)
            self._ever[record_id] = any(self._fits(one.record) for one in past if one.record)
        return self._ever.get(record_id, False)

    def _fits(self, record: AnyRecord) -> bool:
        if isinstance(record, Exchange):
            return fits(entry_of(record, self._known.context), self._followed.of_exchanges)
        country = self._followed.country
        return country in self._named(record) if country else False

    def _named(self, record: AnyRecord) -> Iterable[str]:
        """What a record refers to, and the States that such bodies act for."""
        for one in references(record):
            yield one.id
            body = self._known.get(Institution, one.id)
            if body and body.acts_for:
                yield body.acts_for.country

    def _other_kinds(self) -> list[str]:
        """Kinds beside the exchange that are followed: with a country alone."""
        alone = self._followed.country is not None and self._followed.query == ExchangeQuery()
        return (
            [kind for kind in KINDS if kind not in ("exchange", "country", "source", "sector")]
            if alone
            else []
        )
