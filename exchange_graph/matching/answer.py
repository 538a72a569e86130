"""A suggestion as it is worked out, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from exchange_graph.domain.exchange import Rating
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.says import Says

BandName = Literal["done_here", "done_elsewhere", "lived_it", "related_sector", "knows_recipient"]
Family = Literal["record", "road", "ties", "declared"]
Beside = Literal["funder", "supporter", "facilitator"]
BANDS: tuple[BandName, ...] = (
    "done_here", "done_elsewhere", "lived_it", "related_sector", "knows_recipient",
)  # fmt: skip
STRONG = BANDS[:3]
"""Bands of evidence in the sector itself; without one of them the answer abstains."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the signal, what it adds to the score, what it says, and the records that show it."""

    signal: str
    family: Family
    says: Says
    contribution: float
    evidence: tuple[str, ...]
    exchanges: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that speaks against, or that is planned, with the records that show it."""

    says: Says
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A State with all that is said of it. `score` is the sum of its lines, None where there is no order."""

    state: str
    score: float | None
    lines: tuple[Reason, ...]
    against: tuple[Remark, ...] = ()
    planned: tuple[Remark, ...] = ()
    unknown: tuple[Says, ...] = ()
    institutions: tuple[str, ...] = ()

    def unordered(self) -> Candidate:
        """The same State where nothing is said of an order."""
        return replace(self, score=None)


@dataclass(frozen=True, slots=True)
class Band:
    """States that stand on the same kind of evidence. `more` of them are not shown."""

    band: BandName
    ordered: bool
    candidates: tuple[Candidate, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Precedent:
    """An exchange, or an offer that stands no longer, near to the need, and why it is near."""

    record: str
    why: tuple[Says, ...]
    outcome: Rating | None = None
    offer: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """Who funded, supported or brokered precedents, or is active with the recipient."""

    actor: str
    role: Beside
    exchanges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask before calling, where the question is from, and what is known."""

    question: Says
    place: str
    known: Says | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """How many States a condition took out, or a fact that does not count."""

    constraint: str
    count: int
    says: Says


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The whole answer to a need at one revision, as if the exchanges `without` were not on record."""

    need: ResolvedNeed
    revision: int
    day: str
    bands: tuple[Band, ...]
    other_partners: tuple[Candidate, ...]
    other_more: int
    thin: Says | None
    abstained: bool
    why: tuple[Says, ...]
    precedents: tuple[Precedent, ...]
    partners: tuple[Partner, ...]
    modality: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[Question, ...]
    removed: tuple[Removed, ...]
    relaxation: Says | None = None
    weights: dict[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def exchanges(self) -> list[str]:
        """The ids of the exchanges that stand as precedents."""
        return [p.record for p in self.precedents if not p.offer]

    def band(self, name: BandName) -> tuple[str, ...]:
        """The States shown in a band."""
        return tuple(c.state for band in self.bands if band.band == name for c in band.candidates)
