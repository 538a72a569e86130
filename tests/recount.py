"""Counting once more, from plain records: what each exchange says, read without the code that is tested.

It reads what the seeds hold: no record of theirs is merged or withdrawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from exchange_graph.domain.claims import Claim
from exchange_graph.domain.dates import first_day, last_day
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Country, Group, Institution, Sector
from tests.recount_times import PLANS, Span, Times

UNKNOWN = "unknown"
SIDES = ("provider", "recipient")
BESIDE = ("group", "region")
"""What is asked of a provider or a recipient beside who it is: `provider_group`, `recipient_region`."""
M49 = {
    "Africa": "002", "Northern Africa": "015", "Sub-Saharan Africa": "202", "Eastern Africa": "014",
    "Middle Africa": "017", "Southern Africa": "018", "Western Africa": "011", "Americas": "019",
    "Latin America and the Caribbean": "419", "Caribbean": "029", "Central America": "013",
    "South America": "005", "Northern America": "021", "Asia": "142", "Central Asia": "143",
    "Eastern Asia": "030", "South-eastern Asia": "035", "Southern Asia": "034", "Western Asia": "145",
    "Europe": "150", "Eastern Europe": "151", "Northern Europe": "154", "Channel Islands": "830",
    "Southern Europe": "039", "Western Europe": "155", "Oceania": "009",
    "Australia and New Zealand": "053", "Melanesia": "054", "Micronesia": "057", "Polynesia": "061",
}  # fmt: skip
Where = dict[str, set[str]]
"""Values by filter; one of each must be had."""


@dataclass
class Told:
    """One exchange: `values` by dimension as facets count them, `names` also of bodies behind a State.

    `parties` has, for each side, each party with all that is asked of it. `bounds` are the years in which it
    may lie, `ran` those that a source states.
    """

    record: Exchange
    given: bool
    bounds: Span
    ran: Span
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parties: dict[str, dict[str, dict[str, set[str]]]] = field(default_factory=dict)
    leaves: set[str] = field(default_factory=set)

    def counted(self, dimension: str, where: Where | None = None) -> set[str]:
        """The values on a dimension; of a side, those alone of the parties that are asked for."""
        side, _, beside = dimension.partition("_")
        if side in SIDES:
            meant = self.meant(side, {k: v for k, v in (where or {}).items() if k != dimension})
            return {v for said in meant.values() for v in said[dimension]} if beside else set(meant)
        return self.values[dimension] or {UNKNOWN}

    def meant(self, side: str, where: Where) -> dict[str, dict[str, set[str]]]:
        """The parties on a side that meet all that is asked of one, with what is said of each."""
        return {
            who: said for who, said in self.parties[side].items()
            if all(said[name] & where[name] for name in said if name in where)
        }  # fmt: skip

    def fits(self, where: Where, years: tuple[int | None, int | None] = (None, None)) -> bool:
        """Whether it meets every condition, those on one side by one party."""
        if not all(self.meant(side, where) for side in SIDES):
            return False
        others = {name: wanted for name, wanted in where.items() if name.partition("_")[0] not in SIDES}
        low, high = years
        return all((self.names[n] | self.counted(n)) & wanted for n, wanted in others.items()) and (
            years == (None, None)
            or bool(self.bounds and (low or 0) <= self.bounds[1] and self.bounds[0] <= (high or 9999))
        )


class Recount:
    """All exchanges among records, each read once."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        every = list(records)
        self._known: dict[str, AnyRecord] = {alias: r for r in every for alias in r.aliases}
        self._known |= {r.id: r for r in every}
        self._groups = [record for record in every if isinstance(record, Group)]
        self.exchanges = [self._told(record) for record in every if isinstance(record, Exchange)]

    def fitting(self, where: Where, years: tuple[int | None, int | None] = (None, None)) -> list[Told]:
        """Those that fit."""
        return [told for told in self.exchanges if told.fits(where, years)]

    def facet(
        self, dimension: str, where: Where, years: tuple[int | None, int | None]
    ) -> dict[str, int]:  # fmt: skip
        """How many have each value, among those that fit without a condition on the dimension itself."""
        lifted = {name: wanted for name, wanted in where.items() if name != dimension}
        found = self.fitting(lifted, (None, None) if dimension == "year" else years)
        return dict(Counter(value for told in found for value in told.counted(dimension, lifted)))

    def experience(
        self, where: Where, years: tuple[int | None, int | None]
    ) -> dict[tuple[str, str], tuple[Any, ...]]:
        """By provider and sector: exchanges, programmes, recipients, first and last year, outcomes, grade."""
        cells: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for told in self.fitting(where, years):
            for provider in told.meant("provider", where).keys() - {UNKNOWN} if told.given else ():
                for sector in told.leaves or {UNKNOWN}:
                    if sector in where.get("sector", {sector}):
                        cells[provider, sector].append(told)
        return {key: _row(cell, where) for key, cell in cells.items()}

    # -- reading one record ------------------------------------------------------------------

    def _told(self, exchange: Exchange) -> Told:
        cited = [c for name in _FACTS for claim in getattr(exchange, name) for c in claim.citations]
        times = Times(self._known)
        status = times.status(exchange, cited)
        given = status not in PLANS
        time = times.time(exchange, cited, given=given)
        told = Told(exchange, given, time.bounds(), times.ran(exchange, time))
        for claim in exchange.participations:
            self._take_in(claim, told, time.interval())
        for side in SIDES:
            self._complete(side, told)
        told.leaves = {claim.value for claim in exchange.sectors}
        told.values["sector"] = {above for leaf in told.leaves for above in self._above(leaf)}
        told.values["modality"] = {one for claim in exchange.modality for one in claim.value}
        told.values["source"] = {times.source(c).id for c in cited}
        told.values["year"] = {str(y) for y in range(told.ran[0], told.ran[1] + 1)} if told.ran else set()
        single = {
            "status": status, "programme": exchange.programme, "form": _best(exchange.form),
            "outcome": outcome.rating if (outcome := _best(exchange.outcome)) else None,
            "dated": "stated" if time.start or time.end else "bounded", "grade": _grade(exchange),
        }  # fmt: skip
        told.values |= {name: {str(value)} for name, value in single.items() if value}
        return told

    def _take_in(self, claim: Claim[Any], told: Told, when: tuple[str, str]) -> None:
        """A party: by its State where it has one; a group belongs to itself."""
        role, actor, support = claim.value.role, claim.value.actor, claim.value.support
        told.values["support"] |= set(support)
        if actor.id is None:
            return
        state = self._state(actor.type, actor.id, when)
        who = state or actor.id
        groups = {g.id for g in self._groups if state and _belonged(g, state, when)}
        groups |= {actor.id} if actor.type == "group" else set()
        for name in (role, "party"):
            told.values[name].add(who)
            told.names[name].add(actor.id)
        told.values["group"] |= groups
        told.values["institution"] |= {actor.id} if actor.type == "institution" else set()
        if role in SIDES:
            said = told.parties.setdefault(role, {}).setdefault(who, defaultdict(set))
            said[role] |= {who, actor.id}
            said[f"{role}_group"] |= groups
            said[f"{role}_region"] |= self._regions(state)

    @staticmethod
    def _complete(side: str, told: Told) -> None:
        """What nobody on a side says is unknown of each."""
        parties = told.parties.setdefault(side, {}) or {UNKNOWN: defaultdict(set, {side: {UNKNOWN}})}
        told.parties[side] = parties
        for name in (f"{side}_{what}" for what in BESIDE):
            silent = not any(said[name] for said in parties.values())
            for said in parties.values():
                said[name] |= {UNKNOWN} if silent else set()

    def _state(self, kind: str, actor: str, when: tuple[str, str]) -> str | None:
        """The State itself, or the one that a body acted for then; open ends hold."""
        if kind == "country":
            return actor
        body = self._known.get(actor)
        held = body.acts_for if isinstance(body, Institution) else None
        if held is None:
            return None
        over = held.end and first_day(when[0]) > last_day(held.end)
        ahead = held.start and last_day(when[1]) < first_day(held.start)
        return None if over or ahead else held.country

    def _regions(self, state: str | None) -> set[str]:
        lies = self._known.get(state or "")
        if not isinstance(lies, Country):
            return set()
        return {M49[name] for name in (lies.region, lies.subregion, lies.intermediate) if name}

    def _above(self, sector: str) -> Iterator[str]:
        current: str | None = sector
        while current:
            yield current
            found = self._known[current]
            assert isinstance(found, Sector)
            current = found.broader


_FACTS = (
    "participations", "sectors", "modality", "form", "period", "status", "outcome", "kind_stated", "figures",
)  # fmt: skip


def _best(claims: Iterable[Claim[Any]]) -> Any:
    """The value with the best evidence."""
    order = ("stated", "inferred", "assigned")

    def rank(claim: Claim[Any]) -> tuple[int, str, int]:
        return order.index(claim.basis), min(c.grade for c in claim.citations), int(claim.id[1:])

    return next((claim.value for claim in sorted(claims, key=rank)), None)


def _grade(exchange: Exchange) -> str:
    """The weakest of who gave, received or took part, each by its best citation."""
    claims = exchange.participations
    sides = [c for c in claims if c.value.role in (*SIDES, "participant")] or claims
    return max(min(c.grade for c in claim.citations) for claim in sides)


def _belonged(group: Group, state: str, when: tuple[str, str]) -> bool:
    """Surely, all of the time: what began on an unknown day in between is not sure."""
    return any(
        (m.start is None or first_day(when[0]) >= first_day(m.start))
        and (m.end is None or last_day(when[1]) <= last_day(m.end))
        for m in group.members if m.country == state
    )  # fmt: skip


def _row(cell: list[Told], where: Where) -> tuple[Any, ...]:
    beside = {name: wanted for name, wanted in where.items() if name != "recipient"}
    spans = [told.ran for told in cell if told.ran]
    return (
        len(cell), len({told.record.programme for told in cell} - {None}),
        tuple(sorted({who for told in cell for who in told.meant("recipient", beside)} - {UNKNOWN})),
        min((first for first, _ in spans), default=None), max((last for _, last in spans), default=None),
        dict(Counter(rating for told in cell for rating in told.values["outcome"])),
        min(grade for told in cell for grade in told.values["grade"]),
    )  # fmt: skip
