"""A evidence cut to what the public could know by the end of a day."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import numpy as np

from exchange_graph.domain.as_known import as_known
from exchange_graph.domain.context import Context
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.trace import trace_of, written
from exchange_graph.matching.evidence import Evidence
from exchange_graph.projection.columns import ColumnsReader
from exchange_graph.projection.projection import Projection

_PAGE = 200
_Traces = list[tuple[str, str]]


async def cut(evidence: Evidence, day: str, store: GraphStore) -> Evidence:
    """The evidence as of a day (YYYY-MM-DD), worked out in a thread.

    Exchanges that were public as a whole stay as they are, those of which only a part was are derived anew
    from that part, all others are left out.
    """
    columns, number = evidence.projection.columns, int(day.replace("-", ""))
    whole = columns.public_until <= number
    partly = np.flatnonzero((columns.public_from <= number) & ~whole).tolist()
    reduced = await _reduced([columns.ids[p] for p in partly], day, evidence.known.context, store)

    def made() -> Evidence:
        if whole.all():
            return Evidence(evidence.known, Projection(columns, evidence.revision, day), day)
        rows = [(columns.ids[p], columns.texts[p]) for p in np.flatnonzero(whole).tolist()] + reduced
        projection = Projection(ColumnsReader(columns.states).read(rows), evidence.revision, day)
        return Evidence(evidence.known, projection, day, len(columns.ids) - len(rows))

    return await asyncio.to_thread(made)


async def _reduced(ids: list[str], day: str, context: Context, store: GraphStore) -> _Traces:
    """The traces of exchanges with only the citations that were public."""
    rows: _Traces = []
    for start in range(0, len(ids), _PAGE):
        found = await store.get_many(ids[start : start + _PAGE])
        records = [one.record for one in found.values() if isinstance(one.record, Exchange)]
        rows += await asyncio.to_thread(_traces, records, day, context)
    return rows


def _traces(exchanges: Iterable[Exchange], day: str, context: Context) -> _Traces:
    reduced = (as_known(exchange, day, context) for exchange in exchanges)
    return [(cut.id, written(trace_of(cut, derive(cut, context), context))) for cut in reduced if cut]
