"""Lists of the other records, and the change feed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.params.base import LangParams, PageParams
from exchange_graph.catalogue.filters import (
    DIGITS,
    ExchangeFilters,
    Name,
    StateFilter,
    StateInSectorFilters,
    TextFilter,
)
from exchange_graph.domain.base import About


class RecordListParams(TextFilter, PageParams):
    """Lists of the other records."""


class OfStateParams(StateFilter, PageParams):
    """Lists of what is a State's."""


class OfStateInSectorParams(StateInSectorFilters, PageParams):
    """Lists of what States need, offer and have lived through."""


class NeedListParams(OfStateInSectorParams):
    """`GET /v1/needs`."""

    giver: Name | None = Field(
        default=None,
        alias="for",
        description="A State: only needs in sectors that it has on record or offers, by the rules of"
        " suggestions",
        examples=["BRA"],
    )


ListParams = RecordListParams | OfStateParams | OfStateInSectorParams
LISTED: dict[About, type[ListParams]] = {
    (): RecordListParams,
    ("country",): OfStateParams,
    ("country", "sector"): OfStateInSectorParams,
}
"""What a list takes, by what its records are about."""


class AtomParams(ExchangeFilters, LangParams):
    """`GET /v1/changes.atom`."""

    country: Name | None = Field(
        default=None,
        description="A State or area, by code or name: with it alone, all records that refer to it, not only"
        " exchanges",
        examples=["TLS"],
    )
    since: Annotated[int, Field(ge=0, le=1 << 53), DIGITS] = Field(
        default=0, description="Changes after this revision", examples=[0]
    )


class ChangesParams(AtomParams, PageParams):
    """`GET /v1/changes`."""

    records: bool = Field(
        default=False, description="Add to each put the canonical record as it stands now; null if it is gone"
    )
