"""Shapes of the answers themselves: pages, facets, how a question was read, problems."""

from __future__ import annotations

from typing import Any, NotRequired

from pydantic import BaseModel, create_model
from typing_extensions import TypedDict

from exchange_graph.render.shapes.common import AreaRead, WordsShape


class PageInfo(TypedDict):
    """`next` is the cursor of the following page, or null on the last one."""

    limit: int
    next: str | None
    total: int
    data_revision: int


class FacetValue(TypedDict):
    """One value of a facet and how many exchanges have it; `unknown` where the sources do not say."""

    id: str
    label: NotRequired[WordsShape]
    count: int


class InstitutionMatch(TypedDict):
    """An institution that a filter was widened to, and the one asked for that led to it."""

    id: str
    via: str


TextRead = TypedDict("TextRead", {"from": str, "to": str})
"""The words as they were written, and those that were searched by."""


class NameRead(TypedDict):
    """Words that are another name of a State: `id` is the State, `says` why it is several or another one."""

    text: str
    id: str
    label: WordsShape
    says: NotRequired[WordsShape]


class Offered(TypedDict):
    """A record that may have been meant."""

    id: str
    label: WordsShape


class AloneShape(TypedDict):
    """A part of what was typed, and how many exchanges hold it alone."""

    text: str
    exchanges: int


class UnderstoodShape(TypedDict):
    """How filters and words were read where they mean more than was written, or may mean another record.

    `alone`: no record has all the words together; each finds so much.
    """

    sector: NotRequired[list[str]]
    institution: NotRequired[list[InstitutionMatch]]
    q: NotRequired[TextRead]
    names: NotRequired[list[NameRead]]
    areas: NotRequired[list[AreaRead]]
    did_you_mean: NotRequired[list[Offered]]
    alone: NotRequired[list[AloneShape]]


class ProblemPart(TypedDict):
    """One thing wrong with the input: the place, and the reason with the way out."""

    where: str
    why: str


class ProblemShape(TypedDict):
    """An error as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    problems: NotRequired[list[ProblemPart]]
    reason: NotRequired[str]
    at: NotRequired[str]
    nearest: NotRequired[list[str]]


def page_of(shape: Any) -> type[BaseModel]:
    """The shape of a page of records of a shape, called after it."""
    name = shape.__name__.removesuffix("Shape").removesuffix("Record")
    return create_model(f"{name}List", __doc__="A page of records.", items=list[shape], page=PageInfo)
