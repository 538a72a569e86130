"""The other records as clients get them."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from exchange_graph.render.shapes.common import CitationShape, OtherLang, Ref, SpanShape, Words


class RecordShape(TypedDict):
    """What every record says of itself."""

    id: str
    kind: str
    label: Words
    lang: NotRequired[OtherLang]
    aliases: list[str]
    revision: int
    updated_at: str


class Cited(RecordShape):
    """A record that rests on citations."""

    citations: list[CitationShape]


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
    note: Words | None
    members: list[MemberShape]


class ActsForShape(TypedDict):
    """The State a body acts for."""

    country: Ref
    start: str | None
    end: str | None


class SuccessionShape(TypedDict):
    """What a body became, when, and who says so."""

    id: str
    label: Words
    lang: NotRequired[OtherLang]
    date: str | None
    citations: list[CitationShape]


class InstitutionShape(Cited):
    """`located_in` is only an address; `acts_for` is the State it stands for."""

    type: str
    also: list[str]
    acts_for: ActsForShape | None
    located_in: Ref | None
    part_of: Ref | None
    units: list[Ref]
    succeeded_by: list[SuccessionShape]
    preceded_by: list[Ref]
    fund_of: str | None
    summary: Words | None


class CodeShape(TypedDict):
    """A code of another scheme and how near it lies."""

    scheme: str
    code: str
    match: str


class RelatedShape(TypedDict):
    """A sector related by hand, and why."""

    id: str
    label: Words
    lang: NotRequired[OtherLang]
    reason: Words


class SectorRecord(Cited):
    """A concept in the tree; `unofficial` names the languages whose label is our own translation."""

    also: dict[str, list[str]]
    broader: str | None
    narrower: list[str]
    related: list[RelatedShape]
    sensitive: bool
    definition: Words | None
    codes: list[CodeShape]
    own: bool
    unofficial: list[str]


class SourceShape(RecordShape):
    """A document; without a publication date it counts as known from `retrieved`."""

    symbol: str | None
    title: Words
    publisher: Words
    published: str | None
    retrieved: str
    languages: list[str]
    url: str | None


class ProgrammeShape(Cited):
    """One joint effort that several exchanges belong to."""

    summary: Words | None
    period: SpanShape | None
    institutions: list[Ref]


class OwnExperienceShape(Cited):
    """A country's own reform or transition."""

    country: Ref
    summary: Words
    sectors: list[Ref]
    period: SpanShape | None


class ReissueShape(TypedDict):
    """A request that was published again."""

    text: Words
    date: str | None
    citations: list[CitationShape]


class NeedShape(Cited):
    """A request by a country or institution."""

    statement: Words
    requested_by: Ref
    sectors: list[Ref]
    seniority: Words | None
    languages: list[str]
    gender_expertise: bool
    timeframe: Words | None
    decision_cycle: Words | None
    valid_until: str | None
    status: str
    reissued: list[ReissueShape]


class OfferShape(Cited):
    """Capacity that a provider has declared."""

    statement: Words
    offered_by: list[Ref]
    to: Ref | None
    sectors: list[Ref]
    modality: list[str]
    number: int | None
    conditions: Words | None
    valid_until: str | None


class LessonShape(Cited):
    """What was learned; `lesson` is principle, enabler or obstacle."""

    text: Words
    lesson: str
    exchanges: list[Ref]
    sectors: list[Ref]


class FigureShape(Cited):
    """A number of a source: an exact value or at least."""

    measure: str
    value: str | None
    at_least: str | None
    unit: str
    about: list[Ref]
    date: str | None
