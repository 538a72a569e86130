"""Grounds for tests: of invented records, of the real seeds, of seeds with UNDP's list."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Country
from exchange_graph.graph.trace import trace_of, written
from exchange_graph.importers.undp_projects.importing import import_list
from exchange_graph.matching.answer import Candidate, Reason, Suggestions
from exchange_graph.matching.following import Grounds
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import ResolvedNeed, need_of
from exchange_graph.matching.suggest import suggest
from exchange_graph.projection.columns import ColumnsReader
from exchange_graph.projection.projection import Projection
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import opened_store
from tests.building import NORTH, SOUTH, STATES, sector, source
from tests.real import seeds
from tests.served import settings

TODAY = "2026-11-24"
REAL = os.environ.get("EXCHANGE_REAL_DATA")
LIST = Path(REAL or ".") / "undp_projects" / "ssc_projects_2023-11.csv"
USUAL: list[AnyRecord] = [
    *STATES, SOUTH, NORTH, source("doc", None, retrieved=TODAY), sector("security", guarded=True),
    sector("other", residual=True),
    sector("core"),
    sector("police", "security"), sector("tax", "core"), sector("budget", "core"),
]  # fmt: skip


def ground_of(records: Iterable[AnyRecord], at: str = TODAY) -> Ground:
    """The ground that these records make on a day."""
    every = list(records)
    known = Catalogue({r.id: r for r in every if not isinstance(r, Exchange)}, 1)
    reader = ColumnsReader(country.id for country in known.all(Country))
    rows = [(e.id, _trace(e, known)) for e in every if isinstance(e, Exchange)]
    return Ground(known, Projection(reader.read(rows), 1, at))


def _trace(exchange: Exchange, known: Catalogue) -> str:
    return written(trace_of(exchange, derive(exchange, known.context), known.context))


def world(*records: AnyRecord, at: str = TODAY) -> Ground:
    """The usual States, lists and sectors with these records; a record takes the place of a usual one."""
    every = {record.id: record for record in [*USUAL, *records]}
    return ground_of(every.values(), at)


def answer(ground: Ground, recipient: str = "CAV", *sectors: str, **more: Any) -> Suggestions:
    """The suggestions for a State, in the sector "tax" unless named."""
    return suggest(asked(ground, recipient, *sectors, **more), ground)


def asked(ground: Ground, recipient: str = "CAV", *sectors: str, **more: Any) -> ResolvedNeed:
    """The need of a State, in the sector "tax" unless named."""
    return need_of(recipient, sectors or ("tax",), ground.known, **more)


def everyone(given: Suggestions) -> dict[str, Candidate]:
    """Every State in the answer, in a band or apart."""
    banded = (candidate for band in given.bands for candidate in band.candidates)
    return {candidate.state: candidate for candidate in (*banded, *given.other_partners)}


def line(given: Suggestions, state: str, signal: str) -> Reason | None:
    """What one signal says of a State."""
    return next((one for one in everyone(given)[state].lines if one.signal == signal), None)


@cache
def seeded() -> Ground:
    """The ground of the real seeds."""
    return ground_of(seeds().records)


@cache
def with_the_list() -> Ground:
    """The ground of the seeds and UNDP's own list, where somebody has it (EXCHANGE_REAL_DATA)."""

    async def made() -> Ground:
        with TemporaryDirectory() as folder:
            async with opened_store(settings(Path(folder))) as store:
                await seed(store, seeds())
                await import_list(store, LIST)
                return await Grounds(store, follow_catalogue(store)).current()

    return asyncio.run(made())
