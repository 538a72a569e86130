"""Where a State may stand: bands by evidence. A State stands once, in its best band.

States of the list of the South stand in the bands, all others among the other partners, by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from exchange_graph.domain.knowledge import Experience
from exchange_graph.matching.answer import BANDS, BandName
from exchange_graph.matching.need_in_evidence import Mask, NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.tally import Tally

LAST: tuple[BandName, ...] = ("related_sector", "knows_recipient")
"""The bands of evidence beside the sector: few States, a line each, no tiers."""
OF_GUARDED: tuple[BandName, ...] = ("done_here", "lived_it")
"""The only bands there are in guarded sectors."""

_EVIDENCE: dict[BandName, Callable[[NeedInEvidence], Mask]] = {
    "done_here": lambda asked: asked.here.n > 0,
    "lived_it": lambda asked: asked.mask(asked.experiences),
    "done_elsewhere": lambda asked: asked.sector.n > 0,
    "has_offered": lambda asked: asked.mask(asked.offers),
    "related_sector": lambda asked: (asked.related.n > 0) | _took_part(asked),
    "knows_recipient": lambda asked: asked.elsewise.n > 0,
}


def _took_part(asked: NeedInEvidence) -> Mask:
    found = np.zeros(len(asked.projection.states), bool)
    found[list(asked.joined)] = True
    return found


def placed(asked: NeedInEvidence) -> dict[BandName, Mask]:
    """By band, the States whose best band it is, wherever they are from; the recipient stands in none."""
    free = asked.mask(asked.facts.states)
    if (own := asked.projection.index.get(asked.recipient)) is not None:
        free[own] = False
    found: dict[BandName, Mask] = {}
    for band in OF_GUARDED if asked.guarded else BANDS:
        found[band] = _EVIDENCE[band](asked) & free
        free = free & ~found[band]
    return found


def together(placed: Mapping[BandName, Mask], *bands: BandName) -> Mask:
    """The States in any of these bands, as far as the need has them."""
    some: Mask = np.any([placed[band] for band in bands if band in placed], axis=0)
    return some


def southern(asked: NeedInEvidence) -> Mask:
    """States on the operator's list of the South; the others stand apart."""
    mask: Mask = asked.evidence.remember(("south",), lambda: asked.mask(asked.facts.southern))
    return mask


def basis(asked: NeedInEvidence, band: BandName) -> Tally:
    """The exchanges on which States stand in a band."""
    found: dict[BandName, Tally] = {
        "done_here": asked.here, "related_sector": asked.related, "knows_recipient": asked.elsewise,
    }  # fmt: skip
    return found.get(band, asked.sector)


def stands_on(asked: NeedInEvidence, band: BandName, state: int) -> Ints:
    """The exchanges a State stands on in its band, newest first: given, or also taken part in."""
    given = basis(asked, band).exchanges_of(state)
    if band == "lived_it" and asked.guarded:
        return given[:0]
    joined = asked.joined.get(state) if band == "related_sector" else None
    if joined is None:
        return given
    both = np.union1d(given, joined)
    return both[np.argsort(-asked.projection.columns.last[both], kind="stable")]


def rests_on_one(experiences: tuple[Experience, ...]) -> bool:
    """Whether one exchange struck would leave none of these experiences to place their State."""
    return all(one.result is None and len(one.drawn_on_by) < 2 for one in experiences)
