"""Who has brokered, supported or paid for what the recipient received and no card tells.

Who did so for an exchange that is told stands on its card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from exchange_graph.domain.vocabulary import Institution
from exchange_graph.graph.trace import Part
from exchange_graph.matching.answer import BESIDE, Beside, Partner
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.projection import Projection

MOST, BUSY, SECTORS = 3, 30, 2
"""How many partners are named, how many exchanges are looked at, how many sectors of a partner are told."""


def partners(
    asked: NeedInEvidence, told: Collection[str], brief: Collection[str], giving: Collection[str]
) -> tuple[Partner, ...]:
    """Those of the sector asked for first, then most often first; none that has ended.

    A card in `brief` does not tell who stood between: that is told here.
    In guarded sectors only those of exchanges in the sector, and no State nor a body that acts for one. A
    State that is `giving` in this answer, or gave in that exchange, is not told again as having paid.
    """
    positions = {p: asked.projection.columns.ids[p] for p in _received(asked).tolist()}
    found: dict[str, dict[Beside, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, record in positions.items():
        for part, role in _beside(asked, position):
            on_card = record in told and not (record in brief and role == "facilitator")
            if not on_card and _may(asked, part, giving) and position not in found[part.actor][role]:
                found[part.actor][role].append(position)
    made = [_partner(asked, actor, roles) for actor, roles in found.items()]
    return tuple(one for _, one in sorted(made, key=lambda pair: pair[0])[:MOST])


def _partner(
    asked: NeedInEvidence, actor: str, roles: dict[Beside, list[int]]
) -> tuple[tuple[bool, int, str], Partner]:
    """A partner, and what it is ordered by; for each role the exchange is named that shows it."""
    every = [*dict.fromkeys(position for held in roles.values() for position in held)]
    inside = asked.projection.member_of(asked.need.within)
    every.sort(key=lambda position: not inside[position])
    traces = [asked.projection.trace(position) for position in every]
    sectors = dict.fromkeys(sector for trace in traces for sector in trace.sectors)
    ordered = sorted(sectors, key=lambda sector: sector not in asked.need.within)
    did = tuple(role for role in BESIDE if role in roles)
    shows = dict.fromkeys(next(p for p in every if p in roles[role]) for role in did)
    exchanges = tuple(asked.projection.columns.ids[position] for position in shows)
    made = Partner(actor, did, exchanges, len(every), tuple(ordered[:SECTORS]))
    return (not inside[every[0]], -len(every), actor), made


def _may(asked: NeedInEvidence, part: Part, giving: Collection[str]) -> bool:
    if part.state in asked.hidden or part.state in giving or asked.recipient in (part.state, part.actor):
        return False
    body = asked.evidence.known.get(Institution, part.actor)
    ended = body is not None and body.has_ended
    return not ended and not (asked.guarded and (part.state is not None or part.inferred))


def _beside(asked: NeedInEvidence, position: int) -> Iterator[tuple[Part, Beside]]:
    parts = asked.projection.trace(position).parts
    gave = {one for part in parts if part.role == "provider" for one in (part.state, part.actor) if one}
    for part in parts:
        for role in BESIDE:
            if part.role == role and not gave & {part.state, part.actor}:
                yield part, role


def _received(asked: NeedInEvidence) -> Ints:
    """What the recipient received; of other sectors only what is not guarded and did not end badly."""
    projection = asked.projection
    received = projection.to(asked.recipient)
    fits = projection.member_of(asked.need.within)
    if not asked.guarded:
        barred = projection.troubled | projection.member_of(asked.facts.guarded)
        fits = (fits | ~barred) & _its_own(asked)
    newest: Ints = received[(projection.given & fits)[received]][:BUSY]
    return newest


def _its_own(asked: NeedInEvidence) -> NDArray[np.bool_]:
    """By exchange, whether it was for one State alone, or is in the sectors asked for or related ones.

    Who pays for an exchange of many States is not for that active with each of them.
    """
    projection = asked.projection
    sectors = projection.member_of(asked.need.within) | projection.member_of(asked.need.related)
    found: NDArray[np.bool_] = sectors | asked.evidence.remember(("alone",), lambda: _for_one(projection))
    return found


def _for_one(projection: Projection) -> NDArray[np.bool_]:
    columns = projection.columns
    one: NDArray[np.bool_] = np.bincount(columns.got_of, minlength=len(columns.ids)) == 1
    return one
