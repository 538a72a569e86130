"""Where the record is empty: States by sector."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.params.base import PageParams
from exchange_graph.catalogue.filters import Groups, Names, YesNo
from exchange_graph.catalogue.resolving import SECTORS


class HoleParams(PageParams):
    """`GET /v1/holes`."""

    group: Groups = Field(
        description="States that stand today on one of these lists; without it, on the fragile one",
        examples=[["g7plus"]],
    )
    sector: Annotated[Names, SECTORS] = Field(
        description="Sector id or DAC code; without it, every sector that has none below it",
        examples=[["police"]],
    )
    empty: YesNo | None = Field(default=None, description="Only pairs without an exchange, or with one")
