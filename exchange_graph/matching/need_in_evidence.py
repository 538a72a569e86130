"""One need on one evidence: the tallies and lists that signals, bands, counts and explanations share.

In guarded sectors a role that no source states counts nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exchange_graph.domain.dates import last_day
from exchange_graph.domain.knowledge import Experience, Offer
from exchange_graph.domain.vocabulary import Sector
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.set_aside import NOBODY_IS, SetAside
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import Tally

Mask = NDArray[np.bool_]


class NeedInEvidence:
    """A need with what the evidence holds about it; the projection keeps the tallies."""

    def __init__(self, need: ResolvedNeed, evidence: Evidence, aside: SetAside = NOBODY_IS) -> None:
        self.need, self.evidence, self.aside = need, evidence, aside
        self.projection, self.facts = evidence.projection, evidence.facts
        self.recipient = need.recipient
        self.year = evidence.projection.year

    @property
    def guarded(self) -> bool:
        """Whether the need is in a guarded sector: then bare ties and guesses speak for nobody."""
        return self.need.guarded

    @property
    def expired(self) -> str | None:
        """The day until which the need on record was valid, where that has passed."""
        until = self.need.record.valid_until if self.need.record else None
        return until if until and last_day(until) < self.projection.at else None

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The States that the operator sets aside for this need."""
        return self.aside.hidden(self.recipient, self.need.within, self.evidence.known)

    def mask(self, states: Collection[str]) -> Mask:
        """By State, whether it is one of these."""
        return self.evidence.vector(states) > 0

    def _tally(
        self, sectors: tuple[str, ...] | None = None, to: tuple[str, ...] | None = None,
        without: tuple[str, ...] = (), *, calm: bool = False,
    ) -> Tally:  # fmt: skip
        return self.projection.tally(sectors, to, without, stated=self.guarded, calm=calm)

    @property
    def volume(self) -> Tally:
        """All that was given."""
        return self._tally()

    @property
    def sector(self) -> Tally:
        """In the sectors asked for."""
        return self._tally(self.need.within)

    @property
    def related(self) -> Tally:
        """In related sectors, without what counts in the sectors asked for, is guarded, or ended badly."""
        return self._tally(self.need.related, None, self.need.within + self.facts.guarded, calm=True)

    @property
    def recipient_tally(self) -> Tally:
        """To the recipient."""
        return self._tally(None, (self.recipient,))

    @property
    def elsewise(self) -> Tally:
        """To the recipient in any sector, without what is guarded or ended badly."""
        return self._tally(None, (self.recipient,), self.facts.guarded, calm=True)

    @property
    def here(self) -> Tally:
        """To the recipient in the sectors asked for."""
        return self._tally(self.need.within, (self.recipient,))

    @property
    def region(self) -> Tally:
        """To the States of the recipient's sub-region."""
        return self._tally(None, self.facts.neighbourhood(self.recipient))

    @property
    def region_sector(self) -> Tally:
        """To the States of the recipient's sub-region, in the sectors asked for."""
        return self._tally(self.need.within, self.facts.neighbourhood(self.recipient))

    @cached_property
    def joined(self) -> dict[int, Ints]:
        """By State, the exchanges in the sectors asked for in which it took part, direction not said.

        Not those that are guarded or ended badly.
        """
        barred = self.projection.troubled | self.projection.member_of(self.facts.guarded)
        taken = self.projection.joined(self.need.within).items()
        left = ((state, positions[~barred[positions]]) for state, positions in taken)
        return {state: positions for state, positions in left if len(positions)}

    @property
    def gender_sectors(self) -> tuple[str, ...]:
        """The sectors that serve for gender expertise: where exchanges and experience show it."""
        sectors = self.facts.known.all(Sector)
        return tuple(sector.id for sector in sectors if sector.serves == "gender-expertise")

    @property
    def gender(self) -> Tally:
        """Where gender expertise was given."""
        return self._tally(self.gender_sectors)

    @cached_property
    def versed(self) -> Mask:
        """By State, whether gender expertise is on record: given, taken part in, or its own."""
        known = self.gender.n > 0
        known[list(self.projection.joined(self.gender_sectors))] = True
        return known | self.mask(self.facts.experiences(self.gender_sectors))

    @property
    def taught_back(self) -> Tally:
        """What the recipient gave to others."""
        return self.projection.taught_by(self.recipient)

    @cached_property
    def experiences(self) -> dict[str, tuple[Experience, ...]]:
        """By State, own experience in the sectors asked for."""
        return self.facts.experiences(self.need.within)

    @cached_property
    def offers(self) -> dict[str, tuple[Offer, ...]]:
        """By State, offers in the sectors asked for that stand."""
        return self.facts.offers(self.need.within, self.recipient)
