"""Suggestions as clients get them."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exchange_graph.domain.exchange import Role
from exchange_graph.domain.openness import NeedStatus
from exchange_graph.render.shapes.common import OtherLang, Ref, WordsShape

BandId = Literal[
    "done_here", "lived_it", "done_elsewhere", "has_offered", "related_sector", "knows_recipient"
]


class RequirementsShape(TypedDict):
    """What must hold. A State of which a fact is unknown is not removed."""

    languages: list[str]
    gender_expertise: bool
    regions: list[str]


class NeedOnRecord(TypedDict):
    """A need on record: what became of it, and the day on which that was last known."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    status: NeedStatus
    source_day: str


class NeedAnswered(TypedDict):
    """The need as it was understood. `includes` are the sectors that answer, `related` those near by hand.

    `guarded`: in one of its sectors only who has done this here, or lived it, is named. `day` is the day ages
    are counted to: `as_of`, or the day of the newest source. Of a need on record, `status` is what became of
    it and `source_day` the day on which that was last known. `on_record` are other needs of this State in
    these sectors.
    """

    id: str | None
    recipient: Ref
    sectors: list[Ref]
    includes: list[str]
    related: list[str]
    guarded: bool
    requirements: RequirementsShape
    as_of: str | None
    day: str
    status: NeedStatus | None
    source_day: str | None
    on_record: list[NeedOnRecord]


class RemarkShape(TypedDict):
    """Something said of a State, and the records that show it."""

    says: WordsShape
    evidence: list[str]


class PlacingShape(TypedDict):
    """Exchanges that place a State, by stated and by inferred roles; `all` lists exactly these."""

    stated: int
    inferred: int
    all: str | None


class PlacingInAllShape(TypedDict):
    """The same over all sectors and recipients, with what is on record and does not count, and why."""

    stated: int
    inferred: int
    all: str | None
    not_counted: int
    why: WordsShape | None


class CountsShape(TypedDict):
    """What is on record of a State: with the recipient and in all, in the sectors asked for and in any.

    Of more than a few States of a tier only what is in the sectors asked for; the rest is null.
    """

    here_in_sector: PlacingShape
    here: PlacingShape | None
    in_sector: PlacingShape
    in_all: PlacingInAllShape | None


class CandidateShape(TypedDict):
    """A State. `cards` are its experiences as told in `cards`; `more` of them are not told.

    `counts` is null in the bands of evidence beside the sector; there `near` says what the State stands on.
    """

    provider: Ref
    basis: Literal["stated", "inferred"]
    cards: list[str]
    more: int
    fit: list[RemarkShape]
    against: list[RemarkShape]
    unknown: list[WordsShape]
    planned: list[RemarkShape]
    counts: CountsShape | None
    near: NotRequired[WordsShape]


class TierShape(TypedDict):
    """States by name; `why` is said where a border is drawn below them. `more` are not shown."""

    why: WordsShape | None
    candidates: list[CandidateShape]
    more: int


class BandShape(TypedDict):
    """States on the same kind of evidence; `note` is what holds for all of them."""

    band: BandId
    heading: WordsShape
    note: WordsShape | None
    tiers: list[TierShape]


class OtherPartnersShape(TypedDict):
    """States that are not on the list of the South, by the same bands, tiers and rules."""

    bands: list[BandShape]


class SectorRecordShape(TypedDict):
    """What a guarded sector holds, as numbers, and where the list is."""

    states: int
    exchanges: int
    says: WordsShape
    all: str


class CardOutcomeShape(TypedDict):
    """What came of it; a rating that is not stated is ours."""

    rating: Literal["positive", "mixed", "negative"]
    text: WordsShape | None
    basis: Literal["stated", "inferred", "assigned"]
    lang: NotRequired[OtherLang]


class LessonTold(TypedDict):
    """What was learned."""

    id: str
    text: WordsShape
    lang: NotRequired[OtherLang]


AskedSide = Literal["provider", "recipient", "broker", "facilitator"]


class AskShape(TypedDict):
    """A body to ask. `via` is the one that took part, where that has ended.

    A `broker` is stated to have brokered; of a `facilitator` no source says how it took part. `basis` stands
    where no source states the role.
    """

    side: AskedSide
    institution: Ref
    via: Ref | None
    basis: NotRequired[Literal["inferred", "assigned"]]


class DidShape(TypedDict):
    """What somebody beside an exchange did: of a facilitator the `part`, where a source says it.

    `basis` stands where no source states the role.
    """

    role: Literal["funder", "supporter", "facilitator"]
    part: NotRequired[Literal["brokers", "hosts", "implements"]]
    basis: NotRequired[Literal["inferred", "assigned"]]


class BesideShape(DidShape):
    """Who paid for an exchange, supported it or stood between."""

    actor: Ref


class CardCitationShape(TypedDict):
    """Where it stands. A quote is in its own language; `translation` is ours where `unofficial`."""

    source: Ref
    locator: str | None
    quote: str | None
    lang: str
    translation: WordsShape | None
    unofficial: bool


class CardShape(TypedDict):
    """One experience, told once in an answer. `ask_more` bodies are on record besides those named.

    `nobody_to_ask` names the States that gave of which no body is on record for it. `beside` are those who
    paid, supported or stood between and are not to be asked, `beside_more` how many more.
    Of an exchange: `roles`, how many stand in each, and whether a source dates it or bounds alone are known.
    """

    id: str
    kind: Literal["exchange", "experience", "offer"]
    heading: WordsShape
    title: WordsShape | None
    lang: NotRequired[OtherLang]
    when: WordsShape | None
    basis: Literal["stated", "inferred"]
    grade: str
    outcome: CardOutcomeShape | None
    lesson: LessonTold | None
    ask: list[AskShape]
    ask_more: NotRequired[int]
    nobody_to_ask: NotRequired[WordsShape]
    beside: NotRequired[list[BesideShape]]
    beside_more: NotRequired[int]
    roles: NotRequired[dict[Role, int]]
    dated: NotRequired[Literal["stated", "bounded"]]
    citation: CardCitationShape


class PrecedentShape(TypedDict):
    """An experience near to the need that nothing above tells: the card, and why it is near."""

    card: str
    why: WordsShape


class PartnerShape(TypedDict):
    """Who paid for, supported or stood between in what the recipient received, but for what cards tell.

    `count` exchanges in all, of which `exchanges` are named, in `sectors`.
    """

    actor: Ref
    did: list[DidShape]
    sectors: list[Ref]
    count: int
    exchanges: list[str]


class ModalityShape(TypedDict):
    """How what is told was done."""

    value: str
    exchanges: list[str]


class QuestionShape(TypedDict):
    """What to ask before calling; `known` is null where nothing is on record."""

    question: WordsShape
    source: str
    known: WordsShape | None


class RemovedShape(TypedDict):
    """How many a condition, or evidence that does not count, left out."""

    constraint: str
    count: int
    says: WordsShape


class ModelShape(TypedDict):
    """By which rules and weights, at which revision; and that an operator may set States aside."""

    id: str
    data_revision: int
    says: WordsShape


class ReasonShape(TypedDict):
    """One signal: `contribution` is value times weight, as far as its family has room."""

    signal: str
    family: Literal["record", "road", "ties", "likeness", "declared"]
    says: WordsShape
    weight: float
    value: float
    contribution: float
    evidence: list[str]


class UnitShape(TypedDict):
    """A programme, or an exchange without one, and what would be lost without it."""

    unit: str
    worth: float


class CounterfactualShape(TypedDict):
    """What would be said of a State without one exchange: a recount."""

    without: str
    says: WordsShape
    total: float


class ExplanationShape(TypedDict):
    """The reckoning for one State; the contributions add up to `total`.

    `band` is null where nothing on record places it. `apart`: it stands among the other partners.
    """

    provider: Ref
    band: BandId | None
    apart: bool
    heading: WordsShape
    total: float
    signals: list[ReasonShape]
    units: list[UnitShape]
    against: list[RemarkShape]
    counterfactuals: list[CounterfactualShape]
    struck: list[str]


class SuggestionsShape(TypedDict):
    """Peers for a need, as experiences. It informs a person who decides; inside a tier States stand by name.

    `struck` are exchanges that were left out for this answer, as if they were not on record.
    """

    need: NeedAnswered
    statement: WordsShape
    abstained: bool
    why: list[WordsShape]
    thin: WordsShape | None
    bands: list[BandShape]
    other_partners: OtherPartnersShape
    sector_record: SectorRecordShape | None
    cards: dict[str, CardShape]
    precedents: list[PrecedentShape]
    told_above: int
    lessons: list[LessonTold]
    partners: list[PartnerShape]
    modality: list[ModalityShape]
    ask_before_you_call: list[QuestionShape]
    removed: list[RemovedShape]
    relaxation: WordsShape | None
    model: ModelShape
    struck: list[str]
    explanation: NotRequired[ExplanationShape]
