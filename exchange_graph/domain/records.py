"""Every kind of record, and the way from JSON to them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.knowledge import Experience, Figure, Lesson, Need, Offer
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector, Source

AnyRecord = Annotated[
    Country | Group | Institution | Sector | Source | Programme | Exchange | Experience | Need
    | Offer | Lesson | Figure,
    Field(discriminator="kind"),
]  # fmt: skip
Kind = Literal[
    "country", "group", "institution", "sector", "source", "programme", "exchange", "experience",
    "need", "offer", "lesson", "figure",
]  # fmt: skip

_ANY: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)


def parse(body: str | bytes) -> AnyRecord:
    """The record in a canonical JSON text."""
    return _ANY.validate_json(body)


def parse_object(body: object) -> AnyRecord:
    """The record in a plain mapping; raises pydantic's ValidationError naming the place."""
    return _ANY.validate_python(body)
