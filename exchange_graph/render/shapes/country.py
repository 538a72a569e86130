"""A country's profile: what is recorded of it, and the limits of that."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from exchange_graph.render.shapes.common import OtherLang, Ref, WordsShape
from exchange_graph.render.vocabulary import CountryShape


class GroupMembership(TypedDict):
    """A group whose list names the country; without dates the list holds as of `seen`."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    start: str | None
    end: str | None
    seen: str


class Headed(TypedDict):
    """An exchange by its heading."""

    id: str
    heading: WordsShape
    latest: str


class Counted(TypedDict):
    """A record and how many exchanges it shares with the country."""

    id: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    exchanges: int


class SectorOverTime(TypedDict):
    """A sector with the years of its dated exchanges."""

    sector: Ref
    exchanges: int
    first_year: int | None
    last_year: int | None


class YearCount(TypedDict):
    """A year and the exchanges of which a source states that they ran in it."""

    year: str
    exchanges: int


class Side(TypedDict):
    """One side of the country's record: how much, with whom, in what, and the newest exchanges.

    `undated` counts those of which no source states a year.
    """

    exchanges: int
    partners: list[Counted]
    sectors: list[Counted]
    years: list[YearCount]
    undated: int
    newest: list[Headed]


class ServedIn(TypedDict):
    """A mission with the kinds of personnel that the country had in it; without an end: not known."""

    mission: Ref
    types: list[str]
    start: str
    end: str | None


class CountryProfile(CountryShape):
    """A country: what it gave, received and took part in, its own experience, offers and needs.

    `deployments` are personnel in missions, by mission: no exchanges, and counted nowhere as such.
    """

    provided: Side
    received: Side
    took_part: Side
    sectors_over_time: list[SectorOverTime]
    own_experience: list[Ref]
    offers: list[Ref]
    needs: list[Ref]
    deployments: list[ServedIn]
    groups: list[GroupMembership]
    note: WordsShape | None
