"""What the seed files of this repository hold, for tests that compare answers with it."""

from __future__ import annotations

import csv
from functools import cache
from typing import TypeVar

from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.exchange import KNOWLEDGE, Exchange, Participation
from exchange_graph.domain.knowledge import Experience, Offer
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.status import citations_of
from exchange_graph.domain.vocabulary import Country, Group, Sector, Serves, Source
from exchange_graph.seeding.reading import SEEDS, Seeds, read_seeds
from tests.recount import Recount, Told

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


@cache
def within(sector: str) -> set[str]:
    """A sector and all below it."""
    below = {one.id for one in held(Sector).values() if one.broader == sector}
    return {sector}.union(*map(within, below))


@cache
def recount() -> Recount:
    """The exchanges once more, read without the code that is tested."""
    return Recount(seeds().records)


@cache
def told() -> dict[str, Told]:
    """The same by id."""
    return {one.record.id: one for one in recount().exchanges}


def providers(exchange: str) -> set[str]:
    """The States that provide, themselves or by a body that acted for them."""
    return told()[exchange].parties["provider"].keys() & held(Country).keys()


def given(provider: str, sector: str) -> list[Exchange]:
    """The exchanges of a sector in which a State provided: what was only planned, or cancelled, is none."""
    found = [told()[i] for i in sorted(of_sector(sector))]
    return [one.record for one in found if one.given and provider in one.parties["provider"]]


def on_list(serves: Serves) -> set[str]:
    """The States that stand today on a list that serves for this."""
    lists = (group for group in held(Group).values() if group.serves == serves)
    return {member.country for group in lists for member in group.members if member.end is None}


def without_record() -> list[str]:
    """The States of which nothing is on record: no exchange, no experience of their own, no offer."""
    parties = set[str]().union(*(one.values["party"] for one in told().values()))
    own = {one.country for one in held(Experience).values()}
    offering = {state for one in held(Offer).values() for state in one.offered_by}
    return sorted(on_list("states") - parties - own - offering)


def public_by(record: str, day: str) -> bool:
    """Whether something of an exchange, an experience or an offer was public by the end of a day."""
    known: dict[str, Experience | Offer] = {**held(Experience), **held(Offer)}
    told_of, sources = held(Exchange).get(record), held(Source)
    cited = citations_of(told_of) if told_of else known[record].citations
    return any(last_day(sources[one.source].known_from) <= day for one in cited)


def taught(recipient: str, sector: str) -> dict[str, set[str]]:
    """By State the exchanges in a sector, or below it, in which it surely taught this one."""
    found: dict[str, set[str]] = {}
    for one in told().values():
        doubted = {claim for found in contradictions(one.record) for claim in found.claims}
        sectors = {claim.value for claim in one.record.sectors if claim.id not in doubted}
        if one.given and sectors & within(sector) and not doubted & {c.id for c in one.record.status}:
            for state in _teachers(one, recipient, doubted):
                found.setdefault(state, set()).add(one.record.id)
    return found


def _teachers(one: Told, recipient: str, doubted: set[str]) -> set[str]:
    """The States that gave it more than things and means, as far as no source contradicts that."""
    sure = [claim.value for claim in one.record.participations if claim.id not in doubted]
    gave = {p.actor.id for p in sure if p.role == "provider" and _teaches(p)}
    took = {p.actor.id for p in sure if p.role == "recipient"}
    givers = {who for who, said in one.parties["provider"].items() if said["provider"] & gave}
    takers = {who for who, said in one.parties["recipient"].items() if said["recipient"] & took}
    return givers & held(Country).keys() - {recipient} if recipient in takers else set()


def _teaches(part: Participation) -> bool:
    return not part.support or bool({*KNOWLEDGE} & {*part.support})
