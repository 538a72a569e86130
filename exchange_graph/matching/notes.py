"""What holds for every State of a band is said once, above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from exchange_graph.matching.answer import Band, Candidate, Tier, shown
from exchange_graph.matching.sentence import LabelOf, Sentence


def noted(band: Band) -> Band:
    """The band with what all its States have in common in its note, and how many are not shown."""
    states = shown(band)
    common = _common(states) if len(states) > 1 else ()
    tiers = tuple(_without(tier, common) for tier in band.tiers)
    first = band.tiers[0]
    most = (Sentence.of("band.most", shown=len(first.candidates)),) if first.more and first.candidates else ()
    return replace(band, tiers=tiers, note=(*most, *common))


def _common(states: tuple[Candidate, ...]) -> tuple[Sentence, ...]:
    """What is said of every State in the same words, none of them about one State."""
    each = (dict.fromkeys(_said(one)) for one in states)
    every = reduce(lambda some, other: {says: None for says in some if says in other}, each)
    return tuple(says for says in every if not _names_one(says, states))


def _said(one: Candidate) -> Iterable[Sentence]:
    return map(_of_all, (*(remark.says for remark in (*one.fit, *one.against)), *one.unknown))


def _of_all(says: Sentence) -> Sentence:
    """A sentence about one exchange as it is said of those of several States."""
    return Sentence.of("unknown.outcome") if says.key == "unknown.outcome_one" else says


def _names_one(says: Sentence, states: tuple[Candidate, ...]) -> bool:
    names = {one.state for one in states}
    return any(isinstance(value, LabelOf) and value in names for _, value in says.values)


def _without(tier: Tier, common: tuple[Sentence, ...]) -> Tier:
    if not common:
        return tier
    kept = tuple(
        replace(
            one, fit=tuple(r for r in one.fit if r.says not in common),
            against=tuple(r for r in one.against if r.says not in common),
            unknown=tuple(says for says in one.unknown if _of_all(says) not in common),
        )
        for one in tier.candidates
    )  # fmt: skip
    return replace(tier, candidates=kept)
