"""Shapes that many records share."""

from __future__ import annotations

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

WordsShape = Annotated[
    str | dict[str, str], Field(description="Words in the asked language; a map by language with lang=all")
]
OtherLang = Annotated[
    str, Field(description="The language of the words, only where they do not exist in the asked one")
]


class Ref(TypedDict):
    """A record by id, with its label."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]


class CitationShape(TypedDict):
    """Where a fact stands: the source, the place in it, and how near it is (A, B, C)."""

    source: Ref
    locator: str | None
    grade: str
    lang: str
    quote: str | None


class SpanShape(TypedDict):
    """Dates of the precision the sources give."""

    start: str | None
    end: str | None
    earliest: str | None
    latest: str | None
