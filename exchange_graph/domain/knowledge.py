"""What is known around exchanges: own experiences, needs, offers, lessons, figures, deployments."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exchange_graph.domain.base import Record, Traits
from exchange_graph.domain.claims import Citations
from exchange_graph.domain.dates import PartialDate, first_day, last_day
from exchange_graph.domain.exchange import Modality, Rating, Span
from exchange_graph.domain.languages import Lang, PlainText, Text
from exchange_graph.domain.numbers import Number
from exchange_graph.domain.value import Id, Refers, Value


class Result(Value):
    """What came of a country's own reform, in the words of its sources."""

    rating: Rating
    text: Text
    citations: Citations


Sectors = Annotated[tuple[Id, ...], Refers("sector", tie="IN_SECTOR")]


class Experience(Record):
    """A country's own reform or transition in a sector, shared or not; which exchanges drew on it."""

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
    result: Result | None = None
    drawn_on_by: Annotated[tuple[Id, ...], Refers("exchange", tie="DRAWN_ON_BY")] = ()
    citations: Citations

    @property
    def places(self) -> bool:
        """A troubled process is no model: it has a result that is not negative, or exchanges drew on it."""
        if self.result and self.result.rating == "negative":
            return False
        return self.result is not None or bool(self.drawn_on_by)


class Reissue(Value):
    """A request that was published again, and what changed."""

    text: Text
    date: PartialDate | None = None
    citations: Citations


class Need(Record):
    """A request. Where no source says who asked, `stated_by` says who states it, and `recipient` for whom."""

    traits = Traits(
        noun="needs", says="What States asked for", order=7, rank=6, called=("title",),
        about=("country", "sector"),
    )  # fmt: skip

    kind: Literal["need"] = "need"
    title: Text
    statement: Text
    requested_by: Annotated[Id | None, Refers("country", "institution", tie="REQUESTED_BY")] = None
    stated_by: Annotated[Id | None, Refers("country", "institution", "group", "source", tie="STATED_BY")] = (
        None
    )
    recipient: Annotated[Id | None, Refers("country", "institution", tie="NEEDED_BY")] = None
    sectors: Sectors = ()
    seniority: Text | None = None
    languages: tuple[Lang, ...] = ()
    gender_expertise: bool = False
    timeframe: Text | None = None
    decision_cycle: Text | None = None
    valid_until: PartialDate | None = None
    status: Literal["open", "answered", "closed"]
    as_of: PartialDate | None = None
    reissued: tuple[Reissue, ...] = ()
    citations: Citations

    @property
    def whose(self) -> str | None:
        """For whom it is asked: the State or body itself, where nothing else is said."""
        return self.recipient or self.requested_by

    @model_validator(mode="after")
    def _asked_or_stated(self) -> Self:
        if (self.requested_by is None) == (self.stated_by is None):
            raise ValueError("a need says either requested_by, who asked, or stated_by, who states it")
        return self


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
    """A number that a source gives: a value, or the bounds it lies between ("at least 50", "30 to 45")."""

    traits = Traits(
        noun="figures", says="Numbers with the sentence they stand in", order=12, rank=10, called=("title",),
    )  # fmt: skip

    kind: Literal["figure"] = "figure"
    title: Text
    measure: PlainText
    value: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    unit: PlainText
    about: Annotated[tuple[Id, ...], Refers(tie="ABOUT")] = ()
    date: PartialDate | None = None
    citations: Citations

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        bounded = self.at_least is not None or self.at_most is not None
        if (self.value is None) != bounded:
            raise ValueError("a figure says either its value, or at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and self.at_least >= self.at_most:
            raise ValueError("at_least lies below at_most")
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
