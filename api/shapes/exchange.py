"""Pages of exchanges and of provider experience."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from api.shapes.common import FacetValue, PageInfo, UnderstoodShape
from exchange_graph.render.shapes.common import LiftedShape, WordsShape
from exchange_graph.render.shapes.exchange import ExchangeItem, ExperienceShape


class ExchangeList(TypedDict):
    """A page of exchanges."""

    items: list[ExchangeItem]
    page: PageInfo
    understood: NotRequired[UnderstoodShape]
    facets: NotRequired[dict[str, list[FacetValue]]]
    note: NotRequired[WordsShape]
    without: NotRequired[list[LiftedShape]]


class ExperienceList(TypedDict):
    """Provider by sector, in the order of provider and sector ids; no record is not no experience."""

    items: list[ExperienceShape]
    page: PageInfo
    understood: NotRequired[UnderstoodShape]
    note: WordsShape
    without: NotRequired[list[LiftedShape]]
