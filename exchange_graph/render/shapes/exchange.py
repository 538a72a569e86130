"""An exchange as clients get it, in lists and as a record."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from exchange_graph.render.shapes.common import CitationShape, OtherLang, Ref, WordsShape
from exchange_graph.render.shapes.ties import TiesShape

Relation = Literal["predecessor", "successor"]


class ActorShape(TypedDict):
    """Who took a role; for an unnamed party `label` holds the source's words, in `lang`."""

    type: Literal["country", "institution", "group", "unnamed"]
    id: str | None
    label: WordsShape
    lang: NotRequired[OtherLang]


class ParticipationShape(TypedDict):
    """One actor in one role; `country` is the State behind it, `citations` positions in the list."""

    role: Literal["provider", "recipient", "facilitator", "funder", "supporter", "participant"]
    part: Literal["brokers", "hosts", "implements"] | None
    actor: ActorShape
    country: str | None
    basis: Literal["stated", "inferred", "assigned"]
    citations: list[int]


class SectorShape(TypedDict):
    """A sector and how it is held."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    basis: Literal["stated", "inferred", "assigned"]


class KindShape(TypedDict):
    """South-South, triangular, North-South or undetermined; `because` says what decided."""

    value: Literal["south-south", "triangular", "north-south", "undetermined"]
    basis: Literal["stated", "derived"]
    because: WordsShape


class PeriodShape(TypedDict):
    """`dated` is stated where a source gives a date; else the exchange lies between the bounds."""

    start: str | None
    end: str | None
    earliest: str | None
    latest: str
    dated: Literal["stated", "bounded"]


class OutcomeShape(TypedDict):
    """What came of it."""

    rating: Literal["positive", "mixed", "negative"]
    text: WordsShape | None
    lang: NotRequired[OtherLang]


class FigureOfExchange(TypedDict):
    """A number of this exchange."""

    measure: str
    value: str
    unit: str
    stage: str | None
    date: str | None
    citations: list[int]


class LessonRef(TypedDict):
    """A lesson learned from the exchange."""

    id: str
    text: WordsShape
    lang: NotRequired[OtherLang]


class ExchangeItem(TypedDict):
    """An exchange in a list. Unknown is null; `contested` names facts on which sources contradict."""

    id: str
    heading: WordsShape
    title: WordsShape
    summary: WordsShape
    lang: str
    programme: Ref | None
    mutual: bool
    participations: list[ParticipationShape]
    sectors: list[SectorShape]
    modality: list[str]
    form: str | None
    status: str | None
    kind: KindShape
    period: PeriodShape
    outcome: OutcomeShape | None
    figures: list[FigureOfExchange]
    contested: list[str]
    grade: Literal["A", "B", "C"]
    responds_to: list[Ref]
    verification: Literal["recorded"]
    citations: list[CitationShape]
    lessons: list[LessonRef]
    revision: int
    updated_at: str


class ClaimShape(TypedDict):
    """One fact as it is held; `contested_with` are the claims that it cannot be true beside."""

    id: str
    fact: str
    value: Any
    basis: Literal["stated", "inferred", "assigned"]
    because: WordsShape | None
    citations: list[int]
    contested_with: list[str]


class Lineage(TypedDict):
    """What an institution of this exchange was before or became after."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    relation: Relation
    of: str
    date: str | None


class ExchangeRecord(ExchangeItem):
    """An exchange with every claim behind it."""

    claims: list[ClaimShape]
    institutions: list[Lineage]


class ExperienceShape(TypedDict):
    """What the graph holds on one provider in one sector. Years are of dated exchanges only."""

    provider: Ref
    sector: Ref
    exchanges: int
    programmes: int
    recipients: list[str]
    first_year: int | None
    last_year: int | None
    outcomes: dict[str, int]
    own_experience: list[str]
    offers: list[str]
    best_grade: Literal["A", "B", "C"]
    group: Literal["south", "north"] | None
    ties: NotRequired[TiesShape]
