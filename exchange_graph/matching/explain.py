"""The reckoning for one State: every signal, what each unit is worth, and recounts without an exchange.

Nothing is estimated: a recount works out the same need again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.matching import bands
from exchange_graph.matching.answer import BandName, Remark
from exchange_graph.matching.constraints import band_of
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.remarks import against
from exchange_graph.matching.scoring import Scores
from exchange_graph.matching.sentence import LabelOf, Sentence, Word
from exchange_graph.matching.set_aside import NOBODY_IS, SetAside
from exchange_graph.matching.signals.signal import Family
from exchange_graph.matching.suggest import struck
from exchange_graph.matching.weights import Weights, shipped
from exchange_graph.projection.columns import Ints

RECOUNTED = 10
"""At most as many exchanges are struck, one at a time: the newest that the signals cite."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that speaks for a State: `contribution` is its value times its weight, within its cap."""

    signal: str
    family: Family
    says: Sentence
    weight: float
    value: float
    contribution: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens to a State if one exchange is taken away, and what its signals then add up to."""

    without: str
    says: Sentence
    total: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where one State stands and why. `total` is the sum of its reasons.

    `units` are programmes and exchanges by id, each with what would be lost without it. A State that is not
    of the South (`apart`) stands in its band among the other partners.
    """

    state: str
    recipient: str
    band: BandName | None
    apart: bool
    total: float
    reasons: tuple[Reason, ...]
    units: tuple[tuple[str, float], ...]
    against: tuple[Remark, ...]
    consequences: tuple[Consequence, ...]
    struck: tuple[str, ...] = ()

    @property
    def heading(self) -> Sentence:
        """What the place is called where it stands, or that nothing places it."""
        if self.band is None:
            return Sentence.of("explain.nowhere", state=LabelOf(self.state))
        return Sentence.of(f"band.{self.band}", recipient=LabelOf(self.recipient))


def without(evidence: Evidence, ids: Sequence[str]) -> Evidence:
    """The evidence without these exchanges; `BadInput` names each that is not on record."""
    unknown = [i for i in ids if i not in evidence.projection.position]
    if unknown:
        raise BadInput([Problem(i, Wording("is no exchange on record")) for i in unknown])
    return evidence.without(ids)


def explain(
    need: ResolvedNeed, evidence: Evidence, state: str, aside: SetAside = NOBODY_IS,
    weights: Weights | None = None,
) -> Explanation:  # fmt: skip
    """One State explained, wherever it stands; one that is set aside as if it had no record."""
    asked, weights = NeedInEvidence(need, evidence, aside), weights or shipped()
    gone = struck(evidence)
    number = asked.projection.index.get(state)
    if number is None or state in asked.hidden:
        return Explanation(state, need.recipient, None, False, 0.0, (), (), (), (), gone)
    scores = Scores(asked, weights)
    reasons = _reasons(scores, weights, number)
    band, apart = band_of(asked, number), not bands.southern(asked)[number]
    cited = _cited(asked, reasons)
    told = tuple(_consequence(asked, weights, number, band, [*gone, i], i) for i in cited[:RECOUNTED])
    return Explanation(
        state, need.recipient, band, bool(apart), sum(one.contribution for one in reasons), reasons,
        _units(asked, scores, number), against(asked, _on_record(asked, number)), told, gone,
    )  # fmt: skip


def _reasons(scores: Scores, weights: Weights, number: int) -> tuple[Reason, ...]:
    """What speaks for the State, in the order of the table of signals."""
    made = []
    for (signal, found), added in zip(scores.found, scores.added, strict=True):
        told, value = found.telling(number), float(found.values[number])
        if told is not None:
            weight, part, hidden = weights.of[signal.name], float(added[number]), scores.asked.hidden
            says = Sentence.of("explain.unnamed") if _names(told.says, hidden) else told.says
            made.append(Reason(signal.name, signal.family, says, weight, value, part, told.evidence))
    return tuple(made)


def _names(says: Sentence, states: frozenset[str]) -> bool:
    """Whether a sentence names one of these."""
    return any(isinstance(value, LabelOf) and value in states for _, value in says.values)


def _cited(asked: NeedInEvidence, reasons: Iterable[Reason]) -> list[str]:
    """The exchanges that the reasons cite, newest first."""
    position, last = asked.projection.position, asked.projection.columns.last
    cited = {i for reason in reasons for i in reason.evidence if i in position}
    return sorted(cited, key=lambda i: (-last[position[i]], i))


def _units(asked: NeedInEvidence, scores: Scores, number: int) -> tuple[tuple[str, float], ...]:
    """By programme, or exchange without one, what would be lost if it were struck; the most first."""
    unit, names = asked.projection.counts.unit, dict[int, str]()
    taught = {**asked.projection.joined(asked.gender_sectors)}.get(number, np.zeros(0, np.int64))
    for position in [*asked.projection.named(number).tolist(), *_received(asked, number), *taught.tolist()]:
        trace = asked.projection.trace(position)
        names[int(unit[position])] = trace.programme or trace.id
    worth = {names[n]: lost for n, lost in scores.worth(number).items() if n in names and lost > 0}
    return tuple(sorted(worth.items(), key=lambda pair: (-pair[1], pair[0])))


def _received(asked: NeedInEvidence, number: int) -> list[int]:
    return list(asked.projection.to(asked.projection.states[number]).tolist())


def _on_record(asked: NeedInEvidence, number: int) -> Ints:
    """What a State has done in the sectors asked for, guessed roles too."""
    return asked.projection.tally(asked.need.within).exchanges_of(number)


def _consequence(
    asked: NeedInEvidence, weights: Weights, number: int, band: BandName | None, ids: list[str], last: str
) -> Consequence:
    again = NeedInEvidence(asked.need, asked.evidence.without(ids), asked.aside)
    then, total = band_of(again, number), float(Scores(again, weights).totals[number])
    if then == band:
        return Consequence(last, Sentence.of("without.stays"), total)
    if then is None:
        return Consequence(last, Sentence.of("without.leaves"), total)
    return Consequence(last, Sentence.of("without.moves", band=Word(f"without.{then}")), total)
