"""Every count on the seeds is what a recount from the plain records gives, on every store."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import astuple
from pathlib import Path

import pytest

from exchange_graph.graph.query import Dimension, ExchangeQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.seeding.run import seed
from exchange_graph.wiring import FILE_NAME
from tests import real
from tests.contract.asking import ALL
from tests.contract.stores import STORES
from tests.neo4j.server import ON_A_SERVER
from tests.recount import UNKNOWN, Where

FEW, MANY = 25, int(os.environ.get("EXCHANGE_RECOUNT_EXAMPLES", "300"))
BY_RULE = {Dimension.KIND, Dimension.CONTESTED}
"""What follows from rules over several claims; tests of the domain and the machine have these."""
COUNTED = [d for d in Dimension if d not in BY_RULE]
OFTEN = [d for d in COUNTED if d.startswith(("provider", "recipient"))] * 3
Years = tuple[int | None, int | None]


@asynccontextmanager
async def opened(name: str, seeded: Path, folder: Path) -> AsyncIterator[GraphStore]:
    """A store of that kind on the seeds."""
    made = folder / "one"
    made.mkdir()
    if name == "embedded":
        shutil.copy(seeded / FILE_NAME, made / "graph.db")
    store = STORES[name](made)()
    await store.open()
    try:
        if not await store.revision():
            await seed(store, real.seeds())
        yield store
    finally:
        await store.close()


def questions(count: int) -> list[tuple[Where, Years]]:
    """Filters of one to three dimensions, by values that occur, and bodies by their own ids."""
    chance, every = random.Random(1964), real.recount().exchanges
    values = {
        d: sorted({v for told in every for v in told.counted(d) | told.names[d]} | {UNKNOWN}) for d in COUNTED
    }
    found = []
    for _ in range(count):
        dimensions = chance.sample(
            [*dict.fromkeys(chance.choices(OFTEN + COUNTED, k=9))], chance.randint(1, 3)
        )
        where = {
            str(d): set(chance.sample(values[d], min(len(values[d]), chance.choice((1, 1, 2, 4)))))
            for d in dimensions if d is not Dimension.YEAR
        }  # fmt: skip
        years = (chance.choice((None, 2005, 2012)), chance.choice((None, 2013, 2018)))
        found.append((where, years if Dimension.YEAR in dimensions else (None, None)))
    return found


def query_of(where: Where, years: Years) -> ExchangeQuery:
    return ExchangeQuery(None, tuple((Dimension(n), tuple(sorted(v))) for n, v in where.items()), years)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("embedded", FEW),
        pytest.param("embedded", MANY, marks=pytest.mark.slow),
        pytest.param("neo4j", MANY, marks=ON_A_SERVER),
    ],
)
async def test_totals_facets_and_experience_are_what_the_records_give(
    name: str, count: int, seeded: Path, tmp_path: Path
) -> None:
    async with opened(name, seeded, tmp_path) as store:
        for where, years in [({}, (None, None)), *questions(count)]:
            query = query_of(where, years)
            page = await store.find(query, ALL, "id", COUNTED)
            fitting = real.recount().fitting(where, years)
            assert [item.view.id for item in page.items] == sorted(told.record.id for told in fitting), query
            assert page.total == len(fitting), query
            for dimension, counts in page.facets.items():
                assert dict(counts) == real.recount().facet(dimension, where, years), (query, dimension)
            rows = {(r.provider, r.sector): astuple(r)[2:] for r in await store.experience(query)}
            assert rows == real.recount().experience(where, years), query


def test_the_questions_ask_for_every_dimension_and_often_find_something() -> None:
    asked = questions(MANY)
    assert {name for where, _ in asked for name in where} == {*COUNTED} - {Dimension.YEAR}
    assert any(years != (None, None) for _, years in asked)
    found = [len(real.recount().fitting(where, years)) for where, years in asked]
    assert sum(map(bool, found)) > len(found) / 3
