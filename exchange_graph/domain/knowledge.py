"""What is known around exchanges: own experiences, needs, offers, lessons, figures."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exchange_graph.domain.base import Id, Record, Value
from exchange_graph.domain.claims import Citations
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.exchange import Modality, Span
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.numbers import Number


class Experience(Record):
    """A country's own reform or transition in a sector, shared or not."""

    kind: Literal["experience"] = "experience"
    country: Id
    title: Text
    summary: Text
    sectors: tuple[Id, ...]
    period: Span | None = None
    citations: Citations


class Reissue(Value):
    """A request that was published again, and what changed."""

    text: Text
    date: PartialDate | None = None
    citations: Citations


class Need(Record):
    """A request by a country or institution."""

    kind: Literal["need"] = "need"
    title: Text
    statement: Text
    requested_by: Id
    sectors: tuple[Id, ...] = ()
    seniority: Text | None = None
    languages: tuple[Lang, ...] = ()
    gender_expertise: bool = False
    timeframe: Text | None = None
    decision_cycle: Text | None = None
    valid_until: PartialDate | None = None
    status: Literal["open", "answered", "closed"]
    reissued: tuple[Reissue, ...] = ()
    citations: Citations


class Offer(Record):
    """Capacity that a provider has declared. Not an exchange."""

    kind: Literal["offer"] = "offer"
    title: Text
    statement: Text
    offered_by: Annotated[tuple[Id, ...], Field(min_length=1)]
    to: Id | None = None
    sectors: tuple[Id, ...] = ()
    modality: tuple[Modality, ...] = ()
    number: int | None = Field(default=None, ge=0)
    conditions: Text | None = None
    valid_until: PartialDate | None = None
    citations: Citations


class Lesson(Record):
    """What was learned, and the exchanges it came from."""

    kind: Literal["lesson"] = "lesson"
    text: Text
    lesson: Literal["principle", "enabler", "obstacle"]
    exchanges: tuple[Id, ...] = ()
    sectors: tuple[Id, ...] = ()
    citations: Citations


class Figure(Record):
    """A number that a source gives: an exact value or "at least"."""

    kind: Literal["figure"] = "figure"
    title: Text
    measure: str
    value: Number | None = None
    at_least: Number | None = None
    unit: str
    about: tuple[Id, ...] = ()
    date: PartialDate | None = None
    citations: Citations

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        if (self.value is None) == (self.at_least is None):
            raise ValueError("a figure says either value or at_least")
        return self
