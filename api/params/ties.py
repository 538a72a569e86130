"""The search box, neighbourhoods and paths."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

from api.params.base import LangParams, PageParams, TableParams
from exchange_graph.catalogue.filters import DIGITS, LONGEST_QUERY, Name, few_words, plain
from exchange_graph.domain.records import Kind
from exchange_graph.errors import Wording
from exchange_graph.graph.walking import Via

VIA: tuple[Via, ...] = get_args(Via)


class SearchParams(TableParams):
    """`GET /v1/search`."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY)] = Field(
        description="What was typed so far: every word begins a word of a name, or stands in an exchange",
        examples=["Libria"],
    )
    kind: list[Kind] = Field(default_factory=list, description="Only records of these kinds")
    limit: Annotated[int, Field(ge=1, le=50), DIGITS] = Field(default=20, description="Hits")

    _few_words = field_validator("q")(few_words)
    _plain = field_validator("q")(plain)


class AskParams(PageParams):
    """`GET /v1/ask`."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY)] = Field(
        description="A question as a person asks it, in any of six languages",
        examples=["Who has taught revenue in West Africa?"],
    )

    _plain = field_validator("q")(plain)


class NeighbourhoodParams(LangParams):
    """`GET /v1/graph/neighbourhood`."""

    id: Name = Field(
        description="The record to look around; countries also by ISO2", examples=["a-68-696-13c"]
    )
    hops: Annotated[int, Field(ge=1, le=2), DIGITS] = Field(default=1, description="How many ties away")
    limit: Annotated[int, Field(ge=1, le=200), DIGITS] = Field(
        default=50, description="Records at most, the one asked for included"
    )
    shape: Literal["links", "exchanges"] = Field(
        default="links",
        description="exchanges: whole ones around an exchange or a party, nearest first; hops do not matter",
        examples=["exchanges"],
    )


class PathsParams(LangParams):
    """`GET /v1/graph/paths`."""

    start: Name = Field(alias="from", description="Where the paths begin", examples=["RWA"])
    end: Name = Field(alias="to", description="Where they end", examples=["LBR"])
    max_hops: Annotated[int, Field(ge=1, le=6), DIGITS] = Field(
        default=4, description="The longest path that counts, in ties"
    )
    via: str | None = Field(
        default=None,
        max_length=50,
        description=f"What also counts as a tie, comma-separated: {', '.join(VIA)}",
        examples=["groups"],
    )
    limit: Annotated[int, Field(ge=1, le=100), DIGITS] = Field(default=20, description="Paths at most")

    @field_validator("via")
    @classmethod
    def _known(cls, via: str | None) -> str | None:
        for name in (via or "").split(","):
            if name and name not in VIA:
                raise ValueError(
                    Wording("{it} ties nothing; there are {every}", it=name, every=", ".join(VIA))
                )
        return via

    def widened(self) -> tuple[Via, ...]:
        """What also counts, each once."""
        return tuple(name for name in VIA if name in (self.via or "").split(","))
