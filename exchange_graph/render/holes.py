"""Where the record is empty, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.matching.holes import HeldInPair, HoleSum, Pair, by_area, total
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.speaking import Speaker


class PairShape(HeldInPair):
    """A State and a sector, with what is on record there; 0 exchanges are no absence of experience."""

    country: Ref
    sector: Ref


class AreaSum(HoleSum):
    """The same for the sectors of one area."""

    area: Ref


class HoleTotals(HoleSum):
    """The same for all pairs, and by area."""

    areas: list[AreaSum]


def pair_shape(pair: Pair, speaker: Speaker) -> PairShape:
    """A pair with its names."""
    return {"country": speaker.ref(pair.country), "sector": speaker.ref(pair.sector), **pair.held}


def totals(pairs: Sequence[Pair], known: Catalogue, speaker: Speaker) -> HoleTotals:
    """The figures that steer."""
    areas: list[AreaSum] = [
        {"area": speaker.ref(area), **counted} for area, counted in by_area(pairs, known).items()
    ]
    return {**total(pairs), "areas": areas}
