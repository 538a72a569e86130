"""EvidenceFollower for tests: of invented records, of the real seeds, of seeds with UNDP's list."""

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
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Country
from exchange_graph.graph.trace import trace_of, written
from exchange_graph.importers.undp_projects.importing import import_list
from exchange_graph.matching.answer import BandName, Candidate, Suggestions, shown
from exchange_graph.matching.evidence import Evidence, Seen
from exchange_graph.matching.explain import Explanation, Reason, explain
from exchange_graph.matching.need import ResolvedNeed, need_of
from exchange_graph.matching.suggest import suggest
from exchange_graph.projection.columns import ColumnsReader
from exchange_graph.projection.projection import Projection
from exchange_graph.render.shapes.suggestions import SuggestionsShape
from exchange_graph.render.speaking import LangOrAll, Speaker
from exchange_graph.render.suggestions import suggestions
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import opened_store
from tests.building import NAMES, NORTH, SOUTH, STATES, group, sector, source
from tests.real import seeds
from tests.served import settings

TODAY = "2026-11-24"
REAL = os.environ.get("EXCHANGE_REAL_DATA")
LIST = Path(REAL or ".") / "undp_projects" / "ssc_projects_2023-11.csv"
USUAL: list[AnyRecord] = [
    *STATES, SOUTH, NORTH, group("states", *NAMES, serves="states"), source("doc", None, retrieved=TODAY),
    sector("security", guarded=True), sector("other", residual=True), sector("core"),
    sector("police", "security"), sector("farms", "other"), sector("tax", "core"), sector("budget", "core"),
]  # fmt: skip


def evidence_of(records: Iterable[AnyRecord], at: str = TODAY) -> Evidence:
    """The evidence that these records make on a day."""
    every = list(records)
    known = Catalogue({r.id: r for r in every if not isinstance(r, Exchange)}, 1)
    reader = ColumnsReader(country.id for country in known.all(Country))
    exchanges = {e.id: e for e in every if isinstance(e, Exchange)}
    views = {i: derive(e, known.context) for i, e in exchanges.items()}
    rows = [(i, written(trace_of(e, views[i], known.context))) for i, e in exchanges.items()]
    made = Evidence(known, Projection(reader.read(rows), 1, at))
    made.seen.update({i: Seen.of(exchanges[i], view) for i, view in views.items()})
    return made


def told_views(evidence: Evidence) -> dict[str, ExchangeView]:
    """Every exchange as answers tell it."""
    return {i: seen.told for i, seen in evidence.seen.items()}


def world(*records: AnyRecord, at: str = TODAY) -> Evidence:
    """The usual States, lists and sectors with these records; a record takes the place of a usual one."""
    every = {record.id: record for record in [*USUAL, *records]}
    return evidence_of(every.values(), at)


def answer(evidence: Evidence, recipient: str = "CAV", *sectors: str, **more: Any) -> Suggestions:
    """The suggestions for a State, in the sector "tax" unless named."""
    return suggest(asked(evidence, recipient, *sectors, **more), evidence)


def asked(evidence: Evidence, recipient: str = "CAV", *sectors: str, **more: Any) -> ResolvedNeed:
    """The need of a State, in the sector "tax" unless named."""
    return need_of(recipient, sectors or ("tax",), evidence.known, **more)


def everyone(given: Suggestions) -> dict[str, Candidate]:
    """Every State in the answer, in a band or apart."""
    every = (one for band in (*given.bands, *given.other_partners) for one in shown(band))
    return {one.state: one for one in every}


def stands(given: Suggestions, state: str) -> BandName | None:
    """The band in which an answer shows a State, among the other partners too."""
    every = (*given.bands, *given.other_partners)
    return next((band.band for band in every if state in {one.state for one in shown(band)}), None)


def told(given: Suggestions, evidence: Evidence, lang: LangOrAll = "en") -> SuggestionsShape:
    """An answer in words."""
    return suggestions(given, told_views(evidence), Speaker(evidence.known, lang))


def reckoning(evidence: Evidence, state: str = "ARD", recipient: str = "CAV", *sectors: str) -> Explanation:
    """One State explained, in the sector "tax" unless named."""
    return explain(asked(evidence, recipient, *sectors), evidence, state)


def line(evidence: Evidence, signal: str, state: str = "ARD", *sectors: str) -> Reason | None:
    """What one signal says of a State to Cavira."""
    reasons = reckoning(evidence, state, "CAV", *sectors).reasons
    return next((one for one in reasons if one.signal == signal), None)


@cache
def seeded() -> Evidence:
    """The evidence of the real seeds."""
    return evidence_of(seeds().records)


@cache
def with_the_list() -> Evidence:
    """The evidence of the seeds and UNDP's own list, where somebody has it (EXCHANGE_REAL_DATA)."""
    return evidence_of(records_with_the_list())


@cache
def records_with_the_list() -> tuple[AnyRecord, ...]:
    """The records of the seeds and of UNDP's own list, as they are imported."""

    async def made() -> tuple[AnyRecord, ...]:
        with TemporaryDirectory() as folder:
            async with opened_store(settings(Path(folder))) as store:
                await seed(store, seeds())
                await import_list(store, LIST)
                known = await follow_catalogue(store).current()
                ids = [i for i, _ in (await store.snapshot(0)).traces]
                return (
                    *known.records.values(),
                    *(one.record for one in (await store.get_many(ids)).values()),
                )

    return asyncio.run(made())
