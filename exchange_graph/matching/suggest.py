"""Suggestions for a need: bands of peers with reasons, what speaks against, what is unknown, precedents.

It reads one ground and nothing else: no store, no network, no clock. The same need on the same ground gives
the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from exchange_graph.domain.dates import last_day
from exchange_graph.matching import bands, constraints, remarks
from exchange_graph.matching.answer import BANDS, STRONG, Band, BandName, Candidate, Suggestions
from exchange_graph.matching.bands import Mask
from exchange_graph.matching.checklist import checklist
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.precedents import nearest
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.matching.scoring import WEIGHTS, Scores

THIN = 3
"""Fewer exchanges than this behind the first three bands is said above them."""
OTHERS = BANDS[:4]
"""The kinds of evidence on which a State stands among the other partners."""


def suggest(need: ResolvedNeed, ground: Ground) -> Suggestions:
    """The whole answer."""
    return _Answering(need, ground).answer()


def stands(need: ResolvedNeed, ground: Ground, state: str) -> tuple[BandName | None, Candidate | None]:
    """Where one State stands and what is said of it, shown or not; nothing where no evidence places it.

    A State that is not of the South stands among the other partners, in no band.
    """
    return _Answering(need, ground).one(state)


def struck(ground: Ground) -> tuple[str, ...]:
    """The exchanges that a ground is told to do without."""
    projection = ground.projection
    return tuple(projection.columns.ids[p] for p in np.flatnonzero(~projection.held).tolist())


class _Answering:
    def __init__(self, need: ResolvedNeed, ground: Ground) -> None:
        self.need, self.ground = need, ground
        self.scene = Scene(need, ground)
        self.scores = Scores(self.scene)
        self.placed = bands.placed(self.scene)
        self.south = bands.southern(self.scene)
        self.allowed = constraints.allowed(self.scene)

    def answer(self) -> Suggestions:
        before = np.any([self.placed[band] for band in STRONG], axis=0) & self.south
        strong = before & self.allowed
        expired = self._expired()
        found = () if expired else tuple(self._bands())
        others, more = ((), 0) if expired else self._others()
        abstained = expired is not None or not strong.any()
        near = nearest(self.scene)
        return Suggestions(
            self.need, self.ground.revision, self.ground.projection.at, found, others, more,
            thin=None if abstained else self._thin(strong), abstained=abstained,
            why=tuple(self._why(expired)) if abstained else (), precedents=near.precedents,
            partners=near.partners, modality=near.modality, questions=checklist(self.scene),
            removed=tuple(constraints.removed(self.scene, before, self._anywhere())),
            relaxation=constraints.relaxation(self.scene, int(strong.sum()), abstained=abstained),
            weights=WEIGHTS, without=struck(self.ground),
        )  # fmt: skip

    def _anywhere(self) -> Mask:
        """The States that evidence places in a band or among the other partners, whatever is asked for."""
        banded = np.any([self.placed[band] for band in BANDS], axis=0) & self.south
        mask: Mask = banded | np.any([self.placed[band] for band in OTHERS], axis=0) & ~self.south
        return mask

    def one(self, state: str) -> tuple[BandName | None, Candidate | None]:
        number = self.ground.projection.index.get(state)
        if number is None or not self.allowed[number] or self._expired():
            return None, None
        name = next((band for band in BANDS if self.placed[band][number]), None)
        if name is None or (not self.south[number] and name not in OTHERS):
            return None, None
        candidate = self._candidate(name, number)
        if not self.south[number]:
            return None, candidate.unordered()
        ordered = self._is_ordered(name, self._ranked(name))
        return name, candidate if ordered else candidate.unordered()

    def _bands(self) -> Iterator[Band]:
        for name in BANDS:
            if ranked := self._ranked(name):
                yield self._band(name, ranked)

    def _ranked(self, name: BandName) -> list[int]:
        """The States of a band, those with most evidence first."""
        members, totals = np.flatnonzero(self.placed[name] & self.south & self.allowed), self.scores.totals
        return sorted(members.tolist(), key=lambda s: (-totals[s], self.scene.projection.states[s]))

    def _band(self, name: BandName, ranked: list[int]) -> Band:
        shown = [self._candidate(name, state) for state in ranked[: bands.AT_MOST.get(name)]]
        ordered = self._is_ordered(name, ranked)
        if not ordered:
            shown = [candidate.unordered() for candidate in shown]
        return Band(name, ordered, tuple(shown), len(ranked) - len(shown))

    def _is_ordered(self, name: BandName, ranked: list[int]) -> bool:
        """Only where the first stays first whichever one of its units is struck, and nobody draws."""
        if name in bands.UNORDERED or len(ranked) < 2:
            return False
        scores, first = self.scores, ranked[0]
        totals = [float(scores.totals[state]) for state in ranked]
        if len(set(totals)) < len(totals) or not bands.stays_in(self.scene, name, first):
            return False
        return scores.stays_above(first, totals[1])

    def _candidate(self, name: BandName, state: int) -> Candidate:
        scene = self.scene
        lines = self.scores.lines(state)
        return Candidate(
            scene.projection.states[state], sum(line.contribution for line in lines), lines,
            remarks.against(scene, name, state), remarks.planned(scene, state),
            remarks.unknown(scene, name, state), remarks.institutions(scene, name, state),
        )  # fmt: skip

    def _others(self) -> tuple[tuple[Candidate, ...], int]:
        """States that are not on the list of the South, with the same kinds of evidence, in no order."""
        found = [
            (name, state) for name in OTHERS
            for state in np.flatnonzero(self.placed[name] & ~self.south & self.allowed).tolist()
        ]  # fmt: skip
        totals, states = self.scores.totals, self.scene.projection.states
        found.sort(key=lambda pair: (BANDS.index(pair[0]), -totals[pair[1]], states[pair[1]]))
        limit = sum(name in STRONG for name, _ in found) + bands.AT_MOST["related_sector"]
        shown = tuple(self._candidate(*pair).unordered() for pair in found[:limit])
        return shown, len(found) - len(shown)

    def _thin(self, strong: Mask) -> Says | None:
        positions = {
            p for state in np.flatnonzero(strong).tolist() for p in self.scene.sector.count(state).positions
        }
        if len(positions) >= THIN:
            return None
        if not positions:
            return Says.of("thin.none")
        grade = min(self.ground.projection.trace(p).grade for p in positions)
        return Says.of("thin.some", exchanges=len(positions), grade=grade)

    def _expired(self) -> str | None:
        until = self.need.record.valid_until if self.need.record else None
        return until if until and last_day(until) < self.ground.projection.at else None

    def _why(self, expired: str | None) -> Iterator[Says]:
        columns = self.ground.projection.columns
        if expired:
            yield Says.of("abstained.expired", until=expired)
            return
        if not self.ground.projection.held.any() or not len(columns.ids):
            key = "abstained.nothing_then" if self.need.as_of else "abstained.nothing"
            yield Says.of(key, **({"day": self.need.as_of} if self.need.as_of else {}))
            return
        sectors = tuple(map(LabelOf, self.need.within))
        count = len(self.ground.projection.exchanges_in(self.need.within))
        held = int(self.ground.projection.held.sum())
        yield Says.of("abstained.searched", all=held, sectors=sectors, count=count)
        yield from self._nobody()

    def _nobody(self) -> Iterator[Says]:
        """That nobody else is on record, and that the recipient's own record is set aside, if it has one."""
        scene, recipient = self.scene, self.need.recipient
        own = scene.projection.index.get(recipient)
        gave = scene.sector.count(own).exchanges if own is not None else 0
        if gave:
            yield Says.of("abstained.own", recipient=LabelOf(recipient), exchanges=gave)
        knows = gave or recipient in scene.experiences or recipient in scene.offers
        yield Says.of("abstained.no_other" if knows else "abstained.none")
