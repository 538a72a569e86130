"""Suggestions as clients get them."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exchange_graph.render.shapes.common import Ref, WordsShape

BandId = Literal["done_here", "done_elsewhere", "lived_it", "related_sector", "knows_recipient"]


class RequirementsShape(TypedDict):
    """What must hold. A State of which a fact is unknown is not removed."""

    languages: list[str]
    gender_expertise: bool
    regions: list[str]


class NeedAnswered(TypedDict):
    """The need as it was understood. `includes` are the sectors that answer, `related` those near by hand.

    `day` is the day ages are counted to: `as_of`, or the day of the newest source. Of a need on record,
    `status` is what became of it and `source_day` the day on which that was last known.
    """

    id: str | None
    recipient: Ref
    sectors: list[Ref]
    includes: list[str]
    related: list[str]
    requirements: RequirementsShape
    as_of: str | None
    day: str
    status: Literal["open", "answered", "closed", "not-known-to-be-open"] | None
    source_day: str | None


class LineShape(TypedDict):
    """One reason. `evidence` are ids of records, at most the newest 20; `exchanges` counts them all."""

    signal: str
    family: Literal["record", "road", "ties", "declared"]
    says: WordsShape
    contribution: float
    evidence: list[str]
    exchanges: NotRequired[int]


class RemarkShape(TypedDict):
    """What speaks against, or is only planned."""

    says: WordsShape
    evidence: list[str]


class CandidateShape(TypedDict):
    """A State and all that is said of it. `score` is null where nothing is said of an order."""

    provider: Ref
    score: float | None
    lines: list[LineShape]
    against: list[RemarkShape]
    planned: list[RemarkShape]
    unknown: list[WordsShape]
    institutions: list[Ref]


class BandShape(TypedDict):
    """States on the same kind of evidence, by score if `ordered`, else by name; `more` are not shown."""

    band: BandId
    heading: WordsShape
    ordered: bool
    candidates: list[CandidateShape]
    more: int


class PrecedentShape(TypedDict):
    """A near exchange, or (with `offer`) an offer that stands no longer."""

    exchange: str | None
    offer: NotRequired[str]
    why: WordsShape
    title: WordsShape
    outcome: Literal["positive", "mixed", "negative"] | None
    lessons: list[Ref]


class PartnerShape(TypedDict):
    """Who stood beside the precedents or the recipient, and in which exchanges."""

    actor: Ref
    role: Literal["funder", "supporter", "facilitator"]
    exchanges: list[str]


class ModalityShape(TypedDict):
    """How precedents were done."""

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
    """What weighed how much: by judgement."""

    id: str
    weights: dict[str, float]
    data_revision: int


class SuggestionsShape(TypedDict):
    """Peers for a need, with reasons. It informs a person who decides.

    `without` are exchanges that were struck for this answer, as if they were not on record.
    """

    need: NeedAnswered
    bands: list[BandShape]
    other_partners: list[CandidateShape]
    other_more: int
    thin: WordsShape | None
    precedents: list[PrecedentShape]
    partners: list[PartnerShape]
    modality: list[ModalityShape]
    ask_before_you_call: list[QuestionShape]
    abstained: bool
    why: list[WordsShape]
    removed: list[RemovedShape]
    relaxation: WordsShape | None
    model: ModelShape
    statement: WordsShape
    without: list[str]


class CounterfactualShape(TypedDict):
    """What would be said of a State without one exchange: a recount."""

    without: str
    says: WordsShape


class ExplanationShape(TypedDict):
    """One State explained; `candidate` and `heading` are null where nothing on record places it.

    A State that is not of the South has no `band`: its heading says "Other partners".
    """

    provider: Ref
    band: BandId | None
    heading: WordsShape | None
    candidate: CandidateShape | None
    note: WordsShape | None
    counterfactuals: list[CounterfactualShape]
    without: list[str]
