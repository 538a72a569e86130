"""What stands beside the reasons: what speaks against, what is only planned, what nobody knows, who acted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from exchange_graph.domain.dates import year
from exchange_graph.matching.answer import BandName, Remark
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scene import Scene
from exchange_graph.projection.columns import INTERRUPTED, NOBODY, OUTCOMES, Ints
from exchange_graph.projection.tally import NEWEST, Tally

OLD_YEARS = 10


def basis(scene: Scene, band: BandName) -> Tally:
    """The tally on which a State stands in its band."""
    if band == "related_sector":
        return scene.related
    return scene.recipient_tally if band == "knows_recipient" else scene.sector


def against(scene: Scene, band: BandName, state: int) -> tuple[Remark, ...]:
    """What speaks against a State, or for caution, in the exchanges that it stands on."""
    tally = basis(scene, band)
    key = ("against", band, state)
    known = tally.said.get(key)
    if known is None:
        positions = _stands_on(scene, band, state)
        found = _against(scene, positions) if len(positions) else _lived_long_ago(scene, state)
        known = tally.said[key] = tuple(found)
    return known  # type: ignore[return-value]


def _stands_on(scene: Scene, band: BandName, state: int) -> Ints:
    """The exchanges a State stands on, newest first: given, in the fourth band also taken part in."""
    given = basis(scene, band).exchanges_of(state)
    joined = scene.projection.joined(scene.need.within).get(state) if band == "related_sector" else None
    if joined is None:
        return given
    both = np.union1d(given, joined)
    return both[np.argsort(-scene.projection.columns.last[both], kind="stable")]


def _lived_long_ago(scene: Scene, state: int) -> Iterator[Remark]:
    """That nothing of a State's own experience is known to be of late."""
    ones = scene.experiences.get(scene.projection.states[state], ())
    spans = [one.period for one in ones if one.period]
    dates = [date for span in spans for date in (span.start, span.earliest, span.end) if date]
    if ones and max(map(year, dates), default=0) < scene.year - OLD_YEARS:
        yield Remark(Says.of("against.old", years=OLD_YEARS), tuple(one.id for one in ones))


def _against(scene: Scene, positions: Ints) -> Iterator[Remark]:
    columns = scene.projection.columns

    def remark(key: str, chosen: Ints, **values: object) -> Remark:
        return Remark(Says.of(key, **values), tuple(columns.ids[p] for p in chosen[:NEWEST].tolist()))

    stopped = positions[columns.status[positions] == INTERRUPTED]
    if len(stopped):
        yield remark("against.interrupted", stopped, exchanges=len(stopped))
    failed = positions[columns.outcome[positions] == OUTCOMES["negative"]]
    if len(failed):
        yield remark("against.negative", failed, exchanges=len(failed))
    dated, first = columns.dated[positions], columns.first[positions]
    if int(np.maximum(dated, first).max()) < scene.year - OLD_YEARS:
        yield remark("against.old", positions, years=OLD_YEARS)
    traces = [scene.projection.trace(p) for p in positions[:NEWEST].tolist()]
    alone = np.unique(columns.alone[positions])
    if len(alone) == 1 and int(alone[0]) != NOBODY:
        yield remark("against.one_source", positions, source=LabelOf(traces[0].alone))
    if len(positions) <= NEWEST and {trace.grade for trace in traces} == {"C"}:
        yield remark("against.grade_c", positions)
    doubted = positions[:NEWEST][[bool(trace.contested) for trace in traces]]
    if len(doubted):
        yield remark("against.contested", doubted, exchanges=len(doubted))


def planned(scene: Scene, state: int) -> tuple[Remark, ...]:
    """Exchanges in the sector that are proposed or planned: listed, and counted nowhere."""

    def by_state() -> dict[int, list[int]]:
        projection, columns = scene.projection, scene.projection.columns
        rows = np.flatnonzero(projection.member_of(scene.need.within)[columns.gave_of])
        rows = rows[~projection.given[columns.gave_of[rows]]]
        found: dict[int, list[int]] = {}
        for row in rows.tolist():
            found.setdefault(int(columns.giver[row]), []).append(int(columns.gave_of[row]))
        return found

    found = scene.ground.remember(("planned", scene.need.within), by_state)
    columns = scene.projection.columns
    remarks = []
    for position in dict.fromkeys(found.get(state, ())):
        trace = scene.projection.trace(position)
        begins = trace.planned or trace.start
        key = "planned.year" if begins else "planned.undated"
        if trace.status == "cancelled":
            key = "planned.cancelled"
        says = Says.of(key, **({"year": year(begins)} if begins and key == "planned.year" else {}))
        remarks.append(Remark(says, (columns.ids[position],)))
    return tuple(remarks)


def unknown(scene: Scene, band: BandName, state: int) -> tuple[Says, ...]:
    """Facts we do not have of a State, that a reader may take for no."""
    key = ("unknown", scene.recipient, scene.need.guarded, state)
    found = [*scene.ground.remember(key, lambda: tuple(_ties_unknown(scene, state)))]
    positions = _stands_on(scene, band, state)
    if len(positions) and not scene.projection.columns.outcome[positions].any():
        found.append(_NO_OUTCOME)
    lived = scene.experiences.get(scene.projection.states[state], ())
    if not len(positions) and lived and not any(one.result for one in lived):
        found.append(_NO_OUTCOME_LIVED)
    if scene.need.requirements.gender_expertise and not scene.versed[state]:
        found.append(_NO_GENDER)
    return tuple(found)


_NO_OUTCOME, _NO_GENDER = Says.of("unknown.outcome"), Says.of("unknown.gender")
_NO_OUTCOME_LIVED = Says.of("unknown.outcome_lived")


def _ties_unknown(scene: Scene, state: int) -> Iterator[Says]:
    facts, code = scene.facts, scene.projection.states[state]
    for one in (scene.recipient, code):
        if facts.languages(one) is None:
            yield Says.of("unknown.language", state=LabelOf(one))
    if not scene.need.guarded and facts.border(scene.recipient, code) is None:
        yield Says.of("unknown.border", state=LabelOf(code), recipient=LabelOf(scene.recipient))


def institutions(scene: Scene, band: BandName, state: int) -> tuple[str, ...]:
    """The bodies that acted for a State in the exchanges it stands on, those of the newest first."""
    tally = basis(scene, band)
    key = ("institutions", state)
    if key not in tally.said:
        code = scene.projection.states[state]
        found: dict[str, None] = {}
        for position in tally.count(state).positions:
            for part in scene.projection.trace(position).parts:
                if part.role == "provider" and part.state == code and part.actor != code:
                    found[part.actor] = None
        tally.said[key] = tuple(found)
    return tally.said[key]  # type: ignore[return-value]
