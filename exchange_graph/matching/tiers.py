"""Two tiers in a band: above stand those that no single unit, struck, would bring below another.

The border is drawn only where the band's own counts say why.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from exchange_graph.matching.answer import BandName
from exchange_graph.matching.bands import LAST, basis, rests_on_one
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.sentence import LabelOf, Sentence

UNITS_NEEDED = {"done_here": 2}
UNITS_ELSEWHERE = 3
"""To stand above others a State needs as many units."""
CLOSE = 1e-9


class Border(NamedTuple):
    """The States of both tiers by number, the most on record first, and why the border lies there."""

    above: list[int]
    below: list[int]
    why: Sentence | None


def ranked(asked: NeedInEvidence, scores: Scores, members: list[int]) -> list[int]:
    """The States with the largest totals first, then by code."""
    totals, states = scores.totals, asked.projection.states
    return sorted(members, key=lambda state: (-round(float(totals[state]), 9), states[state]))


def border(asked: NeedInEvidence, scores: Scores, band: BandName, members: list[int]) -> Border:
    """Where the two tiers part; nobody stands below where the counts give no reason."""
    order = ranked(asked, scores, members)
    if band in LAST:
        return Border(order, [], None)
    threshold = _thresholds(asked, scores, band, order)
    above = [s for s in order if float(scores.totals[s]) >= threshold(s) - CLOSE]
    below = [s for s in order if s not in set(above)]
    why = _why(asked, band, above, below) if below else None
    return Border(above, below, why) if why else Border(order, [], None)


def _thresholds(
    asked: NeedInEvidence, scores: Scores, band: BandName, order: list[int]
) -> Callable[[int], float]:
    """For each State, the largest struck total of another; the search ends where no total can reach it."""
    best: tuple[float, int] = (-np.inf, -1)
    second = -np.inf
    for state in order:
        if float(scores.totals[state]) < second:
            break
        if _holds_out(asked, band, state):
            struck = scores.struck(state)
            if struck > best[0]:
                best, second = (struck, state), best[0]
            else:
                second = max(second, struck)
    return lambda state: second if state == best[1] else best[0]


def _holds_out(asked: NeedInEvidence, band: BandName, state: int) -> bool:
    """Whether a State has enough units, and no single one keeps it in the band."""
    if band == "lived_it" and rests_on_one(asked.experiences[asked.projection.states[state]]):
        return False
    units = len(basis(asked, band).units(state).number)
    return units >= UNITS_NEEDED.get(band, UNITS_ELSEWHERE)


class _OnRecord(NamedTuple):
    """What a State has on record in its band."""

    exchanges: int
    states: int
    newest: int


def _why(asked: NeedInEvidence, band: BandName, above: list[int], below: list[int]) -> Sentence | None:
    """The first count in which everybody above has more than anybody below.

    Where an exchange of those below has no date, nobody knows whose is the newest.
    """
    dated = asked.projection.columns.dated
    surely = all(dated[basis(asked, band).exchanges_of(state)].all() for state in below)
    upper, lower = [_record(asked, band, s) for s in above], [_record(asked, band, s) for s in below]
    for name in (one for one in _OnRecord._fields if one != "newest" or surely):
        least = min(getattr(one, name) for one in upper)
        most = max(getattr(one, name) for one in lower)
        if least > most > 0 or (least > most and name != "newest"):
            if len(above) == 1:
                state = LabelOf(asked.projection.states[above[0]])
                return Sentence.of(f"tier.one.{name}", state=state, most=most, **upper[0]._asdict())
            return Sentence.of(f"tier.{name}", least=least, most=most)
    return None


def _record(asked: NeedInEvidence, band: BandName, state: int) -> _OnRecord:
    tally = basis(asked, band)
    positions = tally.exchanges_of(state)
    dated = asked.projection.columns.dated[positions]
    newest = min(int(dated.max(initial=0)), asked.year)
    return _OnRecord(len(positions), len(tally.takers_of(state)), newest)
