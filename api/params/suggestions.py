"""A need, as a query and as a body."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.params.base import AsOf, LangParams
from exchange_graph.catalogue.filters import Name, Names
from exchange_graph.matching import need

Explain = Annotated[
    Name | None, Field(description="Adds the reckoning for this State, wherever it stands", examples=["SLE"])
]


class NeedSuggestionParams(LangParams):
    """`GET /v1/needs/{id}/suggestions`."""

    explain: Explain = None


class SuggestionParams(NeedSuggestionParams):
    """`GET /v1/suggestions`."""

    recipient: Name = Field(
        description="The State that asks, by code or exact name; or a body that acts for it",
        examples=["LBR"],
    )
    sector: Annotated[list[Name], Field(min_length=1, max_length=10)] = Field(
        description="Sector id or DAC code; children answer too, but for sensitive ones",
        examples=[["revenue"]],
    )
    language: Names = Field(
        description="One of these is a working language (ISO 639); unknown stays in", examples=[["en"]]
    )
    region: Names = Field(
        description="In one of these M49 regions or sub-regions, by English name",
        examples=[["Western Africa"]],
    )
    gender_expertise: bool = Field(default=False, description="Only States with gender expertise on record")
    as_of: AsOf = Field(
        default=None, description="Only what was public by this date (YYYY-MM-DD)", examples=["2014-12-31"]
    )

    def asked(self) -> need.AskedNeed:
        """The need as it was written."""
        must = need.Requirements(tuple(self.language), tuple(self.region), self.gender_expertise)
        return need.AskedNeed(self.recipient, self.sector, must, self.as_of)


class RequirementsBody(BaseModel):
    """What must hold."""

    model_config = ConfigDict(extra="forbid")

    languages: Names = Field(
        description="One of these is a working language (ISO 639); unknown stays in", examples=[["en"]]
    )
    gender_expertise: bool = Field(
        default=False, strict=True, description="Only States with gender expertise on record"
    )
    regions: Names = Field(
        description="In one of these M49 regions or sub-regions, by English name",
        examples=[["Western Africa"]],
    )


class SuggestionBody(BaseModel):
    """`POST /v1/suggestions`: the same question as the GET."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"recipient": "LBR", "sectors": ["revenue"], "requirements": {"languages": ["en"]}}
        },
    )

    recipient: Name = Field(
        description="The State that asks, by code or exact name; or a body that acts for it",
        examples=["LBR"],
    )
    sectors: Annotated[list[Name], Field(min_length=1, max_length=10)] = Field(
        description="Sector ids or DAC codes", examples=[["revenue"]]
    )
    requirements: RequirementsBody | None = None
    as_of: AsOf = Field(
        default=None, description="Only what was public by this date (YYYY-MM-DD)", examples=["2014-12-31"]
    )

    explain: Explain = None

    def asked(self) -> need.AskedNeed:
        """The need as it was written."""
        asked, must = self.requirements, need.Requirements()
        if asked is not None:
            must = need.Requirements(tuple(asked.languages), tuple(asked.regions), asked.gender_expertise)
        return need.AskedNeed(self.recipient, self.sectors, must, self.as_of)
