"""Shapes of ties: what two States share, and walks through the graph."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.records import Kind
from exchange_graph.render.shapes.common import Ref, WordsShape


class SharedShape(TypedDict):
    """One thing in common; `about` is a language code, a State, a group or an exchange."""

    what: Literal["language", "border", "group", "was_taught"]
    about: str
    says: WordsShape
    source: Ref


TiesShape = TypedDict(
    "TiesShape", {"with": str, "exchanges": list[str], "shared": list[SharedShape]}
)  # fmt: skip
"""What ties a provider to a State: exchanges given to it before, and what both have in common."""


class NodeShape(TypedDict):
    """A record; an exchange is labelled by its heading."""

    id: str
    kind: Kind
    label: WordsShape


EdgeShape = TypedDict(
    "EdgeShape", {"from": str, "to": str, "type": str, "role": Role | None, "basis": Basis | None}
)  # fmt: skip
"""A tie as the graph holds it: `from` names `to`. The role and basis of a participation, else null."""


class PathShape(TypedDict):
    """A shortest path; `edges` are all ties between its neighbours, at least one a step."""

    length: int
    nodes: list[NodeShape]
    edges: list[EdgeShape]
    sentence: WordsShape


class PathsShape(TypedDict):
    """The shortest paths; `truncated`: there are more of this length."""

    paths: list[PathShape]
    truncated: bool
    note: NotRequired[WordsShape]
