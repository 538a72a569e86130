"""The filters of exchanges and of records, each said once: API, command line and exports take them from here.

The name of a field is the filter's name everywhere, and that of its `Dimension`. Its type tells the values: a
list may be repeated, a Literal is closed, a `Resolver` reads ids and codes of records. Its description is the
sentence that OpenAPI and `--help` show, its example stands beside it there.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from exchange_graph.catalogue.resolving import (
    ACTOR,
    GROUP,
    INSTITUTION,
    PARTY,
    PROGRAMME,
    REGION,
    SECTOR,
    SECTORS,
    SOURCE,
    Resolver,
)
from exchange_graph.domain.claims import Grade
from exchange_graph.domain.exchange import Form, Modality, Rating, Status, Support
from exchange_graph.domain.kind import ExchangeKind
from exchange_graph.errors import Wording
from exchange_graph.text.tokens import MAX_QUERY_TOKENS, is_too_long

LONGEST_QUERY = 500
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
"""Control characters but white space, what turns the direction of text, and letters that were lost."""
Unknown = Literal["unknown"]


def plain(text: str | None) -> str | None:
    """The text, unless a character in it cannot be seen, or turns the direction of what stands around it."""
    if text is not None and (found := _UNSEEN.search(text)):
        code = f"U+{ord(found[0]):04X}"
        raise ValueError(Wording("holds a character that cannot be seen ({code}): type it anew", code=code))
    return text


YesNo = Literal["true", "false"]
Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(plain)]
Names = Annotated[list[Name], Field(default_factory=list, max_length=50)]
Actors = Annotated[Names, ACTOR]
Parties = Annotated[Names, PARTY]
Groups = Annotated[Names, GROUP]


def _digits(value: object) -> object:
    """Only plain digits are a whole number; int() would also take 1_0, +5 and other scripts' digits."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise PydanticCustomError("int_parsing", "no whole number")
    return value


DIGITS = BeforeValidator(_digits)
"""Stands after the bounds of a whole number: OpenAPI would not know those that stand after it."""
Year = Annotated[int, Field(ge=1000, le=9999), DIGITS]


def few_words(q: str | None) -> str | None:
    """The words, unless there are too many to be searched."""
    if q is not None and is_too_long(q):
        raise ValueError(Wording("at most {most} words can be searched at once", most=MAX_QUERY_TOKENS))
    return q


class TextFilter(BaseModel):
    """Free text over six languages; all words must occur."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(max_length=LONGEST_QUERY)] | None = Field(
        default=None,
        description="Words that must all occur, in any of six languages, also mixed",
        examples=["Liberia tax"],
    )

    _few_words = field_validator("q")(few_words)
    _plain = field_validator("q")(plain)

    def values(self, name: str) -> list[str]:
        """The values of a filter as they were written."""
        given: list[str] | str | None = getattr(self, name)
        return given if isinstance(given, list) else [given] if given else []

    def resolver(self, name: str) -> Resolver | None:
        """What reads the values of a filter; none where they are words of ours."""
        metadata = type(self).model_fields[name].metadata
        return next((one for one in metadata if isinstance(one, Resolver)), None)


class ExchangeFilters(TextFilter):
    """The conditions on exchanges. Several values of one mean any of them; several conditions mean all.

    `between` alone means each of its values.
    """

    provider: Parties = Field(
        description="State (ISO3 or ISO2) or actor whose expertise is given or drawn on", examples=[["SLE"]]
    )
    recipient: Parties = Field(description="State or actor that receives", examples=[["LBR"]])
    participant: Parties = Field(
        description="State or actor that took part, direction not said", examples=[["SEN"]]
    )
    party: Parties = Field(description="State or actor in any role", examples=[["RWA"]])
    between: Parties = Field(
        description="State or actor in any role; each one that is given took part", examples=[["BRA", "MOZ"]]
    )
    institution: Annotated[Names, INSTITUTION] = Field(
        description="Institution, with its predecessors and successors", examples=[["lbr-revenue-authority"]]
    )
    units: bool = Field(default=False, description="Include the parts of each institution")
    facilitator: Parties = Field(description="Who brokers, hosts or implements", examples=[["undp"]])
    funder: Parties = Field(description="Who pays", examples=[["unknown"]])
    supporter: Parties = Field(description="Who is named as supporting; how is not said", examples=[["SWE"]])
    sector: Annotated[Names, SECTORS] = Field(
        description="Sector id or DAC code; a sector includes its children", examples=[["revenue"]]
    )
    programme: Annotated[Names, PROGRAMME] = Field(description="Programme id", examples=[["igad-initiative"]])
    group: Groups = Field(
        description="Group of which a party in any role was surely a member at the time",
        examples=[["ecowas-members"]],
    )
    provider_group: Groups = Field(
        description="Group of which a provider was surely a member then; only such providers are counted",
        examples=[["g7plus"]],
    )
    recipient_group: Groups = Field(
        description="Group of which a recipient was surely a member then; only such ones are counted",
        examples=[["ecowas-members"]],
    )
    provider_region: Annotated[Names, REGION] = Field(
        description="M49 region or sub-region of a provider, by code or English name; only such providers are"
        " counted",
        examples=[["Southern Asia"]],
    )
    recipient_region: Annotated[Names, REGION] = Field(
        description="M49 region or sub-region of a recipient, by code or English name; only such ones are"
        " counted",
        examples=[["011"]],
    )
    source: Annotated[Names, SOURCE] = Field(description="Source id", examples=[["a-68-696"]])
    modality: list[Literal[Modality, Unknown]] = Field(
        default_factory=list, description="By what means experience was shared"
    )
    support: list[Literal[Support, Unknown]] = Field(
        default_factory=list, description="What one of its parties gave"
    )
    form: list[Literal[Form, Unknown]] = Field(default_factory=list, description="How it was arranged")
    status: list[Literal[Status, Unknown]] = Field(default_factory=list, description="How far it has gone")
    outcome: list[Literal[Rating, Unknown]] = Field(
        default_factory=list, description="How its result is rated"
    )
    kind: list[ExchangeKind] = Field(default_factory=list, description="Whose cooperation it was")
    grade: list[Grade] = Field(default_factory=list, description="How well it is documented, A the best")
    dated: Literal["stated", "bounded"] | None = Field(
        default=None, description="Whether a source states the period, or its bounds alone are known"
    )
    contested: YesNo | None = Field(default=None, description="Whether sources contradict each other")
    year_from: Year | None = Field(
        default=None, description="First year; the exchange's bounds overlap", examples=[2015]
    )
    year_to: Year | None = Field(
        default=None, description="Last year; the exchange's bounds overlap", examples=[2020]
    )

    @field_validator("year_to")
    @classmethod
    def _forward(cls, year_to: int | None, info: ValidationInfo) -> int | None:
        year_from = info.data.get("year_from")
        if year_from and year_to and year_from > year_to:
            raise ValueError(Wording("lies before year_from, {year}", year=year_from))
        return year_to

    def are_given(self) -> bool:
        """Whether there is any condition."""
        return any(getattr(self, name) for name in ExchangeFilters.model_fields)


class StateFilter(TextFilter):
    """The conditions on what is a State's: all of them hold."""

    country: Actors = Field(
        description="State that the record refers to, itself or through a body that acts for it",
        examples=[["LBR"]],
    )


class StateInSectorFilters(StateFilter):
    """The conditions on needs, offers and own experiences: all of them hold."""

    sector: Annotated[Names, SECTOR] = Field(
        description="Sector that the record refers to", examples=[["revenue"]]
    )
