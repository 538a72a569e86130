"""What would be said without one exchange: the same need, counted again. Nothing is estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange_graph.errors import BadInput, Problem
from exchange_graph.matching.answer import BandName, Candidate
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.says import LabelOf, Says, Word
from exchange_graph.matching.suggest import stands, struck


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens to a State if one exchange is taken away."""

    without: str
    says: Says


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where one State stands and why, and what each exchange that it stands on does for it.

    A candidate without a band stands among the other partners.
    """

    state: str
    recipient: str
    band: BandName | None
    candidate: Candidate | None
    consequences: tuple[Consequence, ...]
    without: tuple[str, ...] = ()

    @property
    def heading(self) -> Says | None:
        """What the place is called where it stands."""
        if self.candidate is None:
            return None
        return Says.of(f"band.{self.band or 'other_partners'}", recipient=LabelOf(self.recipient))


def without(ground: Ground, ids: Sequence[str]) -> Ground:
    """The ground without these exchanges; `BadInput` names each that is not on record."""
    unknown = [i for i in ids if i not in ground.projection.position]
    if unknown:
        raise BadInput([Problem(i, "is no exchange on record") for i in unknown])
    return ground.without(ids)


def why(need: ResolvedNeed, ground: Ground, state: str) -> Explanation:
    """One State explained, with a recount for each exchange that one of its lines cites."""
    band, candidate = stands(need, ground, state)
    gone = struck(ground)
    if candidate is None:
        return Explanation(state, need.recipient, None, None, (), gone)
    cited = dict.fromkeys(i for line in candidate.lines for i in line.evidence)
    ids = [i for i in cited if i in ground.projection.position]
    told = ((i, stands(need, ground.without([*gone, i]), state)) for i in ids)
    found = tuple(Consequence(i, _difference(band, candidate, *then)) for i, then in told)
    return Explanation(state, need.recipient, band, candidate, found, gone)


def _difference(
    band: BandName | None, before: Candidate, other: BandName | None, after: Candidate | None
) -> Says:
    if after is None:
        return Says.of("without.leaves")
    if other != band:
        return Says.of("without.moves", band=Word(f"without.{other}"))
    changed = _changed(before, after)
    return Says.of("without.stays", changed=len(changed))


def _changed(before: Candidate, after: Candidate) -> list[str]:
    """The signals whose line would be another or would not be there."""
    lines = {line.signal: line for line in after.lines}
    return [line.signal for line in before.lines if lines.get(line.signal) != line]


def named(state: str) -> Says:
    """That nothing places a State."""
    return Says.of("without.nowhere", state=LabelOf(state))
