"""A graph of any size for measurements: fixed seed, skewed as the real one is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args

from exchange_graph.bench.words import DrawnWords
from exchange_graph.domain.changes import ChangeSet, Put
from exchange_graph.domain.exchange import Exchange, Modality
from exchange_graph.domain.notes import Author
from exchange_graph.domain.records import AnyRecord, parse_object
from exchange_graph.domain.vocabulary import Group, Institution, Sector
from exchange_graph.seeding.reading import read_seeds

T = TypeVar("T")
BATCH = 2_000
AUTHOR = Author(role="generator", organisation="benchmarks")
TITLE, SUMMARY, NAME = 8, 28, 3
"""How many words a text has, as the curated ones have them."""


class Generator:
    """The vocabulary of the seeds, then generated sources, bodies, programmes and exchanges."""

    def __init__(self, exchanges: int, seed: int = 2014) -> None:
        self._n = exchanges
        self._random = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self._words = DrawnWords(self._random)
        vocabulary = [r for r in read_seeds().records if not isinstance(r, Exchange)]
        self._base: list[AnyRecord] = [r for r in vocabulary if r.traits.lends]
        lists = [r for r in vocabulary if isinstance(r, Group) and r.serves == "states"]
        states = sorted({member.country for group in lists for member in group.members})
        self._countries = self._skewed(states)
        self._sectors = self._skewed([r.id for r in vocabulary if isinstance(r, Sector) and r.broader])
        self._multilateral = [r.id for r in vocabulary if isinstance(r, Institution) and not r.acts_for][:40]
        self._sources = [f"gen-source-{i}" for i in range(max(4, exchanges // 50))]
        self._bodies = [f"gen-body-{i}" for i in range(max(4, exchanges // 40))]
        self._programmes = [f"gen-programme-{i}" for i in range(max(4, exchanges // 30))]

    def changesets(self) -> Iterator[ChangeSet]:
        """The graph as change sets of at most 2,000 records, in an order that refers only backwards."""
        batch: list[AnyRecord] = []
        for number, record in enumerate(self._records(), 1):
            batch.append(record)
            if len(batch) == BATCH:
                yield _changeset(number, batch)
                batch = []
        if batch:
            yield _changeset(0, batch)

    def _records(self) -> Iterator[AnyRecord]:
        yield from self._base
        yield from map(self._source, self._sources)
        yield from map(self._body, self._bodies)
        yield from map(self._programme, self._programmes)
        yield from map(self._exchange, range(self._n))

    def _skewed(self, values: list[str]) -> tuple[list[str], list[float]]:
        """The values in random order with weights that fall as 1/rank."""
        self._random.shuffle(values)
        return values, [1 / (rank + 2) for rank in range(len(values))]

    def _pick(self, skewed: tuple[list[str], list[float]], count: int) -> list[str]:
        return list(dict.fromkeys(self._random.choices(*skewed, k=count)))

    def _cite(self) -> dict[str, Any]:
        source = self._random.choice(self._sources)
        return {"source": source, "locator": str(self._random.randint(1, 99)), "lang": "en",
                "grade": self._random.choices("ABC", (6, 3, 1))[0]}  # fmt: skip

    def _source(self, record_id: str) -> AnyRecord:
        year = self._random.randint(1996, 2025)
        published = f"{year}-{self._random.randint(1, 12):02d}" if self._random.random() < 0.8 else None
        return parse_object({
            "kind": "source", "id": record_id, "title": {"en": f"Report {record_id}"},
            "publisher": {"en": "A publisher"}, "published": published, "retrieved": "2026-11-24",
        })  # fmt: skip

    def _body(self, record_id: str) -> AnyRecord:
        state = self._pick(self._countries, 1)[0]
        kind = self._random.choice(["ministry", "agency", "academy"])
        return parse_object({
            "kind": "institution", "id": record_id, "type": kind,
            "name": {"en": f"{self._name()} authority of {state}"}, "acts_for": {"country": state},
            "citations": [self._cite()],
        })  # fmt: skip

    def _programme(self, record_id: str) -> AnyRecord:
        return parse_object({
            "kind": "programme", "id": record_id, "title": {"en": f"Programme {self._name()}"},
            "citations": [self._cite()],
        })  # fmt: skip

    def _name(self) -> str:
        return self._words.text(NAME)

    def _exchange(self, number: int) -> AnyRecord:
        claims = _Claims(self)
        rnd = self._random
        for role, count in (
            ("provider", rnd.choices((0, 1, 2), (1, 8, 2))[0]),
            ("recipient", rnd.choices((1, 2, 6), (20, 3, 1))[0]),
        ):
            for country in self._pick(self._countries, count) if count else []:
                claims.role(role, country)
        for role, chance in (("facilitator", 0.6), ("funder", 0.3), ("supporter", 0.1)):
            if rnd.random() < chance:
                claims.add(
                    "participations",
                    {"role": role, "actor": _actor("institution", rnd.choice(self._multilateral))},
                )
        for sector in self._pick(self._sectors, rnd.choices((1, 2), (3, 1))[0]):
            claims.add("sectors", sector, "assigned")
        claims.add("modality", rnd.sample(get_args(Modality), rnd.randint(1, 2)))
        claims.time()
        if rnd.random() < 0.15:
            claims.add("outcome", {"rating": rnd.choices(("positive", "mixed", "negative"), (6, 2, 1))[0]})
        title = f"{self._words.text(TITLE)} {number}"
        return parse_object({
            "kind": "exchange", "id": f"gen-{number}", "title": {"en": title.capitalize()},
            "summary": {"en": f"{self._words.text(SUMMARY).capitalize()}."}, **claims.fields,
            "programme": rnd.choice(self._programmes) if rnd.random() < 0.3 else None,
        })  # fmt: skip


class _Claims:
    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self._number = 0
        self.fields: dict[str, list[Any]] = {}

    def add(self, field: str, value: Any, basis: str = "stated") -> None:
        self._number += 1
        claim = {
            "id": f"c{self._number}",
            "value": value,
            "basis": basis,
            "citations": [self._generator._cite()],
        }
        self.fields.setdefault(field, []).append(claim)

    def role(self, role: str, country: str) -> None:
        rnd = self._generator._random
        body = rnd.random() < 0.3
        actor = (
            _actor("institution", rnd.choice(self._generator._bodies)) if body else _actor("country", country)
        )
        self.add("participations", {"role": role, "actor": actor})

    def time(self) -> None:
        """Dates as the real rows have them: a quarter without any, some without an end."""
        rnd = self._generator._random
        if rnd.random() < 0.25:
            return
        start = rnd.randint(1996, 2024)
        end = {"end": str(start + rnd.randint(0, 4))} if rnd.random() < 0.8 else {}
        self.add("period", {"start": str(start), **end})


def _actor(kind: str, record_id: str) -> dict[str, str]:
    return {"type": kind, "id": record_id}


def _changeset(number: int, records: Sequence[AnyRecord]) -> ChangeSet:
    operations = tuple(Put(record=record) for record in records)
    return ChangeSet(key=f"generated:{number}", actor=AUTHOR, reason="measurement", operations=operations)
