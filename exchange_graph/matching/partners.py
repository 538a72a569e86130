"""Who stood beside what is told, or works with the recipient; and how it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from exchange_graph.graph.trace import Part
from exchange_graph.matching.answer import Beside, Partner
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.projection.columns import Ints
from exchange_graph.projection.projection import Projection

MOST, BUSY, SHOWN = 3, 30, 1
"""How many partners are named, how many of a recipient's exchanges are looked at, how many ids are told."""
BESIDE: tuple[Beside, ...] = get_args(Beside)


def partners(asked: NeedInEvidence, told: Sequence[str], here: Sequence[str]) -> tuple[Partner, ...]:
    """Who paid for, supported or brokered what is told, or works with the recipient; most often first.

    In guarded sectors no State is named, nor a body that acts for one, but beside the exchanges `here`:
    those of States that have done this with the recipient.
    """
    projection = asked.projection
    positions = dict.fromkeys(projection.position[record] for record in told)
    positions |= dict.fromkeys(_received(asked).tolist())
    named = {projection.position[record] for record in here}
    found: dict[tuple[str, Beside], list[str]] = defaultdict(list)
    for position in positions:
        record = projection.columns.ids[position]
        for part, role in _beside(asked, position):
            nameless = asked.guarded and part.state is not None and position not in named
            if not nameless and record not in found[part.actor, role]:
                found[part.actor, role].append(record)
    kept = [(key, ids) for key, ids in found.items() if ids]
    ranked = sorted(kept, key=lambda item: (-len(item[1]), item[0]))
    return tuple(Partner(actor, role, tuple(ids[:SHOWN])) for (actor, role), ids in ranked[:MOST])


def _beside(asked: NeedInEvidence, position: int) -> Iterator[tuple[Part, Beside]]:
    for part in asked.projection.trace(position).parts:
        for role in BESIDE:
            own = asked.recipient in (part.state, part.actor)
            if part.role == role and not own and part.state not in asked.hidden:
                yield part, role


def _received(asked: NeedInEvidence) -> Ints:
    """What the recipient received; of other sectors only what is not guarded and did not end badly."""
    projection = asked.projection
    received = projection.to(asked.recipient)
    barred = projection.troubled | projection.member_of(asked.facts.guarded)
    fits = projection.member_of(asked.need.within) | ~barred
    usable = projection.given & fits & _its_own(asked)
    newest: Ints = received[usable[received]][:BUSY]
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


def modality(asked: NeedInEvidence, told: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How what is told was done, the commonest way first."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in told:
        for value in asked.projection.trace(asked.projection.position[record]).modality:
            found[value].append(record)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((value, tuple(ids[:SHOWN])) for value, ids in ranked[:MOST])
