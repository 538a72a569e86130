"""What the seed files of this repository hold, for tests that compare answers with it."""

from __future__ import annotations

import csv
from functools import cache
from typing import TypeVar

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.seeding.reading import SEEDS, Seeds, read_seeds

R = TypeVar("R", bound=AnyRecord)


@cache
def seeds() -> Seeds:
    """The real seeds, read once in a process."""
    return read_seeds()


def held(kind: type[R]) -> dict[str, R]:
    """The records of a kind by id."""
    return {record.id: record for record in seeds().records if isinstance(record, kind)}


@cache
def review() -> tuple[dict[str, str], ...]:
    """What was decided for each row of the list that the evidence was taken from."""
    with (SEEDS / "REVIEW.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def of_sector(sector: str) -> set[str]:
    """The exchanges that are assigned to exactly this sector."""
    return {e.id for e in held(Exchange).values() if sector in [claim.value for claim in e.sectors]}


def providers(exchange: Exchange) -> set[str]:
    """The States that provide, themselves or by a body that acts for them."""
    bodies = held(Institution)
    found = set()
    for claim in exchange.participations:
        actor = claim.value.actor
        if claim.value.role != "provider" or actor.id is None:
            continue
        if actor.type == "country":
            found.add(actor.id)
        elif actor.type == "institution" and (state := bodies[actor.id].acts_for):
            found.add(state.country)
    return found


def given(provider: str, sector: str) -> list[Exchange]:
    """The exchanges of a sector in which a State provides."""
    every = held(Exchange)
    return [every[i] for i in sorted(of_sector(sector)) if provider in providers(every[i])]
