"""In which order the nodes of each column stand, and how high: near to what each is tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from api.pages.graph.columns import RoleColumns

_SWEEPS = 6
_TRUNK = 9.0


def heights(drawn: RoleColumns, tall: Mapping[str, float]) -> dict[str, float]:
    """The middle of each node. `tall` says how much room a node takes; a trunk takes little.

    Barycentre sweeps decide the order (ties by key), pool-adjacent-violators the heights within it.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for node in drawn.nodes.values():
        columns[node.column].append(node.key)
    beside = _neighbours(drawn)
    at = {key: y for keys in columns.values() for key, y in _stacked(keys, tall).items()}
    for sweep in range(_SWEEPS):
        for column in sorted(columns, reverse=bool(sweep % 2)):
            keys = columns[column]
            keys.sort(key=lambda key: (_middle(key, beside, at), key))
            at |= _near(keys, {key: _middle(key, beside, at) for key in keys}, tall)
    top = min(at[key] - _room(key, tall) / 2 for key in at)
    return {key: round(y - top, 1) for key, y in at.items()}


def _neighbours(drawn: RoleColumns) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in drawn.edges:
        found[edge.start].append(edge.end)
        found[edge.end].append(edge.start)
    return found


def _room(key: str, tall: Mapping[str, float]) -> float:
    return tall.get(key, _TRUNK)


def _stacked(keys: Sequence[str], tall: Mapping[str, float]) -> dict[str, float]:
    at, y = {}, 0.0
    for key in keys:
        at[key] = y + _room(key, tall) / 2
        y += _room(key, tall)
    return at


def _middle(key: str, beside: Mapping[str, list[str]], at: Mapping[str, float]) -> float:
    around = [at[other] for other in beside.get(key, ())]
    return sum(around) / len(around) if around else at[key]


def _near(keys: Sequence[str], wanted: Mapping[str, float], tall: Mapping[str, float]) -> dict[str, float]:
    """Heights in this order, none over another, as near to what is wanted as that allows."""
    stacked = _stacked(keys, tall)
    blocks: list[tuple[float, int]] = []
    for key in keys:
        mean, count = wanted[key] - stacked[key], 1
        while blocks and blocks[-1][0] > mean:
            other, more = blocks.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        blocks.append((mean, count))
    shifts = [mean for mean, count in blocks for _ in range(count)]
    return {key: stacked[key] + shift for key, shift in zip(keys, shifts, strict=True)}
