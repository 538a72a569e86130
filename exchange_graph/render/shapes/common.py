"""Shapes that many records share."""

from __future__ import annotations

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

WordsShape = Annotated[
    str | dict[str, str],
    Field(description="Words in the asked language; a map by language with lang=all"),
]
OtherLang = Annotated[
    str, Field(description="The language of the words, only where they do not exist in the asked one")
]


class Ref(TypedDict):
    """A record by id, with its label."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]


class AreaRead(TypedDict):
    """An area outside the M49 list that a filter names: searched by its name; `note` is the operator's."""

    filter: str
    id: str
    label: WordsShape
    note: str


class CitationShape(TypedDict):
    """Where a fact stands: the source, the place in it, and how near it is (A, B, C).

    `translation` is ours, of the quote, and unofficial.
    """

    source: Ref
    locator: str | None
    grade: str
    lang: str
    quote: str | None
    translation: WordsShape | None


class AuthorShape(TypedDict):
    """Who writes: a role at an organisation, never a person."""

    role: str
    organisation: str


class NoteShape(TypedDict):
    """What a party holds against a record; it stands beside the claims and changes none of them."""

    by: AuthorShape
    date: str
    text: WordsShape


class LiftedShape(TypedDict):
    """A condition of a question that finds nothing: without it `total` exchanges fit.

    Of these `known` say anything on what it asks for.
    """

    filter: str
    total: int
    known: int


class SpanShape(TypedDict):
    """Dates of the precision the sources give."""

    start: str | None
    end: str | None
    earliest: str | None
    latest: str | None
