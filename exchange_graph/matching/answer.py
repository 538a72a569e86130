"""A suggestion as it is worked out, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.sentence import Sentence

BandName = Literal[
    "done_here", "lived_it", "done_elsewhere", "has_offered", "related_sector", "knows_recipient"
]
CardKind = Literal["exchange", "experience", "offer"]
Beside = Literal["funder", "supporter", "facilitator"]
BESIDE: tuple[Beside, ...] = get_args(Beside)
Stated = Literal["stated", "inferred"]
NotCounted = Literal["planned", "contested", "inferred", "means", "no_recipient"]
"""Why an exchange that names a State as provider does not place it: it was not given, sources contradict each
other, no source states the role (guarded sectors), it gave things, means or people, or no State received."""
BANDS: tuple[BandName, ...] = (
    "done_here", "lived_it", "done_elsewhere", "has_offered", "related_sector", "knows_recipient",
)  # fmt: skip
STRONG = BANDS[:3]
"""Bands of evidence in the sector itself; without one of them the answer abstains."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is to be said of a State, with the records that show it."""

    says: Sentence
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """How many exchanges place a State: by stated roles, by inferred ones; and the query that lists them."""

    stated: int
    inferred: int
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlacingCounts:
    """What is on record of a State, in exchanges that place it; `left` are those that do not, by reason.

    Of many States only what is in the sectors asked for.
    """

    here_in_sector: Placing
    in_sector: Placing
    here: Placing | None = None
    in_all: Placing | None = None
    left: tuple[tuple[NotCounted, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A State with what is said of it. `cards` are ids of what is told, `more` is how many are not.

    Beside the sector, `near` says what it stands on: the sectors, or that it took part.
    """

    state: str
    basis: Stated
    cards: tuple[str, ...] = ()
    more: int = 0
    fit: tuple[Remark, ...] = ()
    against: tuple[Remark, ...] = ()
    unknown: tuple[Sentence, ...] = ()
    planned: tuple[Remark, ...] = ()
    counts: PlacingCounts | None = None
    near: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """States between which no single piece of evidence decides; `more` of them are not shown."""

    candidates: tuple[Candidate, ...]
    more: int = 0
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """States on the same kind of evidence; `note` is what holds for all of them."""

    band: BandName
    tiers: tuple[Tier, ...]
    note: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedent:
    """An experience near to the need that no card above tells, and why it is near.

    `own`: the recipient itself received it, in the very sector.
    """

    record: str
    kind: CardKind
    why: tuple[Sentence, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """Who paid for, supported or stood between in what the recipient received and no card tells.

    `exchanges` are the newest of `count`, `sectors` what they are in.
    """

    actor: str
    roles: tuple[Beside, ...]
    exchanges: tuple[str, ...]
    count: int
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask before calling, where the question is from, and what is known."""

    question: Sentence
    place: str
    known: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """How many States a condition took out, or a fact that does not count."""

    constraint: str
    count: int
    says: Sentence


@dataclass(frozen=True, slots=True)
class SectorHolds:
    """How much guarded sectors hold, as numbers: States that gave, and exchanges."""

    states: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The whole answer to a need at one revision, as if the exchanges `struck` were not on record.

    `cards` names each record that is told, once, best band first; `brief` ones in a line. `needs` are those
    on record of this State in these sectors.
    """

    need: ResolvedNeed
    revision: int
    day: str
    model: str
    bands: tuple[Band, ...]
    other_partners: tuple[Band, ...]
    sector_record: SectorHolds | None
    thin: Sentence | None
    abstained: bool
    why: tuple[Sentence, ...]
    cards: dict[str, CardKind]
    brief: frozenset[str]
    precedents: tuple[Precedent, ...]
    told_above: int
    partners: tuple[Partner, ...]
    needs: tuple[str, ...]
    questions: tuple[Question, ...]
    removed: tuple[Removed, ...]
    relaxation: Sentence | None = None
    struck: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def exchanges(self) -> list[str]:
        """The ids of the exchanges that cards tell of."""
        return [record for record, kind in self.cards.items() if kind == "exchange"]

    def named(self) -> list[str]:
        """The ids of every exchange that something is said of: told, announced, or one a body stood by."""
        beside = (i for one in self.partners for i in one.exchanges)
        every = (c for band in (*self.bands, *self.other_partners) for c in shown(band))
        planned = (i for one in every for remark in one.planned for i in remark.evidence)
        return [*dict.fromkeys([*self.exchanges(), *beside, *planned])]

    def band(self, name: BandName) -> tuple[str, ...]:
        """The States shown in a band."""
        return tuple(c.state for band in self.bands if band.band == name for c in shown(band))


def shown(band: Band) -> tuple[Candidate, ...]:
    """Every State that a band shows."""
    return tuple(candidate for tier in band.tiers for candidate in tier.candidates)
