"""One need on one ground: the tallies and lists that signals, bands and explanations share."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exchange_graph.domain.knowledge import Experience, Offer
from exchange_graph.domain.vocabulary import Sector
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.projection.tally import Tally


class Scene:
    """A need with what the ground holds about it; the projection keeps the tallies."""

    def __init__(self, need: ResolvedNeed, ground: Ground) -> None:
        self.need, self.ground = need, ground
        self.projection, self.facts = ground.projection, ground.facts
        self.recipient = need.recipient
        self.year = ground.projection.year

    @property
    def volume(self) -> Tally:
        """All that was given."""
        return self.projection.tally()

    @property
    def sector(self) -> Tally:
        """In the sectors asked for."""
        return self.projection.tally(self.need.within)

    @property
    def related(self) -> Tally:
        """In related sectors, without what counts in the sectors asked for."""
        return self.projection.tally(self.need.related, None, self.need.within)

    @property
    def recipient_tally(self) -> Tally:
        """To the recipient."""
        return self.projection.tally(None, (self.recipient,))

    @property
    def here(self) -> Tally:
        """To the recipient in the sectors asked for."""
        return self.projection.tally(self.need.within, (self.recipient,))

    @property
    def region(self) -> Tally:
        """To the States of the recipient's sub-region."""
        return self.projection.tally(None, self.facts.neighbourhood(self.recipient))

    @property
    def region_sector(self) -> Tally:
        """To the States of the recipient's sub-region, in the sectors asked for."""
        return self.projection.tally(self.need.within, self.facts.neighbourhood(self.recipient))

    @property
    def gender_sectors(self) -> tuple[str, ...]:
        """The sectors that serve for gender expertise: where exchanges and experience show it."""
        sectors = self.facts.known.all(Sector)
        return tuple(sector.id for sector in sectors if sector.serves == "gender-expertise")

    @property
    def gender(self) -> Tally:
        """Where gender expertise was given."""
        return self.projection.tally(self.gender_sectors)

    @cached_property
    def versed(self) -> NDArray[np.bool_]:
        """By State, whether gender expertise is on record: given, taken part in, or its own."""
        known = self.gender.n > 0
        known[list(self.projection.joined(self.gender_sectors))] = True
        lived: NDArray[np.bool_] = self.ground.vector(self.facts.experiences(self.gender_sectors)) > 0
        return known | lived

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
