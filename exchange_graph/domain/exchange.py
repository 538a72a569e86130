"""An exchange: one documented transfer of experience, held as claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import model_validator

from exchange_graph.domain.base import Record, Traits
from exchange_graph.domain.claims import Claim, Incompatible
from exchange_graph.domain.dates import PartialDate, first_day, last_day
from exchange_graph.domain.languages import PlainText, Text
from exchange_graph.domain.numbers import Number
from exchange_graph.domain.value import Id, Value

Role = Literal["provider", "recipient", "facilitator", "funder", "supporter", "participant"]
FacilitatorPart = Literal["brokers", "hosts", "implements"]
Support = Literal["expertise", "training", "advice", "personnel", "goods", "works", "money"]
"""What a party gave: what it knows, people who filled posts, or things and means."""
KNOWLEDGE: tuple[Support, ...] = ("expertise", "training", "advice")
ActorType = Literal["country", "institution", "group", "unnamed"]
Modality = Literal[
    "expert-deployment", "government-provided-personnel", "twinning", "study-visit", "training",
    "technical-assistance", "advisory-mission", "peer-learning", "scholarship",
    "knowledge-product", "other",
]  # fmt: skip
Form = Literal[
    "standalone", "within-un-programme", "sector-planning", "institutional-twinning",
    "diaspora-private",
]  # fmt: skip
Status = Literal["proposed", "planned", "ongoing", "completed", "interrupted", "cancelled"]
Rating = Literal["positive", "mixed", "negative"]
Stage = Literal["planned", "actual"]
StatedKind = Literal["south-south", "triangular", "north-south"]


class Actor(Value):
    """Who took a role: a record by its id, or the source's words for a party it leaves unnamed."""

    type: ActorType
    id: Id | None = None
    words: str | None = None
    lang: str | None = None
    translation: Text | None = None

    @model_validator(mode="after")
    def _named_or_quoted(self) -> Self:
        if self.type == "unnamed":
            if not (self.words and self.lang) or self.id:
                raise ValueError("an unnamed actor needs the source's words and their lang")
        elif not self.id or self.words:
            raise ValueError(f"a role needs an actor: the id of a {self.type}")
        return self


class Participation(Value):
    """One actor in one role, where the source says it with what it did.

    `part` is that of a facilitator, `support` what a party gave; empty where it is not said.
    """

    role: Role
    actor: Actor
    part: FacilitatorPart | None = None
    support: tuple[Support, ...] = ()

    @model_validator(mode="after")
    def _part_of_facilitator(self) -> Self:
        if self.part and self.role != "facilitator":
            raise ValueError("only a facilitator has a part (brokers, hosts, implements)")
        return self

    @model_validator(mode="after")
    def _support_of_a_giver(self) -> Self:
        if self.support and self.role == "recipient":
            raise ValueError("support is what a party gave: a recipient has none")
        if len(set(self.support)) < len(self.support):
            raise ValueError("a support is said twice")
        return self


class Span(Value):
    """What a source says of time: start and end, or only the bounds between which it lies."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    earliest: PartialDate | None = None
    latest: PartialDate | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        low, high = self.start or self.earliest, self.end or self.latest
        if not (low or high):
            raise ValueError("a period says at least one of start, end, earliest, latest")
        if low and high and first_day(low) > last_day(high):
            raise ValueError(f"the end {high} lies before the start {low}")
        return self


class Outcome(Value):
    """What came of it: a rating and the words it rests on."""

    rating: Rating
    text: Text | None = None


class Measurement(Value):
    """A figure of one exchange: what is counted, how much, in which unit, at which stage and date."""

    measure: PlainText
    value: Number
    unit: PlainText
    stage: PlainText | None = None
    date: PartialDate | None = None


class PeriodClaim(Claim[Span]):
    """When it was to take place (planned) or took place (actual)."""

    stage: Stage = "actual"


class StatusClaim(Claim[Status]):
    """How it stands: `as_of` which day, where a source says it, and the `cause` of an end before its time."""

    as_of: PartialDate | None = None
    cause: Text | None = None

    @model_validator(mode="after")
    def _cause_of_an_end(self) -> Self:
        if self.cause and self.value not in ("interrupted", "cancelled"):
            raise ValueError("only what was interrupted or cancelled has a cause")
        return self


class Exchange(Record):
    """One documented transfer of experience; every fact about it is a claim."""

    traits = Traits(
        noun="exchanges", says="Documented exchanges of experience, each fact with its source", order=8,
        rank=12, called=("title",),
    )  # fmt: skip

    kind: Literal["exchange"] = "exchange"
    title: Text
    summary: Text
    programme: Id | None = None
    mutual: bool = False
    responds_to: tuple[Id, ...] = ()
    participations: tuple[Claim[Participation], ...]
    sectors: tuple[Claim[Id], ...] = ()
    modality: tuple[Claim[tuple[Modality, ...]], ...] = ()
    form: tuple[Claim[Form], ...] = ()
    period: tuple[PeriodClaim, ...] = ()
    status: tuple[StatusClaim, ...] = ()
    outcome: tuple[Claim[Outcome], ...] = ()
    kind_stated: tuple[Claim[StatedKind], ...] = ()
    figures: tuple[Claim[Measurement], ...] = ()
    incompatible: tuple[Incompatible, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.participations:
            raise ValueError("an exchange needs at least one participation")
        ids = [claim.id for _, claim in facts(self)]
        doubled = sorted({i for i in ids if ids.count(i) > 1})
        if doubled:
            raise ValueError(f"claim id {', '.join(doubled)} is used twice")
        for pair in self.incompatible:
            unknown = sorted(set(pair.claims) - set(ids))
            if unknown:
                raise ValueError(f"incompatible names no claim of this record: {unknown[0]}")
        return self


FACTS = (
    "participations", "sectors", "modality", "form", "period", "status", "outcome",
    "kind_stated", "figures",
)  # fmt: skip


def facts(exchange: Exchange) -> Iterator[tuple[str, Claim[Any]]]:
    """Every claim of an exchange with the name of its field, in the order of the claim ids."""
    pairs = ((name, claim) for name in FACTS for claim in getattr(exchange, name))
    yield from sorted(pairs, key=lambda pair: pair[1].order)
