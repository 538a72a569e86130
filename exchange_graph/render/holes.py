"""Where the record is empty, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import cast

from typing_extensions import TypedDict

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Grade
from exchange_graph.matching.holes import Pair, Sum, by_area, total
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.speaking import Speaker


class PairShape(TypedDict):
    """What is on record of a State in a sector: exchanges it received in which a source states the provider.

    `exchanges` 0 is a hole in the record, not absence of experience.
    """

    country: Ref
    sector: Ref
    exchanges: int
    providers: int
    last_year: int | None
    outcomes: int
    institutions: int
    best_grade: Grade | None


class SumShape(TypedDict):
    """How many pairs, and how many with an exchange, one of grade A, an outcome, an institution."""

    pairs: int
    on_record: int
    grade_a: int
    outcomes: int
    institutions: int


class AreaSum(SumShape):
    """The same for the sectors of one area."""

    area: Ref


class HoleTotals(SumShape):
    """The same for all pairs, and by area."""

    areas: list[AreaSum]


def pair_shape(pair: Pair, speaker: Speaker) -> PairShape:
    """A pair with its names."""
    known = {"country": speaker.ref(pair.country), "sector": speaker.ref(pair.sector)}
    return cast(PairShape, asdict(pair) | known)


def totals(pairs: Sequence[Pair], known: Catalogue, speaker: Speaker) -> HoleTotals:
    """The figures that steer."""
    areas = [{"area": speaker.ref(area), **_sum(counted)} for area, counted in by_area(pairs, known).items()]
    return cast(HoleTotals, {**_sum(total(pairs)), "areas": areas})


def _sum(counted: Sum) -> SumShape:
    return cast(SumShape, asdict(counted))
