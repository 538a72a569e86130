"""Precedents: the exchanges nearest to a need, who stood beside them, and how they were done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from exchange_graph.domain.exchange import Rating
from exchange_graph.matching.answer import Beside, Partner, Precedent
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.projection.columns import NOBODY, OUTCOMES, Ints
from exchange_graph.projection.projection import Projection

RATINGS: dict[int, Rating] = {OUTCOMES[rating]: rating for rating in get_args(Rating)}
SHOWN, OFFERS, PARTNERS, BUSY = 8, 4, 12, 30
BESIDE: tuple[Beside, ...] = get_args(Beside)
_SAME, _NEAR = 100, 10
"""The recipient itself comes first, then its sub-region, then lists that it shares."""


class Nearest(NamedTuple):
    """What is nearest to a need; `modality` pairs each way with the exchanges that were done so."""

    precedents: tuple[Precedent, ...]
    partners: tuple[Partner, ...]
    modality: tuple[tuple[str, tuple[str, ...]], ...]


def nearest(scene: Scene) -> Nearest:
    """All of it, worked out once for the needs of a recipient in the same sectors."""
    key = scene.recipient, scene.need.within, scene.need.related
    known: Nearest | None = scene.ground.near.get(key)
    if known is None:
        shown = _precedents(scene)
        known = Nearest(shown, _partners(scene, shown), _modality(scene, shown))
        scene.ground.near[key] = known
    return known


def _precedents(scene: Scene) -> tuple[Precedent, ...]:
    """Exchanges in the sector, then in related ones, for recipients most like this one, newest first."""
    found: dict[str, Precedent] = {}
    for sectors, key in ((scene.need.within, "precedent.sector"), (scene.need.related, "precedent.related")):
        for position, taker in _nearest(scene, sectors):
            record = scene.projection.columns.ids[position]
            if len(found) < SHOWN and record not in found:
                outcome = RATINGS.get(int(scene.projection.columns.outcome[position]))
                found[record] = Precedent(record, (Says.of(key), *_likeness(scene, taker)), outcome)
    offers = scene.facts.former_offers(scene.need.within)
    former = sorted(offers, key=lambda o: (-scene.facts.offered_in(o), o.id))[:OFFERS]
    offered = ((o.id, Says.of("precedent.offer", year=scene.facts.offered_in(o))) for o in former)
    return (*found.values(), *(Precedent(record, (why,), offer=True) for record, why in offered))


def _nearest(scene: Scene, sectors: tuple[str, ...]) -> list[tuple[int, int]]:
    """(exchange, recipient) in these sectors: the likest recipients first, a few exchanges of each."""
    lists = scene.ground.remember(("received", sectors), lambda: _received(scene, sectors))
    alike = _alike(scene)
    order = sorted(lists, key=lambda taker: -alike[taker] if taker != NOBODY else 0)
    found: list[tuple[int, int]] = []
    for taker in order:
        found += [(position, taker) for position in lists[taker]]
        if len(found) >= SHOWN * 2:
            break
    columns = scene.projection.columns
    return sorted(found, key=lambda pair: (
        -alike[pair[1]] if pair[1] != NOBODY else 0, -columns.last[pair[0]], pair[0]
    ))  # fmt: skip


def _received(scene: Scene, sectors: tuple[str, ...]) -> dict[int, list[int]]:
    """By recipient State (or nobody), its newest exchanges in these sectors that took place."""
    projection, columns = scene.projection, scene.projection.columns
    rows = np.flatnonzero(projection.member_of(sectors)[columns.got_of])
    rows = rows[projection.given[columns.got_of[rows]]]
    rows = rows[np.lexsort((columns.got_of[rows], -columns.last[columns.got_of[rows]]))]
    takers = columns.recipient[rows]
    order = np.argsort(takers, kind="stable")
    found = {}
    for part in np.split(order, np.flatnonzero(np.diff(takers[order])) + 1):
        if len(part):
            found[int(takers[part[0]])] = columns.got_of[rows[part[:SHOWN]]].tolist()
    return found


def _alike(scene: Scene) -> list[int]:
    """By State, how much it is like the recipient."""

    def worked_out() -> list[int]:
        own = _lists(scene.ground, scene.recipient)
        near = set(scene.facts.neighbourhood(scene.recipient))
        return [
            _SAME * (state == scene.recipient)
            + _NEAR * (state in near)
            + len(own & _lists(scene.ground, state))
            for state in scene.projection.states
        ]

    return scene.ground.remember(("alike", scene.recipient), worked_out)


def _lists(ground: Ground, state: str) -> frozenset[str]:
    """The lists of income and situation that a State stands on."""
    return ground.remember(
        ("lists", state),
        lambda: frozenset(g for g in ground.facts.alike if ground.facts.member(g, state) is True),
    )


def _likeness(scene: Scene, taker: int) -> tuple[Says, ...]:
    """In which way a recipient is like this one."""
    if taker == NOBODY:
        return ()
    state = scene.projection.states[taker]
    if state == scene.recipient:
        return (Says.of("precedent.recipient", recipient=LabelOf(state)),)
    found = []
    if state in scene.facts.neighbourhood(scene.recipient):
        found.append(Says.of("precedent.subregion", state=LabelOf(state)))
    shared = _lists(scene.ground, scene.recipient) & _lists(scene.ground, state)
    if shared:
        lists = tuple(LabelOf(group) for group in scene.facts.alike if group in shared)
        found.append(Says.of("precedent.lists", state=LabelOf(state), lists=lists))
    return tuple(found)


def _partners(scene: Scene, shown: Iterable[Precedent]) -> tuple[Partner, ...]:
    """Who paid for, supported or brokered the precedents, or works with the recipient; most often first."""
    projection = scene.projection
    positions = [projection.position[p.record] for p in shown if not p.offer]
    received: Ints = projection.to(scene.recipient)
    received = received[projection.given[received] & _its_own(scene)[received]]
    positions += received[:BUSY].tolist()
    found: dict[tuple[str, Beside], dict[str, None]] = defaultdict(dict)
    for position in positions:
        for part in projection.trace(position).parts:
            for role in BESIDE:
                if part.role == role and scene.recipient not in (part.state, part.actor):
                    found[part.actor, role][projection.columns.ids[position]] = None
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Partner(actor, role, tuple(ids)) for (actor, role), ids in ranked[:PARTNERS])


def _its_own(scene: Scene) -> NDArray[np.bool_]:
    """By exchange, whether it was for one State alone, or is in the sectors asked for or related ones.

    Who pays for an exchange of many States is not for that active with each of them.
    """
    projection = scene.projection
    sectors = projection.member_of(scene.need.within) | projection.member_of(scene.need.related)
    found: NDArray[np.bool_] = sectors | scene.ground.remember(("alone",), lambda: _for_one(projection))
    return found


def _for_one(projection: Projection) -> NDArray[np.bool_]:
    columns = projection.columns
    one: NDArray[np.bool_] = np.bincount(columns.got_of, minlength=len(columns.ids)) == 1
    return one


def _modality(scene: Scene, shown: Iterable[Precedent]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How the precedents were done, the commonest way first."""
    found: dict[str, list[str]] = defaultdict(list)
    for precedent in shown:
        if not precedent.offer:
            position = scene.projection.position[precedent.record]
            for value in scene.projection.trace(position).modality:
                found[value].append(precedent.record)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((value, tuple(ids)) for value, ids in ranked)
