"""Query parameters: every one has a type, and one that is not listed here is refused by name."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from exchange_graph.catalogue.asking import Asked
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.exchange import Form, Modality, Rating, Status
from exchange_graph.domain.kind import ExchangeKind
from exchange_graph.domain.records import Kind
from exchange_graph.errors import BadInput, Problem
from exchange_graph.exporters.format import DEFAULT, Content, all_formats, content_of
from exchange_graph.graph.query import Dimension
from exchange_graph.graph.walking import Via
from exchange_graph.matching import need
from exchange_graph.text.tokens import MAX_QUERY_TOKENS, is_too_long

LONGEST_QUERY = 500
Name = Annotated[str, Field(min_length=1, max_length=100)]
Names = Annotated[list[Name], Field(default_factory=list, max_length=50)]


def _digits(value: object) -> object:
    """Only plain digits are a whole number; int() would also take 1_0, +5 and other scripts' digits."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise PydanticCustomError("int_parsing", "no whole number")
    return value


Whole = Annotated[int, BeforeValidator(_digits)]
Year = Annotated[Whole, Field(ge=1000, le=9999)]
Revision = Annotated[Whole, Field(ge=1, le=1 << 53)]
AsOf = Annotated[
    PartialDate | None, Field(json_schema_extra={"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
]
Unknown = Literal["unknown"]
VIA: tuple[Via, ...] = get_args(Via)
ExperienceSort = Literal[
    "provider", "sector", "-exchanges", "-programmes", "first_year", "-last_year", "best_grade"
]
FACETS: tuple[Dimension, ...] = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.MODALITY, Dimension.KIND,
    Dimension.OUTCOME, Dimension.GROUP, Dimension.YEAR, Dimension.FUNDER, Dimension.FACILITATOR,
)  # fmt: skip


class LangParams(BaseModel):
    """What every path takes."""

    model_config = ConfigDict(extra="forbid")

    lang: Literal["ar", "zh", "en", "fr", "ru", "es", "all"] | None = Field(
        default=None, description="Language of labels and texts; without it, Accept-Language decides"
    )


class ExchangeParams(LangParams):
    """`GET /v1/exchanges/{id}`: as it stands, as the public could know it, or as this service held it."""

    as_of: AsOf = Field(
        default=None, description="Only claims whose source was published by this date (YYYY-MM-DD)"
    )
    revision: Revision | None = Field(
        default=None, description="The version this service held at that revision"
    )


class TableParams(LangParams):
    """What everything takes that is a table too."""

    format: Literal["json", "csv"] | None = Field(
        default=None, description="csv: a table, one row a record; without it, Accept decides"
    )


class PageParams(TableParams):
    """What every list takes."""

    limit: Whole = Field(default=50, ge=1, le=200, description="Items a page")
    cursor: Annotated[str, Field(max_length=2000)] | None = Field(
        default=None, description="`next` of the page before"
    )


def few_words(q: str | None) -> str | None:
    """The words, unless there are too many to be searched."""
    if q is not None and is_too_long(q):
        raise ValueError(f"at most {MAX_QUERY_TOKENS} words can be searched at once")
    return q


class QueryParams(BaseModel):
    """Free text over six languages; all words must occur."""

    q: Annotated[str, Field(max_length=LONGEST_QUERY)] | None = Field(
        default=None, description="Words that must all occur, in any of six languages, also mixed"
    )

    _few_words = field_validator("q")(few_words)


class ExchangeFilters(QueryParams):
    """The conditions on exchanges. Several values of one mean any of them; several conditions mean all."""

    provider: Names = Field(description="State (ISO3 or ISO2) or actor whose expertise is given or drawn on")
    recipient: Names = Field(description="State or actor that receives")
    participant: Names = Field(description="State or actor that took part, direction not said")
    party: Names = Field(description="State or actor in any role")
    institution: Names = Field(description="Institution, with its predecessors and successors")
    units: bool = Field(default=False, description="Include the parts of each institution")
    facilitator: Names = Field(description="Who brokers, hosts or implements")
    funder: Names = Field(description="Who pays")
    supporter: Names = Field(description="Who is named as supporting; how is not said")
    sector: Names = Field(description="Sector id or DAC code; a sector includes its children")
    programme: Names = Field(description="Programme id")
    group: Names = Field(description="Group of which a party was a member at the time")
    source: Names = Field(description="Source id")
    modality: list[Literal[Modality, Unknown]] = Field(default_factory=list)
    form: list[Literal[Form, Unknown]] = Field(default_factory=list)
    status: list[Literal[Status, Unknown]] = Field(default_factory=list)
    outcome: list[Literal[Rating, Unknown]] = Field(default_factory=list)
    kind: list[ExchangeKind] = Field(default_factory=list)
    grade: list[Literal["A", "B", "C"]] = Field(default_factory=list)
    dated: Literal["stated", "bounded"] | None = None
    contested: Literal["true", "false"] | None = None
    year_from: Year | None = Field(default=None, description="First year; the exchange's bounds overlap")
    year_to: Year | None = Field(default=None, description="Last year; the exchange's bounds overlap")

    def asked(self) -> Asked:
        """The conditions as they were written."""
        where = {d: _listed(getattr(self, d)) for d in Dimension if d is not Dimension.YEAR}
        years = (self.year_from, self.year_to)
        return Asked({d: values for d, values in where.items() if values}, self.q or None, years, self.units)

    @field_validator("year_to")
    @classmethod
    def _forward(cls, year_to: int | None, info: ValidationInfo) -> int | None:
        year_from = info.data.get("year_from")
        if year_from and year_to and year_from > year_to:
            raise ValueError(f"lies before year_from, {year_from}")
        return year_to


def _listed(value: list[str] | str | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


class ExchangeListParams(ExchangeFilters, PageParams):
    """`GET /v1/exchanges`."""

    sort: Literal["-start", "start", "title", "relevance"] = Field(
        default="-start", description="Dated exchanges come first by start, then those with bounds only"
    )
    facets: str | None = Field(
        default=None, max_length=200, description=f"Comma-separated: {', '.join(FACETS)}"
    )

    @field_validator("facets")
    @classmethod
    def _known(cls, facets: str | None) -> str | None:
        for name in (facets or "").split(","):
            if name and name not in [*FACETS]:
                raise ValueError(f"there is no facet {name}; there are {', '.join(FACETS)}")
        return facets

    def dimensions(self) -> tuple[Dimension, ...]:
        """The facets asked for, each once."""
        return tuple(dict.fromkeys(Dimension(n) for n in (self.facets or "").split(",") if n))


class ExperienceParams(ExchangeFilters, PageParams):
    """`GET /v1/provider-experience`."""

    sort: ExperienceSort = Field(
        default="provider", description="An order to read in, no ranking; rows that tie stand by their ids"
    )
    tied_to: Name | None = Field(
        default=None, alias="for", description="A State; each row tells what ties its provider to it"
    )


class SearchParams(TableParams):
    """`GET /v1/search`."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY)] = Field(
        description="What was typed so far: every word begins a word of a name, or stands in an exchange"
    )
    kind: list[Kind] = Field(default_factory=list, description="Only records of these kinds")
    limit: Whole = Field(default=20, ge=1, le=50, description="Hits")

    _few_words = field_validator("q")(few_words)


class NeighbourhoodParams(LangParams):
    """`GET /v1/graph/neighbourhood`."""

    id: Name = Field(description="The record to look around; countries also by ISO2")
    hops: Whole = Field(default=1, ge=1, le=2, description="How many ties away")
    limit: Whole = Field(default=50, ge=1, le=200, description="Records at most, the one asked for included")


class PathsParams(LangParams):
    """`GET /v1/graph/paths`."""

    start: Name = Field(alias="from", description="Where the paths begin")
    end: Name = Field(alias="to", description="Where they end")
    max_hops: Whole = Field(default=4, ge=1, le=6, description="The longest path that counts, in ties")
    via: str | None = Field(
        default=None,
        max_length=50,
        description=f"What also counts as a tie, comma-separated: {', '.join(VIA)}",
    )
    limit: Whole = Field(default=20, ge=1, le=100, description="Paths at most")

    @field_validator("via")
    @classmethod
    def _known(cls, via: str | None) -> str | None:
        for name in (via or "").split(","):
            if name and name not in VIA:
                raise ValueError(f"{name} ties nothing; there are {', '.join(VIA)}")
        return via

    def widened(self) -> tuple[Via, ...]:
        """What also counts, each once."""
        return tuple(name for name in VIA if name in (self.via or "").split(","))


class RecordListParams(QueryParams, PageParams):
    """Lists of the other records."""


class AboutListParams(RecordListParams):
    """Lists of what States need, offer and have lived through."""

    country: Names = Field(
        description="State that the record refers to, itself or through a body that acts for it"
    )
    sector: Names = Field(description="Sector that the record refers to")


class ChangesParams(PageParams):
    """`GET /v1/changes`."""

    since: Whole = Field(default=0, ge=0, le=1 << 53, description="Changes after this revision")

    records: bool = Field(
        default=False, description="Add to each put the canonical record as it stands now; null if it is gone"
    )


class ExportParams(ExchangeFilters, LangParams):
    """`GET /v1/export`."""

    format: Annotated[str, Field(max_length=20, json_schema_extra={"enum": [*all_formats()]})] = Field(
        default=DEFAULT, description="ndjson: a JSON object a line; csv: a table"
    )
    records: Literal["all"] | None = Field(
        default=None, description="all: canonical records of every kind, and what became of ended ids"
    )
    rows: Literal["claims"] | None = Field(
        default=None, description="claims: a row for each claim and citation"
    )

    def content(self) -> Content:
        """What is asked for; `BadInput` where one part of the request excludes another."""
        if self.records and self.asked() != Asked({}):
            raise BadInput([Problem("records", "records=all is the whole graph: leave the filters out")])
        return content_of(claims=self.rows is not None, records=self.records is not None)


class SuggestionParams(LangParams):
    """`GET /v1/suggestions`."""

    recipient: Name = Field(description="The State that asks, ISO3 or ISO2")
    sector: Annotated[list[Name], Field(min_length=1, max_length=10)] = Field(
        description="Sector id or DAC code; children answer too, but for sensitive ones"
    )
    language: Names = Field(description="One of these is a working language (ISO 639); unknown stays in")
    region: Names = Field(description="In one of these M49 regions or sub-regions, by English name")
    gender_expertise: bool = Field(default=False, description="Only States with gender expertise on record")
    as_of: AsOf = Field(default=None, description="Only what was public by this date (YYYY-MM-DD)")

    def asked(self) -> need.Asked:
        """The need as it was written."""
        must = need.Requirements(tuple(self.language), tuple(self.region), self.gender_expertise)
        return need.Asked(self.recipient, self.sector, must, self.as_of)


class RequirementsBody(BaseModel):
    """What must hold."""

    model_config = ConfigDict(extra="forbid")

    languages: Names = Field(description="One of these is a working language (ISO 639); unknown stays in")
    gender_expertise: bool = Field(default=False, description="Only States with gender expertise on record")
    regions: Names = Field(description="In one of these M49 regions or sub-regions, by English name")


class SuggestionBody(BaseModel):
    """`POST /v1/suggestions`: the same question as the GET."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"recipient": "LBR", "sectors": ["revenue"], "requirements": {"languages": ["en"]}}
        },
    )

    recipient: Name = Field(description="The State that asks, ISO3 or ISO2")
    sectors: Annotated[list[Name], Field(min_length=1, max_length=10)] = Field(
        description="Sector ids or DAC codes"
    )
    requirements: RequirementsBody | None = None
    as_of: AsOf = Field(default=None, description="Only what was public by this date (YYYY-MM-DD)")

    def asked(self) -> need.Asked:
        """The need as it was written."""
        asked, must = self.requirements, need.Requirements()
        if asked is not None:
            must = need.Requirements(tuple(asked.languages), tuple(asked.regions), asked.gender_expertise)
        return need.Asked(self.recipient, self.sectors, must, self.as_of)
