"""Where a State may stand: bands by evidence. A State stands once, in its highest band."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from exchange_graph.matching.answer import BANDS, BandName
from exchange_graph.matching.scene import Scene

Mask = NDArray[np.bool_]
AT_MOST: dict[BandName, int] = {"related_sector": 8, "knows_recipient": 8}
"""How many States these bands show; the rest are counted. Evidence in the sector itself is shown in full."""
UNORDERED = ("related_sector", "knows_recipient")


def _here(scene: Scene) -> Mask:
    return scene.here.n > 0


def _elsewhere(scene: Scene) -> Mask:
    return scene.sector.n > 0


def _lived(scene: Scene) -> Mask:
    return scene.ground.vector([*scene.experiences, *scene.offers]) > 0


def _related(scene: Scene) -> Mask:
    joined = np.zeros(len(scene.projection.states), bool)
    joined[list(scene.projection.joined(scene.need.within))] = True
    return (scene.related.n > 0) | joined


def _knows(scene: Scene) -> Mask:
    """In guarded sectors, having worked with the recipient on something else recommends nobody."""
    return (scene.recipient_tally.n > 0) & (not scene.need.guarded)


_EVIDENCE: dict[BandName, Callable[[Scene], Mask]] = {
    "done_here": _here, "done_elsewhere": _elsewhere, "lived_it": _lived, "related_sector": _related,
    "knows_recipient": _knows,
}  # fmt: skip


def placed(scene: Scene) -> dict[BandName, Mask]:
    """By band, the States whose highest band it is; the recipient stands in none."""
    free = np.ones(len(scene.projection.states), bool)
    if (own := scene.projection.index.get(scene.recipient)) is not None:
        free[own] = False
    found: dict[BandName, Mask] = {}
    for band in BANDS:
        found[band] = _EVIDENCE[band](scene) & free
        free = free & ~found[band]
    return found


def stays_in(scene: Scene, band: BandName, state: int) -> bool:
    """Whether a State still stands in one of the first two bands whichever one of its units were struck."""
    tally = {"done_here": scene.here, "done_elsewhere": scene.sector}.get(band)
    return tally is None or len(tally.units(state).number) > 1


def southern(scene: Scene) -> Mask:
    """States on the operator's list of the South; the others stand apart."""
    mask: Mask = scene.ground.remember(("south",), lambda: scene.ground.vector(scene.facts.southern) > 0)
    return mask
