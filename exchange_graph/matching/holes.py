"""Where the record is empty: States by sector, and what stands behind each pair.

What counts is what places a provider before this recipient in suggestions, in roles that a source states. An
empty pair is a hole in the record, and never says that nobody did it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from typing_extensions import TypedDict

from exchange_graph.catalogue.asking import Resolution
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.resolving import GROUP, SECTORS
from exchange_graph.domain.claims import Grade
from exchange_graph.domain.vocabulary import Sector
from exchange_graph.errors import BadInput
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.trace import Part, Trace
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.facts import Facts

_ENDS = ("provider", "recipient")


class HeldInPair(TypedDict):
    """What a State received in a sector, where a source states who gave: 0 is a hole in the record.

    `providers` counts States, `last_year` is the newest year that a source states, `outcomes` and
    `institutions` count the exchanges with a rating and with a body of a State that gave or received.
    """

    exchanges: int
    providers: int
    last_year: int | None
    outcomes: int
    institutions: int
    best_grade: Grade | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A State and a sector, with what is on record there."""

    country: str
    sector: str
    held: HeldInPair


class HoleSum(TypedDict):
    """How many pairs there are, and how many with an exchange, one of grade A, an outcome, an institution."""

    pairs: int
    on_record: int
    grade_a: int
    outcomes: int
    institutions: int


Grid = dict[tuple[str, str], HeldInPair]
"""By State and sector; a pair that is not there is empty."""
NOTHING: HeldInPair = {
    "exchanges": 0, "providers": 0, "last_year": None, "outcomes": 0, "institutions": 0, "best_grade": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HoleQuestion:
    """The members of these groups (none: those of the fragile lists) by these sectors (none: every leaf)."""

    groups: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


async def asked(
    groups: Sequence[str], sectors: Sequence[str], known: Catalogue, store: GraphStore
) -> HoleQuestion:
    """Names and codes as ids; `BadInput` names each that is none."""
    reader = Resolution(known, store)
    found = HoleQuestion(
        tuple(await reader.read(GROUP, groups, "group")), tuple(await reader.read(SECTORS, sectors, "sector"))
    )
    if reader.problems:
        raise BadInput(reader.problems)
    return found


def pairs(asked: HoleQuestion, evidence: Evidence) -> list[Pair]:
    """Every pair, in the order of States and sectors."""
    held: Grid = evidence.remember(("held in pairs",), lambda: _grid(evidence))
    states = sorted(_states(asked.groups, evidence.facts))
    leaves = sorted(_leaves(asked.sectors, evidence.known))
    return [Pair(state, sector, held.get((state, sector), NOTHING)) for state in states for sector in leaves]


def total(pairs: Iterable[Pair]) -> HoleSum:
    """The figures that steer what is read next."""
    every = [pair.held for pair in pairs]
    return {
        "pairs": len(every),
        "on_record": sum(held["exchanges"] > 0 for held in every),
        "grade_a": sum(held["best_grade"] == "A" for held in every),
        "outcomes": sum(held["outcomes"] > 0 for held in every),
        "institutions": sum(held["institutions"] > 0 for held in every),
    }


def by_area(pairs: Iterable[Pair], known: Catalogue) -> dict[str, HoleSum]:
    """The same for each area, the sectors at the top of the tree."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(known.context.ancestors(pair.sector)[-1], []).append(pair)
    return {area: total(held) for area, held in sorted(found.items())}


def _states(groups: Collection[str], facts: Facts) -> Iterator[str]:
    lists = groups or facts.lists("fragile")
    for state in facts.states:
        if any(facts.member(one, state) for one in lists):
            yield state


def _leaves(sectors: Collection[str], known: Catalogue) -> Iterator[str]:
    for sector in known.all(Sector):
        if known.narrower(sector.id) == [sector.id] and (not sectors or sector.id in sectors):
            yield sector.id


def _grid(evidence: Evidence) -> Grid:
    """What is on record of every State in every sector, from each exchange once."""
    columns = evidence.projection.columns
    givers: dict[tuple[str, str], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    traces: dict[int, Trace] = {}
    for row in evidence.projection.tally(stated=True).rows.tolist():
        place = int(columns.gave_of[row])
        trace = traces.get(place) or traces.setdefault(place, columns.trace(place))
        for sector in trace.sectors:
            givers[columns.states[columns.taker[row]], sector][place].add(int(columns.giver[row]))
    return {
        pair: _held([traces[place] for place in found], len(set().union(*found.values())))
        for pair, found in givers.items()
    }


def _held(traces: Sequence[Trace], providers: int) -> HeldInPair:
    return {
        "exchanges": len(traces),
        "providers": providers,
        "last_year": max((trace.last for trace in traces if trace.dated), default=None),
        "outcomes": sum(trace.outcome is not None for trace in traces),
        "institutions": sum(any(map(_is_body_of_state, trace.parts)) for trace in traces),
        "best_grade": min((trace.grade for trace in traces), default=None),
    }


def _is_body_of_state(part: Part) -> bool:
    return part.role in _ENDS and part.state is not None and part.actor != part.state
