"""An exchange as clients get it, in lists and as a record."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from exchange_graph.render.links import LinksShape
from exchange_graph.render.shapes.common import CitationShape, NoteShape, OtherLang, Ref, WordsShape
from exchange_graph.render.shapes.ties import TiesShape

BasisWord = Literal["stated", "inferred", "assigned"]
Relation = Literal["predecessor", "successor"]


class ActorShape(TypedDict):
    """Who took a role; for an unnamed party `label` holds the source's words, in `lang`."""

    type: Literal["country", "institution", "group", "unnamed"]
    id: str | None
    label: WordsShape
    lang: NotRequired[OtherLang]


class ParticipationShape(TypedDict):
    """One actor in one role; `country` is the State behind it, `citations` positions in the list.

    `support` is what it gave; empty where that is not said.
    """

    role: Literal["provider", "recipient", "facilitator", "funder", "supporter", "participant"]
    part: Literal["brokers", "hosts", "implements"] | None
    actor: ActorShape
    country: str | None
    basis: BasisWord
    support: list[Literal["expertise", "training", "advice", "personnel", "goods", "works", "money"]]
    citations: list[int]


class SectorShape(TypedDict):
    """A sector and how it is held."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    basis: BasisWord


class KindShape(TypedDict):
    """South-South, triangular, North-South or undetermined; `because` says what decided."""

    value: Literal["south-south", "triangular", "north-south", "undetermined"]
    basis: Literal["stated", "derived"]
    because: WordsShape


class FormShape(TypedDict):
    """The form of support and how it is held."""

    value: Literal[
        "standalone", "within-un-programme", "sector-planning", "institutional-twinning", "diaspora-private"
    ]
    basis: BasisWord


class StatusShape(TypedDict):
    """How it stood on the day `as_of`, the newest of which a source tells; `says` puts it in words."""

    value: Literal["proposed", "planned", "ongoing", "completed", "interrupted", "cancelled"]
    basis: BasisWord
    as_of: str | None
    cause: WordsShape | None
    says: WordsShape


class PlannedShape(TypedDict):
    """The dates of a plan: of what is to come, or of what came otherwise."""

    start: str | None
    end: str | None


class LastActiveShape(TypedDict):
    """The year in which it was last known to be active; `says` tells what that year is."""

    year: int
    says: WordsShape


class PeriodShape(TypedDict):
    """`dated` is stated where a source gives a date; else the exchange lies between the bounds.

    Planned dates stand beside and answer no filter. What was only planned was never active. `says` puts it in
    words.
    """

    start: str | None
    end: str | None
    earliest: str | None
    latest: str
    dated: Literal["stated", "bounded"]
    basis: BasisWord
    planned: PlannedShape | None
    last_active: LastActiveShape | None
    says: WordsShape


class OutcomeShape(TypedDict):
    """What came of it."""

    rating: Literal["positive", "mixed", "negative"]
    text: WordsShape | None
    basis: BasisWord
    lang: NotRequired[OtherLang]


class FigureOfExchange(TypedDict):
    """A number of this exchange."""

    measure: WordsShape
    value: str
    unit: WordsShape
    stage: WordsShape | None
    date: str | None
    citations: list[int]


class LessonRef(TypedDict):
    """A lesson learned from the exchange."""

    id: str
    text: WordsShape
    lang: NotRequired[OtherLang]


class ExchangeItem(TypedDict):
    """An exchange in a list. Unknown is null; `contested` names facts on which sources contradict.

    `unofficial`: the languages in which title and summary are our translation.
    """

    id: str
    heading: WordsShape
    title: WordsShape
    summary: WordsShape
    lang: str
    unofficial: list[str]
    programme: Ref | None
    mutual: bool
    participations: list[ParticipationShape]
    sectors: list[SectorShape]
    modality: list[str]
    form: FormShape | None
    status: StatusShape | None
    kind: KindShape
    period: PeriodShape
    outcome: OutcomeShape | None
    figures: list[FigureOfExchange]
    contested: list[str]
    grade: Literal["A", "B", "C"]
    responds_to: list[Ref]
    citations: list[CitationShape]
    lessons: list[LessonRef]
    notes: list[NoteShape]
    revision: int
    updated_at: str
    links: LinksShape


class ClaimShape(TypedDict):
    """One fact as it is held, `says` in words; `contested_with` are the claims it cannot be true beside.

    A claim on the period has a `stage`, one on the status the day `as_of` and a `cause` where they are said.
    """

    id: str
    fact: str
    value: Any
    says: WordsShape
    names: list[Ref]
    stage: NotRequired[Literal["planned", "actual"]]
    as_of: NotRequired[str | None]
    cause: NotRequired[WordsShape | None]
    basis: BasisWord
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
