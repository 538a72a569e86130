"""Answers of the search box and of walks through the graph."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from api.shapes.common import PageInfo, UnderstoodShape
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.records import Kind
from exchange_graph.render.shapes.common import WordsShape
from exchange_graph.render.shapes.exchange import ExchangeItem
from exchange_graph.render.shapes.ties import EdgeShape, NodeShape


class SearchHit(TypedDict):
    """A record, and the name that fits; `lang` is that of the name, null for an id or a symbol."""

    kind: Kind
    id: str
    label: WordsShape
    matched: str
    lang: Lang | None


class SearchList(TypedDict):
    """The best hits; `total` tells how many there are. Exchanges go on at /v1/exchanges?q=."""

    items: list[SearchHit]
    page: PageInfo
    understood: NotRequired[UnderstoodShape]
    note: NotRequired[WordsShape]


class NeighbourhoodShape(TypedDict):
    """Records around one, the nearest first, and the ties between them; `truncated`: there are more.

    With `shape=exchanges` whole exchanges instead, that asked for first; `touching` others share a party.
    """

    nodes: list[NodeShape]
    edges: list[EdgeShape]
    truncated: bool
    exchanges: NotRequired[list[ExchangeItem]]
    touching: NotRequired[int]
