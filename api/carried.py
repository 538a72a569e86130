"""What a source carries: every claim and record that cites it, by locator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.shapes.records import CarriedFact
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

_PAGE = 500
_NUMBER = re.compile(r"(\d+)")


async def carried(source: str, known: Catalogue, store: GraphStore) -> list[CarriedFact]:
    """The facts of a source in the order of their place in it."""
    facts_ = [fact for record in known.records.values() for fact in _of(record, source)]
    query = ExchangeQuery(where=((Dimension.SOURCE, (source,)),))
    request = PageRequest(_PAGE)
    while True:
        page = await store.find(query, request)
        records = await store.get_many(item.view.id for item in page.items)
        facts_ += [fact for found in records.values() for fact in _of(found.record, source)]
        if page.next is None:
            return sorted(facts_, key=_place)
        request = PageRequest(_PAGE, page.next)


def _of(record: AnyRecord, source: str) -> Iterator[CarriedFact]:
    for claim, citation in _citations(record):
        if citation.source == source:
            yield {"locator": citation.locator, "record": record.id, "claim": claim}


def _citations(record: AnyRecord) -> Iterator[tuple[str | None, Citation]]:
    if isinstance(record, Exchange):
        for _, claim in facts(record):
            yield from ((claim.id, citation) for citation in claim.citations)
    else:
        yield from ((None, citation) for citation in getattr(record, "citations", ()))


def _place(fact: CarriedFact) -> tuple[list[tuple[int, str]], str, str]:
    """Paragraph 9 before paragraph 13: numbers in a locator compare as numbers."""
    parts = _NUMBER.split(fact["locator"] or "~")
    natural = [(int(p), "") if p.isdigit() else (1 << 30, p) for p in parts if p]
    return natural, fact["record"], fact["claim"] or ""
