"""Precedents: the exchanges nearest to a need, whoever gave them."""

from __future__ import annotations

import numpy as np

from exchange_graph.matching.answer import Precedent
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.projection.columns import NOBODY, Ints

NEAREST, OFFERS = 8, 2
_SAME, _NEAR = 100, 10
"""The recipient itself comes first, then its sub-region, then lists that it shares."""


def nearest(asked: NeedInEvidence) -> tuple[Precedent, ...]:
    """Exchanges in the sector, then in related ones, for recipients most like this one, newest first.

    In guarded sectors only what the recipient itself received. Then offers that stand no longer.
    """
    key = asked.recipient, asked.need.within, asked.need.related
    known: tuple[Precedent, ...] | None = asked.evidence.near.get(key)
    if known is None:
        offers = () if asked.guarded else tuple(_former_offers(asked))
        known = asked.evidence.near[key] = (*_exchanges(asked), *offers)
    return known


def tellable(asked: NeedInEvidence, record: str) -> bool:
    """Whether somebody who gave or took part is left, where the operator sets States aside."""
    parts = asked.projection.trace(asked.projection.position[record]).parts
    active = {part.state for part in parts if part.role in ("provider", "participant")}
    return not active or not active <= asked.hidden


def _exchanges(asked: NeedInEvidence) -> list[Precedent]:
    found: dict[str, Precedent] = {}
    circles = [(asked.need.within, "precedent.sector"), (asked.need.related, "precedent.related")]
    for sectors, key in circles[:1] if asked.guarded else circles:
        for position, taker in _nearest(asked, sectors):
            record = asked.projection.columns.ids[position]
            if len(found) < NEAREST and record not in found:
                why = (Sentence.of(key), *_likeness(asked, taker))
                own = sectors == asked.need.within and taker == asked.projection.index.get(asked.recipient)
                found[record] = Precedent(record, "exchange", why, own)
    return [*found.values()]


def _former_offers(asked: NeedInEvidence) -> list[Precedent]:
    offers = asked.facts.former_offers(asked.need.within)
    former = sorted(offers, key=lambda o: (-asked.facts.offered_in(o), o.id))[:OFFERS]
    said = ((o.id, Sentence.of("precedent.offer", year=asked.facts.offered_in(o))) for o in former)
    return [Precedent(record, "offer", (why,)) for record, why in said]


def _nearest(asked: NeedInEvidence, sectors: tuple[str, ...]) -> list[tuple[int, int]]:
    """(exchange, recipient) in these sectors: the likest recipients first, a few exchanges of each."""
    barred = () if sectors == asked.need.within else asked.facts.guarded
    key = ("received", sectors, barred)
    lists = asked.evidence.remember(key, lambda: _received(asked, sectors, barred))
    if asked.guarded:
        own = asked.projection.index.get(asked.recipient, NOBODY)
        lists = {taker: positions for taker, positions in lists.items() if taker == own != NOBODY}
    alike = _alike(asked)
    order = sorted(lists, key=lambda taker: -alike[taker] if taker != NOBODY else 0)
    found: list[tuple[int, int]] = []
    for taker in order:
        found += [(position, taker) for position in lists[taker]]
        if len(found) >= NEAREST * 2:
            break
    columns = asked.projection.columns
    return sorted(found, key=lambda pair: (
        -alike[pair[1]] if pair[1] != NOBODY else 0, -columns.last[pair[0]], pair[0]
    ))  # fmt: skip


def _received(
    asked: NeedInEvidence, sectors: tuple[str, ...], barred: tuple[str, ...]
) -> dict[int, list[int]]:
    """By recipient State (or nobody), its newest exchanges in these sectors that took place."""
    projection, columns = asked.projection, asked.projection.columns
    wanted = projection.member_of(sectors) & ~projection.member_of(barred) & projection.given
    rows = np.flatnonzero(wanted[columns.got_of])
    rows = rows[np.lexsort((columns.got_of[rows], -columns.last[columns.got_of[rows]]))]
    takers = columns.recipient[rows]
    order = np.argsort(takers, kind="stable")
    found = {}
    for part in np.split(order, np.flatnonzero(np.diff(takers[order])) + 1):
        if len(part):
            newest: Ints = columns.got_of[rows[part[:NEAREST]]]
            found[int(takers[part[0]])] = newest.tolist()
    return found


def _alike(asked: NeedInEvidence) -> list[int]:
    """By State, how much it is like the recipient."""

    def worked_out() -> list[int]:
        own = _lists(asked.evidence, asked.recipient)
        near = set(asked.facts.neighbourhood(asked.recipient))
        return [
            _SAME * (state == asked.recipient)
            + _NEAR * (state in near)
            + len(own & _lists(asked.evidence, state))
            for state in asked.projection.states
        ]

    return asked.evidence.remember(("alike", asked.recipient), worked_out)


def _lists(evidence: Evidence, state: str) -> frozenset[str]:
    """The lists of income and situation that a State stands on."""
    return evidence.remember(
        ("lists", state),
        lambda: frozenset(g for g in evidence.facts.alike if evidence.facts.member(g, state) is True),
    )


def _likeness(asked: NeedInEvidence, taker: int) -> tuple[Sentence, ...]:
    """In which way a recipient is like this one."""
    if taker == NOBODY:
        return ()
    state = asked.projection.states[taker]
    if state == asked.recipient:
        return (Sentence.of("precedent.recipient", recipient=LabelOf(state)),)
    if state in asked.hidden:
        return ()
    near = state in asked.facts.neighbourhood(asked.recipient)
    return (Sentence.of("precedent.subregion", state=LabelOf(state)),) if near else ()
