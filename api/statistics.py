"""What /v1/stats tells, worked out once a revision: it looks at the whole graph, which may take a while."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from api.shapes.operate import Stats
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.coverage import coverage
from exchange_graph.domain.records import KINDS
from exchange_graph.errors import TooHeavy
from exchange_graph.following import Follower
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.weights import shipped

LICENCES = {"code": "Apache-2.0", "curated data": "CC-BY-4.0", "other data": "see NOTICE"}
PATIENCE = 0.4
"""Seconds for which the counts of an earlier revision are held back: well within a request's deadline."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class CountedGraph:
    """Counts, coverage and fingerprint of one revision."""

    revision: int
    stats: Stats


def follow_stats(store: GraphStore, catalogues: Follower[Catalogue]) -> Follower[CountedGraph]:
    """What hands out the counts of a store, or the last ones where counting takes longer than `PATIENCE`.

    If somebody writes while it goes on, the counts are of no one revision, and it begins again. Where that
    never ends, `TooHeavy` is raised, to those who cannot be given earlier ones.
    """

    async def renewed(_before: CountedGraph | None) -> CountedGraph:
        for _ in range(_TRIES):
            known = await catalogues.current()
            counted = CountedGraph(known.revision, await _counts(store, known))
            if await store.revision() == known.revision:
                return counted
        raise TooHeavy("somebody writes all the time: the graph could not be counted yet")

    return Follower(store, renewed, PATIENCE)


async def _counts(store: GraphStore, known: Catalogue) -> Stats:
    page = await store.find(ExchangeQuery(), PageRequest(1))
    kinds = Counter(record.kind for record in known.records.values())
    return {
        "counts": {"exchange": page.total} | {k: kinds[k] for k in KINDS if k != "exchange"},
        "coverage": await coverage(store, known),
        "data_revision": known.revision,
        "data_date": known.data_date,
        "content_hash": await store.content_hash(),
        "model": shipped().model,
        "licences": LICENCES,
    }
