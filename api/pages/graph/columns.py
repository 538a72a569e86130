"""What stands in which column: gives | exchange | receives, took part | brokers, supports, pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

GIVES, EXCHANGE, RECEIVES, BESIDE = range(4)
_COLUMN = {
    "provider": GIVES, "recipient": RECEIVES, "participant": RECEIVES,
    "facilitator": BESIDE, "supporter": BESIDE, "funder": BESIDE,
}  # fmt: skip


@dataclass
class DrawnNode:
    """A party, an exchange, or (without marks) the row in which the lines to a third party meet."""

    key: str
    column: int
    words: str = ""
    to: str | None = None
    marks: list[str] = field(default_factory=list)
    strong: bool = False
    lang: str | None = None


@dataclass(frozen=True)
class DrawnEdge:
    """A tie by one role; `mark` is the role's, `place` its position among the marks of the party."""

    start: str
    end: str
    mark: str
    sure: bool


@dataclass
class RoleColumns:
    """Nodes by key in the order in which they were met, and the edges between neighbouring columns."""

    nodes: dict[str, DrawnNode] = field(default_factory=dict)
    edges: list[DrawnEdge] = field(default_factory=list)

    def node(self, key: str, column: int, **said: Any) -> DrawnNode:
        """The node under a key, made where it is not there yet."""
        return self.nodes.setdefault(key, DrawnNode(key, column, **said))


class Naming:
    """How parties and exchanges are called, and where each leads."""

    def __init__(
        self, label: Callable[[str], str], to: Callable[[str], str], exchange: Callable[[Any], str]
    ) -> None:
        self.label, self.to, self.exchange = label, to, exchange


def columns(items: list[dict[str, Any]], marks: Mapping[str, str], naming: Naming) -> RoleColumns:
    """The columns of these exchanges, the first of which is the centre.

    Bodies fold into their State, except those of the centre. A third party stands if it is the centre's or
    ties two exchanges.
    """
    drawn, centre = RoleColumns(), items[0]["id"]
    often = _ties(items, centre)
    for item in items:
        drawn.node(item["id"], EXCHANGE, words=naming.exchange(item), to=naming.to(item["id"]),
                   strong=item["id"] == centre)  # fmt: skip
        for party in item["participations"]:
            who = _who(party, item, centre)
            column = _COLUMN[party["role"]]
            if column != BESIDE or item["id"] == centre or often[who] > 1:
                _join(drawn, item, party, who, marks[party["role"]], naming)
    return drawn


def _ties(items: list[dict[str, Any]], centre: str) -> Counter[str]:
    """In how many exchanges each third party stands."""
    found = {
        (item["id"], _who(party, item, centre))
        for item in items
        for party in item["participations"]
        if _COLUMN[party["role"]] == BESIDE
    }
    return Counter(who for _, who in found)


def _who(party: Mapping[str, Any], item: Mapping[str, Any], centre: str) -> str:
    actor = party["actor"]["id"]
    if actor and item["id"] == centre:
        return str(actor)
    return str(party["country"] or actor or f"{item['id']} {party['role']} {party['actor']['label']}")


def _join(
    drawn: RoleColumns, item: Mapping[str, Any], party: Mapping[str, Any], who: str, mark: str, naming: Naming
) -> None:
    """One tie with the nodes at its ends; a third party has a trunk of its own among the receivers."""
    column = _COLUMN[party["role"]]
    known = party["actor"]["id"] or party["country"]
    said = naming.label(who) if known else party["actor"]["label"]
    key = f"{column} {who}"
    node = drawn.node(key, column, words=said, to=naming.to(who) if known else None,
                      strong=known is not None and who == party["country"])  # fmt: skip
    if mark not in node.marks:
        node.marks.append(mark)
    sure = party["basis"] == "stated"
    if column == GIVES:
        drawn.edges.append(DrawnEdge(key, item["id"], mark, sure))
    elif column == RECEIVES:
        drawn.edges.append(DrawnEdge(item["id"], key, mark, sure))
    else:
        trunk = drawn.node(f"trunk {who} {mark}", RECEIVES)
        drawn.edges.append(DrawnEdge(item["id"], trunk.key, mark, sure))
        if not any(edge.start == trunk.key for edge in drawn.edges):
            drawn.edges.append(DrawnEdge(trunk.key, key, mark, sure=True))
