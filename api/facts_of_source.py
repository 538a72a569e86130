"""What a source carries: every claim and record that cites it, by locator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from api.http.worker import Worker
from api.shapes.records import CarriedFact
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.knowledge import Experience
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import Dimension, ExchangeQuery
from exchange_graph.graph.store import GraphStore

_PAGE, _MOST = 250, 1_000
_NUMBER = re.compile(r"(\d+)")


async def facts_of_source(
    source: str, known: Catalogue, store: GraphStore, worker: Worker
) -> tuple[list[CarriedFact], str | None]:
    """The facts of a source in the order of their place in it, and where more is read.

    A list that somebody imported may carry many thousand exchanges: the newest 1,000 tell their facts here,
    and all are found by the address of the list that is given with them.
    """
    carrying: list[AnyRecord] = list(known.records.values())
    query = ExchangeQuery(where=((Dimension.SOURCE, (source,)),))
    read, more = 0, False
    async for page in pages(partial(store.find, query), _PAGE):
        found = await store.get_many(item.view.id for item in page.items)
        carrying += [one.record for one in found.values()]
        read, more = read + len(page.items), page.next is not None
        if read >= _MOST:
            break
    told = await worker.each(lambda record: list(_of(record, source)), carrying)
    facts_ = sorted((fact for some in told for fact in some), key=_place)
    return facts_, f"/v1/exchanges?source={source}" if more else None


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
        if isinstance(record, Experience) and record.result:
            yield from ((None, citation) for citation in record.result.citations)


def _place(fact: CarriedFact) -> tuple[list[tuple[int, str]], str, str]:
    """Paragraph 9 before paragraph 13: numbers in a locator compare as numbers."""
    parts = _NUMBER.split(fact["locator"] or "~")
    natural = [(int(p), "") if p.isdigit() else (1 << 30, p) for p in parts if p]
    return natural, fact["record"], fact["claim"] or ""
