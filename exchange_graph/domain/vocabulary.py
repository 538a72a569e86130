"""What exchanges are told in: countries, groups, institutions, sectors, sources, programmes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from exchange_graph.domain.base import Id, Record, Value
from exchange_graph.domain.claims import Citation, Citations
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import LANGUAGES, Lang, Text

InstitutionType = Literal[
    "ministry",
    "department",
    "agency",
    "authority",
    "mission",
    "un-entity",
    "regional-body",
    "development-bank",
    "fund",
    "centre",
    "platform",
    "academy",
    "ngo",
    "company",
    "programme",
]


class WorkingLanguages(Value):
    """The working languages of a State's national administration, as ISO 639 codes."""

    codes: Annotated[tuple[str, ...], Field(min_length=1)]
    source: Id
    note: str | None = None


class Unstated(Value):
    """A State of which the table of borders says nothing, and why."""

    country: Id
    why: str


class LandBorders(Value):
    """Neighbours by land. Of `unstated` ones the table says neither yes nor no; none at all is known."""

    neighbours: tuple[Id, ...] = ()
    unstated: tuple[Unstated, ...] = ()
    source: Id


class Country(Record):
    """A State or area of the UN M49 list; `id` is its ISO 3166-1 alpha-3 code.

    `inline` is the name inside a sentence where the list has an index form ("Pays-Bas (Royaume des)").
    Without `working_languages` or `borders` these are unknown, not none.
    """

    kind: Literal["country"] = "country"
    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    m49: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
    name: Text
    inline: Text | None = None
    also: tuple[str, ...] = ()
    region: str | None = None
    subregion: str | None = None
    intermediate: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    working_languages: WorkingLanguages | None = None
    borders: LandBorders | None = None


class Membership(Value):
    """A State in a group. Without dates the list counts as valid; the answer names the day it was seen."""

    country: Id
    start: PartialDate | None = None
    end: PartialDate | None = None
    seen: PartialDate
    reason: str | None = None


class Group(Record):
    """A set of States. Where the list is not `complete`, a State that is absent is unknown, not outside."""

    kind: Literal["group"] = "group"
    name: Text
    also: tuple[str, ...] = ()
    complete: bool = True
    note: Text | None = None
    members: tuple[Membership, ...] = ()
    citations: Citations


class ActsFor(Value):
    """The State that a body acts for, and since and until when."""

    country: Id
    start: PartialDate | None = None
    end: PartialDate | None = None


class Succession(Value):
    """What a body became, when, and who says so."""

    id: Id
    date: PartialDate | None = None
    citations: Citations


class Institution(Record):
    """A ministry, agency, UN entity, centre, platform. `located_in` is an address and decides nothing."""

    kind: Literal["institution"] = "institution"
    type: InstitutionType
    name: Text
    also: tuple[str, ...] = ()
    acts_for: ActsFor | None = None
    located_in: Id | None = None
    part_of: Id | None = None
    succeeded_by: tuple[Succession, ...] = ()
    fund_of: Literal["south", "north"] | None = None
    summary: Text | None = None
    citations: Citations


class Code(Value):
    """A code of another scheme and how near it lies (SKOS broadMatch, closeMatch, exactMatch)."""

    scheme: Literal["dac", "sdg"]
    code: str
    match: Literal["broad", "close", "exact"]


class Related(Value):
    """A sector related by hand, with the reason."""

    id: Id
    reason: Text


class AlsoCalled(Value):
    """Alternative labels, by language."""

    ar: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    es: tuple[str, ...] = ()

    def by_language(self) -> Iterator[tuple[str, Lang]]:
        """All alternative labels, each with its language."""
        return ((words, lang) for lang in LANGUAGES for words in getattr(self, lang))


class Sector(Record):
    """A concept in the tree of sectors; `own` marks what is ours and not the report's."""

    kind: Literal["sector"] = "sector"
    label: Text
    also: AlsoCalled = AlsoCalled()
    broader: Id | None = None
    related: tuple[Related, ...] = ()
    sensitive: bool = False
    definition: Text | None = None
    codes: tuple[Code, ...] = ()
    own: bool = False
    citations: tuple[Citation, ...] = ()


class Source(Record):
    """A document. Without a publication date it counts as known from `retrieved`."""

    kind: Literal["source"] = "source"
    symbol: str | None = None
    title: Text
    publisher: Text
    published: PartialDate | None = None
    retrieved: PartialDate
    languages: tuple[str, ...] = ()
    url: str | None = Field(default=None, pattern=r"^https?://")

    @property
    def known_from(self) -> str:
        """The day from which the public could know it."""
        return self.published or self.retrieved


class Programme(Record):
    """One joint effort that several exchanges belong to; never a mere topic."""

    kind: Literal["programme"] = "programme"
    title: Text
    summary: Text | None = None
    period: Span | None = None
    institutions: tuple[Id, ...] = ()
    citations: Citations
