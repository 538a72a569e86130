"""Suggestions for a need: experiences told once, States in bands and tiers, what nobody knows.

It reads one evidence and nothing else: no store, no network, no clock. The same need on the same evidence
gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from exchange_graph.matching import bands, constraints
from exchange_graph.matching.answer import (
    BANDS,
    STRONG,
    Band,
    BandName,
    Candidate,
    Precedent,
    SectorHolds,
    Suggestions,
    Tier,
    shown,
)
from exchange_graph.matching.candidates import ToldCards, in_brief, in_full
from exchange_graph.matching.checklist import checklist
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.need_in_evidence import Mask, NeedInEvidence
from exchange_graph.matching.notes import noted
from exchange_graph.matching.partners import partners
from exchange_graph.matching.precedents import nearest, tellable
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.sentence import LabelOf, Sentence, Word
from exchange_graph.matching.set_aside import NOBODY_IS, SetAside
from exchange_graph.matching.tiers import border, ranked
from exchange_graph.matching.weights import Weights, shipped

THIN = 3
"""Fewer exchanges than this behind the bands of the sector itself is said above them."""
NEEDS = 3
"""As many needs on record are named."""
SECOND, LINES, PRECEDENTS = 4, 5, 2
"""How many States a second tier and the last bands show, and how many precedents are told beside those that
the recipient itself received."""
ROOM, APART = 7, 2
"""The bands of one side together show at most as many States, best band first; of the other partners' last
bands fewer."""

AtLength = Callable[[NeedInEvidence, BandName, list[int], ToldCards], list[Candidate]]


def suggest(
    need: ResolvedNeed, evidence: Evidence, aside: SetAside = NOBODY_IS, weights: Weights | None = None
) -> Suggestions:
    """The whole answer; who is set `aside` for the recipient is in none of it."""
    return _Answering(NeedInEvidence(need, evidence, aside), weights or shipped()).answer()


def struck(evidence: Evidence) -> tuple[str, ...]:
    """The exchanges that an evidence is told to do without."""
    projection = evidence.projection
    return tuple(projection.columns.ids[p] for p in np.flatnonzero(~projection.held).tolist())


class _Answering:
    def __init__(self, asked: NeedInEvidence, weights: Weights) -> None:
        self.asked, self.need, self.evidence = asked, asked.need, asked.evidence
        self.scores, self.model = Scores(asked, weights), weights.model
        self.placed = bands.placed(asked)
        self.south = bands.southern(asked)
        self.allowed = constraints.allowed(asked)
        self.open = self.allowed & ~asked.mask(asked.hidden)
        self.telling, self.room = ToldCards(), ROOM
        self.near = nearest(asked)

    def answer(self) -> Suggestions:
        strong = bands.together(self.placed, *STRONG)
        here = strong & self.south & self.open
        over = self.asked.expired
        found, others = ((), ()) if over else self._found()
        above = {i for band in found + others for one in shown(band) for i in one.cards}
        precedents = self._precedents(above)
        abstained = over is not None or not here.any()
        anywhere = bands.together(self.placed, *BANDS)
        giving = {one.state for band in found + others for one in shown(band)}
        return Suggestions(
            self.need, self.evidence.revision, self.evidence.projection.at, self.model, found, others,
            self._sector_record(), None if abstained else self._thin(), abstained,
            tuple(self._why(over, others)) if abstained else (), self.telling.cards,
            self.telling.brief, precedents, sum(one.record in above for one in self.near),
            partners(self.asked, self.telling.cards.keys(), self.telling.brief, giving), self._needs(),
            checklist(self.asked, found), tuple(constraints.removed(self.asked, anywhere)),
            constraints.relaxation(self.asked, int(here.sum()), abstained=abstained),
            struck(self.evidence), self.asked.hidden,
        )  # fmt: skip

    def _found(self) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
        """The bands, and those of the other partners.

        What the recipient itself received in the sector is told before the bands of evidence beside it.
        """
        here, room = self._side(self.south, ROOM, last=False)
        apart, room_apart = self._side(~self.south, ROOM, last=False)
        self._tell_own()
        further, _ = self._side(self.south, room, last=True)
        further_apart, _ = self._side(~self.south, min(room_apart, APART), last=True)
        return here + further, apart + further_apart

    def _side(self, side: Mask, room: int, *, last: bool) -> tuple[tuple[Band, ...], int]:
        """The bands of States on one side, and how many more may be shown."""
        self.room = room
        return tuple(self._bands(side, last=last)), self.room

    def _bands(self, side: Mask, *, last: bool) -> Iterator[Band]:
        for name in self.placed:
            members = np.flatnonzero(self.placed[name] & side & self.open).tolist()
            if members and (name in bands.LAST) is last:
                yield self._last(name, members) if last else self._tiered(name, members)

    def _tell_own(self) -> None:
        for one in self.near:
            if one.own and tellable(self.asked, one.record):
                self.telling.tell_own(one.record)

    def _last(self, name: BandName, members: list[int]) -> Band:
        order = ranked(self.asked, self.scores, members)
        return noted(Band(name, (self._tier(name, order, LINES, in_brief),)))

    def _tiered(self, name: BandName, members: list[int]) -> Band:
        above, below, why = border(self.asked, self.scores, name, members)
        first = self._tier(name, above, ROOM, in_full, why)
        second = (self._tier(name, below, SECOND, in_brief),) if below else ()
        return noted(Band(name, (first, *second)))

    def _tier(
        self, name: BandName, order: list[int], most: int, made: AtLength, why: Sentence | None = None
    ) -> Tier:
        shown_here = order[: min(most, self.room)]
        self.room -= len(shown_here)
        candidates = made(self.asked, name, shown_here, self.telling)
        return Tier(tuple(candidates), len(order) - len(shown_here), why)

    def _precedents(self, above: set[str]) -> tuple[Precedent, ...]:
        """The nearest that no State's card tells: what the recipient received itself, then others."""
        own = [one for one in self.near if one.record in self.telling.cards and one.record not in above]
        left = [one for one in self.near if one.record not in self.telling.cards]
        left = [one for one in left if one.kind == "offer" or tellable(self.asked, one.record)]
        more = [one for one in left[:PRECEDENTS] if self.telling.tell(one.record, one.kind, brief=True)]
        return (*own, *more)

    def _needs(self) -> tuple[str, ...]:
        """What this State is on record as having asked for in these sectors, but for the need asked."""
        found = self.asked.facts.needs(self.need.within, self.need.recipient)
        own = self.need.record.id if self.need.record else None
        return tuple(one.id for one in found if one.id != own)[:NEEDS]

    def _sector_record(self) -> SectorHolds | None:
        """How much guarded sectors hold, whoever asks and whatever is set aside: as their list has it."""
        if not self.need.guarded:
            return None
        projection, known = self.evidence.projection, self.evidence.known
        sectors = tuple(dict.fromkeys(i for one in self.need.sectors for i in known.narrower(one)))
        columns, states = projection.columns, self.asked.mask(self.asked.facts.states)
        wanted = projection.member_of(sectors) & projection.given
        rows = wanted[columns.named_of] & states[columns.named]
        return SectorHolds(len(np.unique(columns.named[rows])), len(np.unique(columns.named_of[rows])))

    def _thin(self) -> Sentence | None:
        """On how little the first bands stand: the exchanges by which each State stands in its own."""
        positions = {
            position
            for name in STRONG if name in self.placed
            for state in np.flatnonzero(self.placed[name] & self.south & self.open).tolist()
            for position in bands.stands_on(self.asked, name, state)[:THIN].tolist()
        }  # fmt: skip
        if len(positions) >= THIN:
            return None
        if not positions:
            return Sentence.of("thin.none")
        grade = min(self.evidence.projection.trace(p).grade for p in positions)
        means = Word(f"thin.grade.{grade}")
        return Sentence.of("thin.some", exchanges=len(positions), grade=grade, means=means)

    def _why(self, over: str | None, others: tuple[Band, ...]) -> Iterator[Sentence]:
        projection = self.evidence.projection
        if over:
            yield Sentence.of("abstained.expired", until=over)
            return
        if not projection.held.any():
            key = "abstained.nothing_then" if self.need.as_of else "abstained.nothing"
            yield Sentence.of(key, **({"day": self.need.as_of} if self.need.as_of else {}))
            return
        sectors = tuple(map(LabelOf, self.need.within))
        count = len(projection.exchanges_in(self.need.within))
        yield Sentence.of("abstained.searched", all=int(projection.held.sum()), sectors=sectors, count=count)
        yield from self._nobody()
        if any(band.band in STRONG for band in others):
            yield Sentence.of("abstained.others")

    def _nobody(self) -> Iterator[Sentence]:
        """That nobody else is on record, and that the recipient's own record does not count."""
        asked, recipient = self.asked, self.need.recipient
        own = asked.projection.index.get(recipient)
        gave = len(asked.sector.exchanges_of(own)) if own is not None else 0
        if gave:
            yield Sentence.of("abstained.own", recipient=LabelOf(recipient), exchanges=gave)
        if asked.guarded:
            yield Sentence.of("abstained.guarded", recipient=LabelOf(recipient))
            return
        knows = gave or recipient in asked.experiences or recipient in asked.offers
        yield Sentence.of("abstained.no_other" if knows else "abstained.none")
