"""What every path takes: language, form, page, words; and the types of values."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from exchange_graph.domain.dates import PartialDate
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


class LangParams(BaseModel):
    """What every path takes."""

    model_config = ConfigDict(extra="forbid")

    lang: Literal["ar", "zh", "en", "fr", "ru", "es", "all"] | None = Field(
        default=None, description="Language of labels and texts; without it, Accept-Language decides"
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
        default=None,
        description="Words that must all occur, in any of six languages, also mixed",
        examples=["Liberia tax"],
    )

    _few_words = field_validator("q")(few_words)
