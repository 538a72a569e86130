"""Questions and answers as frozen values: what crosses the wall between the service and a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from exchange_graph.domain.claims import Basis, Grade
from exchange_graph.domain.notes import Author
from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.domain.view import ExchangeView
from exchange_graph.text.tokens import Meant

T = TypeVar("T")
UNKNOWN = "unknown"
"""The value of a dimension on which an exchange says nothing."""


class Dimension(StrEnum):
    """What exchanges can be filtered and counted by. Several values of one dimension mean any of them."""

    PROVIDER = "provider"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    FUNDER = "funder"
    SUPPORTER = "supporter"
    PARTY = "party"
    INSTITUTION = "institution"
    SECTOR = "sector"
    PROGRAMME = "programme"
    MODALITY = "modality"
    SUPPORT = "support"
    FORM = "form"
    STATUS = "status"
    OUTCOME = "outcome"
    GROUP = "group"
    PROVIDER_GROUP = "provider_group"
    RECIPIENT_GROUP = "recipient_group"
    PROVIDER_REGION = "provider_region"
    RECIPIENT_REGION = "recipient_region"
    KIND = "kind"
    DATED = "dated"
    CONTESTED = "contested"
    SOURCE = "source"
    GRADE = "grade"
    YEAR = "year"


Condition = tuple[Dimension, tuple[str, ...]]
"""A dimension and the values of which one must be had."""

OF_ONE_PARTY: dict[Dimension, tuple[Dimension, ...]] = {
    Dimension.PROVIDER: (Dimension.PROVIDER, Dimension.PROVIDER_GROUP, Dimension.PROVIDER_REGION),
    Dimension.RECIPIENT: (Dimension.RECIPIENT, Dimension.RECIPIENT_GROUP, Dimension.RECIPIENT_REGION),
}
"""By role, the dimensions that speak of one and the same party: who it is, its groups then, where it lies."""
ROLE_OF: dict[Dimension, Dimension] = {d: role for role, family in OF_ONE_PARTY.items() for d in family}
"""The role of whose party a dimension speaks."""

Sort = Literal["-start", "start", "title", "relevance", "id"]


@dataclass(frozen=True, slots=True)
class ExchangeQuery:
    """Which exchanges: every dimension given must fit, the words of `text` must all occur.

    `years` are the first and last calendar year, either may be None; the exchange must overlap.
    A value is an id of the dimension, or `UNKNOWN`. A sector includes its children, a State its bodies.
    Conditions on one role (`OF_ONE_PARTY`) must all hold of one party in it. `meant`: which words of the text
    are part of a name, hence whole, and what else says the same (the code of the State).
    """

    text: str | None = None
    where: tuple[Condition, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    meant: Meant = ()

    def without(self, dimension: Dimension) -> ExchangeQuery:
        """The same question with one condition lifted: what a facet counts over."""
        years = (None, None) if dimension is Dimension.YEAR else self.years
        kept = tuple((d, values) for d, values in self.where if d is not dimension)
        return ExchangeQuery(self.text, kept, years, self.meant)

    def values(self, dimension: Dimension) -> tuple[str, ...]:
        """The values asked for on a dimension; none means any."""
        return tuple(v for d, values in self.where for v in values if d is dimension)

    def on_party(self, role: Dimension) -> tuple[Condition, ...]:
        """The conditions that a party in this role must meet to be one of those asked for."""
        return tuple(one for one in self.where if one[0] in OF_ONE_PARTY[role])

    def joint(self) -> dict[Dimension, tuple[Condition, ...]]:
        """By role, the conditions that one party must meet together, where there are several."""
        asked = {role: self.on_party(role) for role in OF_ONE_PARTY}
        return {role: conditions for role, conditions in asked.items() if len(conditions) > 1}


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records of one kind: the words of `text` occur, and all of `about` are what it refers to.

    `meant` as in `ExchangeQuery`.
    """

    text: str | None = None
    about: tuple[str, ...] = ()
    meant: Meant = ()


Key = tuple[str | int, ...]

Facets = dict[Dimension, list[tuple[str, int]]]
"""Per dimension its values and how many exchanges have each, most first, `UNKNOWN` last."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`limit` items that follow `after`, the `next` of the page before."""

    limit: int
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page: its items, how many there are in all, the key to go on with, the revision it was read at."""

    items: tuple[T, ...]
    total: int
    next: Key | None
    revision: int
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A live record; `version` is the revision that wrote it, `at` when (UTC). An exchange has its view."""

    record: AnyRecord
    version: int
    at: str
    view: ExchangeView | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The record lives under another id: it was merged, or the id is an old key of it."""

    to: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The record was withdrawn, why and when."""

    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An exchange in a list: its view, the revision that wrote it, and when."""

    view: ExchangeView
    version: int
    at: str


Op = Literal["put", "merged", "withdrawn", "redacted"]
"""What a change set did to a record. Where something of what it wrote was redacted, that is told instead."""


@dataclass(frozen=True, slots=True)
class Past:
    """One version of a record, and the change set that wrote it.

    `record` is None where it ended, and where all of it was redacted: then `reason` says why.
    """

    version: int
    at: str
    key: str
    op: Op
    author: Author
    reason: str
    record: AnyRecord | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change feed; `position` orders a revision's lines, `fields` names what changed."""

    revision: int
    position: int
    at: str
    kind: Kind
    id: str
    op: Op
    author: Author
    reason: str
    fields: tuple[str, ...] = ()
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What a change set did: its revision and its lines of the change feed.

    `replayed` is true where the same change set had been applied before and nothing was done.
    """

    revision: int
    changes: tuple[Change, ...]
    replayed: bool = False

    @property
    def versions(self) -> dict[str, int]:
        """The version of every record that was written."""
        return dict.fromkeys((line.id for line in self.changes), self.revision)


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship between two live records, of a type of `graph/edges.py`.

    `basis` is that of the claim behind it, the strongest of several (stated, inferred, assigned: from the
    end of the alphabet); None where the record itself says so.
    """

    start: str
    type: str
    end: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Records and the ties between them; `truncated` tells that there are more."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A way from record to record: the ids on it, and every tie between neighbours, from first to last."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Exchanges in short as one state holds them: (id, trace), without a trace where one is live no more.

    `at` is when the newest change set was written, empty in an empty store.
    """

    revision: int
    at: str
    traces: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class ExperienceRow:
    """What the graph holds on one provider in one sector; `outcomes` counts rated exchanges."""

    provider: str
    sector: str
    exchanges: int
    programmes: int
    recipients: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    outcomes: dict[str, int]
    best_grade: Grade
