"""Every other record in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import Any

from exchange_graph.domain.base import Record
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.knowledge import Experience, Figure, Lesson, Need, Offer
from exchange_graph.domain.numbers import plain
from exchange_graph.domain.vocabulary import (
    Country,
    Group,
    Institution,
    Membership,
    Programme,
    Sector,
    Source,
    Succession,
)
from exchange_graph.graph.query import Found
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.shapes.records import (
    ActsForShape,
    Cited,
    CodeShape,
    CountryShape,
    FigureShape,
    GroupShape,
    InstitutionShape,
    LessonShape,
    MemberShape,
    NeedShape,
    OfferShape,
    OwnExperienceShape,
    ProgrammeShape,
    RecordShape,
    RelatedShape,
    SectorRecord,
    SourceShape,
    SpokenShape,
    SuccessionShape,
)
from exchange_graph.render.speaking import Speaker, everything, span

Plain = Mapping[str, Any]


def render(found: Found, speaker: Speaker) -> Plain:
    """A record as clients get it."""
    base: RecordShape = {
        "kind": found.record.kind,
        **speaker.ref(found.record.id),
        "aliases": list(found.record.aliases),
        "revision": found.version,
        "updated_at": found.at,
    }
    return _rendered(found.record, base, speaker)


def _cited(base: RecordShape, citations: Iterable[Citation], speaker: Speaker) -> Cited:
    return {**base, "citations": speaker.citations(citations)}


@singledispatch
def _rendered(record: Record, base: RecordShape, speaker: Speaker) -> Plain:
    raise NotImplementedError(type(record).__name__)


@_rendered.register
def _(record: Country, base: RecordShape, speaker: Speaker) -> CountryShape:
    return {
        **base,
        "iso2": record.iso2,
        "m49": record.m49,
        "name": everything(record.name),
        "also": list(record.also),
        "region": record.region,
        "subregion": record.subregion,
        "intermediate": record.intermediate,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "working_languages": _spoken(record, speaker),
    }


def _spoken(record: Country, speaker: Speaker) -> SpokenShape | None:
    spoken = record.working_languages
    if spoken is None:
        return None
    return {"codes": list(spoken.codes), "source": speaker.ref(spoken.source), "note": spoken.note}


@_rendered.register
def _(record: Group, base: RecordShape, speaker: Speaker) -> GroupShape:
    return {
        **_cited(base, record.citations, speaker),
        "also": list(record.also),
        "complete": record.complete,
        "note": speaker.maybe(record.note),
        "members": [_member(member, speaker) for member in record.members],
    }


def _member(member: Membership, speaker: Speaker) -> MemberShape:
    return {
        "country": speaker.ref(member.country),
        "start": member.start,
        "end": member.end,
        "seen": member.seen,
        "reason": member.reason,
    }


@_rendered.register
def _(record: Institution, base: RecordShape, speaker: Speaker) -> InstitutionShape:
    catalogue = speaker.catalogue
    return {
        **_cited(base, record.citations, speaker),
        "type": record.type,
        "also": list(record.also),
        "acts_for": _acts_for(record, speaker),
        "located_in": _maybe_ref(record.located_in, speaker),
        "part_of": _maybe_ref(record.part_of, speaker),
        "units": speaker.refs(catalogue.units(record.id)),
        "succeeded_by": [_succession(step, speaker) for step in record.succeeded_by],
        "preceded_by": speaker.refs(catalogue.predecessors(record.id)),
        "fund_of": record.fund_of,
        "summary": speaker.maybe(record.summary),
    }


def _acts_for(record: Institution, speaker: Speaker) -> ActsForShape | None:
    held = record.acts_for
    if held is None:
        return None
    return {"country": speaker.ref(held.country), "start": held.start, "end": held.end}


def _succession(step: Succession, speaker: Speaker) -> SuccessionShape:
    return {
        **speaker.ref(step.id),
        "date": step.date,
        "citations": speaker.citations(step.citations),
    }


def _maybe_ref(record_id: str | None, speaker: Speaker) -> Ref | None:
    return speaker.ref(record_id) if record_id else None


@_rendered.register
def _(record: Sector, base: RecordShape, speaker: Speaker) -> SectorRecord:
    related: list[RelatedShape] = [
        {**speaker.ref(other), "reason": speaker.words(reason)}
        for other, reason in speaker.catalogue.related(record.id)
    ]
    codes: list[CodeShape] = [{"scheme": c.scheme, "code": c.code, "match": c.match} for c in record.codes]
    return {
        **_cited(base, record.citations, speaker),
        "also": {lang: list(names) for lang, names in record.also if names},
        "broader": record.broader,
        "narrower": speaker.catalogue.children(record.id),
        "related": related,
        "sensitive": record.sensitive,
        "definition": speaker.maybe(record.definition),
        "codes": codes,
        "own": record.own,
        "unofficial": list(record.label.unofficial),
    }


@_rendered.register
def _(record: Source, base: RecordShape, speaker: Speaker) -> SourceShape:
    return {
        **base,
        "symbol": record.symbol,
        "title": speaker.words(record.title),
        "publisher": speaker.words(record.publisher),
        "published": record.published,
        "retrieved": record.retrieved,
        "languages": list(record.languages),
        "url": record.url,
    }


@_rendered.register
def _(record: Programme, base: RecordShape, speaker: Speaker) -> ProgrammeShape:
    return {
        **_cited(base, record.citations, speaker),
        "summary": speaker.maybe(record.summary),
        "period": span(record.period),
        "institutions": speaker.refs(record.institutions),
    }


@_rendered.register
def _(record: Experience, base: RecordShape, speaker: Speaker) -> OwnExperienceShape:
    return {
        **_cited(base, record.citations, speaker),
        "country": speaker.ref(record.country),
        "summary": speaker.words(record.summary),
        "sectors": speaker.refs(record.sectors),
        "period": span(record.period),
    }


@_rendered.register
def _(record: Need, base: RecordShape, speaker: Speaker) -> NeedShape:
    return {
        **_cited(base, record.citations, speaker),
        "statement": speaker.words(record.statement),
        "requested_by": speaker.ref(record.requested_by),
        "sectors": speaker.refs(record.sectors),
        "seniority": speaker.maybe(record.seniority),
        "languages": list(record.languages),
        "gender_expertise": record.gender_expertise,
        "timeframe": speaker.maybe(record.timeframe),
        "decision_cycle": speaker.maybe(record.decision_cycle),
        "valid_until": record.valid_until,
        "status": record.status,
        "reissued": [
            {
                "text": speaker.words(again.text),
                "date": again.date,
                "citations": speaker.citations(again.citations),
            }
            for again in record.reissued
        ],
    }


@_rendered.register
def _(record: Offer, base: RecordShape, speaker: Speaker) -> OfferShape:
    return {
        **_cited(base, record.citations, speaker),
        "statement": speaker.words(record.statement),
        "offered_by": speaker.refs(record.offered_by),
        "to": _maybe_ref(record.to, speaker),
        "sectors": speaker.refs(record.sectors),
        "modality": list(record.modality),
        "number": record.number,
        "conditions": speaker.maybe(record.conditions),
        "valid_until": record.valid_until,
    }


@_rendered.register
def _(record: Lesson, base: RecordShape, speaker: Speaker) -> LessonShape:
    return {
        **_cited(base, record.citations, speaker),
        "label": speaker.words(record.text),
        "text": speaker.words(record.text),
        "lesson": record.lesson,
        "exchanges": speaker.refs(record.exchanges),
        "sectors": speaker.refs(record.sectors),
    }


@_rendered.register
def _(record: Figure, base: RecordShape, speaker: Speaker) -> FigureShape:
    return {
        **_cited(base, record.citations, speaker),
        "measure": record.measure,
        "value": None if record.value is None else plain(record.value),
        "at_least": None if record.at_least is None else plain(record.at_least),
        "unit": record.unit,
        "about": speaker.refs(record.about),
        "date": record.date,
    }
