"""Walking along ties: what stands around a record, and how two records are tied.

Both stores answer `links`; the walk is the same above each, so its answers are equal by construction.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal, TypeVar

from exchange_graph.errors import TooHeavy
from exchange_graph.graph.edges import ROLES, TYPES
from exchange_graph.graph.query import Link, Path, Subgraph
from exchange_graph.graph.store import GraphStore

T = TypeVar("T")
Via = Literal["groups", "sectors", "sources"]

USUAL = (*ROLES.values(), "RESPONDS_TO", "PART_OF", "ACTS_FOR", "SUCCEEDED_BY", "REQUESTED_BY", "NEEDED_BY")
"""What ties two records without saying: taking part, one joint effort, chains of institutions, needs."""
WIDENED: dict[Via, tuple[str, ...]] = {
    "groups": ("MEMBER_OF",),
    "sectors": ("IN_SECTOR", "BROADER", "RELATED_TO"),
    "sources": ("CITED_IN",),
}
"""What also counts as a step where it is asked for."""

LINKS_AROUND = 5_000
LINKS_A_STEP = 200_000
"""More ties than this at one step are refused: the answer would be late and nobody could read it."""
_TRIES = 3


async def neighbourhood(store: GraphStore, around: str, hops: int, limit: int) -> Subgraph:
    """At most `limit` records up to `hops` ties away from a live record, and the ties between them.

    The nearest come first, among them in the order of the ties. `truncated` tells that there are more.
    """
    return await _of_one_state(store, lambda: _neighbourhood(store, around, hops, limit))


async def paths(
    store: GraphStore, start: str, end: str, max_hops: int, via: tuple[Via, ...], limit: int
) -> tuple[tuple[Path, ...], bool]:
    """The shortest paths between two live records, at most `limit`, and whether there are more.

    A path is told once with all ties between its neighbours. None within `max_hops` steps: an empty answer.
    `TooHeavy` where a step meets more ties than can be looked through.
    """
    types = (*USUAL, *(t for widened in dict.fromkeys(via) for t in WIDENED[widened]))
    return await _of_one_state(store, lambda: _paths(store, (start, end), max_hops, types, limit))


async def _of_one_state(store: GraphStore, walk: Callable[[], Awaitable[T]]) -> T:
    """The answer of a walk during which nobody wrote; after some tries, of the last one."""
    revision = await store.revision()
    for _ in range(_TRIES):
        answer = await walk()
        now = await store.revision()
        if now == revision:
            break
        revision = now
    return answer


async def _neighbourhood(store: GraphStore, around: str, hops: int, limit: int) -> Subgraph:
    nodes: dict[str, None] = {around: None}
    frontier, truncated = [around], False
    for _ in range(hops):
        found = await store.links(frontier, TYPES, LINKS_AROUND + 1)
        truncated = truncated or len(found) > LINKS_AROUND
        met = dict.fromkeys(i for link in found for i in (link.start, link.end) if i not in nodes)
        frontier = list(met)[: max(0, limit - len(nodes))]
        truncated = truncated or len(frontier) < len(met)
        nodes |= dict.fromkeys(frontier)
    between = await store.links(nodes, TYPES, LINKS_AROUND + 1, inside=True)
    return Subgraph(tuple(nodes), tuple(between[:LINKS_AROUND]), truncated or len(between) > LINKS_AROUND)


@dataclass
class _Frontier:
    """What was reached from one end: how many steps away, and the ties of all that was gone on from."""

    frontier: list[str]
    steps: dict[str, int] = field(default_factory=dict)
    depth: int = 0

    def __post_init__(self) -> None:
        self.steps = dict.fromkeys(self.frontier, 0)


class _LinksByEnd(dict[str, dict[str, dict[Link, None]]]):
    """Per record its neighbours and the ties to each, in the order in which they are told."""

    def add(self, link: Link) -> None:
        for one, other in ((link.start, link.end), (link.end, link.start)):
            self.setdefault(one, {}).setdefault(other, {})[link] = None


async def _paths(
    store: GraphStore, ends: tuple[str, str], max_hops: int, types: tuple[str, ...], limit: int
) -> tuple[tuple[Path, ...], bool]:
    """From both ends in turn, always on from the smaller side; where they meet lie the shortest paths."""
    sides, ties = (_Frontier([ends[0]]), _Frontier([ends[1]])), _LinksByEnd()
    while not (met := sides[0].steps.keys() & sides[1].steps.keys()):
        side = min(sides, key=lambda one: len(one.frontier))
        if not side.frontier or sides[0].depth + sides[1].depth == max_hops:
            return (), False
        await _go_on(store, side, types, ties)
    found = list(islice(_walks((ends[0],), _layers(met, sides, ties), ties), limit + 1))
    return tuple(_path(walk, ties) for walk in found[:limit]), len(found) > limit


async def _go_on(store: GraphStore, side: _Frontier, types: tuple[str, ...], ties: _LinksByEnd) -> None:
    found = await store.links(side.frontier, types, LINKS_A_STEP + 1)
    if len(found) > LINKS_A_STEP:
        raise TooHeavy("too many ties meet on the way: ask for fewer steps, or without `via`")
    for link in found:
        ties.add(link)
    side.depth += 1
    met = dict.fromkeys(i for link in found for i in (link.start, link.end) if i not in side.steps)
    side.steps |= dict.fromkeys(met, side.depth)
    side.frontier = list(met)


def _layers(met: set[str], sides: tuple[_Frontier, _Frontier], ties: _LinksByEnd) -> list[set[str]]:
    """Step by step the records that lie on a shortest path: outwards from where the sides met."""

    def nearer(side: _Frontier) -> list[set[str]]:
        layers = [met]
        for step in range(side.depth - 1, -1, -1):
            layers.append({n for one in layers[-1] for n in ties[one] if side.steps.get(n) == step})
        return layers

    return nearer(sides[0])[::-1] + nearer(sides[1])[1:]


def _walks(walk: tuple[str, ...], layers: list[set[str]], ties: _LinksByEnd) -> Iterator[tuple[str, ...]]:
    """Every walk through the layers, in the order of the ties at each step; a hub is looked through once."""
    ahead: dict[tuple[str, int], list[str]] = {}

    def onward(walk: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if len(walk) == len(layers):
            yield walk
            return
        here = (walk[-1], len(walk))
        if here not in ahead:
            ahead[here] = [neighbour for neighbour in ties[walk[-1]] if neighbour in layers[len(walk)]]
        for neighbour in ahead[here]:
            yield from onward((*walk, neighbour))

    return onward(walk)


def _path(walk: tuple[str, ...], ties: _LinksByEnd) -> Path:
    pairs = pairwise(walk)
    return Path(walk, tuple(link for one, other in pairs for link in ties[one][other]))
