"""What is said of one State: which experiences are told, what fits, what calls for caution."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from exchange_graph.matching.answer import BandName, Candidate, CardKind, Stated
from exchange_graph.matching.bands import LAST, basis, stands_on
from exchange_graph.matching.counts import counts, stated_of
from exchange_graph.matching.fit import fit
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.remarks import against, planned, unknown
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.projection.columns import Ints

FULL, BRIEF, OWN = 4, 2, 2
"""An answer tells at most as many experiences in full, as many in brief, and besides these as many that the
recipient itself received in the sector, in brief."""
SECTORS, LOOKED_AT = 2, 8
"""Of a State that stands beside the sector so many sectors are named, of so many of its newest exchanges."""
CARDS, TOGETHER = 3, 4
"""At most as many of one State; where a tier shows more than a few, one of each, in brief."""


class ToldCards:
    """Each experience is told once in an answer, up to a limit; those told first are those that stay."""

    def __init__(self) -> None:
        self.cards: dict[str, CardKind] = {}
        self._lines: set[str] = set()
        self._own: set[str] = set()

    @property
    def brief(self) -> frozenset[str]:
        """Those told in brief."""
        return frozenset(self._lines | self._own)

    def tell(self, record: str, kind: CardKind, *, brief: bool = False) -> bool:
        """Whether a record is told: now, or before."""
        room = len(self._lines) < BRIEF if brief else len(self.cards) - len(self.brief) < FULL
        if record not in self.cards and room:
            self.cards[record] = kind
            self._lines |= {record} if brief else set()
        return record in self.cards

    def tell_own(self, record: str) -> bool:
        """The same of an exchange that the recipient received in the sector: in a room beside the others."""
        if record not in self.cards and len(self._own) < OWN:
            self.cards[record] = "exchange"
            self._own.add(record)
        return record in self.cards


def in_full(asked: NeedInEvidence, band: BandName, states: list[int], telling: ToldCards) -> list[Candidate]:
    """The States that a tier shows, each with its counts; of many States less is told."""
    brief = len(states) > TOGETHER
    most = 1 if brief else min(CARDS, TOGETHER // max(len(states), 1))
    made = [_told(asked, band, state, telling, most, brief) for state in states]
    full = made if brief else [_beside(asked, band, *pair) for pair in zip(made, states, strict=True)]
    return [
        replace(one, counts=counts(asked, state, brief=brief))
        for one, state in zip(full, states, strict=True)
    ]


def _beside(asked: NeedInEvidence, band: BandName, one: Candidate, state: int) -> Candidate:
    """A State with what fits and what nobody knows."""
    shown = _shown(asked, band, state, one.cards)
    return replace(one, fit=fit(asked, state), unknown=unknown(asked, state, shown))


def in_brief(asked: NeedInEvidence, band: BandName, states: list[int], telling: ToldCards) -> list[Candidate]:
    """States in a line each: one experience, and what calls for caution."""
    made = [_told(asked, band, state, telling, 1, True) for state in states]
    return [
        replace(one, near=_near(asked, band, state)) if band in LAST else one
        for one, state in zip(made, states, strict=True)
    ]


def _near(asked: NeedInEvidence, band: BandName, state: int) -> Sentence:
    """What a State stands on beside the sector: the sectors it has worked in, or that it took part."""
    given = basis(asked, band).exchanges_of(state)
    if not len(given):
        return Sentence.of("near.joined")
    traces = map(asked.projection.trace, given[:LOOKED_AT].tolist())
    fits = set(asked.need.related)
    every = dict.fromkeys(s for one in traces for s in one.sectors if band != "related_sector" or s in fits)
    return Sentence.of(f"near.{band}", sectors=tuple(map(LabelOf, [*every][:SECTORS])))


def _told(
    asked: NeedInEvidence, band: BandName, state: int, telling: ToldCards, most: int, brief: bool
) -> Candidate:
    """A State with its newest experiences told; on its own experience the latter comes first."""
    code, positions = asked.projection.states[state], stands_on(asked, band, state)
    own, ids = _own(asked, band, code), asked.projection.columns.ids
    given: list[tuple[str, CardKind]] = [(ids[p], "exchange") for p in positions[:most].tolist()]
    order = [*own, *given] if band in ("lived_it", "has_offered") else [*given, *own]
    told = tuple(i for i, kind in order[:most] if _tell(telling, band, i, kind, brief=brief))
    return Candidate(
        code, _basis(asked, band, state, positions), told, len(positions) + len(own) - len(told),
        against=against(asked, _shown(asked, band, state, told), on_cards=True),
        planned=planned(asked, state),
    )  # fmt: skip


def _tell(telling: ToldCards, band: BandName, record: str, kind: CardKind, *, brief: bool) -> bool:
    """Whether it is told; who has done it with this recipient has the room of what it received, too."""
    own = band == "done_here" and kind == "exchange"
    return telling.tell(record, kind, brief=brief) or (own and telling.tell_own(record))


def _own(asked: NeedInEvidence, band: BandName, code: str) -> list[tuple[str, CardKind]]:
    """A State's own experience in the sector, or in their band what it offers."""
    if band == "has_offered":
        return [(one.id, "offer") for one in asked.offers.get(code, ())]
    return [(one.id, "experience") for one in asked.experiences.get(code, ())] if band not in LAST else []


def _shown(asked: NeedInEvidence, band: BandName, state: int, told: tuple[str, ...]) -> Ints:
    """Those of the exchanges a State stands on that cards tell."""
    positions, columns = stands_on(asked, band, state), asked.projection.columns
    shown: Ints = positions[np.array([columns.ids[p] in told for p in positions.tolist()], bool)]
    return shown


def _basis(asked: NeedInEvidence, band: BandName, state: int, positions: Ints) -> Stated:
    """Inferred where it stands on exchanges of which no source states that it gave."""
    if not len(positions):
        return "stated"
    joined = asked.joined.get(state, positions[:0])
    here = band in ("done_here", "knows_recipient")
    sure = len(stated_of(asked, positions, state, here=here)) or len(np.intersect1d(positions, joined))
    return "stated" if sure else "inferred"
