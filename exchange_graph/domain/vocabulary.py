"""What exchanges are told in: countries, groups, institutions, sectors, sources, programmes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from exchange_graph.domain.base import Record, Traits
from exchange_graph.domain.claims import Citation, Citations
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import LANGUAGES, Lang, Text
from exchange_graph.domain.value import Id, Refers, Tie, Value

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
    source: Annotated[Id, Refers("source")]
    note: str | None = None


class Unstated(Value):
    """A State of which the table of borders says nothing, and why."""

    country: Annotated[Id, Refers("country")]
    why: str


class LandBorders(Value):
    """Neighbours by land. Of `unstated` ones the table says neither yes nor no; none at all is known."""

    neighbours: Annotated[tuple[Id, ...], Refers("country")] = ()
    unstated: tuple[Unstated, ...] = ()
    source: Annotated[Id, Refers("source")]


class Country(Record):
    """A State or area of the UN M49 list; `id` is its ISO 3166-1 alpha-3 code.

    `inline` is the name inside a sentence where the list has an index form ("Pays-Bas (Royaume des)").
    Without `working_languages` or `borders` these are unknown, not none.
    """

    traits = Traits(
        noun="countries", says="States and areas of the M49 list, and the profile of each", order=2, rank=1,
        called=("name", "inline", "also"), proper=True, lends="party", borrows=False,
    )  # fmt: skip

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


MEMBER_OF = Tie("MEMBER_OF", {"from": "start", "to": "end", "seen": "seen"}, backwards=True)


class Membership(Value):
    """A State in a group. Without dates the list counts as valid; the answer names the day it was seen."""

    country: Annotated[Id, Refers("country", tie=MEMBER_OF)]
    start: PartialDate | None = None
    end: PartialDate | None = None
    seen: PartialDate
    reason: str | None = None


Serves = Literal["states", "south", "north", "neither", "special-situation", "g7plus", "fragile"]
"""What the service takes a list for: which States there are; who is of the South, the North or neither (the
kind of an exchange, who is suggested); which are alike: in a special situation, of the g7+, fragile."""

PUT_ON: tuple[Serves, ...] = ("states", "south", "north", "neither", "special-situation", "fragile")
"""What lists serve for on which others put a State; the rest it joins itself."""


class Group(Record):
    """A set of States. Where the list is not `complete`, a State that is absent is unknown, not outside.

    `serves` names what the service takes the list for, whatever its id; most lists serve for nothing else
    than to be asked for.
    """

    traits = Traits(
        noun="groups", says="Sets of States with dated members", order=3, rank=4, called=("name", "also"),
        proper=True, lends="party", borrows=False,
    )  # fmt: skip

    kind: Literal["group"] = "group"
    name: Text
    also: tuple[str, ...] = ()
    complete: bool = True
    serves: Serves | None = None
    note: Text | None = None
    members: tuple[Membership, ...] = ()
    citations: Citations


class ActsFor(Value):
    """The State that a body acts for, and since and until when."""

    country: Annotated[Id, Refers("country", tie=Tie("ACTS_FOR", {"from": "start", "to": "end"}))]
    start: PartialDate | None = None
    end: PartialDate | None = None


class Succession(Value):
    """What a body became, when, and who says so."""

    id: Annotated[Id, Refers("institution", tie=Tie("SUCCEEDED_BY", {"date": "date"}))]
    date: PartialDate | None = None
    citations: Citations


class Institution(Record):
    """A ministry, agency, UN entity, centre, platform. `located_in` is an address and decides nothing.

    `until` is the day it ended, where that is on record. `fund_of` says of what has its money from several
    States whose it is: of the South, or of the North, as that of the European Union and its parts.
    """

    traits = Traits(
        noun="institutions", says="Bodies that take part, with what they were and what they became", order=5,
        rank=3, called=("name", "also"), proper=True, lends="party",
    )  # fmt: skip

    kind: Literal["institution"] = "institution"
    type: InstitutionType
    name: Text
    also: tuple[str, ...] = ()
    acts_for: ActsFor | None = None
    located_in: Annotated[Id | None, Refers("country", tie="LOCATED_IN")] = None
    part_of: Annotated[Id | None, Refers("institution", tie="PART_OF")] = None
    until: PartialDate | None = None
    succeeded_by: tuple[Succession, ...] = ()
    fund_of: Literal["south", "north"] | None = None
    summary: Text | None = None
    citations: Citations

    @property
    def has_ended(self) -> bool:
        """Whether it is on record that it is no more, or that others took its place."""
        return self.until is not None or bool(self.succeeded_by)


class Code(Value):
    """A code of another scheme and how near it lies (SKOS broadMatch, closeMatch, exactMatch)."""

    scheme: Literal["dac", "sdg"]
    code: str
    match: Literal["broad", "close", "exact"]


class Related(Value):
    """A sector related by hand, with the reason."""

    id: Annotated[Id, Refers("sector", tie=Tie("RELATED_TO", {"reason": "reason"}))]
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
    """A concept in the tree of sectors; `own` marks what is ours and not the report's.

    `sensitive`: it is no part of what is above it when experience is looked for. `guarded`: in it and below
    it only who has done this with the recipient, or lived it, is suggested. `residual`: those below it have
    nothing in common but standing nowhere else. `serves` names what the service takes it for: where gender
    expertise is on record.
    """

    traits = Traits(
        noun="sectors", says="What exchanges are about: a tree with DAC purpose codes", order=4, rank=2,
        called=("label", "also"), proper=True, lends="sector",
    )  # fmt: skip

    kind: Literal["sector"] = "sector"
    label: Text
    also: AlsoCalled = AlsoCalled()
    broader: Annotated[Id | None, Refers("sector", tie="BROADER")] = None
    related: tuple[Related, ...] = ()
    sensitive: bool = False
    guarded: bool = False
    residual: bool = False
    serves: Literal["gender-expertise"] | None = None
    definition: Text | None = None
    codes: tuple[Code, ...] = ()
    own: bool = False
    citations: tuple[Citation, ...] = ()


class Source(Record):
    """A document. Without a publication date it counts as known from `retrieved`.

    `{lang}` in `url` stands for the reader's language, where there is an edition in each of six.
    """

    traits = Traits(
        noun="sources", says="Documents, each with the facts it carries", order=1, rank=11,
        called=("symbol", "title"), lends="elsewhere",
    )  # fmt: skip

    kind: Literal["source"] = "source"
    symbol: str | None = None
    title: Text
    publisher: Text
    published: PartialDate | None = None
    retrieved: PartialDate
    languages: tuple[str, ...] = ()
    url: str | None = Field(default=None, pattern=r"^https?://")

    def address(self, lang: Lang) -> str | None:
        """Where its edition in a language is read, or the only one there is."""
        return self.url and self.url.replace("{lang}", lang)

    @property
    def known_from(self) -> str:
        """The day from which the public could know it."""
        return self.published or self.retrieved


class Programme(Record):
    """One joint effort that several exchanges belong to; never a mere topic."""

    traits = Traits(
        noun="programmes", says="Programmes that hold exchanges together", order=6, rank=5,
        called=("title", "also"), proper=True, lends="elsewhere",
    )  # fmt: skip

    kind: Literal["programme"] = "programme"
    title: Text
    also: tuple[str, ...] = ()
    summary: Text | None = None
    period: Span | None = None
    institutions: Annotated[tuple[Id, ...], Refers("institution", tie="CARRIED_BY")] = ()
    citations: Citations
