"""The stores side by side on the same generated graph, in one run: load, reads, writes; equal answers first.

    python -m benchmarks.stores [--exchanges 10000] [--rounds 40] [--neo4j bolt://127.0.0.1:7687]

User and password come from EXCHANGE_NEO4J_USER and EXCHANGE_NEO4J_PASSWORD; the server's database must be
empty. Each question is asked with many different values, all stores in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.generate import AUTHOR, Generator
from exchange_graph.domain.changes import ChangeSet, Put
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.settings import Settings
from exchange_graph.wiring import make_store

SIX = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.KIND, Dimension.OUTCOME,
    Dimension.YEAR,
)  # fmt: skip
PAGE = PageRequest(50)
Question = Callable[[GraphStore], Awaitable[object]]


class Questions:
    """The questions by name, each made anew with other values."""

    def __init__(self, exchanges: int, countries: list[str], sectors: list[str]) -> None:
        self._n, self._countries, self._sectors = exchanges, countries, sectors
        self._random = random.Random(1)  # noqa: S311 - reproducible, not secret
        self.made: dict[str, Callable[[], Question]] = {
            "by id": self._by_id,
            "page, no filter": lambda: lambda store: store.find(ExchangeQuery(), PAGE),
            "page, provider": lambda: self._page(self._one(Dimension.PROVIDER, self._countries)),
            "page, sector": lambda: self._page(self._one(Dimension.SECTOR, self._sectors)),
            "page, provider + sector": self._two,
            "page + 6 facets, provider": lambda: self._page(
                self._one(Dimension.PROVIDER, self._countries), SIX
            ),
            "page, text": self._text,
            "provider experience, sector": self._experience,
        }

    def _by_id(self) -> Question:
        record_id = f"gen-{self._random.randrange(self._n)}"
        return lambda store: store.get(record_id)

    def _one(self, dimension: Dimension, values: list[str]) -> ExchangeQuery:
        return ExchangeQuery(where=((dimension, (self._random.choice(values),)),))

    def _page(self, query: ExchangeQuery, facets: tuple[Dimension, ...] = ()) -> Question:
        return lambda store: store.find(query, PAGE, facets=facets)

    def _two(self) -> Question:
        provider, sector = self._random.choice(self._countries), self._random.choice(self._sectors)
        where = ((Dimension.PROVIDER, (provider,)), (Dimension.SECTOR, (sector,)))
        return self._page(ExchangeQuery(where=where))

    def _text(self) -> Question:
        words = self._random.choice(
            ("coastal budget", "audit reform mission", "Liberia audit", "registers distr")
        )
        return self._page(ExchangeQuery(text=f"{words} {self._random.choice('abcdmnprst')}"))

    def _experience(self) -> Question:
        query = self._one(Dimension.SECTOR, self._sectors)
        return lambda store: store.experience(query)


async def load(name: str, store: GraphStore, exchanges: int) -> None:
    """The generated graph into a store, with the rate."""
    began = time.monotonic()
    for changeset in Generator(exchanges).changesets():
        await store.apply(changeset)
    seconds = time.monotonic() - began
    print(
        f"load {name:<10}{seconds:>8.1f} s{exchanges / seconds:>8.0f} exchanges/s (generating included)",
        flush=True,
    )


async def measure(stores: dict[str, GraphStore], questions: Questions, rounds: int) -> None:
    """Every question on every store in turn; answers are compared before they are timed."""
    names = list(stores)
    print(
        f"{'median / 95th percentile, ms':<32}" + "".join(f"{name:>18}" for name in names) + f"{'ratio':>8}"
    )
    for title, make in questions.made.items():
        times: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(rounds + 5):
            question = make()
            answers = []
            for name, store in stores.items():
                began = time.perf_counter()
                answers.append(await question(store))
                if turn >= 5:
                    times[name].append((time.perf_counter() - began) * 1000)
            _same(title, answers)
        medians = [statistics.median(times[name]) for name in names]
        shown = "".join(f"{m:>10.2f} /{_p95(times[n]):>6.1f}" for m, n in zip(medians, names, strict=True))
        print(f"{title:<32}{shown}{medians[-1] / medians[0]:>8.1f}", flush=True)


async def write(stores: dict[str, GraphStore], rounds: int) -> None:
    """Change sets of twenty exchanges that are written again."""
    for name, store in stores.items():
        times = []
        for turn in range(rounds):
            found = await store.get_many(f"gen-{turn * 20 + i}" for i in range(20))
            puts = tuple(
                Put(record=f.record.model_copy(update={"aliases": (f"again-{turn}-{i}",)}))
                for i, f in enumerate(found.values())
            )
            changeset = ChangeSet(key=f"again:{turn}", actor=AUTHOR, reason="measurement", operations=puts)
            began = time.perf_counter()
            await store.apply(changeset)
            times.append((time.perf_counter() - began) * 1000)
        print(
            f"apply 20 records, {name:<14}{statistics.median(times):>10.1f} /{_p95(times):>6.1f}", flush=True
        )


def _same(title: str, answers: list[object]) -> None:
    plain = [_plain(answer) for answer in answers]
    if any(one != plain[0] for one in plain):
        raise SystemExit(f"{title}: the stores answer differently")


def _plain(answer: object) -> object:
    """An answer without the times of writing."""
    if hasattr(answer, "items") and hasattr(answer, "total"):
        return [item.view for item in answer.items], answer.total, getattr(answer, "facets", None)
    return getattr(answer, "record", answer)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


def _size(folder: str) -> float:
    return sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6


def _size(folder: str) -> float:
    return sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6


async def run(chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stores = {"embedded": make_store(Settings(store=f"sqlite:{Path(folder) / 'graph.db'}"))}
        if chosen.neo4j:
            stores["neo4j"] = make_store(Settings(store=chosen.neo4j))
        for name, store in stores.items():
            began = time.monotonic()
            await store.open()
            if await store.revision():
                raise SystemExit(f"{name} is not empty")
            await load(name, store, chosen.exchanges)
            await store.close()
            began = time.monotonic()
            await store_again(stores, name, chosen, folder)
            print(f"open {name:<10}{time.monotonic() - began:>8.1f} s", flush=True)
        countries, sectors = await vocabulary(stores["embedded"])
        await measure(stores, Questions(chosen.exchanges, countries, sectors), chosen.rounds)
        await write(stores, max(10, chosen.rounds // 2))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"embedded file {_size(folder):.0f} MB; peak memory of this process {memory:.0f} MB")
        for store in stores.values():
            await store.close()


async def store_again(
    stores: dict[str, GraphStore], name: str, chosen: argparse.Namespace, folder: str
) -> None:
    """A store opened anew, as a service would."""
    address = chosen.neo4j if name == "neo4j" else f"sqlite:{Path(folder) / 'graph.db'}"
    stores[name] = make_store(Settings(store=address))
    await stores[name].open()


async def vocabulary(store: GraphStore) -> tuple[list[str], list[str]]:
    """The providers and sectors of the middle of the skew: conditions that keep a few per cent."""
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=(Dimension.PROVIDER, Dimension.SECTOR))
    return [[v for v, n in page.facets[d] if n <= page.total * 0.05][:30] for d in page.facets]  # type: ignore[return-value]


def main() -> None:
    """Load, compare, measure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--exchanges", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--neo4j", default=os.environ.get("EXCHANGE_NEO4J_BENCH"))
    asyncio.run(run(options.parse_args()))


if __name__ == "__main__":
    main()
