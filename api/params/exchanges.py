"""The conditions on exchanges, and the lists, the matrix and the export that take them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from api.params.base import AsOf, LangParams, Name, Names, PageParams, QueryParams, Revision, Unknown, Year
from exchange_graph.catalogue.asking import Asked
from exchange_graph.domain.exchange import Form, Modality, Rating, Status
from exchange_graph.domain.kind import ExchangeKind
from exchange_graph.errors import BadInput, Problem
from exchange_graph.exporters.format import DEFAULT, Content, all_formats, content_of
from exchange_graph.graph.query import Dimension

ExperienceSort = Literal[
    "provider", "sector", "-exchanges", "-programmes", "first_year", "-last_year", "best_grade"
]
FACETS: tuple[Dimension, ...] = (
    Dimension.PROVIDER, Dimension.RECIPIENT, Dimension.SECTOR, Dimension.MODALITY, Dimension.KIND,
    Dimension.OUTCOME, Dimension.GROUP, Dimension.YEAR, Dimension.FUNDER, Dimension.FACILITATOR,
)  # fmt: skip


class ExchangeParams(LangParams):
    """`GET /v1/exchanges/{id}`: as it stands, as the public could know it, or as this service held it."""

    as_of: AsOf = Field(
        default=None,
        description="Only claims whose source was published by this date (YYYY-MM-DD)",
        examples=["2014-12-31"],
    )
    revision: Revision | None = Field(
        default=None, description="The version this service held at that revision", examples=[1]
    )


class ExchangeFilters(QueryParams):
    """The conditions on exchanges. Several values of one mean any of them; several conditions mean all."""

    provider: Names = Field(
        description="State (ISO3 or ISO2) or actor whose expertise is given or drawn on", examples=[["SLE"]]
    )
    recipient: Names = Field(description="State or actor that receives", examples=[["LBR"]])
    participant: Names = Field(
        description="State or actor that took part, direction not said", examples=[["SEN"]]
    )
    party: Names = Field(description="State or actor in any role", examples=[["RWA"]])
    institution: Names = Field(
        description="Institution, with its predecessors and successors", examples=[["lbr-revenue-authority"]]
    )
    units: bool = Field(default=False, description="Include the parts of each institution")
    facilitator: Names = Field(description="Who brokers, hosts or implements", examples=[["undp"]])
    funder: Names = Field(description="Who pays", examples=[["unknown"]])
    supporter: Names = Field(description="Who is named as supporting; how is not said", examples=[["SWE"]])
    sector: Names = Field(
        description="Sector id or DAC code; a sector includes its children", examples=[["revenue"]]
    )
    programme: Names = Field(description="Programme id", examples=[["igad-initiative"]])
    group: Names = Field(description="Group of which a party was a member at the time", examples=[["south"]])
    source: Names = Field(description="Source id", examples=[["a-68-696"]])
    modality: list[Literal[Modality, Unknown]] = Field(default_factory=list)
    form: list[Literal[Form, Unknown]] = Field(default_factory=list)
    status: list[Literal[Status, Unknown]] = Field(default_factory=list)
    outcome: list[Literal[Rating, Unknown]] = Field(default_factory=list)
    kind: list[ExchangeKind] = Field(default_factory=list)
    grade: list[Literal["A", "B", "C"]] = Field(default_factory=list)
    dated: Literal["stated", "bounded"] | None = None
    contested: Literal["true", "false"] | None = None
    year_from: Year | None = Field(
        default=None, description="First year; the exchange's bounds overlap", examples=[2010]
    )
    year_to: Year | None = Field(
        default=None, description="Last year; the exchange's bounds overlap", examples=[2014]
    )

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
        default=None,
        max_length=200,
        description=f"Comma-separated: {', '.join(FACETS)}",
        examples=["provider,sector"],
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
        default=None,
        alias="for",
        description="A State; each row tells what ties its provider to it",
        examples=["LBR"],
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
