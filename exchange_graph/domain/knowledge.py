"""What is known around exchanges: own experiences, needs, offers, lessons, figures, deployments."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exchange_graph.domain.base import Id, Record, Refers, Traits, Value
from exchange_graph.domain.claims import Citations
from exchange_graph.domain.dates import PartialDate, first_day, last_day
from exchange_graph.domain.exchange import Modality, Span
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.numbers import Number

Sectors = Annotated[tuple[Id, ...], Refers("sector", tie="IN_SECTOR")]


class Experience(Record):
    """A country's own reform or transition in a sector, shared or not."""

    traits = Traits(
        noun="experiences", says="What States have lived through themselves", order=9, rank=8,
        called=("title",), about=("country", "sector"),
    )  # fmt: skip

    kind: Literal["experience"] = "experience"
    country: Annotated[Id, Refers("country", tie="OF_COUNTRY")]
    title: Text
    summary: Text
    sectors: Sectors
    period: Span | None = None
    citations: Citations


class Reissue(Value):
    """A request that was published again, and what changed."""

    text: Text
    date: PartialDate | None = None
    citations: Citations


class Need(Record):
    """A request by a country or institution."""

    traits = Traits(
        noun="needs", says="What States asked for", order=7, rank=6, called=("title",),
        about=("country", "sector"),
    )  # fmt: skip

    kind: Literal["need"] = "need"
    title: Text
    statement: Text
    requested_by: Annotated[Id, Refers("country", "institution", tie="REQUESTED_BY")]
    sectors: Sectors = ()
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

    traits = Traits(
        noun="offers", says="What States offer", order=10, rank=7, called=("title",),
        about=("country", "sector"),
    )  # fmt: skip

    kind: Literal["offer"] = "offer"
    title: Text
    statement: Text
    offered_by: Annotated[
        tuple[Id, ...], Field(min_length=1), Refers("country", "institution", tie="OFFERED_BY")
    ]
    to: Annotated[Id | None, Refers("country", "institution", "group", tie="OFFERED_TO")] = None
    sectors: Sectors = ()
    modality: tuple[Modality, ...] = ()
    number: int | None = Field(default=None, ge=0)
    conditions: Text | None = None
    valid_until: PartialDate | None = None
    citations: Citations


class Lesson(Record):
    """What was learned, and the exchanges it came from."""

    traits = Traits(
        noun="lessons", says="What was learned, as the sources say it", order=11, rank=9, called=("text",),
    )  # fmt: skip

    kind: Literal["lesson"] = "lesson"
    text: Text
    lesson: Literal["principle", "enabler", "obstacle"]
    exchanges: Annotated[tuple[Id, ...], Refers("exchange", tie="LEARNED_FROM")] = ()
    sectors: Sectors = ()
    citations: Citations


class Figure(Record):
    """A number that a source gives: an exact value or "at least"."""

    traits = Traits(
        noun="figures", says="Numbers with the sentence they stand in", order=12, rank=10, called=("title",),
    )  # fmt: skip

    kind: Literal["figure"] = "figure"
    title: Text
    measure: str
    value: Number | None = None
    at_least: Number | None = None
    unit: str
    about: Annotated[tuple[Id, ...], Refers(tie="ABOUT")] = ()
    date: PartialDate | None = None
    citations: Citations

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        if (self.value is None) == (self.at_least is None):
            raise ValueError("a figure says either value or at_least")
        return self


class Deployment(Record):
    """Personnel that a State had in a United Nations mission. Never an exchange, and nobody's experience.

    `most` is the greatest number at one time, `women` how many of them. Between `start` and `end` a month
    without a table is no absence. Without a `host` the mission alone says where it was.
    """

    traits = Traits(
        noun="deployments", says="Personnel that States had in United Nations missions", order=13, rank=13,
        about=("country",),
    )  # fmt: skip

    kind: Literal["deployment"] = "deployment"
    country: Annotated[Id, Refers("country", tie="OF_COUNTRY")]
    mission: Annotated[Id, Refers("institution", tie="DEPLOYED_TO")]
    host: Annotated[Id | None, Refers("country", tie="LOCATED_IN")] = None
    type: Literal["individual-police", "experts", "formed-units", "staff-officers"]
    start: PartialDate
    end: PartialDate | None = None
    most: int | None = Field(default=None, ge=1)
    women: int | None = Field(default=None, ge=0)
    citations: Citations

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.end and first_day(self.start) > last_day(self.end):
            raise ValueError(f"the end {self.end} lies before the start {self.start}")
        if self.women is not None and self.most is not None and self.women > self.most:
            raise ValueError(f"{self.women} women are more than all, {self.most}")
        return self
