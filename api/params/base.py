"""What every path takes: language, form, page; and types of values that several take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from exchange_graph.catalogue.filters import DIGITS
from exchange_graph.domain.dates import PartialDate
from exchange_graph.exporters.citing import Style

Revision = Annotated[int, Field(ge=1, le=1 << 53), DIGITS]
AsOf = Annotated[
    PartialDate | None, Field(json_schema_extra={"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
]


class LangParams(BaseModel):
    """What every path takes."""

    model_config = ConfigDict(extra="forbid")

    lang: Literal["ar", "zh", "en", "fr", "ru", "es", "all"] | None = Field(
        default=None, description="Language of labels and texts; without it, Accept-Language decides"
    )


class CitationParams(LangParams):
    """`GET /v1/{noun}/{id}/citation`."""

    style: Style = Field(default="text", description="text for a footnote; the others for reference managers")


class TableParams(LangParams):
    """What everything takes that is a table too."""

    format: Literal["json", "csv", "xlsx"] | None = Field(
        default=None,
        description="csv, xlsx: a table, one row a record, whole where no limit is given; without it, Accept"
        " decides",
    )


class PageParams(TableParams):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=200), DIGITS] = Field(default=50, description="Items a page")
    cursor: Annotated[str, Field(max_length=2000)] | None = Field(
        default=None, description="`next` of the page before"
    )
