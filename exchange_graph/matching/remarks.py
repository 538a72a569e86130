"""What stands beside the evidence: what speaks against, what is only planned, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from exchange_graph.domain.dates import year
from exchange_graph.graph.trace import Trace
from exchange_graph.matching.answer import Remark
from exchange_graph.matching.facts import OFFER_STANDS_YEARS
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence, Word
from exchange_graph.projection.columns import INTERRUPTED, NOBODY, OUTCOMES, Ints

OLD_YEARS = 10
SHOWN = 3
"""A remark names at most as many records."""
_REMARKABLE = frozenset({"participations", "outcome"})
"""Contradictions that are a remark on a State; one over a date or a figure is none."""


def against(asked: NeedInEvidence, positions: Ints, *, on_cards: bool = False) -> tuple[Remark, ...]:
    """What calls for caution in these exchanges of a State.

    Where cards tell them, their dates stand there: the remark on age would fall on those alone that have one.
    """
    return tuple(_against(asked, positions, on_cards)) if len(positions) else ()


def _against(asked: NeedInEvidence, positions: Ints, on_cards: bool) -> Iterator[Remark]:
    columns = asked.projection.columns
    traces = [asked.projection.trace(p) for p in positions.tolist()]

    def remark(key: str, chosen: Ints, **values: object) -> Remark:
        return Remark(Sentence.of(key, **values), tuple(columns.ids[p] for p in chosen[:SHOWN].tolist()))

    stopped = positions[columns.status[positions] == INTERRUPTED]
    if len(stopped):
        yield remark("against.interrupted", stopped)
    failed = positions[columns.outcome[positions] == OUTCOMES["negative"]]
    if len(failed):
        yield remark("against.negative", failed)
    dated = columns.dated[positions]
    if not on_cards and dated.all() and int(dated.max()) < asked.year - OLD_YEARS:
        yield remark("against.old", positions, years=OLD_YEARS)
    alone = np.unique(columns.alone[positions])
    if len(positions) > 1 and len(alone) == 1 and int(alone[0]) != NOBODY:
        yield remark("against.one_source", positions, source=LabelOf(traces[0].alone))
    if {trace.grade for trace in traces} == {"C"}:
        yield remark("against.grade_c", positions)
    doubted = positions[[not _REMARKABLE.isdisjoint(trace.contested) for trace in traces]]
    if len(doubted):
        yield remark("against.contested", doubted)


def planned(asked: NeedInEvidence, state: int) -> tuple[Remark, ...]:
    """Exchanges in the sector that are proposed or planned: listed, and counted nowhere.

    Those for the recipient itself, and for others, as long as an offer stands, what was to begin: an old
    promise to somebody else says nothing to who asks, and in guarded sectors it is not named.
    """

    def by_state() -> dict[int, list[int]]:
        projection, columns = asked.projection, asked.projection.columns
        rows = np.flatnonzero(projection.member_of(asked.need.within)[columns.gave_of])
        rows = rows[~projection.given[columns.gave_of[rows]] & projection.held[columns.gave_of[rows]]]
        found: dict[int, list[int]] = {}
        for row in rows.tolist():
            found.setdefault(int(columns.giver[row]), []).append(int(columns.gave_of[row]))
        return found

    found = asked.evidence.remember(("planned", asked.need.within), by_state)
    columns = asked.projection.columns
    every = [position for position in dict.fromkeys(found.get(state, ())) if _matters(asked, position)]
    remarks = []
    for position in every[:SHOWN]:
        says = _announced(asked, asked.projection.trace(position))
        remarks.append(Remark(says, (columns.ids[position],)))
    return tuple(remarks)


def _matters(asked: NeedInEvidence, position: int) -> bool:
    if position in asked.projection.to(asked.recipient):
        return True
    begins = _begins(asked.projection.trace(position))
    return not asked.guarded and begins is not None and year(begins) >= asked.year - OFFER_STANDS_YEARS


def _begins(trace: Trace) -> str | None:
    """When it was to begin, or began."""
    return trace.planned or trace.start


def _announced(asked: NeedInEvidence, trace: Trace) -> Sentence:
    """An exchange by its heading; in guarded sectors, where that may name others, without it."""
    exchange = Word("planned.unnamed") if asked.guarded else LabelOf(trace.id)
    if trace.status == "cancelled":
        return Sentence.of("planned.cancelled", exchange=exchange)
    begins = _begins(trace)
    if begins is None:
        return Sentence.of("planned.undated", exchange=exchange)
    return Sentence.of("planned.year", exchange=exchange, year=year(begins))


def unknown(asked: NeedInEvidence, state: int, positions: Ints) -> tuple[Sentence, ...]:
    """Facts we do not have of a State, that a reader may take for no."""
    code, found = asked.projection.states[state], []
    if len(positions) and not asked.projection.columns.outcome[positions].any():
        found.append(Sentence.of("unknown.outcome" if len(positions) > 1 else "unknown.outcome_one"))
    lived = asked.experiences.get(code, ())
    if not len(positions) and lived and not any(one.result for one in lived):
        found.append(Sentence.of("unknown.outcome_lived"))
    must = asked.need.requirements
    if asked.facts.languages(code) is None and (must.languages or not asked.guarded):
        found.append(Sentence.of("unknown.language", state=LabelOf(code)))
    if not asked.guarded and asked.facts.border(asked.recipient, code) is None:
        found.append(Sentence.of("unknown.border", state=LabelOf(code), recipient=LabelOf(asked.recipient)))
    if must.gender_expertise and not asked.versed[state]:
        found.append(Sentence.of("unknown.gender"))
    return tuple(found)
