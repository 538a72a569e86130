"""What is known around exchanges, as clients get it: needs, offers, lessons and so on."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from exchange_graph.domain.knowledge import Deployment, Experience, Figure, Lesson, Need, Offer
from exchange_graph.domain.numbers import plain
from exchange_graph.domain.openness import NeedStatus, known_since, status_of_need
from exchange_graph.render.shapes.common import CitationShape, Ref, SpanShape, WordsShape
from exchange_graph.render.speaking import Speaker, span
from exchange_graph.render.told import Cited, RecordShape, cited, maybe_ref, told


class ResultShape(TypedDict):
    """What came of a country's own reform."""

    rating: Literal["positive", "mixed", "negative"]
    text: WordsShape
    citations: list[CitationShape]


class OwnExperienceShape(Cited):
    """A country's own reform or transition, what came of it, and the exchanges that drew on it."""

    country: Ref
    summary: WordsShape
    sectors: list[Ref]
    period: SpanShape | None
    result: ResultShape | None
    drawn_on_by: list[Ref]


@told.register
def _(record: Experience, base: RecordShape, speaker: Speaker) -> OwnExperienceShape:
    return {
        **cited(base, record.citations, speaker),
        "country": speaker.ref(record.country),
        "summary": speaker.words(record.summary),
        "sectors": speaker.refs(record.sectors),
        "period": span(record.period),
        "result": _result(record, speaker),
        "drawn_on_by": speaker.refs(record.drawn_on_by),
    }


def _result(record: Experience, speaker: Speaker) -> ResultShape | None:
    result = record.result
    if result is None:
        return None
    return {
        "rating": result.rating,
        "text": speaker.words(result.text),
        "citations": speaker.citations(result.citations),
    }


class ReissueShape(TypedDict):
    """A request that was published again."""

    text: WordsShape
    date: str | None
    citations: list[CitationShape]


class NeedShape(Cited):
    """A request; where no source says who asked, `stated_by` says who states it, and `recipient` for whom.

    `status` was last known `as_of`; what nobody closed is not known to be open two years later.
    """

    statement: WordsShape
    requested_by: Ref | None
    stated_by: Ref | None
    recipient: Ref | None
    sectors: list[Ref]
    seniority: WordsShape | None
    languages: list[str]
    gender_expertise: bool
    timeframe: WordsShape | None
    decision_cycle: WordsShape | None
    valid_until: str | None
    status: NeedStatus
    as_of: str
    reissued: list[ReissueShape]


@told.register
def _(record: Need, base: RecordShape, speaker: Speaker) -> NeedShape:
    return {
        **cited(base, record.citations, speaker),
        "statement": speaker.words(record.statement),
        "requested_by": maybe_ref(record.requested_by, speaker),
        "stated_by": maybe_ref(record.stated_by, speaker),
        "recipient": maybe_ref(record.recipient, speaker),
        "sectors": speaker.refs(record.sectors),
        "seniority": speaker.maybe(record.seniority),
        "languages": list(record.languages),
        "gender_expertise": record.gender_expertise,
        "timeframe": speaker.maybe(record.timeframe),
        "decision_cycle": speaker.maybe(record.decision_cycle),
        "valid_until": record.valid_until,
        "status": status_of_need(record, speaker.catalogue.today, speaker.catalogue.context),
        "as_of": known_since(record, speaker.catalogue.context),
        "reissued": [
            {
                "text": speaker.words(again.text),
                "date": again.date,
                "citations": speaker.citations(again.citations),
            }
            for again in record.reissued
        ],
    }


class OfferShape(Cited):
    """Capacity that a provider has declared."""

    statement: WordsShape
    offered_by: list[Ref]
    to: Ref | None
    sectors: list[Ref]
    modality: list[str]
    number: int | None
    conditions: WordsShape | None
    valid_until: str | None


@told.register
def _(record: Offer, base: RecordShape, speaker: Speaker) -> OfferShape:
    return {
        **cited(base, record.citations, speaker),
        "statement": speaker.words(record.statement),
        "offered_by": speaker.refs(record.offered_by),
        "to": maybe_ref(record.to, speaker),
        "sectors": speaker.refs(record.sectors),
        "modality": list(record.modality),
        "number": record.number,
        "conditions": speaker.maybe(record.conditions),
        "valid_until": record.valid_until,
    }


class LessonShape(Cited):
    """What was learned; `lesson` is principle, enabler or obstacle."""

    text: WordsShape
    lesson: str
    exchanges: list[Ref]
    sectors: list[Ref]


@told.register
def _(record: Lesson, base: RecordShape, speaker: Speaker) -> LessonShape:
    return {
        **cited(base, record.citations, speaker),
        "label": speaker.words(record.text),
        "text": speaker.words(record.text),
        "lesson": record.lesson,
        "exchanges": speaker.refs(record.exchanges),
        "sectors": speaker.refs(record.sectors),
    }


class FigureShape(Cited):
    """A number of a source: a value, or the bounds it lies between."""

    measure: WordsShape
    value: str | None
    at_least: str | None
    at_most: str | None
    unit: WordsShape
    about: list[Ref]
    date: str | None


@told.register
def _(record: Figure, base: RecordShape, speaker: Speaker) -> FigureShape:
    return {
        **cited(base, record.citations, speaker),
        "measure": speaker.words(record.measure),
        "value": None if record.value is None else plain(record.value),
        "at_least": None if record.at_least is None else plain(record.at_least),
        "at_most": None if record.at_most is None else plain(record.at_most),
        "unit": speaker.words(record.unit),
        "about": speaker.refs(record.about),
        "date": record.date,
    }


class DeploymentShape(Cited):
    """Personnel of a State in a mission: `most` at one time, `women` of them. Without an end: not known."""

    country: Ref
    mission: Ref
    host: Ref | None
    type: str
    start: str
    end: str | None
    most: int | None
    women: int | None


@told.register
def _(record: Deployment, base: RecordShape, speaker: Speaker) -> DeploymentShape:
    return {
        **cited(base, record.citations, speaker),
        "country": speaker.ref(record.country),
        "mission": speaker.ref(record.mission),
        "host": maybe_ref(record.host, speaker),
        "type": record.type,
        "start": record.start,
        "end": record.end,
        "most": record.most,
        "women": record.women,
    }
