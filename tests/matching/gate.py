"""The gate: what an answer may never say, found anew from the records themselves and not from the counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.knowledge import Experience, Offer
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Country, Group, Institution, Sector
from exchange_graph.matching.answer import BANDS, Band, BandName, Candidate, Suggestions, shown
from exchange_graph.matching.evidence import Evidence

LARGEST = 30_000
"""Bytes of an answer in English, never more; the median and the 95th percentile have bounds of their own."""


class Row(NamedTuple):
    """That one State gave to another, as a view tells it."""

    exchange: str
    giver: str
    taker: str
    stated: bool


class World:
    """What the records say, read once."""

    def __init__(self, evidence: Evidence, records: Iterable[AnyRecord]) -> None:
        known, exchanges = evidence.known, {r.id: r for r in records if isinstance(r, Exchange)}
        self.known, self.today = known, evidence.projection.at
        self.views = {i: derive(e, known.context) for i, e in exchanges.items()}
        self.sectors = {i: self._sectors(e) for i, e in exchanges.items()}
        self.rows = [row for i, e in exchanges.items() for row in self._rows(self.views[i], e)]
        self.of: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            self.of[row.giver].append(row)
        lists = {g.serves: {m.country for m in g.members} for g in known.all(Group) if g.serves}
        self.states, self.south = lists["states"], lists["south"]
        self.guarded = {s.id for s in known.all(Sector) if self._is_guarded(s.id)}
        self.lived = {(e.country, s) for e in known.all(Experience) if e.places for s in e.sectors}
        self.troubled = {i for i in self.views if self._is_troubled(i)}
        self.took_part = self._calmly_joined()

    def _is_guarded(self, sector: str | None) -> bool:
        while sector:
            record = self.known.get(Sector, sector)
            if record is None or record.guarded:
                return record is not None
            sector = record.broader
        return False

    def _sectors(self, exchange: Exchange) -> set[str]:
        doubted = {claim for pair in contradictions(exchange) for claim in pair.claims}
        return {c.value for c in exchange.sectors if c.id not in doubted}

    def _rows(self, view: ExchangeView, exchange: Exchange) -> Iterator[Row]:
        """Nothing planned, begun later, contested, or given as goods, works, money or posts alone."""
        begun = view.period.start is None or view.period.start[:4] <= self.today[:4]
        if not view.given or not begun or "status" in view.contested:
            return
        marked = {claim for pair in contradictions(exchange) for claim in pair.claims}
        sides = [p for p in view.parties if p.country and p.claim not in marked]
        for giver in (p for p in sides if p.role == "provider" and p.teaches):
            for taker in (p for p in sides if p.role == "recipient" and p.country != giver.country):
                stated = "inferred" not in (giver.basis, taker.basis)
                yield Row(view.id, str(giver.country), str(taker.country), stated)

    def _is_troubled(self, exchange: str) -> bool:
        """In a guarded sector, interrupted, or with a negative outcome."""
        view = self.views[exchange]
        rating = view.outcome.rating if view.outcome and "outcome" not in view.contested else None
        stopped = view.status is not None and view.status.value == "interrupted"
        return rating == "negative" or stopped or bool(self.sectors[exchange] & self.guarded)

    def _calmly_joined(self) -> dict[str, list[str]]:
        """By State the exchanges without trouble in which it took part, neither giving nor receiving."""
        found: dict[str, list[str]] = defaultdict(list)
        for i, view in self.views.items():
            if view.given and i not in self.troubled:
                for state in {p.country for p in view.parties if p.country and p.role == "participant"}:
                    if not self.roles(i, state) & {"provider", "recipient"}:
                        found[state].append(i)
        return found

    def joined(self, state: str, sectors: set[str]) -> bool:
        """Whether a State took part in an exchange of these sectors, neither giving nor receiving."""
        return any(self.sectors[i] & sectors for i in self.took_part.get(state, ()))

    def roles(self, exchange: str, state: str) -> set[str]:
        """The roles of a State, or of bodies that act for it, in an exchange."""
        return {p.role for p in self.views[exchange].parties if p.country == state}


def complaints(world: World, given: Suggestions) -> Iterator[str]:
    """Everything in an answer that must not be there."""
    yield from _who(world, given)
    for band in (*given.bands, *given.other_partners):
        for one in shown(band):
            yield from _evidence(world, given, band.band, one)
    yield from _cards(given)
    if given.need.guarded:
        yield from _guarded(world, given)
    yield from _beside(world, given)


def _who(world: World, given: Suggestions) -> Iterator[str]:
    banded, others = (_states(bands) for bands in (given.bands, given.other_partners))
    every = [*banded, *others]
    yield from (f"{s} stands twice" for s in set(every) if every.count(s) > 1)
    yield from (f"{s} is no State of the list" for s in {*every, given.need.recipient} - world.states)
    yield from (f"{s} stands in a band and is not of the South" for s in set(banded) - world.south)
    yield from (f"{s} is of the South and stands apart" for s in set(others) & world.south)
    if given.need.recipient in every:
        yield "the recipient is suggested to itself"


def _states(bands: tuple[Band, ...]) -> list[str]:
    return [one.state for band in bands for one in shown(band)]


def _evidence(world: World, given: Suggestions, band: BandName, one: Candidate) -> Iterator[str]:
    need, recipient, guarded = given.need, given.need.recipient, given.need.guarded
    within, related = set(need.within), set(need.related)
    rows = [row for row in world.of[one.state] if row.stated or not guarded]
    calm = [row for row in rows if row.exchange not in world.troubled]
    held: dict[BandName, list[Row]] = {
        "done_here": [r for r in rows if r.taker == recipient and world.sectors[r.exchange] & within],
        "done_elsewhere": [r for r in rows if world.sectors[r.exchange] & within],
        "related_sector": [r for r in calm if world.sectors[r.exchange] & related],
        "knows_recipient": [r for r in calm if r.taker == recipient],
    }
    lived = any((one.state, sector) in world.lived for sector in within)
    carried = {
        **{name: bool(rows) for name, rows in held.items()}, "lived_it": lived,
        "has_offered": any(one.state in _offering(world, o) for o in _offers(world, within)),
    }  # fmt: skip
    carried["related_sector"] |= world.joined(one.state, within)
    if not carried[band]:
        yield f"{one.state} stands in {band} without evidence"
    better = BANDS[: BANDS.index(band)]
    if any(carried[name] for name in better if not guarded or name in ("done_here", "lived_it")):
        yield f"{one.state} stands in {band} and has better evidence"
    if held.get(band) and (one.basis == "inferred") is any(row.stated for row in held[band]):
        joins = band == "related_sector" and world.joined(one.state, within)
        if not joins:
            yield f"{one.state} is marked {one.basis} in {band}"


def _offers(world: World, within: set[str]) -> list[Offer]:
    return [offer for offer in world.known.all(Offer) if within & {*offer.sectors}]


def _offering(world: World, offer: Offer) -> set[str]:
    bodies = (world.known.get(Institution, actor) for actor in offer.offered_by)
    return {*offer.offered_by} | {body.acts_for.country for body in bodies if body and body.acts_for}


def _cards(given: Suggestions) -> Iterator[str]:
    every = [one for band in (*given.bands, *given.other_partners) for one in shown(band)]
    told = {card for one in every for card in one.cards}
    precedents = {one.record for one in given.precedents}
    yield from (f"{card} is told above and as a precedent" for card in told & precedents)
    if told | precedents != given.cards.keys():
        yield "a card is told for nobody, or referred to and not told"
    yield from (f"{one.state} has {len(one.cards)} cards" for one in every if len(one.cards) > 3)
    if len(given.cards) > 24:
        yield f"{len(given.cards)} cards"


def _guarded(world: World, given: Suggestions) -> Iterator[str]:
    bands = (*given.bands, *given.other_partners)
    yield from (f"the band {b.band} in a guarded sector" for b in bands if b.band not in BANDS[:2])
    for one in given.precedents:
        parties = world.views[one.record].parties if one.kind == "exchange" else ()
        if not any(p.role == "recipient" and p.country == given.need.recipient for p in parties):
            yield f"the precedent {one.record} is of others"
    for partner in given.partners:
        body = world.known.get(Institution, partner.actor)
        if world.known.get(Country, partner.actor) or (body and body.acts_for):
            yield f"the partner {partner.actor} in a guarded sector"
        if any(not world.sectors[i] & set(given.need.within) for i in partner.exchanges):
            yield f"the partner {partner.actor} of another sector in a guarded one"
    if any(one.fit for band in bands for one in shown(band)):
        yield "ties speak in a guarded sector"


def _beside(world: World, given: Suggestions) -> Iterator[str]:
    """Partners are of what the recipient received and no card tells; in other sectors without trouble."""
    for partner in given.partners:
        body = world.known.get(Institution, partner.actor)
        if body and (body.until or body.succeeded_by):
            yield f"the partner {partner.actor} has ended"
        for exchange in partner.exchanges:
            other = not world.sectors[exchange] & set(given.need.within)
            on_card = exchange in given.cards and not (
                exchange in given.brief and "facilitator" in partner.roles
            )
            if on_card or (other and exchange in world.troubled):
                yield f"the partner {partner.actor} by {exchange}"
            if "recipient" not in world.roles(exchange, given.need.recipient):
                yield f"the partner {partner.actor} by {exchange} of others"
            if "provider" in {p.role for p in world.views[exchange].parties if p.id == partner.actor}:
                yield f"the partner {partner.actor} gave in {exchange} itself"


class Sized(NamedTuple):
    """Bytes of answers."""

    median: int
    p95: int
    largest: int


def sized(bytes_of: list[int]) -> Sized:
    """The figures that bound what an answer weighs."""
    order = sorted(bytes_of)
    return Sized(order[len(order) // 2], order[int(len(order) * 0.95)], order[-1])
