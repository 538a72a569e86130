"""The vocabulary as clients get it: countries, groups, institutions, sectors, sources, programmes."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

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
from exchange_graph.render.shapes.common import CitationShape, OtherLang, Ref, SpanShape, WordsShape
from exchange_graph.render.speaking import Speaker, everything, span
from exchange_graph.render.told import Cited, RecordShape, cited, maybe_ref, told


class SpokenShape(TypedDict):
    """Working languages of the administration, ISO 639 codes, and who says so."""

    codes: list[str]
    source: Ref
    note: str | None


class CountryShape(RecordShape):
    """A State or area of the M49 list, `name` its own form there. Languages null: unknown."""

    iso2: str
    m49: str
    name: dict[str, str]
    also: list[str]
    region: str | None
    subregion: str | None
    intermediate: str | None
    latitude: float | None
    longitude: float | None
    working_languages: SpokenShape | None


@told.register
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


class MemberShape(TypedDict):
    """A State in a group; without dates the list holds as of `seen`."""

    country: Ref
    start: str | None
    end: str | None
    seen: str
    reason: str | None


class GroupShape(Cited):
    """A set of States; where the list is not complete, a State that is absent is unknown, not outside."""

    also: list[str]
    complete: bool
    note: WordsShape | None
    members: list[MemberShape]


@told.register
def _(record: Group, base: RecordShape, speaker: Speaker) -> GroupShape:
    return {
        **cited(base, record.citations, speaker),
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


class ActsForShape(TypedDict):
    """The State a body acts for."""

    country: Ref
    start: str | None
    end: str | None


class SuccessionShape(TypedDict):
    """What a body became, when, and who says so."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    date: str | None
    citations: list[CitationShape]


class InstitutionShape(Cited):
    """`located_in` is only an address; `acts_for` is the State it stands for; `until` the day it ended."""

    type: str
    also: list[str]
    acts_for: ActsForShape | None
    located_in: Ref | None
    part_of: Ref | None
    until: str | None
    units: list[Ref]
    succeeded_by: list[SuccessionShape]
    preceded_by: list[Ref]
    fund_of: str | None
    summary: WordsShape | None


@told.register
def _(record: Institution, base: RecordShape, speaker: Speaker) -> InstitutionShape:
    catalogue = speaker.catalogue
    return {
        **cited(base, record.citations, speaker),
        "type": record.type,
        "also": list(record.also),
        "acts_for": _acts_for(record, speaker),
        "located_in": maybe_ref(record.located_in, speaker),
        "part_of": maybe_ref(record.part_of, speaker),
        "until": record.until,
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


class CodeShape(TypedDict):
    """A code of another scheme and how near it lies."""

    scheme: str
    code: str
    match: str


class RelatedShape(TypedDict):
    """A sector related by hand, and why."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    reason: WordsShape


class SectorRecord(Cited):
    """A concept in the tree; `own`: the concept is ours."""

    also: dict[str, list[str]]
    broader: str | None
    narrower: list[str]
    related: list[RelatedShape]
    sensitive: bool
    definition: WordsShape | None
    codes: list[CodeShape]
    own: bool


@told.register
def _(record: Sector, base: RecordShape, speaker: Speaker) -> SectorRecord:
    related: list[RelatedShape] = [
        {**speaker.ref(other), "reason": speaker.words(reason)}
        for other, reason in speaker.catalogue.related(record.id)
    ]
    codes: list[CodeShape] = [{"scheme": c.scheme, "code": c.code, "match": c.match} for c in record.codes]
    return {
        **cited(base, record.citations, speaker),
        "also": {lang: list(names) for lang, names in record.also if names},
        "broader": record.broader,
        "narrower": speaker.catalogue.children(record.id),
        "related": related,
        "sensitive": record.sensitive,
        "definition": speaker.maybe(record.definition),
        "codes": codes,
        "own": record.own,
    }


class SourceShape(RecordShape):
    """A document; without a publication date it counts as known from `retrieved`."""

    symbol: str | None
    title: WordsShape
    publisher: WordsShape
    published: str | None
    retrieved: str
    languages: list[str]
    url: str | None


@told.register
def _(record: Source, base: RecordShape, speaker: Speaker) -> SourceShape:
    return {
        **base,
        "symbol": record.symbol,
        "title": speaker.words(record.title),
        "publisher": speaker.words(record.publisher),
        "published": record.published,
        "retrieved": record.retrieved,
        "languages": list(record.languages),
        "url": record.address(speaker.lang),
    }


class ProgrammeShape(Cited):
    """One joint effort that several exchanges belong to; `also` is what else it is called."""

    also: list[str]
    summary: WordsShape | None
    period: SpanShape | None
    institutions: list[Ref]


@told.register
def _(record: Programme, base: RecordShape, speaker: Speaker) -> ProgrammeShape:
    return {
        **cited(base, record.citations, speaker),
        "also": list(record.also),
        "summary": speaker.maybe(record.summary),
        "period": span(record.period),
        "institutions": speaker.refs(record.institutions),
    }
