"""The lists, the matrix and the export that take the filters of exchanges, and what they take beside."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from api.params.base import AsOf, LangParams, PageParams, Revision
from exchange_graph.catalogue.filters import ExchangeFilters, Name
from exchange_graph.errors import Wording
from exchange_graph.exporters.format import DEFAULT, all_formats
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


class FilteredListParams(ExchangeFilters, PageParams):
    """What every list takes that has the filters of exchanges."""

    without: bool = Field(
        default=False, description="An empty list tells how many exchanges fit without each condition"
    )


class ExchangeListParams(FilteredListParams):
    """`GET /v1/exchanges`."""

    counted: bool = Field(
        default=False,
        description="Only what places a provider in suggestions, newest first: of one provider, one recipient"
        " or both; goes with sector, basis and as_of",
    )
    basis: Literal["stated"] | None = Field(
        default=None, description="With counted: only roles that a source states"
    )
    as_of: AsOf = Field(
        default=None, description="With counted: only what was public by this date", examples=["2014-12-31"]
    )
    sort: Literal["-start", "start", "title", "relevance"] = Field(
        default="-start", description="Dated exchanges come first by start, then those with bounds only"
    )
    facets: str | None = Field(
        default=None,
        max_length=200,
        description=f"Comma-separated: {', '.join(FACETS)}. A year counts where a source states it; the"
        " filters of years also meet bounds",
        examples=["provider,sector"],
    )

    @model_validator(mode="after")
    def _counted(self) -> Self:
        for name in ("basis", "as_of"):
            if getattr(self, name) and not self.counted:
                raise ValueError(Wording("{it} goes with counted=true", it=name))
        return self

    @field_validator("facets")
    @classmethod
    def _known(cls, facets: str | None) -> str | None:
        for name in (facets or "").split(","):
            if name and name not in [*FACETS]:
                raise ValueError(
                    Wording("there is no facet {it}; there are {every}", it=name, every=", ".join(FACETS))
                )
        return facets

    def dimensions(self) -> tuple[Dimension, ...]:
        """The facets asked for, each once."""
        return tuple(dict.fromkeys(Dimension(n) for n in (self.facets or "").split(",") if n))


class ExperienceParams(FilteredListParams):
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
